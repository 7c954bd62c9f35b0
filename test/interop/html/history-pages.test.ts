import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runBinary } from '../run-binary.ts'
import { findValidators } from '../validators.ts'
import { findChromium, startChromium, withPage } from './browser.ts'

const executable = findChromium(process.env)
const title = executable === null ? 'pages of other commands (left out: no browser)' : 'pages of other commands'
const axe = join(findValidators(process.env) ?? '', 'node_modules/axe-core/axe.min.js')

const COMMANDS = ['diff', 'trend', 'secrets']

describe.skipIf(executable === null)(title, () => {
  let browser: Browser
  const pages = new Map<string, string>()

  beforeAll(async () => {
    browser = await startChromium(executable ?? '')
    for (const command of COMMANDS) {
      const { out } = await runBinary([command, '--demo', '-o', 'html'], {})
      pages.set(command, out)
    }
  }, 60_000)
  afterAll(() => browser.close())

  const sizes = COMMANDS.flatMap(command => [390, 1280].map(width => [command, width] as const))

  test.each(sizes)(
    'html pages of commands: nothing of %s runs over at %i pixels, and no request is made',
    (command, width) =>
      withPage(
        browser,
        { text: pages.get(command) ?? '', viewport: { width, height: 900 } },
        async ({ page, noticed }) => {
          expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0)
          expect(noticed).toEqual([])
        },
      ),
  )

  test.skipIf(!existsSync(axe)).each(COMMANDS)('html pages of commands: axe finds nothing in that of %s', command =>
    withPage(browser, { text: pages.get(command) ?? '', bypassCSP: true }, async ({ page }) => {
      await page.addScriptTag({ path: axe })
      const violations = await page.evaluate('axe.run(document).then(found => found.violations.map(one => one.id))')
      expect(violations).toEqual([])
    }),
  )
})
