import { request } from 'node:https'

/*
 * The least that a process can do for the token of a service connection: what floor.mjs does, with Azure DevOps in the
 * place of GitHub. All in one file, since a second one would be part of what is measured.
 */
const {
  SYSTEM_OIDCREQUESTURI,
  ENDPOINT_AUTH_PARAMETER_SYSTEMVSSCONNECTION_ACCESSTOKEN,
  INPUT_AZURESUBSCRIPTION,
  INPUT_AUTHORITYHOST,
  TENANT_ID,
  CLIENT_ID,
} = process.env

function post(url, headers, body) {
  return new Promise((resolve, reject) => {
    const length = { 'content-length': Buffer.byteLength(body) }
    const sent = request(url, { method: 'POST', headers: { ...headers, ...length } }, (response) => {
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

const { oidcToken } = await post(
  `${SYSTEM_OIDCREQUESTURI}?api-version=7.1&serviceConnectionId=${INPUT_AZURESUBSCRIPTION}`,
  { authorization: `Bearer ${ENDPOINT_AUTH_PARAMETER_SYSTEMVSSCONNECTION_ACCESSTOKEN}` },
  '',
)
const token = await post(
  `${INPUT_AUTHORITYHOST}/${TENANT_ID}/oauth2/v2.0/token`,
  { 'content-type': 'application/x-www-form-urlencoded' },
  new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: CLIENT_ID,
    scope: 'https://api.powerplatform.com/.default',
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: oidcToken,
  }).toString(),
)
console.log(`##vso[task.setvariable variable=accessToken;isoutput=true;issecret=true;]${token.access_token}`)
