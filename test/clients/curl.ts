import { type Ask, run } from './ask.ts'

const SCRIPT = `curl --silent --show-error --fail-with-body --get "$IDENTITY_ENDPOINT" --header "X-IDENTITY-HEADER: $IDENTITY_HEADER" \\
  --data api-version=2019-08-01 --data-urlencode "resource=$1"`

export const curl: Ask = async ({ variables }, resources) => {
  const outcomes = []
  for (const resource of resources) {
    const env = { ...variables, PATH: process.env.PATH }
    const { code, stdout, stderr } = await run('bash', ['-c', SCRIPT, 'bash', resource], env)
    if (code !== 0) outcomes.push({ error: `${stdout}\n${stderr}` })
    else {
      const { access_token, expires_on } = JSON.parse(stdout)
      outcomes.push({ token: access_token, expiresOn: Number(expires_on) })
    }
  }
  return outcomes
}
