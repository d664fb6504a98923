import path from 'node:path'
import {
  escapeData,
  hasKeyword,
  isTrue,
  type LoggingCommand,
  parseLoggingCommand,
  unescapeData,
} from './logging-command.ts'
import type { AgentMasker } from './masker.ts'
import { isCommandAllowed, isVariableAllowed, type TaskRestrictions } from './restrictions.ts'
import type { StepLog } from './step-log.ts'
import { mergeOutcomes, type Outcome, readOutcome } from './task-result.ts'
import type { Variable, Variables } from './variables.ts'

// The command extensions of src/Agent.Worker, each with its events.
const known: Record<string, string[]> = {
  task: [
    'addattachment',
    'complete',
    'debug',
    'issue',
    'logdetail',
    'logissue',
    'prependpath',
    'setendpoint',
    'setprogress',
    'setsecret',
    'settaskvariable',
    'setvariable',
    'uploadfile',
    'uploadsummary',
  ],
  telemetry: ['publish'],
  artifact: ['associate', 'upload'],
  build: ['addbuildtag', 'updatebuildnumber', 'uploadlog', 'uploadsummary'],
  codecoverage: ['publish'],
  release: ['updatereleasename'],
  results: ['publish', 'publishtoevidencestore'],
}

// What they do is seen by nobody here: progress, details of the timeline, telemetry.
const withoutEffect = new Set(['task.logdetail', 'task.setprogress', 'telemetry.publish'])

export interface TaskCommandsOptions {
  log: StepLog
  masker: AgentMasker
  variables: Variables
  taskVariables: Variables
  /** Names that are outputs without saying so */
  outputVariables: readonly string[]
  restrictions: TaskRestrictions
  /** The step's name, behind which its outputs stand */
  stepName: string
  /** The system's, where a secret must not have one */
  newLine: string
  /** The folder of the sources, from where issues name files */
  sources: string
  /** Told when the task says that it is done before its process ends */
  onDone(): void
}

/** Acts on the commands in a task's output, as src/Agent.Worker/WorkerCommandManager.cs and TaskCommandExtension.cs. */
export class TaskCommands {
  readonly masks: string[] = []
  readonly outputs = new Map<string, Variable>()
  /** Names of all that the task set, in lower case */
  readonly setNames = new Set<string>()
  readonly setTaskNames = new Set<string>()
  readonly prependPath: string[] = []
  readonly blockedCommands: string[] = []
  readonly blockedVariables: string[] = []
  /** Commands that are allowed, and that this agent doesn't play */
  readonly unplayed: string[] = []
  /** What `task.complete` said */
  outcome: Outcome | undefined
  /** Whether a command failed, which fails the step */
  failed = false

  readonly #options: TaskCommandsOptions

  constructor(options: TaskCommandsOptions) {
    this.#options = options
  }

  /** Takes a line of stdout or stderr: the agent reads commands on both (OnDataReceived in NodeHandler.cs). */
  processLine(line: string): void {
    const { log } = this.#options
    const command = parseLoggingCommand(line, this.#decodePercents)
    if (command) {
      this.#process(command, line)
      return
    }
    if (hasKeyword(line)) {
      log.warning(
        `'${line}' contains logging command keyword '##vso', but it's not a legal command. Please see the list of accepted commands: https://go.microsoft.com/fwlink/?LinkId=817296`,
      )
    }
    log.output(line)
  }

  get #decodePercents(): boolean {
    const { variables } = this.#options
    const value = variables.get('DECODE_PERCENTS')
    return value === undefined || value === '' || isTrue(value) || value === '1'
  }

  #process(command: LoggingCommand, line: string): void {
    const { log } = this.#options
    const [area, event] = [command.area.toLowerCase(), command.event.toLowerCase()]
    const name = `${area}.${event === 'issue' ? 'logissue' : event}`
    const events = Object.hasOwn(known, area) ? known[area] : undefined
    if (!events) {
      log.warning(
        `Cannot find command extension for ##vso[${command.area}.command]. Please reference documentation (http://go.microsoft.com/fwlink/?LinkId=817296)`,
      )
      return
    }
    try {
      if (!events.includes(event)) {
        throw new Error(
          `##vso[${area}.${command.event}] is not a recognized command for ${area} command extension. Please reference documentation (http://go.microsoft.com/fwlink/?LinkId=817296).`,
        )
      }
      if (isCommandAllowed(this.#options.restrictions, name)) this.#run(name, command)
      else {
        this.blockedCommands.push(name)
        log.warning(
          `##vso[${command.area}.${command.event}] is not allowed in this step due to policy restrictions. Please reference documentation (http://go.microsoft.com/fwlink/?LinkId=817296)`,
        )
      }
    } catch (error) {
      log.error(
        `Unable to process command '${line}' successfully. Please reference documentation (http://go.microsoft.com/fwlink/?LinkId=817296)`,
      )
      log.error((error as Error).message)
      this.failed = true
    } finally {
      if (name !== 'task.debug') log.debug(`Processed: ${unescapeData(line, this.#decodePercents)}`)
    }
  }

  #run(name: string, command: LoggingCommand): void {
    const { log } = this.#options
    const { properties, data } = command
    if (name === 'task.debug') log.debug(data)
    else if (name === 'task.setsecret') {
      this.masks.push(data)
      this.#addSecret(data)
    } else if (name === 'task.setvariable') this.#setVariable(properties, data)
    else if (name === 'task.settaskvariable') this.#setTaskVariable(properties, data)
    else if (name === 'task.logissue') this.#logIssue(properties, data)
    else if (name === 'task.complete') this.#complete(properties)
    else if (name === 'task.prependpath') this.#prependPath(data)
    else if (!withoutEffect.has(name)) this.unplayed.push(name)
  }

