import { type MismatchHint, PARTS } from '../ports/issued-tokens.ts'
import { printable } from '../values/printable.ts'
import { mistakenAudience, readPresented } from './presented.ts'
import type { Situation } from './remedy.ts'

/** Common differences between a token, whoever issued it, and the federated credential. */
const hints: readonly MismatchHint[] = [
  {
    part: 'issuer',
    pattern: /\/$/,
    say: () => 'This issuer ends in a slash, and the credential must have it, too.',
  },
  {
    part: 'subject',
    pattern: /^system:serviceaccount:(?<namespace>[^:]+):(?<account>[^:]+)$/,
    say: ({ namespace, account }) =>
      `The token is of the Kubernetes service account ${account} in the namespace ${namespace}.`,
  },
]

/** An audience is right or wrong by the cloud. */
function ofAudience(situation: Situation): MismatchHint {
  const { cloud, words } = situation
  return {
    part: 'audience',
    pattern: /^/,
    say: (_, { audience }) => {
      const mistake = mistakenAudience(audience, situation)
      if (mistake)
        return `${mistake}; Entra of cloud ${cloud.name} expects ${cloud.federatedAudience}. Check the inputs ${words.input('audience')} and ${words.input('cloud')}.`
      return audience === cloud.federatedAudience
        ? `This is the audience of cloud ${cloud.name}; the credential names another one, such as that of another cloud.`
        : `This audience is not the usual one of cloud ${cloud.name}, ${cloud.federatedAudience}.`
    },
  }
}

/** The parts that Entra compares, as they were presented. @param rejected as far as Entra says it */
export function describePresented(situation: Situation, rejected = ''): string {
  const presented = readPresented(situation, printable)
  const values = PARTS.map((part) => {
    const mark = rejected === part ? '   <- not found' : ''
    return `  ${`${part}:`.padEnd(10)}${presented[part] || '(none)'}${mark}`
  })
  return [situation.isExample ? 'For example:' : 'The token presented:', ...values].join('\n')
}

/** The same, and why no credential of the app matches. @param rejected in words, as far as Entra says it */
export function describeMismatch(situation: Situation, rejected: string): string {
  const presented = readPresented(situation, printable)
  const all = [...(situation.issuedTokens?.hints ?? []), ...hints, ofAudience(situation)]
  const said = PARTS.filter((part) => rejected.includes(part) && !situation.isExample)
    .flatMap((part) => all.filter((hint) => hint.part === part))
    .flatMap(({ part, pattern, say }) => {
      const match = pattern.exec(presented[part])
      return (match && presented[part] && say(match.groups ?? {}, presented, situation.claims)) || []
    })
  const comparison = `Entra compares issuer, subject and audience letter by letter, and no federated credential of the app has this ${rejected}.`
  return [`${comparison} ${describePresented(situation, rejected)}`, ...said].join('\n')
}
