/*
 * Runs a step's script each time that it gets a message, in this one process: loaded anew, with variables and a folder of
 * its own. An exit ends the step, not the process; the streams then say so, after all that the step wrote.
 */
const { exit } = process
process.on('disconnect', () => exit())
process.on('message', ({ main, cwd, env, end }) => {
  for (const name of Object.keys(process.env)) delete process.env[name]
  Object.assign(process.env, env)
  process.chdir(cwd)
  process.argv[1] = main
  process.exitCode = undefined
  for (const file of Object.keys(require.cache)) delete require.cache[file]
  process.exit = (code = process.exitCode ?? 0) => {
    process.exit = () => {}
    process.chdir(__dirname)
    process.stderr.write(`${end}\n`)
    process.stdout.write(`${end}${code}\n`)
  }
  require(main)
})
