import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { advise, headingOf, isKnown, remedies, remedyFor } from '../../../src/advice/catalogue.ts'
import { explainRefusal } from '../../../src/advice/explain.ts'
import { errorPage, type Remedy } from '../../../src/advice/remedy.ts'
import { credentialKinds } from '../../../src/credentials/registry.ts'
import type { Pace } from '../../../src/failure/failure.ts'
import { APP, situation, traitsOf } from '../situation.ts'

const refuse = (
  codes: (number | string)[],
  { credential = 'client-secret', ...more }: { credential?: string; pace?: Pace; cause?: Error } = {},
) =>
  explainRefusal({
    by: 'Entra',
    codes,
    situation: situation({ credential }),
    tried: 'asking',
    answer: ['a', 'b'],
    ...more,
  })

describe('a refusal', () => {
  for (const [codes, title, heading, retry, credential] of [
    [
      [7000215, 'invalid_client'],
      'AADSTS7000215: the client secret is wrong',
      'AADSTS7000215',
      'propagation',
    ],
    [[7000222], 'AADSTS7000222: the client secret has expired', 'AADSTS7000222', undefined],
    [[90033], 'AADSTS90033: Entra has a passing fault', 'AADSTS90033', 'transient'],
    [
      [700024],
      'AADSTS700024: the assertion is not valid at this time',
      'AADSTS700024',
      'renewal',
      'federated',
    ],
    [[700213, 7000222], 'AADSTS7000222: the client secret has expired', 'AADSTS7000222', undefined],
    [[7000222, 700213], 'AADSTS7000222: the client secret has expired', 'AADSTS7000222', undefined],
    [
      [700213, 1],
      'AADSTS700213: no federated credential matches this job',
      'AADSTS700213',
      'propagation',
      'federated',
    ],
    [[1, 'invalid_grant'], 'AADSTS1: Entra refuses the sign-in', 'invalid_grant', undefined],
    [['invalid_grant', 1], 'AADSTS1: Entra refuses the sign-in', 'invalid_grant', undefined],
    [[90033, 'invalid_grant'], 'AADSTS90033: Entra has a passing fault', 'AADSTS90033', 'transient'],
    [['temporarily_unavailable'], 'Entra: Entra has a passing fault', 'temporarily_unavailable', 'transient'],
    [['never heard of'], 'Entra: the request was refused', 'Unknown refusal', undefined],
    [[], 'Entra: the request was refused', 'Unknown refusal', undefined],
  ] as const) {
    it(`with ${codes.join(', ') || 'no code'}`, async () => {
      const failure = await refuse([...codes], { credential })
      assert.equal(failure.message, title)
      assert.equal(failure.parts.heading, heading)
      assert.equal(failure.retry?.kind, retry)
    })
  }

  it('carries what was tried and answered, and where to read more', async () => {
    const { parts } = await refuse([7000222])
    assert.equal(parts.tried, 'asking')
    assert.equal(parts.answer, 'a\nb')
    assert.equal(parts.more, 'https://login.microsoftonline.com/error?code=7000222')
    assert.ok(!parts.fixes?.some(({ text }) => text.startsWith('Read what Microsoft says')))
  })

  it('with a number that no row has names the page about it, first', async () => {
    const [first, ...rest] = (await refuse([1, 'invalid_grant'])).parts.fixes ?? []
    assert.match(first?.text ?? '', /https:\/\/login\.microsoftonline\.com\/error\?code=1$/)
    assert.equal(rest.length, 1)
    assert.equal((await refuse(['invalid_grant'])).parts.fixes?.length, 1)
  })

  it('hands on how long to wait, why, and the cause', async () => {
    const cause = new Error('of it')
    const failure = await refuse([90033], { pace: { after: 7000, throttled: true }, cause })
    assert.deepEqual(failure.retry, {
      kind: 'transient',
      reason: 'AADSTS90033: Entra has a passing fault',
      after: 7000,
      throttled: true,
    })
    assert.equal(failure.cause, cause)
  })
})

describe('the table of remedies', () => {
  it('has each code once', () => {
    const codes = Object.values<readonly Remedy[]>(remedies).flatMap((rows) =>
      rows.flatMap(({ codes }) => codes),
    )
    assert.deepEqual(codes.length, new Set(codes).size)
    assert.ok(codes.every((code) => credentialKinds.some((credential) => isKnown(code, { credential }))))
    assert.deepEqual(Object.keys(remedies), [
      'The credential',
      'The federated credential',
      'The app and the tenant',
      'The API and the scope',
      'The user, and policies of the tenant',
      'Faults of Entra',
      'Managed identity',
      'Power Platform API',
      'Other refusals of Entra',
    ])
  })

  it('knows what it has', () => {
    const used = { credential: traitsOf('client-secret') }
    assert.equal(isKnown(7000215, used), true)
    assert.equal(isKnown('7000215', used), false)
    assert.equal(isKnown(1, used), false)
    assert.equal(remedyFor([1, 50053, 50055], { credential: traitsOf('password') }).code, 50053)
    assert.equal(headingOf(50053), 'AADSTS50053')
    assert.equal(headingOf('invalid_grant'), 'invalid_grant')
    assert.equal(errorPage(50053), 'https://login.microsoftonline.com/error?code=50053')
  })
})

describe('advice', () => {
  const advice = (fixes: Remedy['fixes'], cloud = 'public', why: Remedy['why'] = 'because') =>
    advise({ codes: [1], title: 't', why, fixes, retry: 'never', docs: 'd' }, situation({ cloud }))

  it('is filled with the situation', () => {
    const { why, fixes } = advice(
      ({ clientId }) => [{ text: clientId }],
      'public',
      ({ cloud }) => `in ${cloud.name}`,
    )
    assert.equal(why, 'in public')
    assert.deepEqual(fixes, [{ text: APP }])
    assert.equal(advice([]).why, 'because')
  })

  const show = { text: 'Show:', command: 'az ad app show' }
  const login = { text: 'Log in:', command: 'az login --tenant x' }
  const other = { text: 'Not with az:', command: 'gh secret set X' }
  const words = { text: 'Use az yourself' }
  const choice = 'az cloud set --name AzureUSGovernment'
  for (const [name, fixes, cloud, commands] of [
    ['needs no choice in the public cloud', [show], 'public', [show.command]],
    ['needs none in GCC, whose Entra is the public one', [show], 'gcc', [show.command]],
    ['needs none where az knows no cloud', [show], 'ex', [show.command]],
    ['needs none without a command', [words], 'dod', [undefined]],
    ['needs none without az', [other], 'dod', [other.command]],
    [
      'chooses the cloud and logs in',
      [words, other, show],
      'dod',
      [undefined, other.command, `${choice}\naz login --allow-no-subscriptions`, show.command],
    ],
    [
      'leaves the login to the command that does it',
      [words, other, login, show],
      'dod',
      [undefined, other.command, choice, login.command, show.command],
    ],
    [
      'logs in where a command comes before the login',
      [show, login],
      'dod',
      [`${choice}\naz login --allow-no-subscriptions`, show.command, login.command],
    ],
  ] as const) {
    it(name, () => {
      const given = advice([...fixes], cloud).fixes
      assert.deepEqual(
        given.map(({ command }) => command),
        commands,
      )
    })
  }

  it('names the cloud that is chosen', () => {
    assert.match(advice([show], 'dod').fixes[0]?.text ?? '', / cloud dod;/)
  })
})
