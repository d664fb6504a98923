import { readFileSync } from 'node:fs'
import { DescriptionDictionary, data } from '@actions/expressions'
import type { ContextProviderConfig } from '@actions/languageservice'
import { TextDocument } from 'vscode-languageserver-textdocument'
import { parse } from 'yaml'
import { registerLogger, validate } from './load.ts'

const ACTION = 'OWNER/power-platform-token@v1'
/** This repository's own, by their references. */
const manifests = new Map([
  [ACTION, read('action.yml')],
  ['OWNER/power-platform-token/identity-endpoint@v1', read('identity-endpoint/action.yml')],
])

function read(path: string) {
  return parse(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8'))
}

const complaints: string[] = []
const complain = (message: string) => complaints.push(message)
registerLogger({ error: complain, warn: complain, info() {}, log() {} })

/** What is wrong with an action.yml or, under any other name, with a workflow: `line 7: Invalid action input 'tenant'`. */
export async function findings(name: string, text: string): Promise<string[]> {
  // It remembers what it read by URI.
  const uri = `file:///${crypto.randomUUID()}/${name}`
  // It asks for the inputs of actions in repositories, and not for those of a folder.
  const source = text.replace(/(?<=\buses: )\.\/(?=\s|$)/gm, ACTION)
  const diagnostics = await validate(TextDocument.create(uri, 'yaml', 1, source), {
    actionsMetadataProvider: {
      fetchActionMetadata: async ({ owner, name, path, ref }) =>
        manifests.get(`${[owner, name, path].filter(Boolean).join('/')}@${ref}`) ?? { name, description: '' },
    },
    contextProviderConfig: { getContext: stepsContext },
  })
  const found = diagnostics.map(({ message, range }) => `line ${range.start.line + 1}: ${message}`)
  // Where it stumbles, it logs that and finds nothing.
  return [...found, ...complaints.splice(0)]
}

/** Names the outputs of the steps with this action, so that any other output stands out. */
const stepsContext: ContextProviderConfig['getContext'] = async (context, steps, { job }) => {
  if (context !== 'steps') return undefined
  for (const step of job?.steps ?? []) {
    const manifest = 'uses' in step && manifests.get(step.uses.value)
    if (!manifest) continue
    const state = steps?.get(step.id)
    const outputs = state instanceof DescriptionDictionary ? state.get('outputs') : undefined
    if (!(outputs instanceof DescriptionDictionary)) continue
    for (const name of Object.keys(manifest.outputs)) outputs.add(name, new data.StringData(''))
    outputs.complete = true
  }
  return steps
}
