/** A line of output that tells the agent something: `##vso[area.event key=value;…]data`. */
export interface LoggingCommand {
  area: string
  event: string
  /** Names in lower case, since they ignore case */
  properties: Map<string, string>
  data: string
}

// src/Agent.Sdk/CommandStringConvertor.cs has the same escapes for properties and data; upper case only.
const escapes: [string, string][] = [
  ['%3B', ';'],
  ['%0D', '\r'],
  ['%0A', '\n'],
  ['%5D', ']'],
]

/** Undoes the escapes of a command; `%AZP25` comes last. */
export function unescapeData(text: string, decodePercents = true): string {
  const decoded = escapes.reduce(
    (result, [escaped, character]) => result.replaceAll(escaped, character),
    text,
  )
  return decodePercents ? decoded.replaceAll('%AZP25', '%') : decoded
}

/** Escapes as the agent itself does, where it registers the value of a secret variable. */
export function escapeData(text: string, decodePercents = true): string {
  const percents = decodePercents ? text.replaceAll('%', '%AZP25') : text
  return escapes.reduce((result, [escaped, character]) => result.replaceAll(character, escaped), percents)
}

// .NET's IndexOf compares by culture, and so overlooks what has no weight, such as a soft hyphen. Which characters these
// are is a guess: those of Unicode's category Cf and the controls that are no white space.
const weightless = '[\\p{Cf}\\x00-\\x08\\x0e-\\x1f\\x7f-\\x84\\x86-\\x9f]*'
const prefix = '##vso['
const prefixPattern = new RegExp(['#', '#', 'v', 's', 'o', '\\['].join(weightless), 'u')

/** Reads a line as a command (src/Microsoft.VisualStudio.Services.Agent/Command.cs, TryParse). */
export function parseLoggingCommand(line: string, decodePercents = true): LoggingCommand | undefined {
  const start = line.search(prefixPattern)
  const end = start < 0 ? -1 : line.indexOf(']', start)
  // As the agent counts, the header starts six characters behind the prefix's first, whatever stands there.
  const header = start + prefix.length
  if (end < header) return undefined
  const info = line.slice(header, end)
  const space = info.indexOf(' ')
  const name = space < 0 ? info : info.slice(0, space)
  const [area, event, ...more] = name.split('.').filter((part) => part !== '')
  if (area === undefined || event === undefined || more.length > 0) return undefined

  const properties = new Map<string, string>()
  for (const pair of space > 0 ? info.slice(space + 1).split(';') : []) {
    // .NET's Split drops empty entries: equals signs in front of the key and of the value go.
    const [, key, value] = /^=*([^=]+)=+([^=].*)$/s.exec(pair) ?? []
    if (key !== undefined && value !== undefined) {
      properties.set(key.toLowerCase(), unescapeData(value, decodePercents))
    }
  }
  return { area, event, properties, data: unescapeData(line.slice(end + 1), decodePercents) }
}

/** Whether a line contains the keyword, of which the agent warns where it is no command. */
export const hasKeyword = (line: string) => line.includes('##vso')

/** As Boolean.TryParse of .NET, which leaves false behind where it fails. */
export const isTrue = (value: string | undefined) => value?.trim().toLowerCase() === 'true'
