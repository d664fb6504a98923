import { appendFileSync } from 'node:fs'
import { request } from 'node:https'
import { ClientAssertionCredential } from '@azure/identity'

/*
 * What an author would write with Microsoft's own library: its credential for an assertion, and the OIDC request by
 * node:https, which is kinder to it than fetch. So is asking before: the credential calls what it is given twice.
 * Instance discovery would ask Microsoft's host about one on loopback.
 */
const { env } = process

function oidcToken(): Promise<string> {
  const url = `${env.ACTIONS_ID_TOKEN_REQUEST_URL}&audience=${encodeURIComponent('api://AzureADTokenExchange')}`
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${env.ACTIONS_ID_TOKEN_REQUEST_TOKEN}` }
    const sent = request(url, { headers }, (response) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (chunk) => {
        text += chunk
      })
      response.on('end', () => resolve(JSON.parse(text).value))
      response.on('error', reject)
    })
    sent.on('error', reject)
    sent.end()
  })
}

async function run(): Promise<void> {
  const assertion = await oidcToken()
  const { TENANT_ID = '', CLIENT_ID = '', AUTHORITY_HOST = '' } = env
  const credential = new ClientAssertionCredential(TENANT_ID, CLIENT_ID, async () => assertion, {
    authorityHost: AUTHORITY_HOST,
    disableInstanceDiscovery: true,
  })
  const { token } = await credential.getToken('https://api.powerplatform.com/.default')
  appendFileSync(env.GITHUB_OUTPUT ?? '', `access-token=${token}\n`)
}

run()
