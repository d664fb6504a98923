import assert from 'node:assert/strict'
import { it } from 'node:test'
import { seenWith } from '../../../src/commands/seen-with.ts'

const rows: [claims: Record<string, unknown>, said: string | undefined][] = [
  [{}, undefined],
  [{ roles: [], scp: ' ' }, undefined],
  [{ roles: 'Reader', scp: 7 }, undefined],
  [{ roles: ['Reader'] }, 'the role Reader'],
  [{ roles: ['Reader', 7, 'Owner'] }, 'the roles Reader, Owner'],
  [{ scp: 'A.Read  B.Read' }, 'the permissions A.Read, B.Read'],
  [{ roles: ['A'], scp: 'B' }, 'the role A and the permissions B'],
  [{ roles: ['A\nB'] }, 'the role A\\u000aB'],
]

for (const [claims, said] of rows) {
  it(`a token with ${JSON.stringify(claims)} tells ${said}`, () => assert.equal(seenWith(claims), said))
}
