import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { pathToFileURL } from 'node:url'
import axe from 'axe-core'
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core'
import { parse } from 'yaml'
import { clientIdField, emptyForm, groups, type Values } from '../../scripts/docs/set-up-page/fields.ts'
import { readForm } from '../../scripts/docs/set-up-page/read-form.ts'
import { ways } from '../../scripts/docs/set-up-page/ways.ts'
import { makePlan } from '../../src/commands/set-up/make-plan.ts'
import { fillKnown } from '../../src/plan/fill.ts'
import type { Plan } from '../../src/plan/step.ts'
import { launchChromium } from './chromium.ts'

/*
 * docs/set-up.html as people use it: from a file, in a real browser. Every page that is opened here must make no request
 * beyond its own file, break no rule of its own policy, and say nothing on the console.
 */
const address = pathToFileURL(join(import.meta.dirname, '../../docs/set-up.html')).href

const TENANT_ID = '0c9d3ad4-52b1-4a8e-9c1f-6d2f5be3a7e1'
const CLIENT_ID = '6f9a5eba-a56f-4345-8a2e-0859ed7cb462'
const GUID = '11111111-2222-4333-8444-555555555555'

/** What begins an expression of GitHub's, and the expression that stands for that text. */
const EXPRESSION = '${{'
const ESCAPED = `${EXPRESSION} '${EXPRESSION}' }}`

/** All that a form can ask for; what does not count for a choice is not shown. */
const whole: Values = {
  ...{ repository: 'contoso/deploy', 'azure-devops': 'contoso/Deploy', gitlab: 'contoso/deploy' },
  ...{ 'service-connection': 'power-platform', issuer: 'https://oidc.contoso.com', subject: 'job:deploy' },
  ...{ 'tenant-id': TENANT_ID, 'client-id': CLIENT_ID },
}

/** Values of fields that offer a choice. */
function choices(name: string): string[] {
  const field = groups.flatMap(({ fields }) => fields).find((each) => each.name === name)
  return (field?.options ?? []).map(({ value }) => value)
}

