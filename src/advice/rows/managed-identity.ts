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
    why: ({ clientId, words }) =>
      clientId
        ? `The user-assigned identity ${clientId} is not assigned to this machine, or the ID is not its client ID.`
        : `The machine has no system-assigned identity, and the input ${words.input('client-id')} names no user-assigned one.`,
    fixes: ({ clientId, words }) =>
      clientId
        ? [
            {
              text: 'Assign it, for instance to a VM:',
              command: `az vm identity assign --resource-group GROUP --name VM --identities $(az identity list --query "[?clientId=='${clientId}'].id" --output tsv)`,
            },
          ]
        : [
            {
              text: `Switch it on, for instance for a VM, or name a user-assigned identity in ${words.input('client-id')}:`,
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
    fixes: [{ text: 'Take 169.254.169.254 out of what the proxy or service mesh of this machine forwards.' }],
    retry: 'never',
    docs: identities,
  },
  {
    codes: ['Managed identity: no answer'],
    about: ['machine'],
    title: 'this is not an Azure machine',
    why: ({ words }) =>
      `Nothing on this machine gives it a token. Only your own Azure VMs, App Service, Azure Arc and the like have a managed identity. ${words.hostedMachines} have none that you could use.`,
    fixes: ({ words }) => [
      {
        text: `Use ${words.federated}, or run this on ${words.ownMachine} on Azure.`,
      },
    ],
    retry: 'never',
    docs: 'https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/overview',
  },
  {
    codes: ['Managed identity: key of Azure Arc'],
    about: ['machine'],
    title: "the job's account may not read this machine's key",
    why: "Azure Arc gives a token to who can read a key file of its agent, and the account that runs this job can't.",
    fixes: [
      {
        text: "On Linux, put the account into the agent's group and restart what runs jobs under it; on Windows, into the group Hybrid Agent Extension Applications or Administrators:",
        command: 'sudo usermod -aG himds ACCOUNT',
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
