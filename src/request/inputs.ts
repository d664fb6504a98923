import { credentialKinds } from '../credentials/registry.ts'
import type { Input, Inputs } from '../ports/inputs.ts'
import { audienceInput } from './audience.ts'
import { authorityHostInput } from './authority-host.ts'
import { credentialInput } from './choose-credential.ts'
import { cloudInput } from './cloud.ts'
import { scopeInput } from './scope.ts'
import { clientIdInput, tenantIdInput } from './tenant-and-client.ts'
import { verifyInput } from './verify.ts'
import { timeoutInput, waitForPropagationInput } from './waits.ts'

/** All that a user can give on a host, in the order in which contracts and pages list it. */
export function allInputs({ own = [] }: Pick<Inputs, 'own'>): readonly Input[] {
  return [
    tenantIdInput,
    clientIdInput,
    credentialInput,
    ...credentialKinds.flatMap(({ inputs }) => inputs),
    audienceInput,
    cloudInput,
    scopeInput,
    authorityHostInput,
    verifyInput,
    waitForPropagationInput,
    timeoutInput,
    ...own,
  ]
}
