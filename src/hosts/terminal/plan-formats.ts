import { bashOf, bashSignIn, bashToUndo } from '../../plan/bash.ts'
import { fillKnown } from '../../plan/fill.ts'
import { powershellOf, powershellSignIn } from '../../plan/powershell.ts'
import type { Plan, Step } from '../../plan/step.ts'

/** How a plan is written; each ends in a line end. */
export const planFormats = {
  text: (plan: Plan) =>
    `${plan.steps
      .map(({ purpose, needs, request, search }, index) => {
        const { method = 'GET', url = search?.url ?? '' } = request ?? {}
        return `${index + 1}. ${purpose}\n   Who may: ${needs}.\n   ${method} ${shown(url, plan)}`
      })
      .join('\n\n')}\n`,
  json: (plan: Plan) =>
    `${JSON.stringify(
      plan.steps.map((step) => asObject(step, plan)),
      undefined,
      2,
    )}\n`,
  bash: (plan: Plan) => script(bashSignIn(plan), (step) => bashOf(step, plan), plan),
  powershell: (plan: Plan) => script(powershellSignIn(plan), (step) => powershellOf(step, plan), plan),
}

function asObject(step: Step, plan: Plan) {
  const { id, purpose, needs, request, undo, portal } = step
  return {
    ...{ id, purpose: shown(purpose, plan), needs },
    request: request ? fillKnown(request, plan) : null,
    undo: undo ? { ...fillKnown(undo, plan), bash: bashToUndo(step, plan) } : null,
    bash: bashOf(step, plan),
    powershell: powershellOf(step, plan),
    portal: portal.map((sentence) => shown(sentence, plan)),
  }
}

function script(signIn: string, commandOf: (step: Step) => string, plan: Plan): string {
  const parts = plan.steps.map((step) => `# ${shown(step.purpose, plan)}\n${commandOf(step)}`)
  return `${[signIn, ...parts].join('\n\n')}\n`
}

/** What is learned later stays in braces. */
function shown(text: string, plan: Plan): string {
  return fillKnown(text, plan)
}
