import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findChromium, startChromium, withPage } from './browser.ts'
import { htmlOf, manyKeys } from './reports.ts'

const executable = findChromium(process.env)
const title =
  executable === null
    ? 'table of the HTML report (left out: no browser in KMS_AUDIT_CHROMIUM)'
    : 'table of the HTML report'

/** The cells of one column, of all rows that are drawn. */
const column = (page: Page, number: number): Promise<string[]> =>
  page.locator(`#key-table tbody tr:not(.open) > :nth-child(${number})`).allInnerTexts()

const counted = (page: Page): Promise<string> => page.locator('#key-count').innerText()
const names = (page: Page): Promise<string[]> => page.locator('button.key-name').allInnerTexts()

describe.skipIf(executable === null)(title, () => {
  let browser: Browser
  let text = ''
  const open = (use: (page: Page) => Promise<void>): Promise<void> =>
    withPage(browser, { text }, async ({ page, noticed }) => {
      await use(page)
      expect(noticed).toEqual([])
    })

  beforeAll(async () => {
    browser = await startChromium(executable ?? '')
    text = await htmlOf(manyKeys)
  })
  afterAll(() => browser.close())

  test('html table: 200 rows are drawn, and a button draws 200 more until all are there', () =>
    open(async page => {
      expect(await counted(page)).toBe('450 keys, the first 200 shown')
      await page.getByRole('button', { name: 'Show 200 more' }).click()
      expect(await names(page)).toHaveLength(400)
      await page.getByRole('button', { name: 'Show 200 more' }).click()
      expect(await counted(page)).toBe('450 keys')
      expect(await page.getByRole('button', { name: 'Show 200 more' }).isVisible()).toBe(false)
    }))

  test('html table: a search finds keys by any of their texts, also those not drawn before', () =>
    open(async page => {
      const search = page.getByRole('searchbox')
      await search.fill('LEDGER encrypts')
      expect(await names(page)).toEqual(['app-77'])
      expect(await counted(page)).toBe('1 of 450 keys')
      await search.fill('00000449')
      expect(await names(page)).toEqual(['app-449'])
      await search.fill('no such key')
      expect(await page.locator('#key-table tbody').innerText()).toBe(
        'No key matches. Change the search or the filters.',
      )
      await page.getByRole('button', { name: 'Reset' }).click()
      expect(await counted(page)).toBe('450 keys, the first 200 shown')
    }))

  test('html table: filters narrow the keys together', () =>
    open(async page => {
      await page.getByRole('combobox', { name: 'Verdict' }).selectOption({ label: 'unused' })
      expect(await counted(page)).toBe('150 of 450 keys')
      await page.getByRole('combobox', { name: 'Region' }).selectOption({ label: 'us-east-1' })
      expect(await counted(page)).toBe('75 of 450 keys')
      expect(new Set(await column(page, 2))).toEqual(new Set(['us-east-1']))
    }))

  test('html table: a column sorts by what it means, in both directions, unknown values last', () =>
    open(async page => {
      const requests = page.getByRole('button', { name: 'Requests (30d)' })
      await requests.click()
      expect((await column(page, 5)).slice(0, 3)).toEqual(['0', '7', '14'])
      expect(await page.locator('th[aria-sort]').getAttribute('aria-sort')).toBe('ascending')
      await requests.click()
      expect((await column(page, 5)).slice(0, 2)).toEqual(['3,143', '3,136'])
      await page.getByRole('button', { name: 'Last Used' }).click()
      for (let times = 0; times < 2; times++) await page.getByRole('button', { name: 'Show 200 more' }).click()
      const lastUsed = await column(page, 3)
      expect(lastUsed[0]).toBe('2026-01-01 00:00 UTC')
      expect(lastUsed.at(-1)).toBe('Unknown')
    }))

  test('html table: the keyboard alone searches, sorts, and opens and closes the evidence of a key', () =>
    open(async page => {
      await page.getByRole('searchbox').focus()
      await page.keyboard.type('app-77')
      for (let tabs = 0; tabs < 30; tabs++) {
        await page.keyboard.press('Tab')
        if (await page.evaluate('document.activeElement.matches("button.key-name")')) break
      }
      await page.keyboard.press('Enter')
      const button = page.getByRole('button', { name: 'app-77', expanded: true })
      const details = page.locator(`#${await button.getAttribute('aria-controls')}`)
      expect(await details.innerText()).toContain('seen from 2026-04-23 00:00 UTC until 2026-11-20 13:30 UTC')
      expect(await details.innerText()).toContain(
        'arn:aws:kms:us-east-1:111122223333:key/00000077-0001-4000-8000-000000000001',
      )
      await page.keyboard.press('Space')
      expect(await details.count()).toBe(0)
    }))

  test('html table: without JavaScript the first 200 keys are there, with their evidence', () =>
    withPage(browser, { text, javaScriptEnabled: false }, async ({ page }) => {
      expect(await page.locator('#key-table tbody tr').count()).toBe(200)
      expect(await page.getByText('250 more keys are shown by the script of this page').count()).toBe(1)
      await page.locator('#key-table summary').first().click()
      expect(await page.getByText('seen from 2026-04-23 00:00 UTC').first().isVisible()).toBe(true)
    }))

  test('html table: a screen reader finds a table with headers, buttons and a status', () =>
    open(async page => {
      await page.getByRole('searchbox').fill('app-77')
      expect(await page.getByRole('table', { name: /^All keys/ }).ariaSnapshot()).toMatchInlineSnapshot(`
        "- table "All keys. The buttons in the head sort them; the button of a key opens its evidence.":
          - caption: All keys. The buttons in the head sort them; the button of a key opens its evidence.
          - rowgroup:
            - row "Key Region Last Used Verdict Requests (30d) $/Month State Created":
              - columnheader "Key":
                - button "Key"
              - columnheader "Region":
                - button "Region"
              - columnheader "Last Used":
                - button "Last Used"
              - columnheader "Verdict":
                - button "Verdict"
              - columnheader "Requests (30d)":
                - button "Requests (30d)"
              - columnheader "$/Month":
                - button "$/Month"
              - columnheader "State":
                - button "State"
              - columnheader "Created":
                - button "Created"
          - rowgroup:
            - row "app-77 00000077-0001-4000-8000-000000000001 Encrypts the ledger us-east-1 2026-02-08 12:00 UTC in_use 539 1.00 Enabled 2026-01-05":
              - rowheader "app-77 00000077-0001-4000-8000-000000000001 Encrypts the ledger":
                - button "app-77"
                - code: 00000077-0001-4000-8000-000000000001
                - text: Encrypts the ledger
              - cell "us-east-1"
              - cell "2026-02-08 12:00 UTC"
              - cell "in_use"
              - cell "539"
              - cell "1.00"
              - cell "Enabled"
              - cell "2026-01-05""
      `)
      expect(await page.getByRole('status').innerText()).toBe('1 of 450 keys')
    }))
})
