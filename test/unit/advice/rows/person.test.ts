import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { explainRefusal } from '../../../../src/advice/explain.ts'
import type { Failure } from '../../../../src/failure/failure.ts'
import { TerminalInputs } from '../../../../src/hosts/terminal/inputs.ts'
import { terminalWords } from '../../../../src/hosts/terminal/words.ts'
import type { Words } from '../../../../src/ports/words.ts'
import { plainWords } from '../../../memory-host.ts'
import { personRows } from '../../../person-rows.ts'
import { APP, situation } from '../../situation.ts'

const ofTerminal = terminalWords(new TerminalInputs({ env: {}, options: {}, piped: '' }), {})

function refusal(code: number | string, credential: string, words: Words = ofTerminal): Promise<Failure> {
  const facts = { by: 'Entra', tried: 'asking', answer: [], situation: situation({ credential, words }) }
  return explainRefusal({ ...facts, codes: [code] })
}

function textOf({ parts: { title, why, fixes = [] } }: Failure): string {
  return [title, why, ...fixes.flatMap(({ text, command = '' }) => [text, command])].join('\n')
}

describe('a refusal of whoever signs in', () => {
  for (const [code, blame, ...words] of personRows) {
    it(`AADSTS${code}`, async () => {
      const failure = await refusal(code, 'device-code')
      const text = textOf(failure)
      for (const word of words)
        assert.ok(text.includes(word.replace('{clientId}', APP)), `${word} in ${text}`)
      assert.equal(failure.blame, blame)
      assert.equal(failure.retry, undefined)
    })
  }

  for (const code of [53000, 53001, 53003, 530033]) {
    it(`AADSTS${code} offers the other way`, async () => {
      assert.match(
        textOf(await refusal(code, 'device-code')),
        /Sign in the other way: --credential browser\./,
      )
      assert.match(
        textOf(await refusal(code, 'browser')),
        /Sign in the other way: --credential device-code\./,
      )
      assert.doesNotMatch(textOf(await refusal(code, 'password')), /the other way/)
    })
  }

  it('speaks first of the secret that was forgotten, then of the app that allows no public client', async () => {
    const text = textOf(await refusal(7000218, 'browser'))
    assert.match(
      text,
      /the app itself was meant to sign in, give its secret\. Put it into the environment variable AZURE_CLIENT_SECRET, or pipe it in with --client-secret-stdin\.\n+If you are to sign in, allow them:/,
    )
    assert.match(text, new RegExp(`az ad app update --id ${APP} --is-fallback-public-client true`))
  })
})

describe('a refusal that a person could pass', () => {
  for (const code of [50072, 50076, 50079, 50158, 'interaction_required', 'login_required']) {
    it(`${code} with a password`, async () => {
      const failure = await refusal(code, 'password')
      assert.equal(failure.blame, 'sign-in')
      assert.match(textOf(failure), /If you are there to sign in: --credential browser\./)
      assert.doesNotMatch(textOf(await refusal(code, 'password', plainWords)), /If you are there/)
    })
  }

  it('is no wrong password', async () => {
    assert.equal((await refusal(50126, 'password')).blame, undefined)
  })
})
