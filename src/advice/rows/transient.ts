import { runAgain } from '../../failure/run-again.ts'
import { errorPage, type Remedy } from '../remedy.ts'

const status = { text: 'If it lasts, look at https://azure.status.microsoft, and give support the trace ID.' }

/** Faults of Entra itself, which pass. */
export const transientRemedies: readonly Remedy[] = [
  {
    codes: [50033, 90006, 90024, 90033],
    title: 'Entra has a passing fault',
    why: 'The fault is within Entra, and usually passes soon.',
    fixes: [runAgain, status],
    retry: 'transient',
    docs: errorPage(90033),
  },
  {
    codes: [90012],
    title: 'Entra took too long',
    why: "Entra's own time for the request was over, which usually passes soon.",
    fixes: [runAgain, status],
    retry: 'transient',
    docs: errorPage(90012),
  },
  {
    codes: [90055],
    title: 'Entra throttles the requests',
    why: 'Too many requests for tokens came in too short a time, from this app or in all.',
    fixes: ({ words: { jobLimit } }) => [
      runAgain,
      {
        text: `Start fewer jobs at once${jobLimit ? ` (${jobLimit})` : ''}, or get one token for several uses.`,
      },
    ],
    retry: 'transient',
    docs: errorPage(90055),
  },
  {
    codes: [50196],
    title: 'Entra sees this app ask in a loop',
    why: 'The same app asked for the same token over and over, so Entra stopped it for some minutes. Another try would prolong that.',
    fixes: [
      { text: 'Wait five minutes; look for what starts so many jobs, and get one token for several uses.' },
    ],
    retry: 'never',
    docs: 'https://learn.microsoft.com/entra/identity-platform/reference-breaking-changes#looping-clients-will-be-interrupted',
  },
]
