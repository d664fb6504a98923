import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startScenario, theError, trust } from '../scenario.ts'
import { blocks, page } from './pages.ts'

test('the error that README shows is what the action prints', async () => {
  await using scenario = await startScenario()
  const repository = 'contoso/deploy'
  trust(scenario, { repository })
  const result = await scenario.run({}, { job: { repository, environment: 'production' } })
  const printed = withoutIds(theError(result)).split('\n')
  const shown = withoutIds(blocks(page('README.md'), 'text')[0] ?? '')
    .trimEnd()
    .split('\n')
  assert.equal(shown[0], printed[0])
  assert.equal(shown.at(-1), printed.at(-1))
  for (const line of shown) {
    const pattern = line.split('…').map(RegExp.escape).join('.*')
    assert.ok(
      printed.some((each) => new RegExp(`^${pattern}$`).test(each)),
      `${line} is not in ${printed.join('\n')}`,
    )
  }
})

function withoutIds(text: string): string {
  return text.replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'ID').replace(/^(Timestamp:).*/m, '$1')
}
