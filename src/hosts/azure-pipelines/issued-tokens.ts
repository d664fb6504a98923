import type { IssuedTokens } from '../../ports/issued-tokens.ts'
import { publicCloud } from '../../values/clouds.ts'

/**
 * The tokens of service connections
 * (https://learn.microsoft.com/azure/devops/pipelines/release/troubleshoot-workload-identity).
 */
export const azureDevOpsTokens: IssuedTokens = {
  issuer: 'Azure DevOps',
  lifetime: 'ten minutes',
  // Of Entra's own tokens of connections the audience is an ID of Entra's.
  trustedAudience: publicCloud.federatedAudience,
  defaultAudience: /^api:\/\/AzureADTokenExchange$/,
  hints: [
    {
      part: 'issuer',
      pattern: /^https:\/\/vstoken\.dev\.azure\.com\//,
      say: () =>
        `This is the older issuer, of Azure DevOps itself, which ends on 2027-07-01; a connection that was converted has Entra's.`,
    },
    {
      part: 'issuer',
      pattern: /^https:\/\/login\.microsoftonline\.[a-z]+\/[^/]+\/v2\.0$/,
      say: () =>
        `This is Entra's issuer, which newer connections have; a credential for https://vstoken.dev.azure.com does not match.`,
    },
    {
      part: 'subject',
      pattern: /^sc:\/\/(?<organisation>[^/]+)\/(?<project>[^/]+)\/(?<connection>.+)$/,
      say: ({ organisation, project, connection }) =>
        `It names the organisation ${organisation}, the project ${project} and the connection ${connection}; a credential made before one of them was renamed does not match.`,
    },
    {
      part: 'subject',
      pattern: /^\/eid1\//,
      say: () => 'It consists of IDs, and is case-sensitive.',
    },
  ],
  shorten: (subject) => subject.replace(/^sc:\/\//, '').replace(/^.*\/sc\//, 'connection-'),
  widen: () => undefined,
}
