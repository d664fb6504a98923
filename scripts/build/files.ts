import { resolve } from 'node:path'

/** Our files. They stay readable, since people review them. */
export const OWN = {
  main: './src/hosts/github/main.ts',
  program: './src/hosts/github/program.ts',
  remedies: './src/advice/catalogue.ts',
  certificate: './src/credentials/certificate/read-certificate.ts',
  summary: './src/failure/summary.ts',
  'github-tokens': './src/hosts/github/issued-tokens.ts',
}
/** Packages, minified: their source is elsewhere. */
export const PACKAGES = {
  'confidential-client': './src/entra/msal/confidential-client.ts',
  'http-client': '@actions/http-client',
  'job-summary': './src/hosts/github/job-summary.ts',
  jsonwebtoken: 'jsonwebtoken',
  'managed-identity': './src/entra/msal/managed-identity.ts',
  pfx: './src/credentials/certificate/pfx.ts',
  'public-client': './src/entra/msal/public-client.ts',
  tunnel: 'tunnel',
}
/** Of the action that serves tokens: what ends it, a process of its own. */
export const END = { 'identity-endpoint-end': './src/hosts/github/endpoint/end.ts' }
/** What starts and serves: one file, since it goes on while others may write in the folder, or clean it up. */
export const ENDPOINT = { 'identity-endpoint': './src/hosts/github/endpoint/main.ts' }
/** The same, with what of MSAL redeems refresh tokens, which the others do without. */
export const REFRESH = { 'refresh-client': './src/entra/msal/refresh-client.ts' }
/** The command line: one file, which runs wherever it is copied to. */
export const COMMAND_LINE = { 'power-platform-token': './src/hosts/terminal/main.ts' }
const { 'job-summary': _summary, 'public-client': _public, ...packages } = PACKAGES
/** The task of Azure Pipelines: one file as well, on whichever Node the agent has. */
export const TASK = { 'azure-pipelines': './src/hosts/azure-pipelines/main.ts' }
/** What these load late, which stays text until then. */
export const COMMAND_LINE_PARTS = {
  certificate: OWN.certificate,
  'find-codes': './src/advice/find-codes.ts',
  opener: './src/hosts/terminal/opener.ts',
  remedies: OWN.remedies,
  ...packages,
  ...REFRESH,
}
/** Those that only the command line's commands load. */
export const OF_COMMANDS = ['./find-codes.cjs', './opener.cjs']
/** Of the command line, what has all that another file has, and so takes its place. */
export const STANDS_IN = new Map([['./public-client.cjs', './refresh-client.cjs']])
/** Each file is whole: one more that a run loads costs it a millisecond. */
export const fileOf = new Map(
  Object.entries({ ...OWN, ...PACKAGES, ...REFRESH, ...COMMAND_LINE_PARTS }).map(([name, source]) => [
    source.startsWith('.') ? resolve(source) : source,
    `./${name}.cjs`,
  ]),
)
