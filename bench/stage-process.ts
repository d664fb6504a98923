import { appendFileSync } from 'node:fs'
import { startScenario, trust } from '../test/scenario.ts'
import { startResourceManager } from './arm.ts'
import type { Place } from './stage.ts'

/* Plays Entra and GitHub for the process that forked it, until that goes away. */
const scenario = await startScenario({ remembersIssuers: true })
const { emulator, tenant, app } = scenario
const resourceManager = await startResourceManager(tenant.id)
appendFileSync(emulator.caPath, resourceManager.caPem)
trust(scenario)
// What az signs in for before it is asked for anything else.
tenant.resources.push({
  appId: '797f4846-ba00-4fd7-ba43-dac1f8f63013',
  displayName: 'Windows Azure Service Management API',
  identifierUris: ['https://management.azure.com', 'https://management.azure.com/'],
  permissions: ['user_impersonation'],
  enabled: true,
  requireAssignment: false,
})

process.on('message', () => {
  const requests = emulator.requests
    .splice(0)
    .map(({ service, method, status }) => `${service} ${method} ${status}`)
  process.send?.([...requests, ...resourceManager.take().map((request) => `arm ${request}`)])
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
} satisfies Place)
