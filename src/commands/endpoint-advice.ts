import type { Failure, FailureParts, Fix, Retry } from '../failure/failure.ts'
import type { Words } from '../ports/words.ts'

/** A sentence of the identity endpoint's, or of a client that does not reach it, and what helps. */
interface EndpointAdvice {
  /** Undefined where it stands before that of a fault. */
  heading: string | undefined
  /** Begins with words of its own and is bounded, so that any text is read in linear time. */
  pattern: RegExp
  /** Whether the sentence is repeated: of a client's words, some could be a secret. */
  isOwn?: true
  why: string
  fixes: (words: Words, found: RegExpExecArray) => readonly Fix[]
  retry?: Retry['kind']
}

const REQUEST = 'Request to the identity endpoint'
const NO_ANSWER = 'No answer of the identity endpoint'

/** As Python's SDK and requests, curl, Go, Node, and Java and .NET say it. */
const CONNECTION_REFUSED = new RegExp(
  [
    /\/msi\/token(?:(?!\/msi)[^\n]){0,500}refused/,
    /host='127\.0\.0\.1', port=\d{1,5}\)(?:(?!host)[^\n]){0,300}refused/,
    /Failed to connect to 127\.0\.0\.1 port \d{1,5}[^\n]{0,100}/,
    /dial tcp 127\.0\.0\.1:\d{1,5}: connect[^\n]{0,20} refused/,
    /ECONNREFUSED 127\.0\.0\.1:\d{1,5}/,
    /refused[^\n]{0,20}\b127\.0\.0\.1:\d{1,5}/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'i',
)

