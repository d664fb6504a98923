import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { clouds } from '../../../src/values/clouds.ts'
import { findGuid, isGuid } from '../../../src/values/guid.ts'

const guid = '0d5c8d8e-3c1b-4d0f-9a3e-5a6f0f6f7b11'

describe('a GUID', () => {
  for (const { name, authorityHost } of clouds) {
    it(`is found in an address of the login host of cloud ${name}`, () => {
      assert.equal(findGuid(`${authorityHost}/${guid}/oauth2/v2.0/token`), guid)
    })
  }

  for (const [text, is, found] of [
    [guid, true, guid],
    [guid.toUpperCase(), true, guid.toUpperCase()],
    [`{${guid}}`, false, guid],
    [`https://login.microsoftonline.com/${guid}/v2.0`, false, guid],
    [`https://portal.azure.com/#view/A/~/Overview/appId/${guid.toUpperCase()}`, false, guid.toUpperCase()],
    [`api://${guid}`, false, guid],
    [`("${guid}")`, false, guid],
    [`http://login.microsoftonline.com/${guid}`, false, undefined],
    [`https://u:p@login.microsoftonline.com/${guid}`, false, undefined],
    [`https://login.example/${guid}`, false, undefined],
    [`https://microsoftonline.com.example/${guid}`, false, undefined],
    [`https://login.microsoftonline.com/${guid}0`, false, undefined],
    [`secret:${guid}`, false, undefined],
    [`secret ${guid}`, false, undefined],
    [`${guid}/oauth2`, false, undefined],
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
