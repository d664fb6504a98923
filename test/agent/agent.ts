import type { ChildProcess } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { nodes } from '../nodes.ts'
import { machineEnvironment } from '../runner/job-environment.ts'
import { leftFiles } from '../runner/left-files.ts'
import { type Launch, runStepProcess, type StepExit } from '../runner/step-process.ts'
import { type AgentDirectories, type AgentJob, createAgentDirectories, startJob } from './job.ts'
import { isTrue, parseLoggingCommand, unescapeData } from './logging-command.ts'
import type { SecureFile, ServiceEndpoint } from './service-endpoint.ts'
import { StepLog } from './step-log.ts'
import { TaskCommands } from './task-commands.ts'
import {
  type ChosenHandler,
  chooseHandler,
  readTaskDefinition,
  type TaskDefinition,
} from './task-definition.ts'
import { publicVariables, taskEnvironment } from './task-environment.ts'
import { isConnection, isSecureFile, referenced, resolveInputs } from './task-inputs.ts'
import { mergeOutcomes, type TaskResult } from './task-result.ts'
import { expandMacros, Variables } from './variables.ts'

export interface RunTaskOptions {
  /** The folder with task.json */
  taskDirectory: string
  /** The step's `inputs:`, also by their aliases; connections and secure files by name or ID */
  inputs?: Record<string, string>
  /** A plausible build unless something is said */
  job?: AgentJob
  /** All service connections of the job: each is masked, but only those that an input names reach the task */
  connections?: readonly ServiceEndpoint[]
  secureFiles?: readonly SecureFile[]
  /** The step's `name:`, behind which its outputs stand; the task's and a number unless given */
  name?: string
  /** The step's `env:`; undefined takes a variable away, whoever set it */
  env?: Record<string, string | undefined>
  /** What the step before left by `task.settaskvariable`, such as a task's own step before the job */
  taskVariables?: Record<string, string>
  /** Files of the repository, by their paths in it */
  sources?: Record<string, string | Buffer>
  /** 24 where the organization has the feature that runs Node 24; 20 unless given */
  node?: 20 | 24
  /** System.Debug */
  debug?: boolean
  /** 30 s unless given */
  timeoutMs?: number
  /** How long the process may go on after it said that the task is done; 5 s, as in the agent, unless given */
  doneMs?: number
  /** What ends a line of the system that `launch` runs on */
  newLine?: string
  nodeArguments?: string[]
  /** In place of this system's Node */
  launch?: Launch
  /** Cancels the step */
  signal?: AbortSignal
  onSpawn?: (child: ChildProcess) => void
  /** Gets each line of stdout and stderr before masking, in the order in which the agent takes them */
  onLine?: (line: string) => void
}

const noExit: StepExit = { exitCode: null, signal: null, timedOut: false, stdout: '', stderr: '' }