/** What and why, as the sentence of a fault begins: a resource, and a title of this program's. */
const FAULT = /(?:https:\/\/|api:\/\/|[0-9a-f]{8}-)[\w./-]{1,250}: [\w .,:;'()-]{1,200} $/
/** Characters. */
const MAX_FAULT = 500

/** The sentences of question.ts, caller.ts, server.ts and open-endpoint.ts. */
const advice: readonly EndpointAdvice[] = [
  {
    heading: REQUEST,
    isOwn: true,
    pattern:
      /The resource asked for (?:\([\w ]{1,40}\) )?is not in ([\w-]{1,40}), which lists only (?:(?! which)[^\n"]){1,2000}? Correct its address, or add it there\./,
    why: 'The endpoint has tokens for what is listed, and for nothing else. Entra was not asked.',
    fixes: (_, [, input = '']) => [
      { text: `Compare the address in the program with ${input}: correct the one that is misspelt.` },
      { text: `If the program should have such a token, add the resource to ${input}.` },
    ],
  },
  {
    heading: REQUEST,
    isOwn: true,
    pattern:
      /This endpoint only has tokens (?:for app ([0-9a-f-]{36}), and the request asked for another|of the machine, so the request must name no client_id)\./,
    why: 'The program asked for an app by its client ID, which SDKs take from AZURE_CLIENT_ID.',
    fixes: (_, [, app]) => [
      {
        text: `Unset AZURE_CLIENT_ID for the program${app ? `, or set it to ${app}` : ''}. If the program names a client ID itself, take that out.`,
      },
    ],
  },
  {
    heading: REQUEST,
    isOwn: true,
    pattern: /The header X-IDENTITY-HEADER is missing or wrong/,
    why: 'The endpoint gives tokens to those alone that know its secret, which each start makes anew.',
    fixes: () => [
      {
        text: 'Hand IDENTITY_ENDPOINT and IDENTITY_HEADER of the same endpoint to the program: sudo, containers and other machines do not get them by themselves. If the endpoint was started again, read both anew.',
      },
    ],
  },
  {
    heading: REQUEST,
    isOwn: true,
    pattern: /Requests from web pages are refused\.|The Host header must be 127\.0\.0\.1:\d{1,5}\./,
    why: 'Only programs on this machine get tokens: a web page could otherwise ask by a name of its own.',
    fixes: () => [
      { text: 'Ask the address in IDENTITY_ENDPOINT as it is, from a program and not from a browser.' },
    ],
  },
  {
    heading: REQUEST,
    isOwn: true,
    pattern:
      /A parameter was given twice\.|Add api-version=[\d-]{10} to the request\.|Name an identity by client_id only, or leave it out\.|The parameter resource is missing[^\n".]{0,100}|Tokens are served at \/msi\/token only\.|Only (?:GET|POST) is supported here\.|A request here has no body\./,
    why: 'This is no request of the managed-identity protocol of Azure App Service.',
    fixes: ({ documentation }) => {
      const address = documentation('curl', 'long-jobs')
      return [
        {
          text: `Let one of Azure's SDKs ask, which all know the protocol, or write the request as the example does${address ? `: ${address}` : '.'}`,
        },
      ]
    },
  },
  {
    heading: NO_ANSWER,
    pattern: CONNECTION_REFUSED,
    why: 'Nobody listens at that address: the endpoint has ended, or 127.0.0.1 is another machine here, as in a container.',
    fixes: () => [
      {
        text: 'The endpoint ends with its job, with serve, or with the command of exec: start it again, and let the program end before it.',
      },
      {
        text: 'In a container that a script starts, share the network: docker run --network host --env IDENTITY_ENDPOINT --env IDENTITY_HEADER IMAGE.',
      },
      { text: 'If it ended by itself, the machine may be short of memory: start fewer programs at once.' },
    ],
  },
  {
    heading: undefined,
    pattern: /There is nothing to do unless it lasts: the endpoint tries again[^\n".]{0,200}\./,
    isOwn: true,
    why: 'Something that usually passes by itself keeps the endpoint from a new token. SDKs ask again, and get the old token while it is good.',
    fixes: () => [
      { text: 'Wait a minute. If it lasts, look up what the sentence begins with on the page below.' },
    ],
    retry: 'transient',
  },
]

/** What the endpoint may have meant by a code that others have, too. */
const alsoOfEndpoint: readonly (readonly [codes: readonly string[], fix: (words: Words) => Fix])[] = [
  [
    ['invalid_resource', 'invalid_scope'],
    ({ input }) => ({
      text: `If the identity endpoint sent this, add the resource to ${input('resources')}.`,
    }),
  ],
  [
    ['Managed identity: no answer'],
    () => ({
      text: 'If the identity endpoint of this program was meant, both IDENTITY_ENDPOINT and IDENTITY_HEADER must reach the program: without one of them, SDKs look for an Azure machine.',
    }),
  ],
]

/** Adds what helps if the endpoint sent a code. */
export function addEndpointFix({ parts }: Failure, code: string, words: Words): void {
  const fixes = alsoOfEndpoint.flatMap(([codes, fix]) => (codes.includes(code) ? [fix(words)] : []))
  parts.fixes = [...(parts.fixes ?? []), ...fixes]
}

/** The headings of which clients say something without a link. */
export function findEndpointHeadings(text: string): string[] {
  return advice.flatMap(({ heading, pattern }) => (heading && pattern.test(text) ? [heading] : []))
}

type Advised = Pick<FailureParts, 'answer' | 'why' | 'fixes'> & { retry?: Retry['kind'] | undefined }

/** What helps with a heading of the page, by the first of its sentences that the text has; undefined if it has none. */
export function adviseOnEndpoint(heading: string, text: string, words: Words): Advised | undefined {
  for (const { heading: own, pattern, isOwn, why, fixes, retry } of advice) {
    const found = own === heading || own === undefined ? pattern.exec(text) : null
    if (!found) continue
    const [fault = ''] = FAULT.exec(text.slice(Math.max(0, found.index - MAX_FAULT), found.index)) ?? []
    return { ...(isOwn && { answer: fault + found[0] }), why, fixes: [...fixes(words, found)], retry }
  }
  return undefined
}
