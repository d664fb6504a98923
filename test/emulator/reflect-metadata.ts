// tsyringe, the container inside @peculiar/x509, refuses to load without a metadata polyfill. The classes
// that x509 registers take no constructor arguments, so there is no metadata to keep: "none" is the answer.
const reflect = Reflect as unknown as Record<string, unknown>
reflect.getMetadata ??= () => undefined
reflect.getOwnMetadata ??= () => undefined
reflect.defineMetadata ??= () => undefined
