import { planFormats } from '../../../src/hosts/terminal/plan-formats.ts'
import { bashOf, bashSignIn, variable } from '../../../src/plan/bash.ts'
import { powershellOf, powershellSignIn } from '../../../src/plan/powershell.ts'
import { segmentsOf, variablesIn } from '../../../src/plan/segments.ts'
import type { Plan, Step } from '../../../src/plan/step.ts'

/** One step as a person takes it. */
export interface Block {
  title: string
  /** Who may. */
  needs?: string
  clicks?: readonly string[]
  command?: string
}

/** A way to carry a plan out. */
export interface Way {
  id: string
  label: string
  /** What it takes. */
  takes: string
  /** @param clientId that of the app, if it is there */
  blocks(plan: Plan, clientId: string): Block[]
  /** All commands in one; missing where there are clicks. */
  whole?(plan: Plan): string
}

const SIGN_IN = 'Sign in.'
const CLIENT_ID = 'The client ID, for the next step.'
const showIt = { bash: 'echo "$CLIENT_ID"', powershell: '$clientId' }

export const ways: readonly Way[] = [
  {
    ...{
      id: 'bash',
      label: 'bash',
      takes:
        'Takes the Azure CLI (az), and GitHub’s (gh) where it stands in a command. Azure Cloud Shell has both.',
    },
    blocks: (plan) => [
      { title: SIGN_IN, command: bashSignIn(plan) },
      ...plan.steps.map((step) => byCommand(step, plan, bashOf(step, plan))),
      { title: CLIENT_ID, command: showIt.bash },
    ],
    whole: (plan) => `${planFormats.bash(plan)}\n# ${CLIENT_ID}\n${showIt.bash}\n`,
  },
  {
    ...{
      id: 'powershell',
      label: 'PowerShell',
      takes:
        'Takes PowerShell 7 with the module Az.Accounts, and GitHub’s CLI (gh) where it stands in a command.',
    },
    blocks: (plan) => [
      { title: SIGN_IN, command: powershellSignIn(plan) },
      ...plan.steps.map((step) => byCommand(step, plan, powershellOf(step, plan))),
      { title: CLIENT_ID, command: showIt.powershell },
    ],
    whole: (plan) => `${planFormats.powershell(plan)}\n# ${CLIENT_ID}\n${showIt.powershell}\n`,
  },
  {
    ...{
      id: 'portal',
      label: 'Clicks in the portal',
      takes: 'Takes a browser, and for what has no page Azure Cloud Shell with bash.',
    },
    blocks: (plan, clientId) =>
      plan.steps.map((step) => ({
        ...headOf(step, plan),
        clicks: step.portal.map((sentence) => withWords(sentence, plan)),
        ...(step.hasNoPage && { command: aloneInBash(step, plan, clientId) }),
      })),
  },
]

function headOf(step: Step, plan: Plan): { title: string; needs: string } {
  return { title: withWords(step.purpose, plan), needs: step.needs }
}

/** A step by a command; what it only looks up must be there before. */
function byCommand(step: Step, plan: Plan, command: string): Block {
  const { request, hasNoPage, portal } = step
  const clicks = request || hasNoPage ? [] : ['Make it before you go on, if it is not there yet.', ...portal]
  return { ...headOf(step, plan), clicks: clicks.map((sentence) => withWords(sentence, plan)), command }
}

/** What is learned later stands there in capitals, as the shell's variables do. */
export function withWords(text: string, plan: Plan): string {
  return segmentsOf(text, plan)
    .map((segment) => ('literal' in segment ? segment.literal : variable(segment.variable)))
    .join('')
}

/** Commands for one step after clicks, which left no variables behind. */
function aloneInBash(step: Step, plan: Plan, clientId: string): string {
  const known = { ...plan, given: { ...plan.given, clientId } }
  const needed = variablesIn([step.search, step.request], known)
  const before = known.steps.filter(
    (each) => each !== step && Object.keys(each.learns ?? {}).some((name) => needed.includes(name)),
  )
  const lookedUp = step.request ? [] : Object.keys(step.learns ?? {})
  return [
    ...(step.service === 'github' ? [] : [bashSignIn(plan)]),
    ...[...before, step].map((each) => bashOf(each, known)),
    ...lookedUp.map((name) => `echo "${variable(name)}: $${variable(name)}"`),
  ].join('\n')
}
