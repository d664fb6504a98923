import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { findIds } from '../../../src/advice/find-ids.ts'
import { entraErrors } from '../../emulator/entra-errors.ts'
import { APP, TENANT } from '../situation.ts'

const logOf = (name: string) => readFileSync(join(import.meta.dirname, '../../terminal/logs', name), 'utf8')
const API = '8578e004-a5c6-46e7-913e-12f58912df43'
const OTHER = '6f9a5eba-a56f-4345-8a2e-0859ed7cb462'

describe('the app and the tenant that a text names', () => {
  for (const [code, { text }] of Object.entries(entraErrors)) {
    const names = { clientId: APP, tenantId: TENANT }
    const expected = {
      ...(text.includes('{appId}') && { clientId: APP }),
      ...(/\{tenant\}/.test(text) &&
        !/identifier '\{tenant\}'|\{tenant\} directory/.test(text) && { tenantId: TENANT }),
    }
    it(`are those of AADSTS${code}, and no API's`, () => {
      const filled = text
        .replaceAll('{appId}', names.clientId)
        .replaceAll('{tenant}', names.tenantId)
        .replace(/\{(?:resource\w*)\}/g, API)
        .replace(/\{\w+\}/g, 'X')
      assert.deepEqual(findIds(`AADSTS${code}: ${filled} Trace ID: ${OTHER}`).of(Number(code)), expected)
    })
  }

  it('are those of logs', () => {
    assert.deepEqual(findIds(logOf('pac.log')).of(7000215), { clientId: APP })
    assert.deepEqual(findIds(logOf('az.log')).of(7000222), { clientId: APP })
    assert.deepEqual(findIds(logOf('terraform.log')).of('Power Platform API 403 Forbidden'), {
      clientId: APP,
      tenantId: TENANT,
    })
    assert.deepEqual(
      findIds(`App ${APP} in tenant ${TENANT}, cloud public (login.microsoftonline.com)`).of(1),
      {
        clientId: APP,
        tenantId: TENANT,
      },
    )
    const request = `POST https://login.microsoftonline.com/contoso.onmicrosoft.com/oauth2/v2.0/token?client_id=${APP}&x`
    assert.deepEqual(findIds(request).of(1), { clientId: APP, tenantId: 'contoso.onmicrosoft.com' })
  })

  it('are those beside each code, where a text names several', () => {
    const text = `AADSTS7000215: added to app '${APP}'.\nAADSTS7000222: keys for app '${OTHER}' are expired`
    const found = findIds(text)
    assert.deepEqual(found.of(7000215), { clientId: APP })
    assert.deepEqual(found.of(7000222), { clientId: OTHER })
    assert.deepEqual([...found.clientIds], [APP, OTHER])
    assert.deepEqual(findIds(`${text}\nAADSTS50053 locked`).of(50053), {})
  })

  it('are none of a text that names none', () => {
    const found = findIds(`AADSTS50034 ${APP}\nTrace ID: ${OTHER}`)
    assert.deepEqual([found.of(50034), found.clientIds.size], [{}, 0])
  })
})
