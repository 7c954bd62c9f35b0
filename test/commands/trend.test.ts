import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { main } from '../../src/main.ts'
import type { Report } from '../../src/model/report/report.ts'
import type { ReportTrend } from '../../src/model/history/report-trend.ts'
import { aRecord, aReport } from '../formats/a-report.ts'
import { readCsv } from '../formats/read-csv.ts'
import { memoryIo } from '../memory-io.ts'

const DIRECTORY = mkdtempSync(join(tmpdir(), 'kms-audit-trend-'))
afterAll(() => rmSync(DIRECTORY, { recursive: true }))

function file(name: string, report: Partial<Report>): string {
  const path = join(DIRECTORY, name)
  writeFileSync(path, JSON.stringify(aReport(report)))
  return path
}

const OCTOBER = file('10.json', { generated_at: '2026-10-20T06:00:00Z' })
const NOVEMBER = file('11.json', { keys: [aRecord({ disposition: 'stale' })] })
const EARLIER = file('10-early.json', { generated_at: '2026-10-02T06:00:00Z' })

async function trend(args: readonly string[], settings: Parameters<typeof memoryIo>[0] = {}) {
  const io = memoryIo(settings)
  const exit = await main(['trend', ...args], io)
  return { exit, out: io.out(), err: io.err().replaceAll(`${DIRECTORY}/`, '') }
}

test('trend: the table has one line per month, and stderr stays empty', async () => {
  const { exit, out, err } = await trend([NOVEMBER, OCTOBER])
  expect({ exit, err }).toEqual({ exit: 0, err: '' })
  expect(out.match(/^\| 2026-\d\d /gm)).toEqual(['| 2026-10 ', '| 2026-11 '])
  expect(out).toContain('Silent since (1 unused key)\n2026-11     alias/app (')
})

test('trend: -o csv has a line per month with empty cells for what is not known', async () => {
  const { out } = await trend([OCTOBER, NOVEMBER, '-o', 'csv'])
  const [head = [], ...rows] = readCsv(out)
  expect(rows.map(row => row[head.indexOf('Month')])).toEqual(['2026-10', '2026-11'])
  expect(rows.map(row => row[head.indexOf('NewlyUnused')])).toEqual(['', '1'])
  expect(rows.map(row => row[head.indexOf('OpenFindings')])).toEqual(['', ''])
})

test('trend: -o json has the months and the keys that fell silent', async () => {
  const { out } = await trend([OCTOBER, '-', '-o', 'json'], { stdin: JSON.stringify(aReport()) })
  const { months, silent_keys } = JSON.parse(out) as ReportTrend
  expect(months.map(({ name }) => name.split('/').at(-1))).toEqual(['10.json', 'stdin'])
  expect(silent_keys).toEqual([])
})

test('trend: a report of a month that has a later one is named on stderr', async () => {
  const { err } = await trend([EARLIER, OCTOBER, NOVEMBER])
  expect(err).toBe('kms-audit: Not used, because a later report of the same month exists: 10-early.json.\n')
})

test('trend: a report that is named twice is named on stderr as such', async () => {
  const { err } = await trend([OCTOBER, OCTOBER, NOVEMBER])
  expect(err).toBe('kms-audit: Counted once, although named more than once: 10.json.\n')
})

test('trend: a month with --source none has no number of unused keys in the table and in the CSV', async () => {
  const unchecked = file('08.json', {
    generated_at: '2026-08-20T06:00:00Z',
    scope: { ...aReport().scope, sources: [] },
    summary: { ...aReport().summary, unknown: 1 },
  })
  const { out } = await trend([unchecked, NOVEMBER])
  expect(out).toContain('| 2026-08 * |    1 |      - |       1 |     - |')
  expect(out).toContain('2026-08 *   last use not checked')
  const csv = await trend([unchecked, NOVEMBER, '-o', 'csv'])
  const [head = [], row = []] = readCsv(csv.out)
  expect(['Unused', 'NewlyUnused', 'UnknownUse', 'PotentialSavings'].map(name => row[head.indexOf(name)])).toEqual([
    '',
    '',
    '1',
    '',
  ])
})

test('trend: --strict makes the exit code 4 if a month is partial', async () => {
  const other = file('09.json', { generated_at: '2026-09-20T06:00:00Z', scope: { ...aReport().scope, manager: 'all' } })
  expect((await trend([OCTOBER, NOVEMBER, '--strict'])).exit).toBe(0)
  expect((await trend([other, NOVEMBER, '--strict'])).exit).toBe(4)
})

test.each<[what: string, args: readonly string[], err: string]>([
  ['without reports', [], 'trend requires a report. For example: kms-audit trend reports/*.json.'],
  ['with one report', [OCTOBER], 'trend requires at least two reports. For example: kms-audit trend reports/*.json.'],
  ['with stdin twice', ['-', '-'], 'Only one of the reports can come from stdin. Name files for the others.'],
  [
    'with --demo and a report',
    [OCTOBER, '--demo'],
    '--demo makes its own reports. Leave out --demo, or the names of the reports.',
  ],
  ['with a format of diff', [OCTOBER, NOVEMBER, '-o', 'sarif'], 'trend does not support -o sarif. Use -o table'],
])('trend: %s it is wrong usage, in one line', async (_, args, line) => {
  const { exit, out, err } = await trend(args)
  expect({ exit, out }).toEqual({ exit: 2, out: '' })
  expect(err.startsWith(`kms-audit: ${line}`)).toBe(true)
})
