import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'

/** The program of Chromium; null where none is named. */
export const findChromium = (env: NodeJS.ProcessEnv): string | null => env['KMS_AUDIT_CHROMIUM'] || null

/** In a container, Chromium runs as root and with little shared memory. */
export const startChromium = (executablePath: string): Promise<Browser> =>
  chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'] })

interface OpenPage {
  page: Page
  /** Console messages, errors of scripts and requests, except for that of the file itself. */
  noticed: string[]
}

/** Opens a document from a file, as a reader does, without a network, and closes all when the test is over. */
export async function withPage<T>(
  browser: Browser,
  { text, ...options }: { text: string } & BrowserContextOptions,
  use: (open: OpenPage) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'kms-audit-html-'))
  const file = join(folder, 'report.html')
  await writeFile(file, text)
  const context = await browser.newContext({ offline: true, viewport: { width: 1280, height: 900 }, ...options })
  try {
    const page = await context.newPage()
    const noticed: string[] = []
    const own = pathToFileURL(file).href
    page.on('console', message => noticed.push(`console: ${message.text()}`))
    page.on('pageerror', error => noticed.push(`error: ${error.message}`))
    page.on('dialog', dialog => {
      noticed.push(`dialog: ${dialog.message()}`)
      void dialog.dismiss()
    })
    page.on('request', request => {
      if (request.url() !== own) noticed.push(`request: ${request.url()}`)
    })
    await page.goto(own)
    return await use({ page, noticed })
  } finally {
    await context.close()
    await rm(folder, { recursive: true })
  }
}
