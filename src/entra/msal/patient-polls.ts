import type { INetworkModule } from '@azure/msal-node'
import { Failure } from '../../failure/failure.ts'
import type { MsalNetworkModule } from './network-module.ts'

/**
 * Lets a device code outlive a passing fault: MSAL would give the code up that a person has just typed in. So a poll
 * without an answer is one that came too early (RFC 8628, 3.5).
 */
export function patientPolls(network: MsalNetworkModule): INetworkModule {
  return {
    sendGetRequestAsync: (url, options) => network.sendGetRequestAsync(url, options),
    async sendPostRequestAsync<T>(...[url, options]: Parameters<INetworkModule['sendPostRequestAsync']>) {
      try {
        return await network.sendPostRequestAsync<T>(url, options)
      } catch (error) {
        const isPoll = new URLSearchParams(options?.body).has('device_code')
        if (!isPoll || !(error instanceof Failure) || error.retry?.kind !== 'transient') throw error
        network.forget()
        return { status: 400, headers: {}, body: { error: 'authorization_pending' } as T }
      }
    },
  }
}
