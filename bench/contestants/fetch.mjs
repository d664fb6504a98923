import { appendFileSync } from 'node:fs'

/* The same two requests by the global fetch: the shortest script that a workflow's author would write. */
const {
  ACTIONS_ID_TOKEN_REQUEST_URL,
  ACTIONS_ID_TOKEN_REQUEST_TOKEN,
  AUTHORITY_HOST,
  TENANT_ID,
  CLIENT_ID,
  GITHUB_OUTPUT,
} = process.env

const oidc = await fetch(
  `${ACTIONS_ID_TOKEN_REQUEST_URL}&audience=${encodeURIComponent('api://AzureADTokenExchange')}`,
  { headers: { authorization: `Bearer ${ACTIONS_ID_TOKEN_REQUEST_TOKEN}` } },
)
const { value } = await oidc.json()
const answer = await fetch(`${AUTHORITY_HOST}/${TENANT_ID}/oauth2/v2.0/token`, {
  method: 'POST',
  body: new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: CLIENT_ID,
    scope: 'https://api.powerplatform.com/.default',
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: value,
  }),
})
const token = await answer.json()
appendFileSync(GITHUB_OUTPUT, `access-token=${token.access_token}\n`)
