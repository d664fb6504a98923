import { spawnSync } from 'node:child_process'

/** The Nodes at hand: the one that runs the tests, and the one that started npm, which may be older. */
export const nodes: readonly { version: string; path: string }[] = [
  process.execPath,
  process.env.npm_node_execpath ?? process.execPath,
]
  .map((path) => ({
    path,
    version: spawnSync(path, ['--print', 'process.versions.node'], { encoding: 'utf8' }).stdout.trim(),
  }))
  .filter(({ version }, index, all) => all.findIndex((each) => each.version === version) === index)
