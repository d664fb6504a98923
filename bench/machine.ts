import os from 'node:os'

/** Where and when something was measured, and of what. */
export interface Machine {
  cpu: string
  cpus: number
  system: string
  date: string
  versions: Record<string, string>
}

/** @param versions of what is measured in addition to Node */
export function thisMachine(versions: Record<string, string>): Machine {
  return {
    cpu: os.cpus()[0]?.model.trim() ?? 'unknown',
    cpus: os.cpus().length,
    system: `${os.type()} ${os.release()}`,
    date: new Date().toISOString().slice(0, 10),
    versions: { Node: process.versions.node, ...versions },
  }
}

export function describeMachine({ date, cpu, cpus, system, versions }: Machine): string {
  const all = Object.entries(versions).map(([name, version]) => `${name} ${version}`)
  return `Measured on ${date}: ${cpu}, ${cpus} cores, ${system}; ${all.join(', ')}.`
}
