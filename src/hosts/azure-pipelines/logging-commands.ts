import type { Harmless } from '../../values/harmless.ts'

/*
 * What an agent takes for a command
 * (https://learn.microsoft.com/azure/devops/pipelines/scripts/logging-commands; microsoft/azure-pipelines-agent, Command.cs).
 */

type Properties = Readonly<Record<string, string>>

/**
 * A command as a line. Whatever stands in it ends neither its properties nor the line: the agent reads `%AZP25` last, in
 * properties and data alike.
 */
export function loggingCommand(name: string, properties: Properties, data = ''): string {
  const written = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(value)};`)
  return `##vso[${name}${written.length > 0 ? ` ${written.join('')}` : ''}]${escapeData(data)}`
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%AZP25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(']', '%5D').replaceAll(';', '%3B')
}

/**
 * Text in which the agent finds no command, no keyword of one, of which it would warn, and no mark of its own: it looks for
 * them anywhere in a line. In a JSON text the escape means the same character.
 */
export function withoutCommands(text: Harmless): string {
  return text.replace(/##(?=\[|vso)/gi, '#\\u0023')
}
