import { registerHooks } from 'node:module'

// The package imports JSON as bundlers allow it, without the attribute that Node asks for.
const hooks = registerHooks({
  load: (url, context, next) =>
    next(url, url.endsWith('.json') ? { ...context, importAttributes: { type: 'json' } } : context),
})

/** GitHub's own reader of workflows and actions, the one behind its editors. */
export const { registerLogger, validate } = await import('@actions/languageservice')
hooks.deregister()
