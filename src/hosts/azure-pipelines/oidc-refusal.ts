import { Failure, type Fix } from '../../failure/failure.ts'
import { describeAnswer } from '../../http/describe-answer.ts'
import { readErrorWords } from '../../http/error-body.ts'
import type { HttpResponse } from '../../http/message.ts'
import { printable } from '../../values/printable.ts'

/** How users name a connection, and what gives a step what it lacks: whole sentences, but for the first. */
export interface ConnectionWords {
  /** What names it. */
  input: string
  noConnection: string
  noAccessToken: string
  /** What makes the connection one of this stage. */
  reference: string
  /** How the step gets the right access token, where it could have another. */
  accessToken?: string
}

interface Row {
  fits(response: HttpResponse): boolean
  title: string
  why: string
  fixes(words: ConnectionWords): Fix[]
}

const support: Fix = {
  text: 'If this keeps happening, contact Azure DevOps support, and quote x-vss-e2eid where the answer above has it.',
}

/** Why there is no token, the first that fits. */
const rows: readonly Row[] = [
  {
    fits: ({ status, body }) => status === 400 && /no explicit reference to service connection/i.test(body),
    title: 'This stage does not name the service connection',
    why: 'Azure DevOps gives the token of a service connection only to a stage in which some task names it as an input.',
    fixes: ({ reference }) => [{ text: reference }],
  },
  {
    fits: ({ status, body }) => status === 401 || status === 203 || /<html/i.test(body),
    title: "Azure DevOps did not take the job's access token",
    why: "The job's access token is good only while the job runs, for 24 hours at most, and only as long as the pipeline may use the connection.",
    fixes: ({ accessToken }) => [
      ...(accessToken ? [{ text: accessToken }] : []),
      { text: 'Run the job again. Where it runs for a day, split it.' },
      support,
    ],
  },
  {
    fits: ({ status }) => status === 404 || status === 403,
    title: 'This pipeline has no permission to use the service connection',
    why: 'The service connection was deleted, or this pipeline has no permission to use it.',
    fixes: () => [
      {
        text: 'Open the connection under Project settings › Service connections, and permit the pipeline: Security › Pipeline permissions.',
      },
      support,
    ],
  },
  {
    fits: () => true,
    title: 'Azure DevOps gave no OIDC token',
    why: 'The answer holds no token: the service has a fault, or a proxy or the sign-in page of a network answers in its place.',
    fixes: () => [{ text: 'Look at https://status.dev.azure.com, and run the job again.' }, support],
  },
]

/** Why Azure DevOps gave no OIDC token, in words. @param tried the request */
export function oidcRefusal(
  response: HttpResponse,
  { tried, words }: { tried: string; words: ConnectionWords },
): Failure {
  const { title, why, fixes } = rows.find(({ fits }) => fits(response)) as Row
  // An answer of 200 is no error, and may hold a token.
  const said = response.status === 200 ? [] : readErrorWords(response.body).all
  const trace = response.headers['x-vss-e2eid']
  return new Failure({
    title,
    heading: 'No OIDC token',
    tried,
    answer: [
      describeAnswer(response),
      ...said.map((words) => `- ${printable(words)}`),
      ...(trace ? [`x-vss-e2eid: ${printable(trace)}`] : []),
    ].join('\n'),
    why,
    fixes: fixes(words),
  })
}
