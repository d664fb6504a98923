import type { InputReader } from '../inputs/input-reader.ts'
import { quoted } from '../inputs/quoted.ts'
import type { Input } from '../ports/inputs.ts'
import { type Cloud, clouds, publicCloud } from '../values/clouds.ts'
import { isGuid } from '../values/guid.ts'

export const audienceInput: Input = {
  name: 'audience',
  description: `Audience of the OIDC token. Without it, the one that the cloud's Entra expects (${publicCloud.federatedAudience} in ${publicCloud.name}).`,
}

/** The audience of the OIDC token: the cloud's, or the one that the user set. */
export function readAudience(reader: InputReader, cloud: Cloud): string {
  const audience = reader.text(audienceInput)
  if (audience === '') return cloud.federatedAudience
  if (couldBeSecret(audience)) reader.hide(audience)
  if (/\s/.test(audience) || audience.length > 600) {
    reader.complain(
      audienceInput,
      `came ${quoted(audience, { words: clouds.map(({ federatedAudience }) => federatedAudience), fits: /\S/ })}; allowed is the one audience of the federated credential, without white space, at most 600 characters, such as a URI. This cloud's is "${cloud.federatedAudience}".`,
    )
  }
  return audience
}

/** Any text may be an audience, and tokens show theirs: one that could be a secret is used, and shown nowhere. */
function couldBeSecret(audience: string): boolean {
  return !isGuid(audience) && !/^[a-z][a-z0-9+.-]*:[^@?#=]+$/i.test(audience)
}
