import { readFile } from 'node:fs/promises'
import type { IncomingHttpHeaders } from 'node:http'
import { request } from 'node:https'
import { type Emulator, originsOf } from './emulator.ts'
import type { Service } from './hosts.ts'

export interface ClientRequest {
  service?: Service
  method?: string
  path: string
  /** The host name that the client believes it talks to; localhost if not given. */
  host?: string
  headers?: Record<string, string>
  form?: Record<string, string>
  body?: string
}

export interface ClientAnswer {
  status: number
  headers: IncomingHttpHeaders
  text: string
  // biome-ignore lint/suspicious/noExplicitAny: tests assert on whatever came.
  json: any
}

/** Sends one request to a listener over verified TLS, as a client of the given host name would. */
export async function send(emulator: Emulator, options: ClientRequest): Promise<ClientAnswer> {
  const { service = 'login', form, headers = {} } = options
  const body = form ? new URLSearchParams(form).toString() : options.body
  const origin = originsOf(emulator)[service]
  const { port, host } = new URL(origin)
  const ca = await readFile(emulator.caPath)
  return new Promise((resolve, reject) => {
    const sent = request({
      host: '127.0.0.1',
      port,
      servername: options.host ?? 'localhost',
      ca,
      agent: false,
      method: options.method ?? (body === undefined ? 'GET' : 'POST'),
      path: options.path,
      headers: {
        Host: options.host ?? host,
        ...(form && { 'Content-Type': 'application/x-www-form-urlencoded' }),
        ...headers,
      },
    })
    sent.on('error', reject)
    sent.on('response', async (response) => {
      try {
        let text = ''
        for await (const chunk of response.setEncoding('utf8')) text += chunk
        const isJson = response.headers['content-type']?.startsWith('application/json') && text !== ''
        const json = isJson ? JSON.parse(text) : undefined
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text, json })
      } catch (error) {
        reject(error)
      }
    })
    sent.end(body)
  })
}

/** Sends a token request to a tenant. */
export function requestToken(
  emulator: Emulator,
  tenant: string,
  form: Record<string, string>,
): Promise<ClientAnswer> {
  return send(emulator, { path: `/${tenant}/oauth2/v2.0/token`, form })
}
