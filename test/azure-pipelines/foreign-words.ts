import { innerNames } from '../made-up-host/words.ts'

/** What only a job of GitHub's has. */
const OF_GITHUB =
  /github|\bgh\b|workflow|id-token|^ *permissions:|runner|\bactions?\b|dependabot|\brepositor|\bmatrix\b|\bsecrets\.\w|\$\{\{/im

/** This project's own pages are at GitHub's, and a credential's name is a value. */
const NO_WORDS = /https:\/\/github\.com\/OWNER\/\S+|credential: (client-secret|managed-identity)/g

/** What a text, in the words of Azure Pipelines, has of GitHub's, or of nobody's who reads it. */
export function foreignToPipelines(text: string): string[] {
  const words = text.replace(NO_WORDS, '')
  // Names of one word are the same everywhere.
  const inner = innerNames(words).filter((name) => name.includes('-'))
  return [...(OF_GITHUB.exec(words)?.slice(0, 1) ?? []), ...inner]
}
