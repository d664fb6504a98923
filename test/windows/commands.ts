import { secret } from './setting.ts'

/** A command line, and how it ends. */
export interface CommandCase {
  name: string
  parameters: string[]
  env?: Record<string, string>
  code: number
  /** One of them is empty. */
  stdout?: RegExp
  stderr?: RegExp
  /** None unless some are named. */
  requests?: string[]
}

const token = /^[\w-]+\.[\w-]+\.[\w-]+\n$/

export const commands: CommandCase[] = [
  { name: 'help', parameters: ['--help'], code: 0, stdout: /^ {2}power-platform-token token /m },
  {
    name: 'help of a command',
    parameters: ['token', '--help'],
    code: 0,
    stdout: /^ {2}--tenant-id ID .*AZURE_TENANT_ID/ms,
  },
  {
    name: 'a token by a client secret beyond ASCII',
    parameters: ['token'],
    env: { AZURE_CLIENT_SECRET: secret },
    code: 0,
    stdout: token,
    requests: ['login POST 200'],
  },
  {
    name: 'a token as the header of a request',
    parameters: ['token', '--output', 'header'],
    env: { AZURE_CLIENT_SECRET: secret },
    code: 0,
    stdout: /^Authorization: Bearer [\w-]+\.[\w-]+\.[\w-]+\n$/,
    requests: ['login POST 200'],
  },
  {
    name: 'a wrong client secret',
    parameters: ['token'],
    env: { AZURE_CLIENT_SECRET: 'not-a-secret-of-the-app' },
    code: 1,
    stderr: /AADSTS7000215.*az ad app credential reset/s,
    requests: ['login POST 401'],
  },
  {
    name: 'a secret on the command line',
    parameters: ['token', '--client-secret', 'not-a-secret-of-the-app'],
    code: 2,
    stderr: /--client-secret-stdin/,
  },
  { name: 'a mistyped command', parameters: ['tokn'], code: 2, stderr: /Did you mean "token"\?/ },
]
