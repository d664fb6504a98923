import { runAgain } from '../../failure/run-again.ts'
import type { Remedy } from '../remedy.ts'

const identities =
  'https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/how-to-use-vm-token#error-handling'

/** What the endpoint on an Azure machine answers, or doesn't. */
export const managedIdentityRemedies: readonly Remedy[] = [
  {
    codes: ['Managed identity: not assigned'],
    about: ['machine'],
    title: 'this machine does not have the identity',
    why: ({ clientId }) =>
      clientId
        ? `The user-assigned identity ${clientId} is not assigned to this machine, or the ID is not its client ID.`
        : 'The machine has no system-assigned identity, and the input client-id names no user-assigned one.',
    fixes: ({ clientId }) =>
      clientId
        ? [
            {
              text: 'Assign it, for instance to a VM:',
              command: `az vm identity assign --resource-group GROUP --name VM --identities $(az identity list --query "[?clientId=='${clientId}'].id" --output tsv)`,
            },
          ]
        : [
            {
              text: 'Switch it on, for instance for a VM, or name a user-assigned identity in client-id:',
              command: 'az vm identity assign --resource-group GROUP --name VM',
            },
          ],
    retry: 'never',
    docs: identities,
  },
  {
    codes: ['Managed identity: gateway'],
    about: ['machine'],
    title: 'a gateway or proxy answers in place of the machine (502, 504)',
    why: 'The request must not leave the machine, and something forwards it.',
    fixes: [{ text: 'Take 169.254.169.254 out of what the proxy or service mesh of this runner forwards.' }],
    retry: 'never',
    docs: identities,
  },
  {
    codes: ['Managed identity: no answer'],
    about: ['machine'],
    title: 'this is not an Azure machine',
    why: "Nothing on this machine gives it a token. Only runners on your own Azure VMs, App Service, Azure Arc and the like have a managed identity; GitHub's own runners have none that you could use.",
    fixes: [{ text: 'Use credential: federated, or run the job on a runner that stands on Azure.' }],
    retry: 'never',
    docs: 'https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/overview',
  },
  {
    codes: ['Managed identity: key of Azure Arc'],
    about: ['machine'],
    title: "the runner's account may not read this machine's key",
    why: "Azure Arc gives a token to who can read a key file of its agent, and the runner's account can't.",
    fixes: [
      {
        text: "On Linux, put the runner's account into the agent's group and start the runner anew; on Windows, into the group Hybrid Agent Extension Applications or Administrators:",
        command: 'sudo usermod -aG himds RUNNER_ACCOUNT',
      },
    ],
    retry: 'never',
    docs: 'https://learn.microsoft.com/azure/azure-arc/servers/managed-identity-authentication',
  },
  {
    codes: ['Managed identity: refused'],
    about: ['machine'],
    title: 'the machine refuses a token',
    why: 'The endpoint on this machine, or Entra behind it, gave the reason above.',
    fixes: [
      {
        text: 'Check that nothing on the machine (a firewall, a proxy, a policy) limits who may ask 169.254.169.254, and that the scope is one that the tenant knows.',
      },
    ],
    retry: 'never',
    docs: identities,
  },
  {
    codes: ['Managed identity: unavailable'],
    about: ['machine'],
    title: "the machine's endpoint has a fault",
    why: 'The endpoint is starting, being updated, throttling, or has failed.',
    fixes: [runAgain],
    retry: 'transient',
    docs: identities,
  },
]
