import { printable } from '../values/printable.ts'
import type { HttpRequest, HttpResponse } from './message.ts'

/** Method and address without the query, for people. */
export function describeRequest({ method, url }: Pick<HttpRequest, 'method' | 'url'>): string {
  const { origin, pathname } = new URL(url)
  return `${method} ${origin}${pathname}`
}

/** An answer without its body, which may hold anything; of a page, its title. */
export function describeAnswer({ body, ...head }: HttpResponse): string {
  const title = pageTitle(body)
  return `${describeHead(head)}, ${Buffer.byteLength(body)} bytes${title && `, titled "${printable(title)}"`}`
}

/** Status, type and encoding. */
export function describeHead({ status, headers }: Pick<HttpResponse, 'status' | 'headers'>): string {
  const type = printable(headers['content-type'] ?? 'no content type')
  const encoding = headers['content-encoding']
  return `HTTP ${status}, ${type}${encoding ? `, encoded as ${printable(encoding)}` : ''}`
}

/** Characters. */
const MAX_PAGE_TITLE = 100

/** Of an HTML page, such as a proxy's or a portal's; empty if it has none, or a longer one. */
function pageTitle(body: string): string {
  const start = body.search(/<title>/i)
  if (start < 0) return ''
  const [title = '', end] = body.slice(start + '<title>'.length, start + 200).split('</', 2)
  return end === undefined || title.length > MAX_PAGE_TITLE ? '' : title.trim()
}
