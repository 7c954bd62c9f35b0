import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { chromium, type Page } from 'playwright-core'
import type { Case, Measurement } from '../case.ts'
import { median } from '../median.ts'
import { runProgram } from '../program.ts'
import { auditedReport, withKeyCopies } from './saved-report.ts'

const KEYS = 10_000
const MEGABYTE = 1_000_000
/** Each key of the keyboard filters anew: more and more letters of an alias, then fewer and fewer. */
const KEYSTROKES = [...'saved/1234', ...Array.from({ length: 10 }, () => 'Backspace')]

/** The size of the page of a large report, and the time from a keystroke in its search to the next painted frame. */
export const htmlPage: Case = {
  title: `${KEYS} keys as an HTML page`,
  async run() {
    const folder = await mkdtemp(join(tmpdir(), 'kms-audit-bench-'))
    try {
      const saved = join(folder, 'report.json')
      const file = join(folder, 'report.html')
      await writeFile(saved, JSON.stringify(withKeyCopies(await auditedReport(), KEYS)))
      await runProgram({ url: '', args: ['--from', saved, '-o', 'html', '-f', file] })
      const size = (await stat(file)).size / MEGABYTE
      const browser = process.env['KMS_AUDIT_CHROMIUM']
      return browser === undefined || browser === ''
        ? [measurement('file', 'MB', [size], 6, ['no browser in KMS_AUDIT_CHROMIUM, so no keystroke was measured'])]
        : [
            measurement('file', 'MB', [size], 6, []),
            measurement('keystroke in the search', 'ms', await keystrokes(browser, file), 200, []),
          ]
    } finally {
      await rm(folder, { recursive: true })
    }
  },
}

const measurement = (
  what: string,
  unit: Measurement['unit'],
  samples: number[],
  bar: number,
  notes: string[],
): Measurement => ({ what, unit, measured: median(samples), bound: null, ratio: null, bar, samples, notes })

async function keystrokes(executablePath: string, file: string): Promise<number[]> {
  const args = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage']
  const browser = await chromium.launch({ executablePath, args })
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } })
    await page.goto(pathToFileURL(file).href)
    await page.getByRole('searchbox').focus()
    const samples: number[] = []
    for (const key of KEYSTROKES) samples.push(await keystroke(page, key))
    return samples
  } finally {
    await browser.close()
  }
}

async function keystroke(page: Page, key: string): Promise<number> {
  await page.evaluate(WATCH)
  await page.keyboard.press(key)
  return page.evaluate<number>('globalThis.painted')
}

/** Milliseconds from the event of the keyboard to the frame that shows what it found. */
const WATCH = `globalThis.painted = new Promise(resolve => {
  addEventListener('keydown', () => {
    const start = performance.now()
    requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - start)))
  }, { capture: true, once: true })
}); 0`
