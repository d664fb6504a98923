import { TOKEN_EXCHANGE } from '../values/clouds.ts'
import type { Claims } from '../values/jwt.ts'

/** Characters; Entra's limit for each part of a federated credential. */
const VALUE = '([!-~]{1,600})'

/**
 * Where a text names a part of the token that was presented: Entra's own words, azure/login's, and this program's. Each is
 * bounded, so that any text is read in linear time.
 */
const places: Readonly<Record<'iss' | 'sub' | 'aud', readonly RegExp[]>> = {
  iss: [
    /assertion issuer:? '([^'\n]{1,600})'/i,
    new RegExp(`\\bissuer - ${VALUE}`),
    new RegExp(`OIDC token: issuer ${VALUE}, subject `),
  ],
  sub: [
    /assertion subject:? '([^'\n]{1,600})'/i,
    new RegExp(`\\bsubject claim - ${VALUE}`),
    new RegExp(`OIDC token: issuer [!-~]{1,600}, subject ${VALUE}, audience `),
  ],
  aud: [
    /assertion audience:? '([^'\n]{1,600})'/i,
    new RegExp(`\\baudience - ${VALUE}`),
    new RegExp(`OIDC token: issuer [!-~]{1,600}, subject [!-~]{1,600}, audience ${VALUE}`),
  ],
}

/** What a text tells of the token that was presented; empty if nothing. A part that a log has masked is not told, nor an audience that is Entra's own. */
export function findPresented(text: string): Claims {
  const parts = Object.entries(places).flatMap(([claim, patterns]) => {
    const values = patterns.map((pattern) => pattern.exec(text)?.[1]?.trim() ?? '')
    const value = values.find(
      (each) => /^[ -~]+$/.test(each) && !each.includes('***') && each !== TOKEN_EXCHANGE,
    )
    return value ? [[claim, value] as const] : []
  })
  return Object.fromEntries(parts)
}