  #addSecret(value: string): void {
    const { masker } = this.#options
    masker.addValue(value)
    if (!this.#decodePercents) masker.addValue(unescapeData(value))
  }

  #setVariable(properties: ReadonlyMap<string, string>, value: string): void {
    const { variables, stepName, outputVariables } = this.#options
    const name = required(properties, 'variable', 'setvariable')
    const [isSecret, isOutput, isReadOnly, preserveCase] = [
      'issecret',
      'isoutput',
      'isreadonly',
      'preservecase',
    ].map((flag) => isTrue(properties.get(flag))) as [boolean, boolean, boolean, boolean]
    this.#checkReadOnly(variables, name, 'variable')
    if (isSecret) {
      this.#checkLines(value)
      // Not the value, but what it looks like in a command; the value itself is hidden where the variable is set.
      this.#addSecret(escapeData(value, this.#decodePercents))
    }
    if (!this.#maySet(name)) return
    if (isOutput || outputVariables.some((each) => each.toLowerCase() === name.toLowerCase())) {
      const flags = { isSecret, isReadOnly: isOutput || isReadOnly, preserveCase }
      this.outputs.set(name.toLowerCase(), { name, value, ...flags })
      variables.set(`${stepName}.${name}`, value, flags)
      this.setNames.add(`${stepName}.${name}`.toLowerCase())
    } else {
      variables.set(name, value, { isSecret, isReadOnly, preserveCase })
      this.setNames.add(name.toLowerCase())
    }
  }

  #setTaskVariable(properties: ReadonlyMap<string, string>, value: string): void {
    const { taskVariables } = this.#options
    const name = required(properties, 'variable', 'settaskvariable')
    const [isSecret, isReadOnly, preserveCase] = ['issecret', 'isreadonly', 'preservecase'].map((flag) =>
      isTrue(properties.get(flag)),
    ) as [boolean, boolean, boolean]
    this.#checkReadOnly(taskVariables, name, 'task variable')
    if (isSecret) this.#checkLines(value)
    taskVariables.set(name, value, { isSecret, isReadOnly, preserveCase })
    this.setTaskNames.add(name.toLowerCase())
  }

  #checkReadOnly(variables: Variables, name: string, kind: string): void {
    if (!variables.isReadOnly(name)) return
    const page =
      'See https://github.com/microsoft/azure-pipelines-yaml/blob/master/design/readonly-variables.md for details.'
    if (isTrue(this.#options.variables.get('agent.readOnlyVariables'))) {
      throw new Error(`Overwriting readonly ${kind} '${name}' is not permitted. ${page}`)
    }
    this.#options.log.warning(
      `Overwriting readonly ${kind} '${name}'. This behavior will be disabled in the future. ${page}`,
    )
  }

  #checkLines(value: string): void {
    const { newLine, variables } = this.#options
    const allowed = variables.get('SYSTEM_UNSAFEALLOWMULTILINESECRET')
    if (value.includes(newLine) && !isTrue(allowed)) throw new Error('Secrets cannot contain multiple lines')
  }

  #maySet(name: string): boolean {
    if (isVariableAllowed(this.#options.restrictions, name)) return true
    this.blockedVariables.push(name)
    this.#options.log.warning(`Setting variable '${name}' has been disabled by the task or build definition.`)
    return false
  }

  #logIssue(properties: ReadonlyMap<string, string>, data: string): void {
    const { log, sources } = this.#options
    const given = properties.get('type')
    if (given === undefined) {
      log.warning("Can't create TaskIssue from logging event.")
      return
    }
    const type = given.toLowerCase()
    if (type !== 'error' && type !== 'warning') {
      throw new Error(`issue type ${given} is not an expected issue type.`)
    }
    const { type: _type, ...rest } = Object.fromEntries(properties)
    if (rest.sourcepath === undefined) {
      log.addIssue({ ...rest, type, message: data })
      return
    }
    // A file of the sources is named from there.
    const isBelow = rest.sourcepath.startsWith(sources + path.sep)
    const file = isBelow ? path.relative(sources, rest.sourcepath).replaceAll(path.sep, '/') : rest.sourcepath
    const { linenumber = '', columnnumber = '', code = '' } = rest
    const message = `${file}(${linenumber},${columnnumber}): ${given} ${code}: ${data}`
    log.addIssue({ ...rest, sourcepath: file, type, message })
  }

  #complete(properties: ReadonlyMap<string, string>): void {
    const outcome = readOutcome(properties.get('result') ?? '')
    if (!outcome) throw new Error("Command doesn't have valid result value.")
    this.outcome = mergeOutcomes(this.outcome, outcome)
    if (['1', 'true', '$true'].includes(properties.get('done')?.toLowerCase() ?? '')) this.#options.onDone()
  }

  #prependPath(data: string): void {
    if (!this.#maySet('PATH')) return
    if (data === '') throw new Error("Value cannot be null. (Parameter 'prependpath')")
    const before = this.prependPath.indexOf(data)
    if (before >= 0) this.prependPath.splice(before, 1)
    this.prependPath.push(data)
  }
}

function required(properties: ReadonlyMap<string, string>, field: string, command: string): string {
  const value = properties.get(field)
  if (value !== undefined) return value
  const message = `Required field '${field}' is missing in ##vso[task.${command}] command.`
  throw new Error(`Value cannot be null. (Parameter '${message}')`)
}
