/** A command line that can't be understood. Its message names no value: one may be a secret. */
export class UsageError extends Error {}
