import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { passBatchFile } from '../../../../src/hosts/terminal/batch-file.ts'

describe('a batch file gets as they are', () => {
  for (const words of [
    [],
    ['run', 'deploy'],
    ['a & b', 'x|y', '<z>'],
    ['{"name":"contoso"}'],
    ['50%', 'a%20b%20c'],
    ['"quoted" & more'],
  ])
    it(JSON.stringify(words), () => assert.equal(passBatchFile(words), true))
})

describe('a batch file would change', () => {
  for (const words of [
    ['HEAD^'],
    ['a^&calc'],
    ['one\ntwo'],
    ['one\rtwo'],
    ['%PATH:~0,1%'],
    ['%CMDCMDLINE:~-1', '1%'],
    ['a"&calc'],
    ['fine', 'a"|b"'],
    ['"a" "<b"', 'x" > file'],
    ['a"b', 'x&calc&rem'],
    ['say "hi', '> file'],
    ['%DEPLOY-KEY:x=%'],
  ])
    it(JSON.stringify(words), () => assert.equal(passBatchFile(words), false))
})
