import type { Reply } from './request.ts'

/** What a service principal without a role really reads isn't known: the shape is that of other refusals. */
export function forbidden(): Reply {
  const message = 'The caller is not authorized to perform the request.'
  return { status: 403, body: { code: 'Forbidden', message } }
}

/** Seen on api.powerplatform.com. */
export function missingPermission(permission: string): Reply {
  const innererror = {
    code: 'InsufficientDelegatedPermissions',
    message: `Authorization denied: Application missing required delegated permissions: [${permission}, All.All.ReadWrite]`,
  }
  const message = 'The caller is not authorized to perform the request.'
  return { status: 403, body: { code: 'Forbidden', message, innererror } }
}
