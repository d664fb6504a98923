import { it } from 'node:test'
import fc from 'fast-check'

/**
 * A test of a property: it prints its seed, so that a failure can be run again with FUZZ_SEED, and a failing case
 * belongs in `examples`, where every later run meets it first.
 */
export function property<T>(
  name: string,
  { values, runs, examples = [], holds }: PropertyOptions<T>,
): Promise<void> {
  return it(`${name} (${runs} cases)`, async (t) => {
    const seed = Number(process.env.FUZZ_SEED ?? Math.floor(Math.random() * 2 ** 31))
    t.diagnostic(`FUZZ_SEED=${seed}`)
    // A failing case is made smaller for so long, and no longer.
    const settings = {
      interruptAfterTimeLimit: 120_000,
      markInterruptAsFailure: true,
      seed,
      numRuns: runs,
      examples: examples.map((example): [T] => [example]),
    }
    await fc.assert(
      fc.asyncProperty(values, async (value) => holds(value)),
      settings,
    )
  })
}

export interface PropertyOptions<T> {
  values: fc.Arbitrary<T>
  runs: number
  /** Cases that failed once. */
  examples?: T[]
  /** Throws where the property doesn't hold. */
  holds(value: T): void | Promise<void>
}

/** Text of every kind that has broken programs: any Unicode, controls, look-alikes, workflow commands, long. */
export function hostileText(): fc.Arbitrary<string> {
  const pieces = fc.constantFrom(
    ...['\n::error::injected', '\r', '\u0000', '##[error]x', '%0A', '$' + '{{ x }}', '$(id)', "'", '"', '`'],
    ...['\u202e', '\u200b', '\ufeff', '\ud800', '\uff11', '\u0430', '\u2019', '\u2028', '../', '@', '://'],
  )
  return fc.oneof(
    { weight: 4, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
    {
      weight: 2,
      arbitrary: fc
        .array(fc.oneof(pieces, fc.string({ maxLength: 8 })), { maxLength: 8 })
        .map((all) => all.join('')),
    },
    { weight: 1, arbitrary: fc.nat(20_000).map((length) => 'x'.repeat(length)) },
  )
}
