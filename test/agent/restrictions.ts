/** `restrictions` of a task.json. */
export interface TaskRestrictions {
  commands?: { mode?: string }
  settableVariables?: { allowed?: string[] }
}

// Those with AllowedInRestrictedMode in src/Agent.Worker/TaskCommandExtension.cs and TelemetryCommandExtension.cs.
const allowedCommands = new Set([
  'task.complete',
  'task.debug',
  'task.logdetail',
  'task.logissue',
  'task.prependpath',
  'task.setprogress',
  'task.setsecret',
  'task.settaskvariable',
  'task.setvariable',
  'telemetry.publish',
])

export function isCommandAllowed(restrictions: TaskRestrictions, command: string): boolean {
  return restrictions.commands?.mode?.toLowerCase() !== 'restricted' || allowedCommands.has(command)
}

/** Without a list any variable may be set; with an empty one, none. */
export function isVariableAllowed(restrictions: TaskRestrictions, name: string): boolean {
  const allowed = restrictions.settableVariables?.allowed
  return allowed === undefined || allowed.some((pattern) => globPattern(pattern).test(name))
}

/** Of the agent's Minimatch no more than names need, ignoring case. */
function globPattern(glob: string): RegExp {
  if (/[[\]{}!@+()#\\/]/.test(glob)) throw new Error(`This agent reads no pattern such as ${glob}`)
  const source = glob
    .replace(/[.$^|]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.')
  return new RegExp(`^${source}$`, 'i')
}
