import type { AsyncLocalStorage } from 'node:async_hooks'
import type { INetworkModule } from '@azure/msal-node'

/** Made with the first managed identity: most runs have none. */
let storage: AsyncLocalStorage<INetworkModule> | undefined

/**
 * MSAL keeps the network module of the first managed identity for all others of the process. So all get this one, which
 * hands each request on to the module of the call that it belongs to.
 */
export const networkModuleOfCall: INetworkModule = {
  sendGetRequestAsync: (url, options) => moduleOfCall().sendGetRequestAsync(url, options),
  sendPostRequestAsync: (url, options) => moduleOfCall().sendPostRequestAsync(url, options),
}

export function withNetworkModule<T>(module: INetworkModule, call: () => Promise<T>): Promise<T> {
  storage ??= newStorage()
  return storage.run(module, call)
}

function moduleOfCall(): INetworkModule {
  const module = storage?.getStore()
  if (!module) throw new Error('MSAL asked outside of any call')
  return module
}

function newStorage(): AsyncLocalStorage<INetworkModule> {
  const { AsyncLocalStorage } = process.getBuiltinModule('node:async_hooks')
  return new AsyncLocalStorage()
}
