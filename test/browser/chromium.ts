import { existsSync } from 'node:fs'
import { type Browser, chromium, type LaunchOptions } from 'playwright-core'

const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium'
if (!existsSync(CHROMIUM)) {
  console.error(
    `There is no ${CHROMIUM}. On Debian, apt-get install chromium; elsewhere, CHROMIUM names the program.`,
  )
  process.exit(1)
}

export function launchChromium(proxy?: LaunchOptions['proxy']): Promise<Browser> {
  return chromium.launch({
    executablePath: CHROMIUM,
    ...(proxy && { proxy }),
    // Root has no sandbox; the rest keeps Chromium from calling home.
    args: ['--no-sandbox', '--disable-quic', '--disable-background-networking', '--disable-sync'],
  })
}
