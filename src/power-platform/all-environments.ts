import { Failure } from '../failure/failure.ts'
import { type ListContext, listAddress, requestPage } from './environments-page.ts'

/** Far above what the largest tenant needs: pages have 50 environments or more. */
const MAX_PAGES = 500
/** Characters in all, for 30,000 environments. */
const MAX_SIZE = 32 * 1024 * 1024

/**
 * All environments that the token sees, page by page, each with tries of its own within the one deadline.
 * @throws {Failure} saying what a refusal means, or why the list can't be read to its end: never a part of it
 */
export async function listAllEnvironments(context: ListContext): Promise<Record<string, unknown>[]> {
  const environments: Record<string, unknown>[] = []
  const seen = new Set<string>()
  let size = 0
  for (let url: string | undefined = listAddress(context); url; ) {
    if (seen.has(url)) throw unreadable('its pages lead back to one that came before', context)
    if (seen.size === MAX_PAGES) throw unreadable(`it has more than ${MAX_PAGES} pages`, context)
    seen.add(url)
    const address: string = url
    const page = await context.retries.run(() => requestPage(address, context))
    size += page.size
    if (size > MAX_SIZE) throw unreadable(`it is longer than ${MAX_SIZE / 1024 / 1024} MiB`, context)
    // One by one: to spread a long page over arguments overflows the stack.
    for (const environment of page.environments) environments.push(environment)
    url = page.nextLink === '' ? undefined : followed(page.nextLink, address, context)
  }
  return environments
}

/** The token goes to the API alone, wherever the link leads. */
function followed(link: string, page: string, context: ListContext): string {
  // Node 20 has no URL.parse.
  const url = URL.canParse(link, page) ? new URL(link, page) : undefined
  const isOwn = url?.origin === new URL(context.request.cloud.apiUrl).origin
  if (!url || !isOwn || url.username || url.password)
    throw unreadable("it goes on at an address that isn't the API's, where the token must not go", context)
  url.hash = ''
  return url.href
}

function unreadable(why: string, { request: { cloud } }: ListContext): Failure {
  return new Failure({
    title: "The list of environments can't be read to its end",
    tried: `GET ${cloud.apiUrl}/environmentmanagement/environments, page by page`,
    why: `The API gives the list in pages, and ${why}. No part of it is shown, since a list without its end looks like a whole one.`,
    fixes: [{ text: "Check the network's proxy: another server may answer in the API's place." }],
    heading: 'Power Platform API unexpected answer',
  })
}
