import { isNeeded } from './needed.ts'
import { jsonSegmentsOf, type Segment, segmentsOf } from './segments.ts'
import type { Plan, PlanRequest, Search, Step } from './step.ts'

/** A step as commands for bash, of the Azure CLI and GitHub's. Each can be run again. */
export function bashOf(step: Step, plan: Plan): string {
  const { search, request, update, secret, learns = {} } = step
  const made = request && rest(request, plan)
  const lines = [
    made && secret ? `${made} ${output('secretText')} | ${keep(secret.place)}` : undefined,
    made && !secret ? `${search ? `${exists(search, step, plan)} || ` : ''}${made} --output none` : undefined,
    ...Object.entries(learns)
      .filter(([name]) => isNeeded(name, step, plan))
      .map(([name, field]) => search && `${variable(name)}=$(${look(search, field, step, plan)})`),
    update && `${rest(update.request, plan)} --output none`,
  ]
  return lines.filter(Boolean).join('\n')
}

/** Undefined for what others may use by now. */
export function bashToUndo({ undo }: Step, plan: Plan): string | undefined {
  return undo && rest(undo, plan)
}

/** What all steps need before: a sign-in. */
export function bashSignIn({ tenantId, azCloud }: Plan): string {
  return [
    ...(azCloud ? [`az cloud set --name ${azCloud}`] : []),
    `az login --tenant ${tenantId} --allow-no-subscriptions`,
  ].join('\n')
}

function exists(search: Search, step: Step, plan: Plan): string {
  return `[ -n "$(${look(search, Object.values(step.learns ?? {})[0] ?? 'id', step, plan)} 2>/dev/null)" ]`
}

/** A field of what is there. */
function look({ url, where }: Search, field: string, { service }: Step, plan: Plan): string {
  if (service === 'github') return `gh api ${quoted(segmentsOf(url, plan))} --jq .${field}`
  const request = { service, method: 'GET', url } as const
  const query = where ? [...filter(where, plan), { literal: `.${field} | [0]` }] : [{ literal: field }]
  return `${rest(request, plan)} --query ${single(query)} --output tsv`
}

/** In JMESPath, whose literals are JSON. */
function filter(where: Readonly<Record<string, string>>, plan: Plan): Segment[] {
  const tests = Object.entries(where).map(([field, value]): Segment[] => [
    { literal: `${field}==\`` },
    ...jsonSegmentsOf(value, plan).map((segment) =>
      'literal' in segment ? { literal: segment.literal.replaceAll('`', '\\u0060') } : segment,
    ),
    { literal: '`' },
  ])
  return [
    { literal: 'value[?' },
    ...tests.flatMap((test, index) => (index === 0 ? test : [{ literal: ' && ' }, ...test])),
    { literal: ']' },
  ]
}

function rest({ service, method, url, headers = {}, body }: PlanRequest, plan: Plan): string {
  const named = Object.entries(headers).map(([name, value]) => `${name}=${value}`)
  const all = body === undefined ? named : [...named, 'Content-Type=application/json']
  return [
    `az rest --method ${method.toLowerCase()}`,
    ...resourceOf(service, plan),
    `--url ${quoted(segmentsOf(url, plan))}`,
    ...(all.length > 0 ? [`--headers ${all.join(' ')}`] : []),
    ...(body === undefined ? [] : [`--body ${single(jsonSegmentsOf(body, plan))}`]),
  ].join(' ')
}

/** az finds it out by the address alone for Graph of the public cloud. */
function resourceOf(service: PlanRequest['service'], { resources }: Plan): string[] {
  const resource = resources[service]
  return resource && resource !== 'https://graph.microsoft.com' ? [`--resource ${resource}`] : []
}

function output(field: string): string {
  return `--query ${field} --output tsv`
}

/** By a pipe: never as an argument, nor on the screen. */
function keep({ name, repository }: NonNullable<Step['secret']>['place']): string {
  return repository ? `gh secret set ${name} --repo ${repository}` : `(umask 077; cat > ${name}.txt)`
}

/** What is learned by a name, as a variable of the shell. */
export function variable(name: string): string {
  return name.replace(/[A-Z]/g, '_$&').toUpperCase()
}

/** In double quotes. */
function quoted(segments: readonly Segment[]): string {
  const parts = segments.map((segment) =>
    'literal' in segment ? segment.literal.replace(/["$`\\]/g, '\\$&') : `\${${variable(segment.variable)}}`,
  )
  return `"${parts.join('')}"`
}

/** In single quotes, which stand around no single quote. */
function single(segments: readonly Segment[]): string {
  const parts = segments.map((segment) =>
    'literal' in segment ? segment.literal : `'"$${variable(segment.variable)}"'`,
  )
  return `'${parts.join('')}'`
}
