// @azure/identity with nothing changed: asks one credential for tokens of the resources named, in their order.
import { DefaultAzureCredential, ManagedIdentityCredential } from '@azure/identity'

const [kind, ...resources] = process.argv.slice(2)
const credential = kind === 'managed' ? new ManagedIdentityCredential() : new DefaultAzureCredential()

for (const resource of resources) {
  try {
    const { token, expiresOnTimestamp } = await credential.getToken(`${resource}/.default`)
    console.log(JSON.stringify({ token, expiresOn: Math.round(expiresOnTimestamp / 1000) }))
  } catch (error) {
    console.log(JSON.stringify({ error: (error as Error).message }))
  }
}
