import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { main } from '../../src/main.ts'
import type { HistoryLine } from '../../src/model/history/history-line.ts'
import type { ReportTrend } from '../../src/model/history/report-trend.ts'
import type { DeletionRecord, Report, UsageRecord } from '../../src/model/report/report.ts'
import { aPlace, aRecord, aReport } from '../formats/a-report.ts'
import { memoryIo } from '../memory-io.ts'

const DIRECTORY = mkdtempSync(join(tmpdir(), 'kms-audit-history-'))
afterAll(() => rmSync(DIRECTORY, { recursive: true }))

const pathOf = (name: string): string => join(DIRECTORY, name)

function file(name: string, content: unknown): string {
  writeFileSync(pathOf(name), typeof content === 'string' ? content : JSON.stringify(content))
  return pathOf(name)
}

const saved = (name: string, report: Partial<Report>): string => file(name, aReport(report))
const SEPTEMBER = saved('09.json', { generated_at: '2026-09-20T06:00:00Z' })
const OCTOBER = saved('10.json', { generated_at: '2026-10-20T06:00:00Z' })
const NOVEMBER = saved('11.json', {
  keys: [
    aRecord({
      disposition: 'stale',
      usage: { ...aRecord().usage, last_used_at: '2026-08-01T10:00:00Z' } as UsageRecord,
    }),
  ],
  savings: { ...aReport().savings, unused_key_count: 1 },
})

async function run(args: readonly string[], env: Record<string, string> = {}) {
  const io = memoryIo({ env })
  const exit = await main([...args], io)
  return { exit, out: io.out(), err: io.err().replaceAll(`${DIRECTORY}/`, '') }
}

const linesIn = (path: string): string[] => readFileSync(path, 'utf8').split('\n').slice(0, -1)
const runsIn = (path: string): HistoryLine[] => linesIn(path).map(line => JSON.parse(line) as HistoryLine)

async function historyOf(name: string, reports: readonly string[]): Promise<string> {
  for (const report of reports) await run(['--from', report, '--history', pathOf(name), '-o', 'csv'])
  return pathOf(name)
}

test('history: --history appends one line for each run, and the report is shown as without it', async () => {
  const path = await historyOf('two.ndjson', [OCTOBER])
  const { exit, out, err } = await run(['--from', NOVEMBER, '--history', path, '-o', 'csv'])
  expect({ exit, err }).toEqual({ exit: 0, err: '' })
  expect(out).toBe((await run(['--from', NOVEMBER, '-o', 'csv'])).out)
  expect(runsIn(path).map(({ generated_at }) => generated_at)).toEqual(['2026-10-20T06:00:00Z', '2026-11-20T14:30:22Z'])
})

test('history: the variable is about live audits, so that a saved report does not get into the history by accident', async () => {
  const path = pathOf('variable.ndjson')
  await run(['--from', NOVEMBER, '-o', 'csv'], { KMS_AUDIT_HISTORY: path })
  await run(['--demo', '--source', 'none', '-o', 'csv'], { KMS_AUDIT_HISTORY: path })
  expect(existsSync(path)).toBe(false)
})

test('trend --history: shows a month for each month of the history, and the months of reports', async () => {
  const path = await historyOf('trend.ndjson', [SEPTEMBER, NOVEMBER])
  const { exit, out, err } = await run(['trend', OCTOBER, '--history', path, '-o', 'json'])
  expect({ exit, err }).toEqual({ exit: 0, err: '' })
  const { months, silent_keys } = JSON.parse(out) as ReportTrend
  expect(months.map(({ month, unused }) => [month, unused])).toEqual([
    ['2026-09', 0],
    ['2026-10', 0],
    ['2026-11', 1],
  ])
  expect(silent_keys).toMatchObject([{ unused_since: '2026-11', outcome: 'unused' }])
})

test('trend --history: runs of other accounts are left out, and a run of the same scope counts before a later one', async () => {
  const other = (generated_at: string, account_id: string, region: string) =>
    saved(`${account_id} ${region}.json`, {
      generated_at,
      scope: { ...aReport().scope, places: [aPlace({ account_id, region })] },
      keys: [],
    })
  const elsewhere = other('2026-10-25T06:00:00Z', '444455556666', 'eu-west-1')
  const path = await historyOf('scopes.ndjson', [OCTOBER, elsewhere, NOVEMBER])
  const { out, err } = await run(['trend', '--history', path, '-o', 'json'])
  expect((JSON.parse(out) as ReportTrend).months.map(({ generated_at }) => generated_at)).toEqual([
    '2026-10-20T06:00:00Z',
    '2026-11-20T14:30:22Z',
  ])
  expect(err).toBe(
    'kms-audit: Left out: 1 run of other accounts or Regions than the newest run (444455556666 eu-west-1). ' +
      'Use one history for each scope.\n',
  )
})

