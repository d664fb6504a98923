import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { findGuid, isGuid } from '../../src/guid.ts'

const guid = '0d5c8d8e-3c1b-4d0f-9a3e-5a6f0f6f7b11'

describe('a GUID', () => {
  for (const [text, is, found] of [
    [guid, true, guid],
    [guid.toUpperCase(), true, guid.toUpperCase()],
    [`{${guid}}`, false, guid],
    [`https://login.example/${guid}/v2.0`, false, guid],
    [`https://login.example/${guid.toUpperCase()}`, false, guid.toUpperCase()],
    [` ${guid}`, false, guid],
    [`${guid} `, false, guid],
    [`a${guid}`, false, undefined],
    [`-${guid}`, false, undefined],
    [`${guid}0`, false, undefined],
    [`${guid}-`, false, undefined],
    [guid.replaceAll('-', ''), false, undefined],
    [guid.replace('d', 'g'), false, undefined],
    ['', false, undefined],
  ] as const) {
    it(`"${text}"`, () => {
      assert.equal(isGuid(text), is)
      assert.equal(findGuid(text), found)
    })
  }
})