/** Runs a task as one step of a job, as Azure Pipelines' agent does, and tells what came of it. */
export async function runTask(options: RunTaskOptions): Promise<TaskResult> {
  const definition = readTaskDefinition(options.taskDirectory)
  const handler = chooseHandler(definition, options.node ?? 20)
  const target = path.join(path.resolve(options.taskDirectory), handler.target)
  if (!existsSync(target)) throw new Error(`The target of ${handler.name} is not there: ${target}`)

  const root = mkdtempSync(path.join(os.tmpdir(), 'agent-'))
  try {
    return await runIn(createAgentDirectories(root), { definition, handler, target, options })
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
}

interface Task {
  definition: TaskDefinition
  handler: ChosenHandler
  target: string
  options: RunTaskOptions
}

async function runIn(directories: AgentDirectories, task: Task): Promise<TaskResult> {
  const { definition, handler, target, options } = task
  const { connections = [], secureFiles = [], debug = false, sources = {}, newLine = os.EOL } = options
  for (const [name, content] of Object.entries(sources)) {
    const file = path.join(directories.sources, name)
    mkdirSync(path.dirname(file), { recursive: true })
    writeFileSync(file, content)
  }
  const job = { job: options.job ?? {}, connections, secureFiles, directories, debug }
  const { masker, variables, accessToken } = startJob(job)
  setTaskNames(variables, definition)
  const taskVariables = new Variables(masker)
  for (const [name, value] of Object.entries(options.taskVariables ?? {})) taskVariables.set(name, value)

  const log = new StepLog(masker, isTrue(variables.get('system.debug')))
  log.section(`Starting: ${definition.name}`)
  printDetails(log, definition)
  const machine = machineEnvironment(directories)
  const inputs = resolveInputs(definition, {
    given: options.inputs ?? {},
    connections,
    secureFiles,
    variables,
    machine,
    sources: directories.sources,
  })

  const done = new Completion(options.doneMs ?? 5000)
  const commands = new TaskCommands({
    log,
    masker,
    variables,
    taskVariables,
    outputVariables: definition.outputVariables,
    restrictions: definition.restrictions,
    stepName: options.name ?? `${definition.name}1`,
    newLine,
    sources: directories.sources,
    onDone: () => done.start(),
  })
  const used = {
    endpoints: referenced(definition, inputs, { isReference: isConnection, resources: connections }),
    files: referenced(definition, inputs, { isReference: isSecureFile, resources: secureFiles }),
  }
  const skippedBecause = reasonToSkip(variables, used)

  let exit = noExit
  const node = nodeOf(handler.nodeMajor)
  const started = performance.now()
  if (skippedBecause === undefined) {
    log.debug(`Using node path: ${node.path}`)
    exit = await runStepProcess({
      file: node.path,
      arguments: [...(options.nodeArguments ?? []), target],
      cwd: handler.workingDirectory ?? variables.get('system.defaultWorkingDirectory') ?? directories.work,
      env: taskEnvironment({
        machine,
        env: expandEnvironment(options.env ?? {}, { variables, machine }),
        variables,
        inputs,
        endpoints: used.endpoints.resources,
        system: { url: variables.get('system.collectionUri') ?? '', accessToken },
        secureFiles: used.files.resources,
        taskVariables,
      }),
      launch: options.launch,
      timeoutMs: options.timeoutMs ?? 30_000,
      onLine: (line) => {
        // What comes after the task has been completed by force is dropped.
        if (done.isForced) return
        options.onLine?.(line)
        commands.processLine(line)
      },
      onSpawn: (child) => {
        done.child = child
        options.onSpawn?.(child)
      },
      signal: options.signal,
      // Where that doesn't help, the agent sends SIGTERM next, and ends the process last.
      cancelSignal: 'SIGINT',
    })
  }
  const durationMs = performance.now() - started
  done.cancel()
  if (commands.unplayed.length > 0) {
    throw new Error(`This agent does not play ${commands.unplayed.join(', ')}`)
  }

  const isCanceled = options.signal?.aborted ?? false
  const outcome = stepOutcome({ exit, commands, log, node, target, isCanceled, isForced: done.isForced })
  log.section(`Finishing: ${definition.name}`)
  const setVariables = variables.all().filter(({ name }) => commands.setNames.has(name.toLowerCase()))
  return {
    ...exit,
    outcome: skippedBecause === undefined ? outcome : 'Skipped',
    ...(skippedBecause !== undefined && { skippedBecause }),
    handler: handler.name,
    nodeVersion: node.version,
    outputs: Object.fromEntries([...commands.outputs.values()].map(({ name, value }) => [name, value])),
    variables: byName(setVariables),
    taskVariables: byName(
      taskVariables.all().filter(({ name }) => commands.setTaskNames.has(name.toLowerCase())),
    ),
    prependPath: commands.prependPath,
    issues: log.issues,
    blockedCommands: commands.blockedCommands,
    blockedVariables: commands.blockedVariables,
    log: log.lines.join('\n'),
    masks: commands.masks,
    files: leftFiles(directories.root).filter((file) => !isOf(sources, directories, file.path)),
    durationMs,
    mask: (text) => masker.mask(text),
    expand: (text) => variables.expand(text),
    laterEnvironment: publicVariables(variables),
    hides: (line) => hidesValue(line, newLine),
    decode: unescapeData,
    annotations: log.issues,
  }
}

/** CreateScope in TaskRunner.cs. */
function setTaskNames(variables: Variables, { name }: TaskDefinition): void {
  variables.set('system.taskInstanceId', crypto.randomUUID())
  variables.set('system.taskInstanceName', name)
  variables.set('system.taskDisplayName', name)
  variables.set('task.displayName', name)
  variables.set('task.publishTelemetry', 'False')
}

/** PrintTaskMetaData in TaskRunner.cs. */
function printDetails(log: StepLog, definition: TaskDefinition): void {
  const rule = '='.repeat(78)
  log.unmasked(rule)
  log.unmasked(`Task         : ${definition.friendlyName}`)
  log.unmasked(`Description  : ${definition.description}`)
  log.unmasked(`Version      : ${definition.version}`)
  log.unmasked(`Author       : ${definition.author}`)
  log.unmasked(`Help         : ${definition.help}`)
  log.unmasked(rule)
}

interface Used {
  endpoints: { ids: string[] }
  files: { ids: string[] }
}

/** The build of a fork's pull request gets no secrets; the name of the first variable is a guess. */
function reasonToSkip(variables: Variables, { endpoints, files }: Used): string | undefined {
  const isRestricted = ['system.restrictSecrets', 'system.pullRequest.isFork'].every((name) =>
    isTrue(variables.get(name)),
  )
  const what =
    endpoints.ids.length > 0 ? 'service endpoint' : files.ids.length > 0 ? 'secure file' : undefined
  if (!isRestricted || what === undefined) return undefined
  return `References ${what}. PRs from repository forks are not allowed to access secrets in the pipeline. For more information see https://go.microsoft.com/fwlink/?linkid=862029`
}

function expandEnvironment(
  env: Record<string, string | undefined>,
  { variables, machine }: { variables: Variables; machine: Record<string, string> },
): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(env).map(([name, value]) => [
      name,
      value === undefined ? undefined : expandMacros(variables.expand(value.trim()), (each) => machine[each]),
    ]),
  )
}

