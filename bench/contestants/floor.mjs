import { appendFileSync } from 'node:fs'
import { request } from 'node:https'

/*
 * The least that a process can do for a token: the two requests one after the other by Node's own module, and nothing
 * checked, masked or explained. JavaScript, because Node would first have to load what strips types.
 */
const {
  ACTIONS_ID_TOKEN_REQUEST_URL,
  ACTIONS_ID_TOKEN_REQUEST_TOKEN,
  AUTHORITY_HOST,
  TENANT_ID,
  CLIENT_ID,
  GITHUB_OUTPUT,
} = process.env

/** @param {import('node:https').RequestOptions} options */
function send(url, options, body) {
  return new Promise((resolve, reject) => {
    const sent = request(url, options, (response) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (chunk) => {
        text += chunk
      })
      response.on('end', () => resolve(JSON.parse(text)))
      response.on('error', reject)
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

const { value } = await send(
  `${ACTIONS_ID_TOKEN_REQUEST_URL}&audience=${encodeURIComponent('api://AzureADTokenExchange')}`,
  { headers: { authorization: `Bearer ${ACTIONS_ID_TOKEN_REQUEST_TOKEN}` } },
)
const form = new URLSearchParams({
  grant_type: 'client_credentials',
  client_id: CLIENT_ID,
  scope: 'https://api.powerplatform.com/.default',
  client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
  client_assertion: value,
}).toString()
const token = await send(
  `${AUTHORITY_HOST}/${TENANT_ID}/oauth2/v2.0/token`,
  {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'content-length': Buffer.byteLength(form),
    },
  },
  form,
)
appendFileSync(GITHUB_OUTPUT, `access-token=${token.access_token}\n`)
