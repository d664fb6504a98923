import type { Failure, Fix } from '../../failure/failure.ts'
import { bashOf } from '../../plan/bash.ts'
import { powershellOf, powershellSignIn } from '../../plan/powershell.ts'
import { ServiceRefusal } from '../../plan/service-refusal.ts'
import type { Plan, Step } from '../../plan/step.ts'

interface Row {
  fits(refusal: ServiceRefusal): boolean
  why: string
  fixes(step: Step, plan: Plan): Fix[]
}

/** Why a step was refused; the first that fits. */
const rows: readonly Row[] = [
  {
    fits: ({ codes }) => codes.includes('InsufficientDelegatedPermissions'),
    why: 'Whatever your own role is: Power Platform API lets the program that you signed in with, such as the Azure CLI, assign no roles in this tenant.',
    fixes: (step, plan) => [
      {
        text: "Take this step with Azure PowerShell, as Microsoft's tutorial does, and run the same again:",
        command: `${powershellSignIn(plan)}\n${powershellOf(step, plan)}`,
        shell: 'powershell',
      },
    ],
  },
  {
    fits: ({ status }) => status === 401,
    why: 'The sign-in is over, or not good for this service.',
    fixes: (_, { tenantId }) => [
      {
        text: 'Sign in again, and run the same again; it goes on where it stopped:',
        command: `az login --tenant ${tenantId} --allow-no-subscriptions`,
      },
    ],
  },
  {
    fits: ({ status, service }) => status === 403 && service === 'power-platform',
    why: 'Whoever is signed in may not do that, or Power Platform does not know the new service principal yet.',
    fixes: (step, plan) => [
      { text: 'Run the same again in a minute: it goes on where it stopped.' },
      ...handOn(step, plan),
    ],
  },
  {
    fits: ({ status }) => status === 403,
    why: 'Whoever is signed in may not do that.',
    fixes: handOn,
  },
  {
    fits: () => true,
    why: 'The service takes the request for wrong.',
    fixes: () => [{ text: 'If the words above say nothing that you could change, report it as a bug.' }],
  },
]

/** Adds to a failure what the step needs, and what can be done. */
export function explainStep(step: Step, plan: Plan, failure: Failure): Failure {
  if (!(failure instanceof ServiceRefusal)) return failure
  const row = rows.find(({ fits }) => fits(failure)) as Row
  const { parts } = failure
  parts.why = `${row.why} This step (${step.id}) is for ${step.needs}.`
  parts.fixes = row.fixes(step, plan)
  return failure
}

function handOn(step: Step, plan: Plan): Fix[] {
  return [
    { text: 'Sign in as somebody who may, and run the same again: it goes on where it stopped.' },
    {
      text: 'Or let them run this step (--dry-run --output bash prints the whole plan, from which it takes the variables):',
      command: bashOf(step, plan),
    },
  ]
}
