import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after } from 'node:test'
import { leaf } from '../credentials/certificate-forms.ts'
import { giveToken, startEndpoint } from '../credentials/identity-endpoint.ts'
import { startScenario, trust } from '../scenario.ts'
import { startWindows, windowsPath } from './wine.ts'

// One app with every credential, its files and its machines, for all cases.

export const windows = startWindows()
export const scenario = await startScenario()
const { app, tenant, emulator } = scenario
/** With a blank, and beyond ASCII, as the folder of a user may be. */
export const folder = mkdtempSync(join(tmpdir(), 'Büro 1 '))
after(async () => {
  rmSync(folder, { recursive: true })
  await scenario[Symbol.asyncDispose]()
  windows[Symbol.dispose]()
})

/** Writes a file below the folder. @returns its path on Windows */
export function file(name: string, content: string | Buffer): string {
  const path = join(folder, name)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, content)
  return windowsPath(path)
}

/** Writes a file on drive C:. @returns its path on Windows */
export function onDriveC(name: string, content: string): string {
  const path = join(windows.driveC, name)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, content)
  after(() => rmSync(path))
  return `C:\\${name.replaceAll('/', '\\')}`
}

trust(scenario)
app.addCertificate(leaf.toString())
app.publicClient = true
tenant.consent(app)
emulator.powerPlatform.assignRole({ principalId: app.objectId, role: 'Reader' })
emulator.powerPlatform.addEnvironment(tenant.id, { displayName: 'Contoso' })
export const secret = app.addSecret({ value: 'Größe 密码~8Q%PATH%\\"' })
export const password = ' Pa+ss & wörd%20"x" '
export const user = tenant.addUser({ username: 'pipeline@contoso.onmicrosoft.com', password })
export const oidcToken = await emulator.github.mint()

/** The machine's own, as App Service has it. */
export const appService = await startEndpoint(giveToken)
/** Of Azure Arc, whose agent leaves a key where only it and administrators can write. */
export const arc = await startEndpoint((request, response) => {
  if (request.headers.authorization === `Basic ${arcKey}`) giveToken(request, response)
  else response.writeHead(401, { 'www-authenticate': `Basic realm=${arcPath}` }).end()
})
const arcKey = 'key-of-arc'
const arcPath = onDriveC(`ProgramData/AzureConnectedMachineAgent/Tokens/${crypto.randomUUID()}.key`, arcKey)
after(async () => {
  await arc[Symbol.asyncDispose]()
  await appService[Symbol.asyncDispose]()
})
