import { getToken } from '../../src/commands/get-token.ts'
import { nimbus } from './host.ts'

const { host, http } = nimbus(process.env)
process.exitCode = await getToken(host, http)
