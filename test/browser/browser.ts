import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { decodeJwt } from 'jose'
import type { Browser, Page } from 'playwright-core'
import { PASSWORD, type Running, startWorld, type World } from '../terminal/sign-in.ts'
import { launchChromium } from './chromium.ts'

/*
 * A person's sign-in in a real browser, from Entra's page to the token. Chromium reaches Entra through the emulator's
 * proxy, as the program does, and the program's own server directly.
 */
describe('in Chromium, --credential browser', () => {
  let world: World
  let browser: Browser
  before(async () => {
    world = await startWorld()
    browser = await launchChromium({ server: world.emulator.proxy.url, bypass: 'localhost,127.0.0.1' })
  })
  after(async () => {
    await browser?.close()
    await world?.[Symbol.asyncDispose]()
  })

  /** Starts the program, and opens in Chromium what it asks to be opened. */
  async function begin(): Promise<{ running: Running; page: Page }> {
    const running = world.start(['--credential', 'browser'], { BROWSER: world.browser.program })
    const address = await world.browser.address()
    const context = await browser.newContext({ ignoreHTTPSErrors: true })
    const page = await context.newPage()
    page.setDefaultTimeout(10_000)
    await page.goto(address.href)
    return { running, page }
  }

  async function signIn(page: Page, button: 'Accept' | 'Decline'): Promise<void> {
    await page.getByLabel('Name').fill(world.user.username)
    await page.getByLabel('Password').fill(PASSWORD)
    await page.getByRole('button', { name: button }).click()
  }

  it('prints the token of whoever signs in', async () => {
    const { running, page } = await begin()
    await signIn(page, 'Accept')
    await page.getByRole('heading', { name: 'Signed in', exact: true }).waitFor()
    assert.match(await page.innerText('body'), /You may close this page/)
    assert.match(page.url(), /^http:\/\/localhost:\d+\/$/, 'no code in the address, which the history keeps')
    const { code, stdout, stderr } = await running.ended
    assert.equal(code, 0, stderr)
    assert.equal(decodeJwt(stdout.trimEnd()).upn, world.user.username)
  })

  it('says on the page, too, that a consent was declined', async () => {
    const { running, page } = await begin()
    await signIn(page, 'Decline')
    await page.getByRole('heading', { name: 'Not signed in' }).waitFor()
    const { code, stdout, stderr } = await running.ended
    assert.deepEqual([code, stdout], [4, ''])
    assert.match(stderr, /^AADSTS65004: /m)
  })

  it('goes on after a wrong password', async () => {
    const { running, page } = await begin()
    await page.getByLabel('Name').fill(world.user.username)
    await page.getByLabel('Password').fill('wrong')
    await page.getByRole('button', { name: 'Accept' }).click()
    await page.getByRole('heading', { name: 'Sorry' }).waitFor()
    await page.goBack()
    await signIn(page, 'Accept')
    assert.equal((await running.ended).code, 0)
  })

  it('waits on where the browser is closed, until Ctrl-C', async () => {
    const { running, page } = await begin()
    await page.context().close()
    running.kill('SIGINT')
    const { signal, stdout } = await running.ended
    assert.deepEqual([signal, stdout], ['SIGINT', ''])
  })

  it('takes nothing from a page of somebody else', async () => {
    const { running, page } = await begin()
    const [, port = ''] = /localhost%3A(\d+)/.exec(page.url()) ?? []
    const stranger = await page.context().newPage()
    const form = `<form method="post" action="http://localhost:${port}/"><input name="code" value="stolen"><input name="state" value="guessed"></form>`
    await stranger.setContent(form)
    const [answer] = await Promise.all([
      stranger.waitForResponse(new RegExp(`localhost:${port}/$`)),
      stranger.evaluate('document.forms[0].submit()'),
    ])
    assert.equal(answer.status(), 400)
    await signIn(page, 'Accept')
    const { code, stdout } = await running.ended
    assert.equal(code, 0)
    assert.ok(!stdout.includes('stolen'))
  })
})
