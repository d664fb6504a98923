import { isForUser } from '../advice/credential-traits.ts'
import type { TokenRequest } from '../entra/token-request.ts'
import type { Words } from '../ports/words.ts'
import type { Environments } from '../power-platform/environments.ts'

/** What is probably wrong where a token works and sees nothing; undefined if it sees something. */
export function nothingVisible(
  { names, isWhole }: Environments,
  { cloud, tenantId, credential }: TokenRequest,
  { input }: Words,
): string | undefined {
  if (names.length > 0 || !isWhole) return undefined
  const adminCenter = cloud.adminCenter ? `, whose admin center is ${cloud.adminCenter}` : ''
  return [
    'The token works and sees no environment, although every tenant has a default one. One of these is the cause:',
    `- The role: the Power Platform role of the ${isForUser(credential) ? 'user' : 'app'} is assigned at another scope, such as one environment. Assign it for the whole tenant.`,
    `- The cloud: the environments are in another one than ${cloud.name}${adminCenter}. Check the input ${input('cloud')}.`,
    `- The tenant: the environments belong to another one than ${tenantId || "the managed identity's"}. Check ${tenantId ? `the input ${input('tenant-id')}` : 'which identity the machine has'}.`,
  ].join('\n')
}