/** `done=true`: the process has some seconds more, and then is no longer waited for. */
class Completion {
  isForced = false
  child: ChildProcess | undefined
  readonly #ms: number
  #timer: NodeJS.Timeout | undefined

  constructor(ms: number) {
    this.#ms = ms
  }

  start(): void {
    this.#timer ??= setTimeout(() => {
      this.isForced = true
      this.child?.kill('SIGKILL')
      // A grandchild may hold the pipes open.
      this.child?.stdout?.destroy()
      this.child?.stderr?.destroy()
    }, this.#ms)
  }

  cancel(): void {
    clearTimeout(this.#timer)
  }
}

/** RunStepAsync in StepsRunner.cs: an exit code but 0 outweighs whatever the task said. */
function stepOutcome(step: {
  exit: StepExit
  commands: TaskCommands
  log: StepLog
  node: { path: string }
  target: string
  isCanceled: boolean
  isForced: boolean
}): TaskResult['outcome'] {
  const { exit, commands, log, isCanceled, isForced } = step
  let outcome = commands.outcome
  if (isForced) {
    log.debug(
      'The task was marked as "done", but the process has not closed after 5 seconds. Treating the task as complete.',
    )
  } else if (exit.timedOut) {
    log.error('The task has timed out.')
    outcome = 'Failed'
  } else if (isCanceled) {
    log.error('The operation was canceled.')
    outcome = 'Canceled'
  } else if (exit.exitCode !== 0 && exit !== noExit) {
    // .NET gives a signal's number and 128.
    const code = exit.exitCode ?? 128 + (os.constants.signals[exit.signal as NodeJS.Signals] ?? 0)
    log.error(
      `Exit code ${code} returned from process: file name '${step.node.path}', arguments '"${step.target}"'.`,
    )
    outcome = 'Failed'
  }
  return commands.failed ? mergeOutcomes(outcome, 'Failed') : (outcome ?? 'Succeeded')
}

/** The agent has a Node of its own for each handler; on a machine without that one, the tests' own plays it. */
function nodeOf(major: number): { version: string; path: string } {
  const [own] = nodes
  return nodes.find(({ version }) => version.startsWith(`${major}.`)) ?? (own as NonNullable<typeof own>)
}

const byName = <Named extends { name: string }>(all: Named[]): Record<string, Named> =>
  Object.fromEntries(all.map((each) => [each.name, each]))

function isOf(sources: Record<string, unknown>, directories: AgentDirectories, file: string): boolean {
  return Object.keys(sources).some(
    (name) => path.join(directories.sources, name) === path.join(directories.root, file),
  )
}

/** Whether a line is one of the two that hand a value over without showing it: the agent masks it before it prints. */
function hidesValue(line: string, newLine: string): boolean {
  const command = parseLoggingCommand(line)
  if (command?.area.toLowerCase() !== 'task') return false
  const event = command.event.toLowerCase()
  if (event === 'setsecret') return true
  const sets = event === 'setvariable' || event === 'settaskvariable'
  return sets && isTrue(command.properties.get('issecret')) && !command.data.includes(newLine)
}
