import { getToken } from '../../src/commands/get-token.ts'
import { loom } from './host.ts'

const { host, http } = loom(process.env)
process.exitCode = await getToken(host, http)
