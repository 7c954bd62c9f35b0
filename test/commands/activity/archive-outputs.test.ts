import { expect, test } from 'vitest'
import { readCsv } from '../../formats/read-csv.ts'
import { run } from '../../run.ts'
import { REGION, WHOLE, writtenArchive } from './written-archive.ts'

const archive = writtenArchive()

test('activity of an archive: CSV has days in place of times', async () => {
  const { out } = await run(['activity', '-r', REGION, ...archive.named(), ...WHOLE, '-o', 'csv'], archive.world())
  const [header = [], ...rows] = readCsv(out)
  const at = header.indexOf('LastAt')
  expect(rows.length).toBeGreaterThan(5)
  expect(rows.every(row => /^2024-03-0[1-4]$/.test(row[at] ?? ''))).toBe(true)
})

test('activity of an archive: the table shows source, coverage, last use and uses by day', async () => {
  const { out } = await run(
    ['activity', '-r', REGION, ...archive.named(), ...WHOLE, '--key', 'alias/k0'],
    archive.world(),
  )
  expect(out).toMatch(/^Source +log files of CloudTrail on disk/m)
  expect(out).toMatch(/^Last use +k0: 2024-03-04 \d\d:\d\d UTC, /m)
  expect(out).toMatch(/^\| 2024-03-02 /m)
})

test('activity of an archive: the HTML page has the days', async () => {
  const { out } = await run(
    ['activity', '-r', REGION, '--trail-index', archive.index(), ...WHOLE, '-o', 'html'],
    archive.world(),
  )
  expect(out).toContain('Calls by day, month or year')
  expect(out).toContain('2024-03-02')
})
