import { trust } from '../scenario.ts'
import { type Scene, secret } from './scene.ts'

/** What passes with time, and what lies between the job and Entra. */
export const networkScenes: Record<string, Scene> = {
  'wait-for-propagation': {
    is: 'The federated credential is new, and Entra knows it only at the second try.',
    set(scenario) {
      trust(scenario)
      scenario.emulator.faults.next('login', { entraError: 70025 })
      return { written: { 'wait-for-propagation': '120' } }
    },
  },

  throttled: {
    is: 'Entra throttles the first request, and says when to come again.',
    set({ app, emulator }) {
      emulator.faults.next('login', { throttle: { retryAfter: '1' } })
      return {
        written: { 'client-secret': secret('CLIENT_SECRET'), timeout: '6' },
        given: { 'client-secret': app.addSecret() },
      }
    },
  },

  unavailable: {
    is: 'Entra is down for longer than the step may take.',
    set(scenario) {
      trust(scenario)
      scenario.emulator.faults.always('login', { status: 503 })
      return { written: { timeout: '3' } }
    },
  },

  'proxy-refuses': {
    is: "The proxy of the runner's network does not let the job connect to Entra.",
    set(scenario) {
      trust(scenario)
      scenario.emulator.proxy.refuse.add('login.microsoftonline.com')
      return { written: {}, options: { way: 'proxy' } }
    },
  },

  'untrusted-certificate': {
    is: 'Something in the network inspects TLS, and its CA is not trusted by the runner.',
    set: ({ app }) => ({
      written: { 'client-secret': secret('CLIENT_SECRET') },
      given: { 'client-secret': app.addSecret() },
      options: { env: { NODE_EXTRA_CA_CERTS: undefined } },
    }),
  },

  redirect: {
    is: 'The login host answers with a redirect, as the sign-in page of a network does. A credential does not follow it.',
    set({ app, emulator }) {
      emulator.faults.always('login', { redirect: 'https://guest.contoso.com/sign-in' })
      return {
        written: { 'client-secret': secret('CLIENT_SECRET') },
        given: { 'client-secret': app.addSecret() },
      }
    },
  },
}
