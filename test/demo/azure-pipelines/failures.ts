import type { PipelineScenario } from '../../azure-pipelines/pipeline.ts'
import type { ServiceConnectionOptions } from '../../emulator/azure-devops-connection.ts'
import type { Spoiler } from '../host.ts'
import type { Stage } from './play.ts'

export const failures: Record<string, Spoiler<Stage, PipelineScenario>> = {
  subject: {
    is: 'the app trusts a connection that was deleted, and the step names its successor',
    credentials: ['federated'],
    spoil: (stage, scenario) => withConnection(stage, scenario, {}),
  },

  secret: {
    is: "the client secret is not the app's",
    credentials: ['client-secret'],
    spoil: (stage, scenario) =>
      withConnection(stage, scenario, { credential: { secret: 'Abc8Q~not-the-right-one' } }),
  },

  role: {
    is: 'the app has no Power Platform role',
    // A user sees environments without one.
    credentials: ['federated', 'certificate', 'client-secret', 'managed-identity'],
    spoil: (stage, { app, emulator }) => {
      emulator.powerPlatform.roles.revoke(app.objectId)
      return stage
    },
  },

  inputs: {
    is: 'two inputs are wrong',
    credentials: ['federated', 'certificate', 'client-secret', 'password', 'managed-identity'],
    spoil: ({ written, ...stage }) => ({
      ...stage,
      written: { ...written, cloud: 'gcchig', timeout: '1m' },
    }),
  },
}

/** With a connection of the same name in the place of the one that there was. */
function withConnection(
  { options, ...stage }: Stage,
  { project, tenant, app }: PipelineScenario,
  more: ServiceConnectionOptions,
): Stage {
  const uses = options.uses?.map(({ name, type }) =>
    project.addServiceConnection({ name, type, tenant, app, ...more }),
  )
  return { ...stage, options: { ...options, ...(uses && { uses }) } }
}
