import { EntraError } from './entra-error.ts'
import type { Reply } from './request.ts'
import { delegatedScope } from './scope.ts'
import { required, type TokenRequest } from './token-request.ts'
import type { User } from './user.ts'

/** Answers the device authorization request (RFC 8628 section 3.2). */
export function answerDeviceCodeRequest({ tenant, app, form }: TokenRequest): Reply {
  const scope = required(form, 'scope')
  delegatedScope(scope, tenant, app)
  const { expiresIn, interval } = tenant.deviceCodes
  const { userCode, deviceCode } = tenant.deviceCodes.create(app, scope)
  const verificationUri = 'https://login.microsoft.com/device'
  return {
    status: 200,
    body: {
      user_code: userCode,
      device_code: deviceCode,
      verification_uri: verificationUri,
      expires_in: expiresIn,
      interval,
      message: `To sign in, use a web browser to open the page ${verificationUri} and enter the code ${userCode} to authenticate.`,
    },
  }
}

/** Finds who approved the device code, and for which scope (RFC 8628 section 3.4). */
export function deviceCodeUser({ tenant, app, form }: TokenRequest): { user: User; scope: string } {
  const code = tenant.deviceCodes.find(required(form, 'device_code'))
  if (!code || code.app !== app) throw new EntraError(7000014)
  if (code.expired) throw new EntraError(70020)
  if (!code.user) throw new EntraError(70016)
  // One token a code.
  code.expired = true
  return { user: code.user, scope: code.scope }
}
