import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { programPath } from '../../../../src/hosts/terminal/program-path.ts'

const files = [
  'C:\\tools\\agent.exe',
  'C:\\b\\agent.com',
  'C:\\b\\agent.exe',
  'C:\\b\\x.y.exe',
  'C:\\b\\a.exe',
]
const find = (program: string, Path: string, platform: NodeJS.Platform = 'win32') =>
  programPath(program, { env: { Path }, platform, exists: (path) => files.includes(path) })

describe('a program on Windows', () => {
  for (const [title, program, path, found] of [
    ['is in PATH, in its order', 'agent', 'C:\\none;C:\\b;C:\\tools', 'C:\\b\\agent.com'],
    ['may have its ending', 'agent.exe', 'C:\\b', 'C:\\b\\agent.exe'],
    ['may have another dot', 'x.y', 'C:\\b', 'C:\\b\\x.y.exe'],
    ['is in a folder in quotes', 'agent', '"C:\\tools"', 'C:\\tools\\agent.exe'],
    ['is not in the current folder', 'agent', ';.;tools;\\b;C:b', undefined],
    ['is nowhere', 'other', 'C:\\b', undefined],
    ['keeps its path', '.\\agent.exe', 'C:\\b', '.\\agent.exe'],
    ['keeps a path with slashes', 'C:/x/agent', 'C:\\b', 'C:/x/agent'],
    ['keeps its drive', 'C:agent.exe', 'C:\\b', 'C:agent.exe'],
  ] as const) {
    it(title, () => assert.equal(find(program, path), found))
  }

  it('is found by the system elsewhere', () => assert.equal(find('agent', '', 'linux'), 'agent'))
})
