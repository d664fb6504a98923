/** A line of output that tells the runner something: `::name key=value,…::data` or `##[name key=value;…]data`. */
export interface WorkflowCommand {
  name: string
  properties: Map<string, string>
  data: string
}

// In this order, `%25` last, as in src/Runner.Common/ActionCommand.cs; upper-case escapes only.
const dataEscapes: [string, string][] = [
  ['%0D', '\r'],
  ['%0A', '\n'],
  ['%25', '%'],
]
const propertyEscapes: [string, string][] = [
  ['%0D', '\r'],
  ['%0A', '\n'],
  ['%3A', ':'],
  ['%2C', ','],
  ['%25', '%'],
]
const bracketEscapes: [string, string][] = [
  ['%3B', ';'],
  ['%0D', '\r'],
  ['%0A', '\n'],
  ['%5D', ']'],
  ['%25', '%'],
]

const decode = (text: string, escapes: [string, string][]) =>
  escapes.reduce((result, [escaped, character]) => result.replaceAll(escaped, character), text)

/** Undoes the escapes in what follows the second `::` of a command. */
export const unescapeData = (text: string) => decode(text, dataEscapes)

interface Syntax {
  separator: string
  propertyEscapes: [string, string][]
}

function parse(info: string, syntax: Syntax): Omit<WorkflowCommand, 'data'> {
  const space = info.indexOf(' ')
  const properties = new Map<string, string>()
  const pairs =
    space > 0
      ? info
          .slice(space + 1)
          .trim()
          .split(syntax.separator)
      : []
  for (const pair of pairs) {
    const equals = pair.indexOf('=')
    const value = pair.slice(equals + 1)
    // A pair without a key or a value is dropped; keys ignore case, and keep a space that a comma left.
    if (equals <= 0 || value === '') continue
    properties.set(pair.slice(0, equals).toLowerCase(), decode(value, syntax.propertyEscapes))
  }
  return { name: (space < 0 ? info : info.slice(0, space)).toLowerCase(), properties }
}

function parseColons(line: string): WorkflowCommand | undefined {
  const text = line.trimStart()
  const end = text.indexOf('::', 2)
  if (!text.startsWith('::') || end < 0) return undefined
  return {
    ...parse(text.slice(2, end), { separator: ',', propertyEscapes }),
    data: unescapeData(text.slice(end + 2)),
  }
}

// The older form may stand anywhere in a line.
function parseBrackets(line: string): WorkflowCommand | undefined {
  const start = line.indexOf('##[')
  const end = start < 0 ? -1 : line.indexOf(']', start)
  if (end < 0) return undefined
  return {
    ...parse(line.slice(start + 3, end), { separator: ';', propertyEscapes: bracketEscapes }),
    data: decode(line.slice(end + 1), bracketEscapes),
  }
}

/** Reads a line as a command, if it names a registered one (ActionCommand.cs, TryParseV2 and TryParse). */
export function parseWorkflowCommand(line: string, registered: Set<string>): WorkflowCommand | undefined {
  return [parseColons(line), parseBrackets(line)].find((command) => command && registered.has(command.name))
}
