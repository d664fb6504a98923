import { isAnnotationType, readAnnotation } from './annotation.ts'
import type { SecretMasker } from './secret-masker.ts'
import type { StepLog } from './step-log.ts'
import { parseWorkflowCommand, type WorkflowCommand } from './workflow-command.ts'

// Commands whose line is not echoed with step debug logging or `::echo::on` (OmitEcho).
const silent = new Set(['add-mask', 'debug', 'error', 'warning', 'notice'])
const commandNames = [
  'add-mask',
  'add-matcher',
  'add-path',
  'debug',
  'echo',
  'endgroup',
  'error',
  'group',
  'notice',
  'remove-matcher',
  'save-state',
  'set-env',
  'set-output',
  'stop-commands',
  'warning',
]

/** Acts on the commands in a step's output, as src/Runner.Worker/ActionCommandManager.cs. */
export class CommandManager {
  /** Values of `::add-mask::`, in order. */
  readonly masks: string[] = []
  /** Values of the deprecated `::set-output::` and `::save-state::`, which the runner still takes. */
  readonly outputs: Record<string, string> = {}
  readonly state: Record<string, string> = {}
  /** Names of the commands that file commands have replaced, each time one came. */
  readonly legacyCommands: string[] = []
  /** Whether a command failed, which fails the step. */
  failed = false

  readonly #log: StepLog
  readonly #masker: SecretMasker
  readonly #workspace: string
  readonly #registered = new Set(commandNames)
  #echo: boolean
  #stopToken: string | undefined

  constructor(options: { log: StepLog; masker: SecretMasker; workspace: string; debug: boolean }) {
    this.#log = options.log
    this.#masker = options.masker
    this.#workspace = options.workspace
    this.#echo = options.debug
  }

  /** Takes a line of stdout or stderr: the runner reads commands on both (NodeScriptActionHandler.cs). */
  processLine(line: string): void {
    const command = parseWorkflowCommand(line, this.#registered)
    if (!command || !this.#process(command, line)) this.#log.output(line)
  }

  #process(command: WorkflowCommand, line: string): boolean {
    if (this.#stopToken !== undefined) {
      if (command.name !== this.#stopToken) return false
      this.#registered.delete(this.#stopToken)
      this.#stopToken = undefined
      this.#log.output(line)
      return true
    }
    if (this.#echo && !silent.has(command.name) && command.name !== 'stop-commands') this.#log.output(line)
    try {
      this.#run(command, line)
    } catch (error) {
      const shown = silent.has(command.name) ? command.name : line
      this.#log.error(`Unable to process command '${shown}' successfully.`)
      this.#log.error((error as Error).message)
      this.failed = true
    }
    return true
  }

  #run({ name, properties, data }: WorkflowCommand, line: string): void {
    if (name === 'add-mask') this.#addMask(data)
    else if (name === 'debug') this.#log.debug(data)
    else if (isAnnotationType(name)) {
      this.#log.annotate(
        readAnnotation({ type: name, message: data, properties, workspace: this.#workspace }),
      )
    } else if (name === 'group') this.#log.output(`##[group]${data}`)
    else if (name === 'endgroup') this.#log.output('##[endgroup]')
    else if (name === 'echo') this.#echo = echoValue(data)
    else if (name === 'stop-commands') this.#stop(data, line)
    else if (name === 'set-output') this.outputs[this.#deprecated(name, properties)] = data
    else if (name === 'save-state') this.state[this.#deprecated(name, properties)] = data
    else if (name === 'set-env' || name === 'add-path') {
      this.legacyCommands.push(name)
      throw new Error(disabled(name))
    } else throw new Error(`This runner has no problem matchers: ${name}`)
  }

  #addMask(data: string): void {
    if (data.trim() === '') {
      this.#log.warning("Can't add secret mask for empty string in ##[add-mask] command.")
      return
    }
    if (this.#echo) this.#log.output('::add-mask::***')
    this.masks.push(data)
    this.#masker.addValueAndLines(data)
  }

  #stop(token: string, line: string): void {
    const name = token.toLowerCase()
    if (token === '' || name === 'pause-logging' || this.#registered.has(name)) {
      throw new Error(
        "You cannot use a endToken that is an empty string, the string 'pause-logging', or another workflow command.",
      )
    }
    this.#stopToken = name
    this.#registered.add(name)
    if (token.length > 6) this.#masker.addValue(token)
    this.#log.output(line)
  }

  #deprecated(command: string, properties: Map<string, string>): string {
    this.legacyCommands.push(command)
    this.#log.warning(
      `The \`${command}\` command is deprecated and will be disabled soon. Please upgrade to using Environment Files.`,
    )
    const name = properties.get('name')
    if (name === undefined) throw new Error(`Required field 'name' is missing in ##[${command}] command.`)
    return name
  }
}

function echoValue(data: string): boolean {
  const value = data.trim().toLowerCase()
  if (value === 'on' || value === 'off') return value === 'on'
  throw new Error(
    `Invalid echo command value. Possible values can be: 'on', 'off'. Current value is: '${data}'.`,
  )
}

const disabled = (command: string) =>
  `The \`${command}\` command is disabled. Please upgrade to using Environment Files or opt into unsecure ` +
  'command execution by setting the `ACTIONS_ALLOW_UNSECURE_COMMANDS` environment variable to `true`.'