test('trend --add: appends the reports that the history does not have, the oldest first', async () => {
  const path = await historyOf('add.ndjson', [OCTOBER])
  const first = await run(['trend', NOVEMBER, SEPTEMBER, OCTOBER, '--history', path, '--add'])
  expect(first.err).toBe('kms-audit: 2 runs added to add.ndjson. 1 report of runs that it has already: left out.\n')
  expect(runsIn(path).map(({ generated_at }) => generated_at.slice(0, 7))).toEqual(['2026-10', '2026-09', '2026-11'])
  await run(['trend', NOVEMBER, SEPTEMBER, OCTOBER, '--history', path, '--add'])
  expect(linesIn(path)).toHaveLength(3)
})

test('trend --add: a history that is rebuilt from reports is the one that their runs have appended', async () => {
  const reports = [SEPTEMBER, OCTOBER, NOVEMBER]
  const appended = await historyOf('appended.ndjson', reports)
  const rebuilt = pathOf('rebuilt.ndjson')
  await run(['trend', ...reports.toReversed(), '--history', rebuilt, '--add'])
  expect(readFileSync(rebuilt, 'utf8')).toBe(readFileSync(appended, 'utf8'))
})

test('diff --since: compares the last run with the last one that is so much older', async () => {
  const path = await historyOf('since.ndjson', [SEPTEMBER, OCTOBER, NOVEMBER])
  const { exit, out, err } = await run(['diff', '--since', '1mo', '--history', path])
  expect({ exit, err }).toEqual({ exit: 0, err: '' })
  expect(out).toMatch(/^newly_unused .* was in_use, now stale; last used: 2026-08-01/)
  expect(out).toContain('of 2026-10-20: 1 key, as of 2026-10-20 06:00 UTC')
  expect((await run(['diff', '--since', '32d', '--history', path])).out).toContain('of 2026-09-20: 1 key')
})

test('diff --since: compares a report with a run, and says what a history does not have', async () => {
  const path = await historyOf('report.ndjson', [SEPTEMBER])
  const { out } = await run(['diff', NOVEMBER, '--since', '30d', '--history', path])
  expect(out).toContain('newly_unused')
  expect(out).toContain('description and multi-Region family (not in ')
  expect(out).not.toContain('description_changed')
})

test('history: wherever the file is cut off, at most the last run is lost, and the next one is read', async () => {
  const path = await historyOf('whole.ndjson', [SEPTEMBER, OCTOBER])
  const whole = readFileSync(path, 'utf8')
  const end = whole.indexOf('\n') + 1
  const [late] = linesIn(await historyOf('late.ndjson', [NOVEMBER]))
  for (let length = end; length <= whole.length; length += 97) {
    const cut = file('cut.ndjson', whole.slice(0, length))
    const { err } = await run(['--from', NOVEMBER, '--history', cut, '-o', 'csv'])
    expect(err).toBe('')
    expect(linesIn(cut)[0]).toBe(linesIn(path)[0])
    expect(linesIn(cut).at(-1)).toBe(late)
    const { exit } = await run(['trend', '--history', cut, '-o', 'csv'])
    expect(exit).toBe(0)
  }
})

test('trend --history: says who deleted a key, also if a run in the middle of a month noticed it', async () => {
  const { account_id, region, key_id } = aRecord()
  const deletion: DeletionRecord = {
    account_id,
    region,
    key_id,
    alias: 'alias/app',
    outcome: 'pending_deletion',
    seen_at: '2026-10-20T06:00:00Z',
    deletion_date: '2026-12-01T06:00:00Z',
    status: 'known',
    operation: 'ScheduleKeyDeletion',
    event_time: '2026-10-25T10:00:00Z',
    issuer: 'arn:aws:iam::111122223333:role/KeyAdmin',
  }
  const noticing = saved('deleted.json', { generated_at: '2026-10-26T06:00:00Z', deletions: [deletion] })
  const later = saved('later.json', { generated_at: '2026-10-30T06:00:00Z' })
  const path = await historyOf('deleted.ndjson', [OCTOBER, noticing, later, NOVEMBER])
  const { out } = await run(['trend', '--history', path])
  expect(out).toContain(
    `Deleted (1 key)\n2026-10-26  alias/app (${key_id}, ${region}, ${account_id}): pending deletion on 2026-12-01, ` +
      'scheduled by arn:aws:iam::111122223333:role/KeyAdmin on 2026-10-25\n',
  )
  const json = JSON.parse((await run(['trend', '--history', path, '-o', 'json'])).out) as ReportTrend
  expect(json.deleted_keys).toEqual([{ ...deletion, noticed_at: '2026-10-26T06:00:00Z' }])
  expect((await run(['trend', '--history', path, '-o', 'html'])).out).toContain('role/KeyAdmin on 2026-10-25')
  const reports = await run(['trend', noticing, NOVEMBER, '-o', 'json'])
  expect((JSON.parse(reports.out) as ReportTrend).deleted_keys).toEqual(json.deleted_keys)
})

