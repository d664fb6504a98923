import type { Step } from '../plan/step.ts'
import type { Cloud } from '../values/clouds.ts'
import { APP_REGISTRATIONS, graphRequest, graphUrl } from './graph.ts'

const PATH = '/applications/{appObjectId}/federatedIdentityCredentials'

/** Whose jobs the app trusts. */
export interface Trust {
  /** Of the step, in an ID. */
  id: string
  /** As in "trusts …". */
  whom: string
  /** Names by which issuer, subject and the credential's own name are given. */
  issuer: string
  subject: string
  name: string
}

/** https://learn.microsoft.com/graph/api/application-post-federatedidentitycredentials */
export function federatedCredentialStep(cloud: Cloud, { id, whom, issuer, subject, name }: Trust): Step {
  return {
    id: `federated-credential-${id}`,
    purpose: `Lets the app trust ${whom}.`,
    needs: 'the owner of the app, who registered it, or an Application Administrator',
    service: 'graph',
    search: { url: graphUrl(cloud, PATH), where: { issuer: `{${issuer}}`, subject: `{${subject}}` } },
    request: graphRequest(cloud, 'POST', PATH, {
      body: {
        ...{ name: `{${name}}`, issuer: `{${issuer}}`, subject: `{${subject}}` },
        audiences: [cloud.federatedAudience],
      },
    }),
    learns: { [`${name}Id`]: 'id' },
    undo: graphRequest(cloud, 'DELETE', `${PATH}/{${name}Id}`),
    goesWithApp: true,
    portal: [
      `${APP_REGISTRATIONS} › {name} › Certificates & secrets › Federated credentials › Add credential › Other issuer.`,
      `Issuer {${issuer}}, type "Explicit subject identifier", value {${subject}}, name {${name}}, audience ${cloud.federatedAudience}; Add.`,
    ],
  }
}
