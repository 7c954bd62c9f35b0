import { mkdtempSync, readdirSync, rmSync, unlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Activity } from '../../../src/model/assessments/activity.ts'
import { DAY } from '../../../src/model/time.ts'
import { validate } from '../../../src/report/validators/activity.ts'
import { simKey } from '../../../src/simulation/world/sim-key.ts'
import { simAccount, type SimulatedWorld } from '../../../src/simulation/world/world.ts'
import { type Truth, writeArchive } from '../../archives/generator/write-archive.ts'
import { historiesOf } from '../../archives/known-call.ts'
import { readCsv } from '../../formats/read-csv.ts'
import { run } from '../../run.ts'

const NOW = Date.UTC(2026, 10, 22, 9)
const ACCOUNT = '111122223333'
const REGION = 'us-east-1'

let folder = ''
/** The log files are read once. */
let index = ''
let truth: Truth

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kms-audit-years-'))
  index = mkdtempSync(join(tmpdir(), 'kms-audit-index-'))
  const shape = { since: '2024-03-01', days: 4, eventsPerDay: 120, kmsShare: 0.6, accounts: [ACCOUNT] }
  truth = writeArchive(folder, { ...shape, regions: [REGION], keysPerPlace: 3, filesPerDay: 8, digests: true })
})
afterAll(() => {
  rmSync(folder, { recursive: true })
  rmSync(index, { recursive: true })
})

const keysOf = (): readonly string[] => truth.keys.get(`${ACCOUNT}/${REGION}`) ?? []
const idOf = (arn: string): string => arn.slice(arn.lastIndexOf('/') + 1)

const world = (): SimulatedWorld => ({
  clock: () => NOW,
  accounts: [
    simAccount({
      id: ACCOUNT,
      regions: {
        [REGION]: { keys: keysOf().map((arn, number) => simKey({ id: idOf(arn), aliases: [`alias/k${number}`] })) },
      },
    }),
  ],
})

async function activity(...args: string[]) {
  const shown = await run(
    ['activity', '-r', REGION, '--trail-archive', folder, '--trail-index', index, '-o', 'json', ...args],
    world(),
  )
  return { ...shown, whole: () => JSON.parse(shown.out) as Activity }
}

const WHOLE = ['--since', '2024-03-01', '--until', '2024-03-04']

/** What the generator knows, plainly added up. */
const known = (keys: readonly string[] | null = null, from = '2024-03-01') =>
  historiesOf(truth.calls, {
    account: ACCOUNT,
    region: REGION,
    keys,
    since: Date.parse(from),
    until: Date.parse('2024-03-05'),
    detail: 'days',
  })

const sumOf = (rows: readonly { calls: number }[]): number => rows.reduce((sum, { calls }) => sum + calls, 0)
const eventsIn = (histories: ReturnType<typeof known>): number =>
  [...histories.values()].flatMap(({ days }) => days).reduce((sum, { events }) => sum + events, 0)

const textOf = (row: object): string => JSON.stringify(Object.entries(row).toSorted())

test('activity of an archive: every call is counted by day, key, operation, principal, service and error', async () => {
  const { whole } = await activity(...WHOLE)
  const rows = whole().days ?? []
  const expected = [...known()].flatMap(([key_arn, { days }]) =>
    days.map(({ events, ...day }) => ({ key_arn, ...day, calls: events })),
  )
  const withoutPlace = rows.map(({ account_id: _account, region: _region, ...row }) => row)
  expect(withoutPlace.map(textOf).toSorted()).toEqual(expected.map(textOf).toSorted())
  expect(expected.length).toBeGreaterThan(20)
  expect(sumOf(whole().calls)).toBe(eventsIn(known()))
  expect(sumOf(whole().principals)).toBe(eventsIn(known()))
  expect(whole().windows[0]?.events).toBe(eventsIn(known()))
})

test('activity of an archive: the JSON output fits its schema, and says which source answered for what time', async () => {
  const { whole } = await activity(...WHOLE)
  expect(validate(whole()), JSON.stringify(validate.errors)).toBe(true)
  expect(whole()).toMatchObject({ since: '2024-03-01T00:00:00Z', until: '2024-03-05T00:00:00Z' })
  expect(whole().windows).toMatchObject([
    { source: 'archive', since: '2024-03-01T00:00:00Z', until: '2024-03-05T00:00:00Z' },
  ])
})

