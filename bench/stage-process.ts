import { appendFileSync } from 'node:fs'
import { startResourceManager } from '../test/emulator/resource-manager.ts'
import { startScenario, trust } from '../test/scenario.ts'
import type { PipelinePlace, Place } from './stage.ts'

/* Plays Entra, GitHub and Azure DevOps for the process that forked it, until that goes away. */
const scenario = await startScenario({ remembersIssuers: true })
const { emulator, tenant, app } = scenario
const resourceManager = await startResourceManager({ subscriptionsOf: [tenant.id] })
appendFileSync(emulator.caPath, resourceManager.caPem)
trust(scenario)

process.on('message', () => {
  const requests = emulator.requests
    .splice(0)
    .map(({ service, method, status }) => `${service} ${method} ${status}`)
  const asked = resourceManager.requests.splice(0).map(({ method, path }) => `arm ${method} ${path}`)
  process.send?.([...requests, ...asked])
})
process.on('disconnect', async () => {
  await resourceManager[Symbol.asyncDispose]()
  await emulator[Symbol.asyncDispose]()
})
process.send?.({
  caPath: emulator.caPath,
  loginOrigin: emulator.loginOrigin,
  tenantId: tenant.id,
  clientId: app.clientId,
  job: emulator.github.job({ repository: 'octo/deploy' }).env,
  resourceManagerOrigin: resourceManager.origin,
  pipeline: startPipeline(),
} satisfies Place)

function startPipeline(): PipelinePlace {
  const project = emulator.azureDevOps.addOrganization().addProject()
  const { federatedCredential, ...connection } = project.addServiceConnection({ tenant, app })
  app.addFederatedCredential(federatedCredential)
  const { variables, accessToken } = project.job({ connections: project.connections })
  return { variables, accessToken, connection }
}
