import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { readKeyValues } from './key-value-file.ts'
import type { SecretMasker } from './secret-masker.ts'
import type { StepLog } from './step-log.ts'

// Context name and file prefix, in src/Runner.Worker/FileCommandManager.cs.
const prefixes = {
  path: 'add_path_',
  env: 'set_env_',
  step_summary: 'step_summary_',
  state: 'save_state_',
  output: 'set_output_',
} as const
type FileCommand = keyof typeof prefixes

const summaryLimit = 1024 * 1024

/** The files that a step writes its outputs, variables, paths, state and summary to. */
export class FileCommands {
  readonly outputs: Record<string, string> = {}
  readonly env: Record<string, string> = {}
  readonly path: string[] = []
  readonly state: Record<string, string> = {}
  /** Masked line by line; empty if it was too large. */
  summary = ''
  /** Whether a file could not be understood, which fails the step. */
  failed = false

  readonly #directory: string
  readonly #suffix: string = crypto.randomUUID()

  constructor(runnerTemp: string) {
    this.#directory = path.join(runnerTemp, '_runner_file_commands')
    mkdirSync(this.#directory, { recursive: true })
    for (const command of Object.keys(prefixes)) writeFileSync(this.file(command as FileCommand), '')
  }

  file(command: FileCommand): string {
    return path.join(this.#directory, prefixes[command] + this.#suffix)
  }

  /** GITHUB_OUTPUT and its like. */
  variables(): Record<string, string> {
    const commands = Object.keys(prefixes) as FileCommand[]
    return Object.fromEntries(
      commands.map((command) => [`GITHUB_${command.toUpperCase()}`, this.file(command)]),
    )
  }

  /** Reads what the step wrote. A file that breaks off keeps the entries before, and fails the step. */
  process(log: StepLog, masker: SecretMasker): void {
    const readers: Record<FileCommand, (text: string) => void> = {
      path: (text) => {
        this.path.push(...text.split(/\r?\n/).filter((line) => line !== ''))
      },
      env: (text) => this.#readEnv(text, log),
      step_summary: (text) => this.#readSummary(text, log, masker),
      state: (text) => {
        for (const [name, value] of readKeyValues(text)) {
          this.state[name] = value
          log.debug(`Save intra-action state ${name} = ${value}`)
        }
      },
      output: (text) => {
        for (const [name, value] of readKeyValues(text)) {
          this.outputs[name] = value
          log.debug(`Set output ${name} = ${value}`)
        }
      },
    }
    for (const [command, read] of Object.entries(readers)) {
      const file = this.file(command as FileCommand)
      if (!existsSync(file)) continue
      try {
        // As File.ReadAllText, which drops a byte order mark.
        read(new TextDecoder().decode(readFileSync(file)))
      } catch (error) {
        log.error(`Unable to process file command '${command}' successfully.`)
        log.error((error as Error).message)
        this.failed = true
      }
    }
  }

  #readEnv(text: string, log: StepLog): void {
    for (const [name, value] of readKeyValues(text)) {
      if (name.toUpperCase() === 'NODE_OPTIONS') {
        log.error("Can't store NODE_OPTIONS output parameter using '$GITHUB_ENV' command.")
        continue
      }
      this.env[name] = value
      log.debug(`${name}='${value}'`)
    }
  }

  #readSummary(text: string, log: StepLog, masker: SecretMasker): void {
    const size = Buffer.byteLength(text)
    if (size > summaryLimit) {
      const [limit, got] = [summaryLimit, size].map((bytes) => Math.floor(bytes / 1024))
      log.error(
        `$GITHUB_STEP_SUMMARY upload aborted, supports content up to a size of ${limit}k, got ${got}k.`,
      )
      return
    }
    const lines = text.split(/\r\n|\r|\n/)
    if (lines.at(-1) === '') lines.pop()
    this.summary = lines.map((line) => `${masker.mask(line)}\n`).join('')
  }
}
