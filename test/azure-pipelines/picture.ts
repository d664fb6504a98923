import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { actionDirectory } from '../scenario.ts'
import { drawRun } from './run-drawing.ts'

/*
 * Draws the picture of the task's page and of its page in the Marketplace, which takes no SVG: run.svg from a run, and
 * run.png from that, by Chromium. Needs no network.
 *
 *     npm run picture
 */
const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium'
if (!existsSync(CHROMIUM)) {
  console.error(
    `There is no ${CHROMIUM}. On Debian, apt-get install chromium; elsewhere, CHROMIUM names the program.`,
  )
  process.exit(1)
}

const images = join(actionDirectory, 'azure-pipelines', 'images')
const svg = await drawRun()
writeFileSync(join(images, 'run.svg'), svg)

const browser = await chromium.launch({
  executablePath: CHROMIUM,
  // Root has no sandbox; the rest keeps Chromium from calling home.
  args: ['--no-sandbox', '--disable-background-networking', '--disable-sync'],
})
const page = await browser.newPage({ deviceScaleFactor: 2 })
await page.setContent(`<style>body { margin: 0 } svg { display: block }</style>${svg}`)
await page.locator('svg').screenshot({ path: join(images, 'run.png') })
await browser.close()
