import { readChoice } from '../inputs/choice.ts'
import type { InputReader } from '../inputs/input-reader.ts'
import { type Cloud, POWER_PLATFORM_API } from '../values/clouds.ts'
import { isWithin } from './scope.ts'

export const verifyInput = {
  name: 'verify',
  description:
    'With true, also lists the environments with the token. Fails if that is refused, and warns if there are none.',
  default: 'false',
}

/** Whether to call Power Platform API with the token. */
export function readVerify(reader: InputReader, cloud: Cloud | undefined, scopes: string[]): boolean {
  const { input, setting } = reader.words
  const verify = readChoice(reader, verifyInput, ['true', 'false']) === 'true'
  if (
    verify &&
    cloud &&
    !scopes.some((scope) => isWithin(scope, cloud.apiUrl) || isWithin(scope, POWER_PLATFORM_API))
  ) {
    reader.complain(
      verifyInput,
      `came "true", which calls Power Platform API, while ${input('scope')} is for another API. Set ${setting('verify', 'false')}, or ${setting('scope', `${cloud.apiUrl}/.default`)}.`,
    )
  }
  return verify
}
