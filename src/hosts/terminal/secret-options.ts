import { allInputs } from '../../request/inputs.ts'
import { meantInput } from '../../request/unknown-inputs.ts'
import { variables } from './variables.ts'

/** Says how a secret comes in, if an option was meant to hold one; repeats nothing that came. */
export function secretRefusal(written: string): string | undefined {
  const all = allInputs({})
  const named = all.find(({ name }) => name === written)
  const meant = named ?? meantInput(written.toLowerCase(), all)?.meant
  return meant?.isSecret
    ? `A secret is never read from the command line, which every user of this machine can see: ${waysOf(meant.name)}. Consider the secret exposed, and replace it.`
    : undefined
}

/** How the secret of an input comes in. */
export function waysOf(name: string): string {
  return [
    ...(variables[name] ? [`put it into the environment variable ${variables[name]}`] : []),
    ...(name === 'federated-token' ? ['name its environment variable by --federated-token-env'] : []),
    ...(name === 'certificate' ? ['name its file by --certificate-path'] : []),
    `pipe it in with --${name}-stdin`,
  ].join(', or ')
}
