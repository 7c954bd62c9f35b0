import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { reportWith } from '../../formats/a-finding.ts'
import { aReport } from '../../formats/a-report.ts'
import { runBinary } from '../run-binary.ts'
import { findValidators } from '../validators.ts'
import { findChromium, startChromium, withPage } from './browser.ts'
import { hostileEverywhere, htmlOf, manyKeys } from './reports.ts'

const executable = findChromium(process.env)
const title = executable === null ? 'HTML report (left out: no browser in KMS_AUDIT_CHROMIUM)' : 'HTML report'
const axe = join(findValidators(process.env) ?? '', 'node_modules/axe-core/axe.min.js')

const REPORTS = {
  'of hostile texts': hostileEverywhere,
  'of every kind of finding': reportWith(),
  'of 450 keys': manyKeys,
  'without keys': aReport({ keys: [] }),
}

describe.skipIf(executable === null)(title, () => {
  let browser: Browser
  let folder = ''
  let demo = ''
  const texts = new Map<string, string>()

  beforeAll(async () => {
    browser = await startChromium(executable ?? '')
    folder = mkdtempSync(join(tmpdir(), 'kms-audit-html-'))
    const live = join(folder, 'live.html')
    const saved = join(folder, 'report.json')
    await runBinary(
      ['--demo', '--checks', '--compliance', 'cis-7.0', '-q', '-o', `html=${live}`, '-o', `json=${saved}`],
      {},
    )
    demo = readFileSync(live, 'utf8')
    texts.set('of the demo', demo)
    for (const [what, report] of Object.entries(REPORTS)) texts.set(what, await htmlOf(report))
  }, 60_000)
  afterAll(async () => {
    await browser.close()
    rmSync(folder, { recursive: true })
  })

  test('html page: an audit and its saved report give the same page, byte for byte', async () => {
    const { out, err } = await runBinary(['--from', join(folder, 'report.json'), '-o', 'html'], {})
    expect(err).toBe('')
    expect(out).toBe(demo)
  })

  const pages = ['of the demo', ...Object.keys(REPORTS)]

  test.each(pages)('html page: that %s makes no request, prints no message and has no error', what =>
    withPage(browser, { text: texts.get(what) ?? '' }, async ({ page, noticed }) => {
      await page.evaluate('for (const button of document.querySelectorAll("button.key-name")) button.click()')
      await page.waitForTimeout(50)
      expect(noticed).toEqual([])
      expect(await page.locator('script').count()).toBe(2)
      expect(await page.locator('img, iframe, b, object, embed, form').count()).toBe(0)
    }),
  )

  // One colour scheme each, because axe takes seconds; the demo in both.
  const cases = pages
    .filter(what => what !== 'of 450 keys')
    .flatMap((what, place) =>
      (place === 0 ? (['light', 'dark'] as const) : ([place % 2 === 0 ? 'light' : 'dark'] as const)).map(scheme => ({
        what,
        scheme,
      })),
    )

  test.skipIf(!existsSync(axe)).each(cases)(
    'html page: axe finds no violation in that $what in $scheme colours',
    ({ what, scheme }) =>
      withPage(browser, { text: texts.get(what) ?? '', colorScheme: scheme }, async ({ page }) => {
        await page
          .locator('button.key-name')
          .first()
          .click({ timeout: 500 })
          .catch(() => undefined)
        await page.evaluate('for (const details of document.querySelectorAll("details")) details.open = true')
        expect(await violations(page)).toEqual([])
      }),
  )

  test.each([390, 1280, 1920])('html page: at %i pixels nothing is wider than the page', width =>
    withPage(browser, { text: demo, viewport: { width, height: 900 } }, async ({ page }) => {
      await page.locator('button.key-name').first().click()
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width)
    }),
  )

  test('html page: dark mode has light text on a dark page', () =>
    withPage(browser, { text: demo, colorScheme: 'dark' }, async ({ page }) => {
      const shade = (name: string): Promise<number> =>
        page.evaluate(`Number(/[0-9]+/.exec(getComputedStyle(document.body)['${name}'])[0])`)
      expect(await shade('color')).toBeGreaterThan(200)
      expect(await shade('backgroundColor')).toBeLessThan(40)
    }))

  test('html page: printed, it shows every finding and no control', () =>
    withPage(browser, { text: demo }, async ({ page }) => {
      await page.emulateMedia({ media: 'print' })
      await page.evaluate('dispatchEvent(new Event("beforeprint"))')
      expect(await page.locator('details:not([open])').count()).toBe(0)
      expect(await page.locator('.contents, .tools, .command button').filter({ visible: true }).count()).toBe(0)
      expect(await page.locator('#key-table thead').innerText()).toContain('Last Used')
      expect((await page.pdf()).length).toBeGreaterThan(50_000)
      await page.evaluate('dispatchEvent(new Event("afterprint"))')
      expect(await page.locator('details:not([open])').count()).toBeGreaterThan(0)
    }))

  test('html page: it is the same in every language and time zone', () =>
    withPage(browser, { text: demo, locale: 'ar-EG', timezoneId: 'Pacific/Kiritimati' }, async ({ page }) => {
      const there = await page.locator('main').innerText()
      const here = await withPage(browser, { text: demo, locale: 'en-US', timezoneId: 'UTC' }, other =>
        other.page.locator('main').innerText(),
      )
      expect(there).toBe(here)
    }))

  test('html page: hostile text is shown as text, with its hidden characters visible', () =>
    withPage(browser, { text: texts.get('of hostile texts') ?? '' }, async ({ page }) => {
      await page.locator('button.key-name').first().click()
      const text = await page.locator('main').innerText()
      expect(text).toContain(String.raw`<script>alert(1)</script>`)
      expect(text).toContain(String.raw`\u{202e}gnp.exe\u{0}`)
      expect(text).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/)
    }))

  test('html page: a command is copied as it is', () =>
    withPage(browser, { text: demo, permissions: ['clipboard-read', 'clipboard-write'] }, async ({ page }) => {
      const block = page.locator('#first .command').first()
      await block.getByRole('button').click()
      await block.getByRole('button', { name: 'Copied' }).waitFor()
      expect(await page.evaluate('navigator.clipboard.readText()')).toBe(await block.locator('code').textContent())
    }))
})

/** What axe says is wrong, with the elements. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(readFileSync(axe, 'utf8'))
  const found = await page.evaluate('axe.run(document, { resultTypes: ["violations"] })')
  const { violations: all } = found as {
    violations: { id: string; help: string; nodes: { html: string; failureSummary: string }[] }[]
  }
  return all.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes[0]?.html}: ${nodes[0]?.failureSummary}`)
}
