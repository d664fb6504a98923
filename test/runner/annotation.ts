import path from 'node:path'

const types = ['error', 'warning', 'notice'] as const
type AnnotationType = (typeof types)[number]

/** What stands on the run's summary page and beside a file's line. */
export interface Annotation {
  type: AnnotationType
  /** Masked, and cut at 4096 characters. */
  message: string
  /** The runner masks the message alone: a secret in a title or another property stays in clear. */
  title?: string
  file?: string
  line?: string
  endLine?: string
  col?: string
  endColumn?: string
}

/** Whether a command is one that annotates. */
export const isAnnotationType = (command: string): command is AnnotationType =>
  types.some((type) => type === command)

/** Reads an `::error::` and its like; a file of the workspace is named from there (ActionCommandManager.cs). */
export function readAnnotation(command: {
  type: AnnotationType
  message: string
  properties: Map<string, string>
  workspace: string
}): Annotation {
  const { type, message, properties, workspace } = command
  const annotation: Annotation = { type, message }
  for (const key of ['title', 'file', 'line', 'endLine', 'col', 'endColumn'] as const) {
    const value = properties.get(key.toLowerCase())
    if (value !== undefined) annotation[key] = value
  }
  if (annotation.file?.startsWith(workspace + path.sep)) {
    annotation.file = path.relative(workspace, annotation.file).replaceAll(path.sep, '/')
  }
  return annotation
}
