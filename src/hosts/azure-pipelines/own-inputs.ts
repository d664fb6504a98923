import type { Input } from '../../ports/inputs.ts'

export const azureSubscriptionInput: Input = {
  name: 'azure-subscription',
  description:
    'Service connection of Azure Resource Manager. Workload identity federation, a secret, a certificate and a managed identity work; the connection gives tenant, app and credential.',
}

export const powerPlatformInput: Input = {
  name: 'power-platform-spn',
  description: 'Service connection of Power Platform, as Power Platform Build Tools make it.',
}

export const certificateFileInput: Input = {
  name: 'certificate-secure-file',
  description: 'PFX or PEM file with the private key, from Pipelines › Library › Secure files.',
}

/** What only a task can be asked for. */
export const ownInputs: readonly Input[] = [azureSubscriptionInput, powerPlatformInput, certificateFileInput]
