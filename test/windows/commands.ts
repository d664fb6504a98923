import { onDriveC, secret } from './setting.ts'

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

/*
 * By a name without a blank, and with no words that a shell would read: Wine's cmd.exe knows no escapes, with which
 * cross-spawn quotes them. Nor is a missing program tried, for which that cmd.exe ends with 49, and Windows' with 1.
 */
const script = onDriveC('show.cmd', '@echo %IDENTITY_ENDPOINT%\r\n@echo %*\r\n@exit /b 3\r\n')

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
  {
    name: 'exec of a .cmd file with words that it would change',
    parameters: ['exec', '--', script, 'a"&b'],
    env: { AZURE_CLIENT_SECRET: secret },
    code: 2,
    stderr: /it is a batch file/,
  },
  {
    name: 'exec of a .cmd file',
    parameters: ['exec', '--', script, 'a b', 'c'],
    env: { AZURE_CLIENT_SECRET: secret },
    code: 3,
    stdout: /^http:\/\/127\.0\.0\.1:\d+\/msi\/token\r\n"a b" "c"\r\n$/,
    requests: ['login POST 200'],
  },
  {
    name: "exec of a program, which ends with that program's exit code",
    parameters: ['exec', '--', 'cmd.exe', '/c', 'exit 23'],
    env: { AZURE_CLIENT_SECRET: secret },
    code: 23,
    requests: ['login POST 200'],
  },
  { name: 'a mistyped command', parameters: ['tokn'], code: 2, stderr: /Did you mean "token"\?/ },
]
