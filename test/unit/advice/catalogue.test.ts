import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { advise, isKnown, remedies, remedyFor } from '../../../src/advice/catalogue.ts'
import { needsPerson } from '../../../src/advice/credential-traits.ts'
import { explainRefusal } from '../../../src/advice/explain.ts'
import type { Remedy } from '../../../src/advice/remedy.ts'
import { credentialKinds } from '../../../src/credentials/registry.ts'
import type { Fix } from '../../../src/failure/failure.ts'
import { publicCloud } from '../../../src/values/clouds.ts'
import { defaultScope, resources } from '../../../src/values/resources.ts'
import { situation, traitsOf } from '../situation.ts'

/** Words that only advice about this credential has. To recommend another one by its name is no such advice. */
const marks: Record<string, RegExp> = {
  federated: /federated[- ]token|federated-credential\b|The token presented|OIDC token|Kubernetes/,
  certificate: /--cert\b|thumbprint|the certificate\b|timedatectl/i,
  'client-secret': /the client secret is|CLIENT_SECRET|credential reset .*--query password/,
  password: /\bthe user('s)?\b(?!-assigned)|user name|username|myaccount\.microsoft\.com|az ad user/i,
  'managed-identity': /az vm identity|169\.254|himds|this machine(?!'s clock)/,
}

const names = credentialKinds.map(({ name }) => name)
const rows = Object.values<readonly Remedy[]>(remedies).flat()

/** Those whose advice is about something else. A person is a user, and one may sign in the other way. */
function othersThan(credential: string): string[] {
  const isPerson = needsPerson(traitsOf(credential))
  return Object.keys(marks).filter((name) => name !== credential && !(isPerson && name === 'password'))
}

async function wordsOf(
  codes: (number | string)[],
  credential: string,
  more: Parameters<typeof situation>[0] = {},
) {
  const facts = { by: 'Entra', tried: 'asking', answer: [] }
  const given = situation({ credential, ...more })
  const { title, why, fixes = [] } = (await explainRefusal({ ...facts, codes, situation: given })).parts
  const advised = fixes.flatMap(({ text, command }) => [text, command ?? ''])
  return { title, why, fixes, text: [title, why, ...advised].join('\n') }
}

describe('advice about one credential is never given to another', () => {
  for (const { codes, title } of rows) {
    for (const credential of names) {
      it(`${codes.join(', ')} (${title}) with ${credential}`, async () => {
        for (const code of codes) {
          const { text } = await wordsOf([code, 'invalid_client'], credential)
          for (const other of othersThan(credential)) {
            // What is said of the code itself names the credential that it is about.
            const advice = text.replace(/^.* is about .*$/gm, '')
            assert.doesNotMatch(advice, marks[other] as RegExp, `about ${other}:\n${advice}`)
          }
        }
      })
    }
  }

  for (const credential of ['browser', 'device-code']) {
    it(`speaks of no stored password to whoever signs in by ${credential}`, async () => {
      for (const code of rows.flatMap(({ codes }) => codes)) {
        const { text } = await wordsOf([code, 'invalid_client'], credential)
        assert.doesNotMatch(text, /user name|username|\bpassword\b|myaccount|az ad user/, `${code}`)
      }
    })
  }

  it('names no wait to a password, which is sent once', async () => {
    // verify, whose codes are those of Power Platform API, waits with any credential.
    const codes = rows.flatMap(({ codes }) => codes).filter((code) => !`${code}`.startsWith('Power Platform'))
    for (const code of codes) {
      for (const withClientSecret of [false, true]) {
        const { text } = await wordsOf([code], 'password', { withClientSecret })
        assert.doesNotMatch(text, /wait-for-propagation/, `${code}`)
      }
    }
  })

  it('puts nothing of a scope or a user into a command that a shell could run', async () => {
    const parts = ['$(id)', '`id`', ";id;'", '|id', '&id']
    const scopes = parts.flatMap((part) => [
      `https://${part}.crm4.dynamics.com/.default`,
      `https://graph.microsoft.com/${part}`,
      `api://${part}/.default`,
      `1d5c8d8e-3c1b-4d0f-9a3e-5a6f0f6f7b11/${part}`,
    ])
    for (const code of rows.flatMap(({ codes }) => [...codes])) {
      for (const [index, scope] of scopes.entries()) {
        const username = `${parts[index % parts.length]}@contoso.com`
        for (const credential of ['client-secret', 'password', 'managed-identity'] as const) {
          const given = situation({ credential, scopes: [scope], username })
          const failure = await explainRefusal({
            by: 'x',
            tried: '',
            answer: [],
            codes: [code],
            situation: given,
          })
          for (const { command = '' } of failure.parts.fixes ?? [])
            assert.doesNotMatch(command, /\(id\)|`id|[;|&]id/, `${code}: ${command}`)
        }
      }
    }
  })

  it('has marks that see every credential', async () => {
    for (const [credential, code] of [
      ['federated', 700213],
      ['certificate', 700027],
      ['client-secret', 7000215],
      ['password', 50126],
      ['managed-identity', 'Managed identity: not assigned'],
    ] as const) {
      assert.match((await wordsOf([code], credential)).text, marks[credential] as RegExp)
    }
  })

  it('says whose advice a number is, if it is of another credential', async () => {
    const { title, why } = await wordsOf([7000215], 'federated')
    assert.equal(title, 'AADSTS7000215: the request was refused')
    assert.match(why, /AADSTS7000215 is about a client secret, and this run used credential: federated/)
    const known = await wordsOf([50126, 'invalid_grant'], 'certificate')
    assert.equal(known.title, 'AADSTS50126: Entra refuses the sign-in')
    assert.match(
      known.why,
      /AADSTS50126 is about a user's sign-in, and this run used credential: certificate/,
    )
    const several = await wordsOf([700027], 'client-secret')
    assert.match(
      several.why,
      /AADSTS700027 is about a certificate or a federated token, and this run used credential: client-secret/,
    )
  })

  it('says nothing of it where another number fits', async () => {
    const { title, text } = await wordsOf([7000215, 700213], 'federated')
    assert.equal(title, 'AADSTS700213: no federated credential matches this job')
    assert.doesNotMatch(text, /is about/)
  })

  it('takes a client secret beside a password for one', async () => {
    const { title, text } = await wordsOf([7000215, 'invalid_client'], 'password', { withClientSecret: true })
    assert.equal(title, 'AADSTS7000215: the client secret is wrong')
    assert.match(text, /beside username and password/)
    assert.equal(
      (await wordsOf([7000215, 'invalid_client'], 'password')).title,
      'AADSTS7000215: Entra refuses the app or its credential',
    )
  })

  it('is told by the table', () => {
    const alone = situation({ credential: 'federated' })
    assert.equal(isKnown(7000215, alone), false)
    assert.equal(isKnown(7000215, situation({ credential: 'client-secret' })), true)
    assert.equal(isKnown(90033, alone), true)
  })
})

/** The words of each row for each credential, some APIs and clouds, where as little is known as can be. */
async function leastKnown(): Promise<{ credential: string; why: string; fixes: Fix[] }[]> {
  const apis = [...resources.map((resource) => defaultScope(resource, publicCloud)), 'api://app/.default']
  const codes = rows.flatMap(({ codes }) => codes)
  const known = []
  for (const credential of names) {
    // Inputs name both for all others.
    const ids = credential === 'managed-identity' ? { tenantId: '', clientId: '' } : {}
    for (const cloud of ['public', 'dod', 'ex']) {
      for (const scope of apis) {
        const least = situation({ credential, cloud, scopes: [scope], ...ids })
        for (const remedy of new Set(codes.map((code) => remedyFor([code], least).remedy)))
          known.push({ credential, ...advise(remedy, least) })
      }
    }
    // What is said of a code beside its row's words goes by the credential alone.
    for (const code of codes) {
      const { why, fixes } = await wordsOf([code], credential, ids)
      known.push({ credential, why, fixes })
    }
  }
  return known
}

describe('advice where little is known', async () => {
  const known = await leastKnown()
  const wrong = (texts: string[], pattern: RegExp) => [...new Set(texts.filter((text) => pattern.test(text)))]

  it('has no gap in its prose', async () => {
    const prose = known.flatMap(({ why, fixes }) => [
      // What was presented stands in columns.
      ...why.split('\n').filter((line) => !/^ {2}(issuer|subject|audience):/.test(line)),
      ...fixes.map(({ text }) => text),
    ])
    assert.deepEqual(wrong(prose, / {2}|^ | $| [,:;.)](?!\w)|[,:(] ?[,:;.)](?!\w)|: \/|undefined/), [])
  })

  it('has no gap in its commands', async () => {
    const commands = known.flatMap(({ fixes }) => fixes.flatMap(({ command = '' }) => command.split('\n')))
    const gap =
      / {2}|^ | $|"(tenants\/)?"|\/\/\/|--(id|api|user|assignee|tenant|environment) (-|\||$)|undefined/
    assert.deepEqual(wrong(commands, gap), [])
  })

  it('announces no command that is not there', async () => {
    const alone = known.flatMap(({ fixes }) => fixes.filter(({ command }) => !command))
    assert.deepEqual(
      wrong(
        alone.map(({ text }) => text),
        /:$/,
      ),
      [],
    )
  })

  it('speaks of no app registration or tenant-id to a managed identity', async () => {
    const texts = known
      .filter(({ credential }) => credential === 'managed-identity')
      .flatMap(({ why, fixes }) => [why, ...fixes.flatMap(({ text, command = '' }) => [text, command])])
    assert.deepEqual(
      wrong(
        texts,
        /az ad app |the app registration|App registrations › (?!power-platform-roles)|tenant-id|az account show/,
      ),
      [],
    )
  })
})

describe('of several codes', () => {
  it('the first that fits gives the words, and any that forbids another try forbids it', async () => {
    const facts = {
      by: 'Entra',
      tried: 'asking',
      answer: [],
      situation: situation({ credential: 'password' }),
    }
    const failure = await explainRefusal({ ...facts, codes: [90033, 50053] })
    assert.equal(failure.message, 'AADSTS90033: Entra has a passing fault')
    assert.equal(failure.retry, undefined)
  })

  for (const [codes, credential, kind] of [
    // What ends a wait with one credential says nothing of another.
    [[700213, 7000222], 'federated', 'propagation'],
    [[7000215, 50126], 'client-secret', 'propagation'],
    [[700213, 50194], 'federated', undefined],
    [[90033, 50196], 'federated', undefined],
    // A lockout is made longer by each try, whoever tries.
    [[700213, 50053], 'federated', undefined],
  ] as const) {
    it(`${codes.join(' and ')} with ${credential} give ${kind ?? 'no'} retry`, async () => {
      const facts = { by: 'Entra', tried: 'asking', answer: [], situation: situation({ credential }) }
      assert.equal((await explainRefusal({ ...facts, codes: [...codes] })).retry?.kind, kind)
    })
  }
})
