import type { Wanted } from '../../../src/request/set-up/wanted.ts'
import { svg } from './element.ts'
import { labelOf, type Values } from './fields.ts'

interface Party {
  name: string
  detail: string
  /** What it has to do with the next one. */
  gives?: string
}

const BOX = 58
const GAP = 46
const MARGIN = 1
/** Pixels of a character, at most, of the fonts below. */
const CHARACTER = 8

/** Who trusts whom, from the job to Power Platform, in a picture that is so many pixels wide. */
export function pictureOf(wanted: Wanted, values: Values, width: number): SVGElement {
  const parties = partiesOf(wanted, values)
  const height = parties.length * BOX + (parties.length - 1) * GAP + 2 * MARGIN
  const fits = (text: string, room: number) => shorten(text, Math.floor(room / CHARACTER))
  return svg(
    'svg',
    { viewBox: `0 0 ${width} ${height}`, width, height, role: 'img', 'aria-label': describe(parties) },
    ...parties.flatMap(({ name, detail, gives }, index) => {
      const top = MARGIN + index * (BOX + GAP)
      return [
        svg('rect', { x: MARGIN, y: top, width: width - 2 * MARGIN, height: BOX, rx: 8, class: 'box' }),
        svg('text', { x: 16, y: top + 24, class: 'name' }, fits(name, width - 32)),
        svg('text', { x: 16, y: top + 44, class: 'detail' }, fits(detail, width - 32)),
        ...(gives ? arrow(top + BOX, fits(gives, width - 56)) : []),
      ]
    }),
  )
}

function arrow(top: number, label: string): SVGElement[] {
  const end = top + GAP - 4
  return [
    svg('path', { d: `M28 ${top + 4}V${end}m-6-7l6 7 6-7`, class: 'arrow' }),
    svg('text', { x: 46, y: top + GAP / 2 + 4, class: 'label' }, label),
  ]
}

function describe(parties: readonly Party[]): string {
  return parties.map(({ name, detail, gives }) => `${name}, ${detail}.${gives ? ` ${gives}:` : ''}`).join(' ')
}

/** Its beginning and its end, which tell names apart. */
function shorten(text: string, limit: number): string {
  const characters = [...text]
  if (characters.length <= limit) return text
  const half = Math.floor((limit - 1) / 2)
  return `${characters.slice(0, half).join('')}…${characters.slice(-half).join('')}`
}

const proofs: Readonly<Record<Wanted['credential'], string>> = {
  federated: 'Its OIDC token, which this app trusts',
  'client-secret': 'The client secret of this app',
  password: 'Name and password of a user, through this app',
}

function partiesOf({ name, tenantId, cloud, credential, jobs, role }: Wanted, values: Values): Party[] {
  return [
    { name: labelOf('system', values), detail: whoOf(jobs), gives: proofs[credential] },
    { name: `App ${name}`, detail: `in tenant ${tenantId}`, gives: 'Entra checks it' },
    { name: 'Microsoft Entra', detail: hostOf(cloud.authorityHost), gives: 'Its access token' },
    {
      name: 'Power Platform API',
      detail: role
        ? `${hostOf(cloud.apiUrl)}, as ${role.name}${role.below && ` in ${role.below.slice(1)}`}`
        : `${hostOf(cloud.apiUrl)}, by the user’s roles`,
    },
  ]
}

function whoOf(jobs: Wanted['jobs']): string {
  switch (jobs.system) {
    case 'github':
      return jobs.repository
    case 'azure-devops':
      return [`${jobs.organisation}/${jobs.project}`, jobs.connection].filter(Boolean).join(', ')
    case 'gitlab':
      return jobs.path
    case 'any':
      return jobs.issuer
  }
}

function hostOf(url: string): string {
  return new URL(url).host
}
