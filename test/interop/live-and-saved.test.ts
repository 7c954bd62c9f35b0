import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { formats } from '../../src/formats/index.ts'
import { main } from '../../src/main.ts'
import { memoryIo } from '../memory-io.ts'

const NOW = Date.UTC(2026, 10, 20, 14, 30)
const FORMATS = Object.keys(formats)
const folder = mkdtempSync(join(tmpdir(), 'kms-audit-live-'))
const live = (format: string): string => join(folder, `live.${format}`)
const saved = (format: string): string => join(folder, `saved.${format}`)
const outputsTo = (file: (format: string) => string): string[] => FORMATS.flatMap(id => ['-o', `${id}=${file(id)}`])

beforeAll(async () => {
  const audit = ['--demo', '--checks', '--compliance', 'cis-7.0', '-q']
  expect(await main([...audit, ...outputsTo(live)], memoryIo(), () => NOW)).toBe(0)
  const later = NOW + 1e9
  expect(await main(['--from', live('json'), '-q', ...outputsTo(saved)], memoryIo(), () => later)).toBe(0)
}, 60_000)
afterAll(() => rmSync(folder, { recursive: true }))

/** The table ends with the next command, which starts from what the reader has: an account or a report. */
const withoutNextStep = (text: string): string => text.replace(/\nNext: [^]*$/, '')

test.each(FORMATS)('--from: %s of a saved report is byte for byte that of the audit', format => {
  const [one, other] = [live, saved].map(file => withoutNextStep(readFileSync(file(format), 'utf8')))
  expect(one?.length).toBeGreaterThan(1000)
  expect(other).toBe(one)
})