test('activity of an archive: a key has its last use with the second and the event', async () => {
  const { whole } = await activity(...WHOLE, '--key', 'alias/k0')
  const [key, ...others] = whole().keys
  const last = known().get(keysOf()[0] ?? '')?.last
  expect(others).toEqual([])
  expect(key).toMatchObject({ key_arn: keysOf()[0], aliases: ['alias/k0'] })
  expect(key?.last_use).toMatchObject({
    event_id: last?.eventId,
    operation: last?.operation,
    principal: last?.principal,
  })
  expect(Date.parse(key?.last_use?.at ?? '')).toBe(last?.at)
  expect(sumOf(whole().calls)).toBe(eventsIn(known([keysOf()[0] ?? ''])))
})

test('activity of an archive: --since is a whole day', async () => {
  const days = Math.ceil((NOW - Date.parse('2024-03-03T18:00:00Z')) / DAY)
  const { whole } = await activity('--since', `${days}d`)
  expect(whole().since).toBe('2024-03-03T00:00:00Z')
  expect(sumOf(whole().calls)).toBe(eventsIn(known(null, '2024-03-03')))
})

test('activity of an archive: time before and after it is not covered, and counts are lower bounds', async () => {
  const { whole } = await activity('--since', '2024-02-01')
  const { windows, calls, gaps } = whole()
  expect(windows).toMatchObject([{ is_complete: false }])
  expect(windows[0]?.doubts?.at(-1)).toMatchObject({ until: '2026-11-22T06:00:00Z' })
  expect(windows[0]?.doubts?.[0]).toMatchObject({ since: '2024-02-01T00:00:00Z' })
  expect(calls.every(row => row.is_lower_bound)).toBe(true)
  expect(gaps).toMatchObject([{ operation: 'kms-audit:trail-archive', reason: 'partial' }])
})

test('activity of an archive: time with all digest files is covered', async () => {
  const { whole } = await activity('--since', '2024-03-02', '--until', '2024-03-02')
  expect(whole().windows).toMatchObject([{ is_complete: true, why: null, doubts: [] }])
  expect(whole().calls.some(row => row.is_lower_bound)).toBe(false)
})

test('activity of an archive: a log file that is missing makes counts lower bounds', async () => {
  const copy = mkdtempSync(join(tmpdir(), 'kms-audit-years-'))
  writeArchive(copy, truth.shape)
  const logs = readdirSync(copy, { recursive: true, encoding: 'utf8' }).filter(path =>
    /3333_CloudTrail_.*20240302T/.test(path),
  )
  unlinkSync(join(copy, logs[3] ?? ''))
  const { out } = await run(
    ['activity', '-r', REGION, '--trail-archive', copy, '--since', '2024-03-02', '--until', '2024-03-02', '-o', 'json'],
    world(),
  )
  rmSync(copy, { recursive: true })
  expect((JSON.parse(out) as Activity).windows).toMatchObject([{ is_complete: false }])
})

test('activity of an archive: what it does not keep is unknown, not zero', async () => {
  const { whole } = await activity('--since', '2024-03-02', '--until', '2024-03-02')
  const { principals, calls, findings } = whole()
  expect(principals.every(({ sessions, most_failures_an_hour: burst }) => sessions === null && burst === null)).toBe(
    true,
  )
  expect(calls.every(({ without_context, precision }) => without_context === null && precision === 'day')).toBe(true)
  expect(findings.filter(({ check }) => check === 'activity-key-change')).toMatchObject([
    { status: 'unknown', detail: 'Changes of keys and trails are not read from an archive.' },
  ])
})

test('activity of an archive: calls that failed because of the state of the key are a finding', async () => {
  const { whole } = await activity(...WHOLE)
  const refused = [...known().values()].filter(({ refused: call }) => call !== null)
  const found = whole().findings.filter(({ check, status }) => check === 'activity-unusable-key' && status === 'fail')
  expect(found.map(({ key_id }) => key_id).toSorted()).toEqual(refused.map(({ key }) => idOf(key)).toSorted())
  expect(refused.length).toBeGreaterThan(0)
  expect(found[0]?.detail).toMatch(
    /failed because the key was disabled or pending deletion, .*; the last on 2024-03-0[1-4]\.$/,
  )
})

