import type { SecretPlace, Step } from '../plan/step.ts'
import type { Cloud } from '../values/clouds.ts'
import { APP_REGISTRATIONS, graphRequest } from './graph.ts'

/**
 * A client secret, which Entra shows once: it goes at once to where it is kept. Each run makes one.
 * @param end when it ends: a year at most, by most tenants' policies
 * https://learn.microsoft.com/graph/api/application-addpassword
 */
export function clientSecretStep(cloud: Cloud, { end, place }: { end: Date; place: SecretPlace }): Step {
  const passwordCredential = { displayName: '{uniqueName}', endDateTime: end.toISOString() }
  return {
    id: 'client-secret',
    purpose: 'Makes a client secret, and keeps it where the pipeline reads it.',
    needs: 'the owner of the app, who registered it, or an Application Administrator',
    service: 'graph',
    request: graphRequest(cloud, 'POST', '/applications/{appObjectId}/addPassword', {
      body: { passwordCredential },
    }),
    learns: { clientSecret: 'secretText', clientSecretId: 'keyId' },
    secret: { name: 'clientSecret', place },
    undo: graphRequest(cloud, 'POST', '/applications/{appObjectId}/removePassword', {
      body: { keyId: '{clientSecretId}' },
    }),
    goesWithApp: true,
    portal: [
      `${APP_REGISTRATIONS} › {name} › Certificates & secrets › Client secrets › New client secret.`,
      `Copy the value at once into a secret called ${place.name}: it is shown once.`,
    ],
  }
}