const OTHER_VERSION = file('v2.ndjson', '{"history_version":2,"generated_at":"2026-11-20T06:00:00Z"}\n')
const READ_ONLY = file('read-only.ndjson', '')
chmodSync(READ_ONLY, 0o444)
const isRoot = process.getuid?.() === 0

test.each<[what: string, path: string, message: RegExp, isSkipped?: boolean]>([
  ['a report', NOVEMBER, /^kms-audit: 11\.json is not a history of kms-audit: line 1 is not a run\. This run is not/],
  ['a text', file('text', 'hello\n'), /^kms-audit: text is not a history of kms-audit: line 1 is not a run\. /],
  ['a history of another version', OTHER_VERSION, /^kms-audit: v2\.ndjson has a run of history version 2; this /],
  [
    'a directory',
    DIRECTORY,
    /^kms-audit: Cannot read .*: it is not a regular file\. This run is not in the history\. /,
  ],
  [
    'in no directory',
    pathOf('none/a'),
    /^kms-audit: Cannot append to none\/a: the directory does not exist\. This run /,
  ],
  ['read-only', READ_ONLY, /^kms-audit: Cannot append to read-only\.ndjson: permission denied\. This run /, isRoot],
])('history: if the file is %s, the report is shown, and the exit code is 4', async (_, path, message, isSkipped) => {
  if (isSkipped === true) return
  const before = existsSync(path) && path !== DIRECTORY ? readFileSync(path, 'utf8') : null
  const { exit, out, err } = await run(['--from', OCTOBER, '--history', path, '-o', 'csv'])
  expect(exit).toBe(4)
  expect(out).toContain('KeyId,')
  expect(err).toMatch(message)
  expect(err.split('\n')).toHaveLength(2)
  if (before !== null) expect(readFileSync(path, 'utf8')).toBe(before)
})

const EMPTY = file('empty.ndjson', '')
const DAMAGED = file(
  'damaged.ndjson',
  '{"history_version":1,"generated_at":"2026-11-20T06:00:00Z","scope":{"sources":[],"places":[{}]}}\n',
)

test.each<[what: string, args: readonly string[], message: RegExp]>([
  [
    'a history that does not exist',
    ['trend', '--history', pathOf('no')],
    /^kms-audit: Cannot read no: it does not exist\. /,
  ],
  ['an empty history', ['trend', '--history', EMPTY], /^kms-audit: empty\.ndjson has no runs\. Add one with /],
  ['a report as the history', ['trend', '--history', OCTOBER], /^kms-audit: 10\.json is not a history of kms-audit: /],
  ['a damaged run', ['trend', '--history', DAMAGED], /^kms-audit: The run of 2026-11-20T06:00:00Z in .* is damaged: /],
  ['--add without a history', ['trend', OCTOBER, '--add'], /^kms-audit: --add needs a history\. Name its file /],
  ['--add without reports', ['trend', '--history', EMPTY, '--add'], /^kms-audit: --add needs reports to append\. /],
  ['--since without a history', ['diff', OCTOBER, '--since', '3mo'], /^kms-audit: --since needs a history\. /],
  ['a history without --since', ['diff', OCTOBER, NOVEMBER, '--history', EMPTY], /^kms-audit: --history needs --since/],
  [
    '--since 3m',
    ['diff', '--since', '3m', '--history', EMPTY],
    /^kms-audit: --since takes .*, not '3m'\. Months are 3mo\./,
  ],
  [
    '--since and two reports',
    ['diff', OCTOBER, NOVEMBER, '--since', '3mo', '--history', EMPTY],
    /^kms-audit: With --since/,
  ],
  [
    'diff of an empty history',
    ['diff', '--since', '3mo', '--history', EMPTY],
    /^kms-audit: empty\.ndjson has no runs\. /,
  ],
])('history: %s is wrong usage, in one line', async (_, args, message) => {
  const { exit, out, err } = await run(args)
  expect({ exit, out }).toEqual({ exit: 2, out: '' })
  expect(err).toMatch(message)
  expect(err.split('\n')).toHaveLength(2)
})

test('diff --since: says when the history begins, if no run is so old', async () => {
  const path = await historyOf('young.ndjson', [OCTOBER, NOVEMBER])
  const { exit, err } = await run(['diff', '--since', '1y', '--history', path])
  expect(exit).toBe(2)
  expect(err).toBe(
    'kms-audit: young.ndjson has no run of these accounts and Regions before 2025-11-20; its first run is of ' +
      '2026-10-20. Use a shorter --since.\n',
  )
})