test('activity of an archive: CSV has days in place of times', async () => {
  const { out } = await run(
    ['activity', '-r', REGION, '--trail-archive', folder, '--trail-index', index, ...WHOLE, '-o', 'csv'],
    world(),
  )
  const [header = [], ...rows] = readCsv(out)
  const at = header.indexOf('LastAt')
  expect(rows.length).toBeGreaterThan(5)
  expect(rows.every(row => /^2024-03-0[1-4]$/.test(row[at] ?? ''))).toBe(true)
})

test('activity of an archive: the table shows source, coverage, last use and uses by day', async () => {
  const { out } = await run(
    ['activity', '-r', REGION, '--trail-archive', folder, '--trail-index', index, ...WHOLE, '--key', 'alias/k0'],
    world(),
  )
  expect(out).toMatch(/^Source +log files of CloudTrail on disk/m)
  expect(out).toMatch(/^Last use +k0: 2024-03-04 \d\d:\d\d UTC, /m)
  expect(out).toMatch(/^\| 2024-03-02 /m)
})

test('activity of an archive: the HTML page has the days', async () => {
  const { out } = await run(['activity', '-r', REGION, '--trail-index', index, ...WHOLE, '-o', 'html'], world())
  expect(out).toContain('Calls by day, month or year')
  expect(out).toContain('2024-03-02')
})

test('activity of an archive: a key that was deleted is found by its ARN', async () => {
  const empty = { clock: () => NOW, accounts: [simAccount({ id: ACCOUNT, regions: { [REGION]: { keys: [] } } })] }
  const [arn = ''] = keysOf()
  const args = ['activity', '--key', arn, '--trail-archive', folder, '--trail-index', index, ...WHOLE, '-o', 'json']
  const { out, exit } = await run(args, empty)
  expect(exit).toBe(0)
  expect(sumOf((JSON.parse(out) as Activity).calls)).toBe(eventsIn(known([arn])))
})

test.each<[args: string[], message: string]>([
  [
    ['--trail-archive', '.', '--athena', 'db.t'],
    '--trail-archive and --athena name two archives, but calls are read from one. Leave one of them out.',
  ],
  [
    ['--lake', '12345678-1234-1234-1234-123456789012', '--max-pages', '20'],
    '--max-pages has no effect with --lake. It limits how much event history is read.',
  ],
  [['--until', '2024-12-31'], '--until has no effect without an archive. Add --trail-archive DIR.'],
  [
    ['--since', '2024-01-01'],
    'CloudTrail keeps 90 days in its event history, and 2024-01-01 is before that. Use --since 90d at most, or name an archive, such as --trail-archive DIR.',
  ],
  [
    ['--since', '3y'],
    '--since 3y is longer than the 90 days that CloudTrail keeps in its event history. Use --since 90d at most, or name an archive, such as --trail-archive DIR.',
  ],
  [
    ['--since', '2024-13-01'],
    "--since takes a time such as 24h, 30d or 2y, or a day such as 2024-01-31, not '2024-13-01'.",
  ],
  [['--since', '2027-01-01'], '2027-01-01 has not begun yet. Use an earlier --since.'],
  [['--trail-archive', 'nowhere-at-all'], expect.stringContaining('nowhere-at-all')],
])('activity: %j is refused with the next step', async (args, message) => {
  const { exit, err, out } = await run(['activity', '-r', REGION, ...args], world())
  expect({ exit, err, out }).toEqual({
    exit: 2,
    err: typeof message === 'string' ? `kms-audit: ${message}\n` : message,
    out: '',
  })
})

test('activity of an archive: one that begins after its end is refused', async () => {
  const { exit, err } = await activity('--since', '2024-03-04', '--until', '2024-03-01')
  expect(exit).toBe(2)
  expect(err).toContain('starts on 2024-03-04, after it ends.')
})

test('activity of an archive: an archive of other accounts answers for no place', async () => {
  const other = {
    clock: () => NOW,
    accounts: [simAccount({ id: '777788889999', regions: { [REGION]: { keys: [] } } })],
  }
  const { exit, err, out } = await run(
    ['activity', '-r', REGION, '--trail-archive', folder, '--trail-index', index, ...WHOLE],
    other,
  )
  expect({ exit, out }).toEqual({ exit: 3, out: '' })
  expect(err).toContain('the archive has no log file')
})
