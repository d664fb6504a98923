import { isNeeded } from './needed.ts'
import { jsonSegmentsOf, type Segment, segmentsOf } from './segments.ts'
import type { Plan, PlanRequest, Search, Step } from './step.ts'

/** What all steps need before: a sign-in, and how requests are sent with it. For PowerShell 7 with the module Az.Accounts. */
export function powershellSignIn({ tenantId, azCloud }: Plan): string {
  return `Connect-AzAccount -Tenant ${tenantId}${azCloud ? ` -Environment ${azCloud}` : ''}
function Send($Method, $Uri, $Body, $Headers = @{}) {
  $token = (Get-AzAccessToken -ResourceUrl ([uri]$Uri).GetLeftPart('Authority')).Token
  if ($token -isnot [securestring]) { $token = ConvertTo-SecureString $token -AsPlainText -Force }
  Invoke-RestMethod -Method $Method -Uri $Uri -Body $Body -Headers $Headers -ContentType application/json -Authentication Bearer -Token $token
}
function Find($Uri) {
  try { Send Get $Uri } catch { if ([int]$_.Exception.Response.StatusCode -ne 404) { throw } }
}`
}

/** A step as commands for PowerShell. Each can be run again. */
export function powershellOf(step: Step, plan: Plan): string {
  const { search, request, update, secret, learns = {}, service } = step
  if (service === 'github') {
    const needed = Object.entries(learns).filter(([name]) => isNeeded(name, step, plan))
    return needed
      .map(([name, field]) => `$${name} = gh api ${text(segmentsOf(search?.url ?? '', plan))} --jq .${field}`)
      .join('\n')
  }
  const made = request && send(request, plan)
  if (made && secret) return `(${made}).secretText | ${keep(secret.place)}`
  const needed = Object.entries(learns).filter(([name]) => isNeeded(name, step, plan))
  return [
    search && `$found = ${find(search, plan)}`,
    made && (search ? `if (-not $found) { $found = ${made} }` : `$found = ${made}`),
    ...needed.map(([name, field]) => `$${name} = $found.${field}`),
    update && `${send(update.request, plan)}`,
  ]
    .filter(Boolean)
    .join('\n')
}

/** Undefined for what others may use by now. */
export function powershellToUndo({ undo }: Step, plan: Plan): string | undefined {
  return undo && send(undo, plan)
}

function find({ url, where }: Search, plan: Plan): string {
  const address = text(segmentsOf(url, plan))
  if (!where) return `Find ${address}`
  const tests = Object.entries(where).map(
    ([field, value]) => `$_.${field} -ceq ${expression(segmentsOf(value, plan))}`,
  )
  return `(Find ${address}).value | Where-Object { ${tests.join(' -and ')} } | Select-Object -First 1`
}

function send({ method, url, headers = {}, body }: PlanRequest, plan: Plan): string {
  const named = Object.entries(headers).map(([name, value]) => `${name} = '${value}'`)
  return [
    `Send ${method.charAt(0)}${method.slice(1).toLowerCase()} ${text(segmentsOf(url, plan))}`,
    ...(body === undefined ? [] : [expression(jsonSegmentsOf(body, plan))]),
    ...(named.length > 0 ? [`@{ ${named.join('; ')} }`] : []),
  ].join(' ')
}

function keep({ name, repository }: NonNullable<Step['secret']>['place']): string {
  return repository
    ? `gh secret set ${name} --repo ${repository}`
    : `Set-Content -NoNewline -Path ${name}.txt`
}

/** In double quotes, in which PowerShell ends a text at typographic quotes, too. */
function text(segments: readonly Segment[]): string {
  const parts = segments.map((segment) =>
    'literal' in segment ? segment.literal.replace(/["$`\u201c-\u201f]/g, '`$&') : `\${${segment.variable}}`,
  )
  return `"${parts.join('')}"`
}

/** As an expression in parentheses: literals in single quotes, joined with variables. */
function expression(segments: readonly Segment[]): string {
  const parts = segments.map((segment) =>
    'literal' in segment
      ? `'${segment.literal.replace(/['\u2018-\u201b]/g, '$&$&')}'`
      : `$${segment.variable}`,
  )
  return parts.length === 1 ? (parts[0] ?? '') : `(${parts.join(' + ')})`
}
