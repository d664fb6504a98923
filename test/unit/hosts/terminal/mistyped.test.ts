import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { parseCommandLine } from '../../../../src/hosts/terminal/command-line.ts'
import { UsageError } from '../../../../src/hosts/terminal/usage-error.ts'

function refusalOf(args: string[]): string {
  try {
    parseCommandLine(args)
  } catch (error) {
    if (error instanceof UsageError) return error.message
    throw error
  }
  return 'none'
}

describe('what was mistyped', () => {
  for (const [args, message] of [
    [['token', '--ouput', 'json'], 'Unknown option: --ouput. Did you mean --output?'],
    [['token', '--frobnicate'], 'Unknown option: --frobnicate.'],
    [
      ['token', '-TenantId', 'x'],
      'Unknown option: options begin with two hyphens. Did you mean --tenant-id?',
    ],
    [['token', '-tenant-id=x'], 'Unknown option: options begin with two hyphens. Did you mean --tenant-id?'],
    [['token', '-o', 'json'], 'Unknown option: -o. Did you mean --output?'],
    [['token', '--json'], 'Unknown option: --json. Did you mean --output json?'],
    [['token', '--resource', 'x'], 'Unknown option: --resource. Did you mean --scope?'],
    [['environments', '--resource', 'x'], 'Unknown option: --resource.'],
    [['token', '--debug'], 'Unknown option: --debug. Did you mean --verbose?'],
    [['token', '--TENANT_ID', 'x'], 'Unknown option. Did you mean --tenant-id?'],
    [['token', '--tenant-id='], '--tenant-id: its value is empty, as that of a variable that is not set.'],
    [['token', '--tenant-id', ''], '--tenant-id: its value is empty, as that of a variable that is not set.'],
    [['token', '--tenant-id'], '--tenant-id needs a value.'],
    [['get-token'], 'Unknown command: get-token.'],
    [['tokn'], 'Unknown command: tokn. Did you mean "token"?'],
    [['help', 'tokn'], 'Unknown command: tokn. Did you mean "token"?'],
  ] as const) {
    it(`${args.join(' ')}`, () => assert.equal(refusalOf([...args]), message))
  }

  it('is not repeated where it may be a secret', () => {
    for (const secret of ['hunter2', 'a'.repeat(31), 'correct horse'])
      for (const args of [
        [secret],
        ['token', `--${secret}`],
        ['token', `-p${secret}`],
        ['token', `--client-secret${secret}`],
      ])
        assert.ok(!refusalOf(args).includes(secret), refusalOf(args))
    assert.doesNotMatch(refusalOf(['token', '--client-secrethunter']), /hunter/)
    assert.doesNotMatch(refusalOf(['token', '-phunter']), /hunter/)
    assert.match(refusalOf(['token', '-ClientSecret', 'x']), /never read from the command line/)
  })
})

describe('a word in the place of an option', () => {
  it('asks for help, or for the version', () => {
    const { command, options } = parseCommandLine(['help', 'token'])
    assert.deepEqual([command, options], ['token', { help: 'true' }])
    assert.deepEqual(parseCommandLine(['help']).options, { help: 'true' })
    assert.deepEqual(parseCommandLine(['version']).options, { version: 'true' })
  })
})