describe('in Chromium, docs/set-up.html', () => {
  let browser: Browser
  before(async () => {
    browser = await launchChromium()
  })
  after(() => browser?.close())

  interface Opened extends AsyncDisposable {
    page: Page
    /** What happened that may not happen. */
    troubles: string[]
  }

  async function open(values: Values = {}, options: BrowserContextOptions = {}): Promise<Opened> {
    const context = await browser.newContext({
      permissions: ['clipboard-read', 'clipboard-write'],
      ...options,
    })
    const page = await context.newPage()
    page.setDefaultTimeout(10_000)
    const troubles: string[] = []
    page.on('request', (request) => request.url().split('#')[0] !== address && troubles.push(request.url()))
    page.on('console', (message) => troubles.push(message.text()))
    page.on('pageerror', (error) => troubles.push(error.message))
    page.on('dialog', (dialog) => troubles.push(dialog.message()))
    const hash = new URLSearchParams(Object.entries(values)).toString()
    await page.goto(`${address}${hash && `#${hash}`}`)
    return { page, troubles, [Symbol.asyncDispose]: () => context.close() }
  }

  /** What the clipboard holds once a button says that it is done. */
  async function copied(page: Page, button: Locator, press = () => button.click()): Promise<string> {
    const name = (await button.textContent()) ?? ''
    await press()
    await page.locator('#status', { hasText: name.replace(/^Copy/, 'Copied') }).waitFor()
    return String(await page.evaluate('navigator.clipboard.readText()'))
  }

  it('leads a newcomer from an empty form to commands and a workflow, each of which can be copied', async () => {
    await using opened = await open()
    const { page, troubles } = opened
    const bash = page.getByRole('tabpanel', { name: 'bash' })
    assert.match(await bash.innerText(), /YOUR-ORG\/REPOSITORY/)
    await page.getByRole('textbox', { name: 'Repository' }).fill('contoso/deploy')
    await page.getByRole('textbox', { name: 'GitHub environments' }).fill('production')
    await page.getByLabel('Tenant ID', { exact: true }).fill(TENANT_ID)
    assert.match(await bash.innerText(), /repo:contoso\/deploy:environment:production/)
    assert.equal(await page.locator('#open').innerText(), '')

    const texts = await bash.locator('pre').allInnerTexts()
    assert.ok(texts.length >= 8)
    for (const [index, text] of texts.entries()) {
      const button = bash.getByRole('button', { name: /^Copy (?!all)/ }).nth(index)
      assert.equal(await copied(page, button), text)
    }
    const script = await copied(page, page.getByRole('button', { name: 'Copy all commands for bash' }))
    for (const text of texts) assert.ok(script.includes(text), text)
    assert.equal(await page.getByRole('status').innerText(), 'Copied all commands for bash.')

    assert.match(await page.locator('#pipeline').innerText(), /client-id: CLIENT_ID/)
    await page.getByRole('textbox', { name: 'Client ID' }).fill(CLIENT_ID)
    const workflow = parse(
      await copied(page, page.getByRole('button', { name: 'Copy .github/workflows/environments.yml' })),
    )
    assert.equal(workflow.jobs.environments.environment, 'production')
    assert.equal(workflow.jobs.environments.steps[0].with['client-id'], CLIENT_ID)
    assert.equal(workflow.permissions['id-token'], 'write')
    const picture = page.getByRole('img')
    assert.match((await picture.getAttribute('aria-label')) ?? '', /contoso\/deploy.*app.*Entra.*reader/i)
    assert.deepEqual(troubles, [])
  })

  for (const system of choices('system')) {
    for (const credential of choices('credential')) {
      it(`has no hole for ${credential} of ${system}, filled in or not`, async () => {
        for (const values of [whole, {}]) {
          await using opened = await open({ ...values, system, credential })
          const { page, troubles } = opened
          for (const { label, id } of ways) {
            await page.getByRole('tab', { name: label }).click()
            const panel = page.locator(`#panel-${id}`)
            for (const item of await panel.getByRole('listitem').all())
              assert.ok((await item.locator('pre, p:not(.needs)').count()) > 0, await item.innerText())
            const texts = [...(await panel.locator('pre, p, h3').allInnerTexts())]
            await assertNoHole(page, texts, '#open')
            assert.equal(values === whole, (await page.locator('#open').innerText()) === '')
          }
          await assertNoHole(page, [await page.locator('#pipeline pre').innerText()], '#reads')
          assert.deepEqual(troubles, [])
        }
      })
    }
  }

  /** What stands for something missing is in capitals, and said to be missing. */
  async function assertNoHole(page: Page, texts: readonly string[], remarks: string): Promise<void> {
    const said = await page.locator(remarks).innerText()
    for (const text of texts) {
      assert.ok(text.trim(), 'an empty block')
      assert.doesNotMatch(
        text,
        /undefined|[^/]\bnull\b|\bNaN\b|\[object|(?<!\$)\{[A-Za-z]\w*\}|https:\/\/(?:\s|$)/,
      )
      assert.doesNotMatch(text, /00000000-/)
      for (const { placeholder = '' } of [...groups.flatMap(({ fields }) => fields), clientIdField]) {
        if (placeholder && new RegExp(`(?<![$\\w{/])${placeholder}(?![\\w=])`).test(text))
          assert.ok(said.includes(placeholder), `${placeholder} in ${text}`)
      }
    }
  }

  const hostile = [
    `a "b" 'c' \\d`,
    '$(touch pwned) $HOME `touch pwned`',
    '</script><img src=x onerror=alert(1)>',
    '“typographic” ‘quotes’ 日本語 🎉 \u202e\u2028 x',
    '{clientId} {name} {ending0}',
    `${EXPRESSION} secrets.CLIENT_SECRET }} $(System.AccessToken)`,
    `'; touch pwned; # !! %41 --help`,
    'x'.repeat(500),
  ]
  for (const text of hostile) {
    const name = text.length > 60 ? `${text.length} characters` : JSON.stringify(text)
    it(`takes ${name} for a name and nothing else`, async () => {
      const forms: Values[] = [
        { system: 'github', branch: text, tag: text, 'github-environment': text, name: `app ${text}` },
        { system: 'github', credential: 'client-secret', name: `app ${text}` },
        { system: 'github', credential: 'password', name: `app ${text}` },
        {
          system: 'azure-devops',
          'azure-devops': `contoso/${text.replaceAll('/', '')}`,
          'service-connection': text,
        },
        { system: 'gitlab', branch: text, tag: text },
        { system: 'any', subject: text },
        // Where nothing but a certain form is right.
        { repository: text, gitlab: text, issuer: text, 'tenant-id': text, role: 'other', 'role-id': text },
        { 'role-scope': 'environment', 'role-scope-id': text, permission: text, credential: 'password' },
      ]
      for (const form of forms) {
        const values = { ...whole, ...form }
        await using opened = await open(values)
        const { page, troubles } = opened
        const script = await copied(page, page.getByRole('button', { name: 'Copy all commands for bash' }))
        const { wanted } = readForm({ ...emptyForm, ...values })
        const plan = makePlan(wanted)
        assert.deepEqual(timeless(sentBy(script)), timeless(requestsOf(plan)), JSON.stringify(form))
        const pipeline = await page.locator('#pipeline pre').textContent()
        if (wanted.jobs.system === 'github' && form['github-environment'] && text.length < 255) {
          const { environment } = parse(pipeline ?? '').jobs.environments
          assert.equal(environment.replaceAll(ESCAPED, EXPRESSION), text)
          assert.ok(!environment.replaceAll(ESCAPED, '').includes(EXPRESSION))
        }
        assert.equal(await page.locator('img').count(), 0)
        assert.deepEqual(troubles, [])
      }
    })
  }

  it('complains next to the field, once it is left, and to a screen reader, too', async () => {
    await using opened = await open()
    const { page } = opened
    const field = page.getByRole('textbox', { name: 'Repository' })
    await field.pressSequentially('contoso')
    assert.equal(await field.getAttribute('aria-invalid'), null)
    await field.press('Tab')
    assert.equal(await field.getAttribute('aria-invalid'), 'true')
    const [, error = ''] = (await field.getAttribute('aria-describedby'))?.split(' ') ?? []
    assert.match(await page.locator(`#${error}`).innerText(), /allowed is owner\/name, as in contoso\/deploy/)
    await field.fill('contoso/deploy')
    assert.equal(await field.getAttribute('aria-invalid'), null)
    assert.equal(await page.locator(`#${error}`).innerText(), '')
  })

  it('can be used by keyboard alone', async () => {
    await using opened = await open()
    const { page } = opened
    await page.getByRole('tab', { name: 'bash' }).focus()
    await page.keyboard.press('ArrowRight')
    assert.ok(await page.getByRole('tabpanel', { name: 'PowerShell' }).isVisible())
    await page.keyboard.press('End')
    assert.ok(await page.getByRole('tabpanel', { name: 'Clicks in the portal' }).isVisible())
    await page.keyboard.press('ArrowRight')
    assert.ok(await page.getByRole('tabpanel', { name: 'bash' }).isVisible())
    for (const key of ['Tab', 'Tab', 'Tab']) await page.keyboard.press(key)
    const focused = page.locator('button:focus')
    const signIn = await copied(page, focused, () => page.keyboard.press('Enter'))
    assert.match(signIn, /^az login --tenant TENANT_ID/)
    await page.locator('#open').getByRole('link', { name: 'Tenant ID' }).press('Enter')
    await page.keyboard.type(TENANT_ID)
    await page.getByRole('radio', { name: 'GitHub Actions' }).focus()
    await page.keyboard.press('ArrowRight')
    assert.ok(await page.getByRole('textbox', { name: 'Service connection' }).isVisible())
    assert.match(await page.getByRole('tabpanel').innerText(), new RegExp(TENANT_ID))
  })

  it('adds permissions by name, and puts them into the commands', async () => {
    await using opened = await open({ ...whole, credential: 'password' })
    const { page } = opened
    await page.getByLabel('Permissions by name').selectOption('Authorization.RoleAssignments.Read')
    await page.getByRole('button', { name: 'Add' }).click()
    assert.match(await page.getByRole('tabpanel').innerText(), /5333e2d9-371f-42d6-9212-516921242dfc/)
  })

  it('keeps the form in its address and its link, but nothing that is wrong', async () => {
    await using opened = await open()
    const { page } = opened
    await page.getByLabel('GitLab', { exact: true }).check()
    await page.getByRole('textbox', { name: 'Project' }).fill('contoso/deploy')
    await page.getByRole('textbox', { name: 'Branches' }).fill('main\nrelease & co')
    await page.getByLabel('Tenant ID', { exact: true }).fill('eyJhbGciOiJub25lIn0.eyJhIjoxfQ.c2VjcmV0')
    await page.getByRole('combobox', { name: 'Where' }).selectOption('environment')
    await page.getByRole('textbox', { name: 'ID of the Power Platform environment' }).fill(GUID)
    await page.getByRole('tab', { name: 'PowerShell' }).click()
    const link = await copied(page, page.getByRole('button', { name: 'Copy link' }))
    assert.equal(page.url(), link)
    assert.doesNotMatch(link, /eyJ/)
    const other = await page.context().newPage()
    await other.goto(link)
    assert.ok(await other.getByLabel('GitLab', { exact: true }).isChecked())
    assert.equal(await other.getByLabel('Branches').inputValue(), 'main\nrelease & co')
    assert.equal(await other.getByLabel('Tenant ID', { exact: true }).inputValue(), '')
    assert.equal(await other.getByLabel('ID of the Power Platform environment').inputValue(), GUID)
    const shown = (each: Page) => each.getByRole('tabpanel', { name: 'PowerShell' }).innerText()
    await page.getByLabel('Tenant ID', { exact: true }).fill('')
    assert.equal(await shown(other), await shown(page))
    await other.goto(`${address}#system=nonsense&cloud=__proto__&role=<b>&way=x`)
    assert.ok(await other.getByRole('radio', { name: 'GitHub Actions' }).isChecked())
  })

  it('lets nothing in or out by its policy', async () => {
    await using opened = await open()
    const { page } = opened
    const violations = page.evaluate(`new Promise((resolve) => {
      const found = []
      document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
        found.push(effectiveDirective)
        if (found.length === 4) resolve(found.toSorted())
      })
      fetch('http://127.0.0.1:9/').catch(() => {})
      new Image().src = 'http://127.0.0.1:9/'
      const script = document.createElement('style')
      script.textContent = 'body { color: red }'
      document.head.append(script)
      try { document.body.innerHTML = '<b>' } catch {}
    })`)
    const found = ['connect-src', 'img-src', 'require-trusted-types-for', 'style-src-elem']
    assert.deepEqual(await violations, found)
  })

  const looks: Record<string, BrowserContextOptions> = {
    light: { colorScheme: 'light' },
    dark: { colorScheme: 'dark' },
    'a narrow window': { viewport: { width: 320, height: 640 } },
  }
  for (const [look, options] of Object.entries(looks)) {
    it(`has nothing that axe finds, in ${look}`, async () => {
      const forms: Values[] = [{}, whole, { ...whole, 'tenant-id': 'common', credential: 'password' }]
      for (const values of forms) {
        for (const { id } of ways) {
          await using opened = await open({ ...values, way: id }, options)
          const { page } = opened
          await page.evaluate(axe.source)
          const found = (await page.evaluate('axe.run()')) as axe.AxeResults
          const told = found.violations.map(({ id: rule, nodes }) => `${rule}: ${nodes[0]?.html}`)
          assert.deepEqual(told, [])
          const scroll = await page.evaluate('document.documentElement.scrollWidth - innerWidth')
          assert.ok(Number(scroll) <= 0, 'nothing stands out at the side')
        }
      }
    })
  }
})

interface Sent {
  method: string
  url: string
  body: unknown
}

/** What commands of az change, run by bash with programs that write down their arguments alone. */
function sentBy(script: string): Sent[] {
  const folder = mkdtempSync(join(tmpdir(), 'set-up-page-'))
  try {
    const stubs = `
      note() { printf '%s\\0' "$@" >> calls; printf '\\0' >> calls; }
      # Whether it is there already is asked with standard error thrown away: it is not.
      az() { note az "$@"; [ /dev/stderr -ef /dev/null ] || echo learned; }
      gh() { note gh "$@"; echo learned; }
    `
    execFileSync('bash', ['-c', `${stubs}\n${script}`], { cwd: folder, stdio: 'pipe' })
    assert.deepEqual(
      readdirSync(folder).filter((name) => !/^(?:calls|CLIENT_SECRET\.txt)$/.test(name)),
      [],
    )
    const calls = readFileSync(join(folder, 'calls'), 'utf8').split('\0\0').slice(0, -1)
    return calls
      .map((call) => call.replace(/^\0/, '').split('\0'))
      .filter(([program, first]) => program === 'az' && first === 'rest')
      .map((words) => {
        const option = (name: string) => words[words.indexOf(`--${name}`) + 1] ?? ''
        const body = words.includes('--body') ? JSON.parse(option('body')) : undefined
        return { method: option('method').toUpperCase(), url: option('url'), body }
      })
      .filter(({ method }) => method !== 'GET')
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** The page and this process plan at two moments. */
function timeless(sent: readonly Sent[]): unknown {
  return JSON.parse(JSON.stringify(sent).replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'then'))
}

/** What a plan changes, by itself. */
function requestsOf({ given, derived, steps }: Plan): Sent[] {
  const learned = steps.flatMap(({ learns = {} }) => Object.keys(learns)).map((name) => [name, 'learned'])
  const known = { given: { ...Object.fromEntries(learned), ...given }, derived }
  return steps
    .flatMap(({ request, update }) => [request, update?.request])
    .filter((request) => request !== undefined)
    .map((request) => {
      const { method, url, body } = fillKnown(request, known)
      return { method, url, body }
    })
}
