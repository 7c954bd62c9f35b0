import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Activity } from '../../../src/model/assessments/activity.ts'
import type { KeyRecord } from '../../../src/model/report/report.ts'
import { simKey } from '../../../src/simulation/world/sim-key.ts'
import { simAccount } from '../../../src/simulation/world/world.ts'
import { serve, type RunningServer } from '../../../src/simulation/wire/server.ts'
import { SimulatedAws } from '../../../src/simulation/wire/simulated-aws.ts'
import { type Truth, writeArchive } from '../../archives/generator/write-archive.ts'
import { historiesOf } from '../../archives/known-call.ts'
import { PROGRAM } from '../program.ts'
import { runBinary } from '../run-binary.ts'

const ACCOUNT = '111122223333'
const REGION = 'us-east-1'

let folder = ''
let truth: Truth
let aws: RunningServer
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kms-audit-activity-'))
  const shape = { since: '2024-01-25', days: 15, eventsPerDay: 300, keysPerPlace: 5, regions: [REGION], level: 1 }
  truth = writeArchive(join(folder, 'logs'), { ...shape, organization: 'o-exampleorgid', digests: true })
  const arns = truth.keys.get(`${ACCOUNT}/${REGION}`) ?? []
  const keys = arns.map((arn, number) => simKey({ id: idOf(arn), aliases: [`alias/app-${number}`] }))
  const account = simAccount({ id: ACCOUNT, regions: { [REGION]: { keys } } })
  aws = await serve(new SimulatedAws({ clock: Date.now, accounts: [account] }))
}, 60_000)
afterAll(async () => {
  await aws.close()
  rmSync(folder, { recursive: true })
})

const idOf = (arn: string): string => arn.slice(arn.lastIndexOf('/') + 1)
const variables = () => ({
  AWS_REGION: REGION,
  AWS_ACCESS_KEY_ID: `AKIA${ACCOUNT}DEMO`,
  AWS_SECRET_ACCESS_KEY: 'none',
  AWS_ENDPOINT_URL: aws.url,
})
const program = (argv: readonly string[], more: Record<string, string> = {}) =>
  runBinary(argv, { ...variables(), ...more })

const WHOLE = ['--since', '2024-01-01', '--until', '2024-03-31']
const FILES = () => ['--trail-archive', join(folder, 'logs'), '--trail-index', join(folder, 'ix')]

/** What the generator knows of a key, counted plainly. */
const known = (keys: readonly string[] | null, since = 0, until = Date.UTC(2024, 3, 1)) =>
  historiesOf(truth.calls, { account: ACCOUNT, region: REGION, keys, since, until, detail: 'days' })

const rowsOf = ({ days = [] }: Activity) =>
  days
    .map(({ account_id: _account, region: _region, is_lower_bound: _bound, ...row }) =>
      JSON.stringify(Object.entries(row).toSorted()),
    )
    .toSorted()
const expectedRows = (histories: ReturnType<typeof known>) =>
  [...histories]
    .flatMap(([key_arn, { days }]) => days.map(({ events, ...day }) => ({ key_arn, ...day, calls: events })))
    .map(row => JSON.stringify(Object.entries(row).toSorted()))
    .toSorted()

test('activity on log files: the program counts every call as the generator knows it, and then from the index alone', async () => {
  const first = await program(['activity', ...WHOLE, ...FILES(), '-o', 'json'])
  expect(first.exit).toBe(0)
  const whole = JSON.parse(first.out) as Activity
  const expected = expectedRows(known(null))
  expect(expected.length).toBeGreaterThan(500)
  expect(rowsOf(whole)).toEqual(expected)
  const again = await program(['activity', ...WHOLE, '-o', 'json'], { KMS_AUDIT_TRAIL_INDEX: join(folder, 'ix') })
  expect(rowsOf(JSON.parse(again.out) as Activity)).toEqual(expected)
})

test('activity on log files: a month of one key, by its alias, from an index that a config file names', async () => {
  const config = join(folder, 'kms-audit.yaml')
  writeFileSync(config, `trail-index: ix\n`)
  const [arn = ''] = truth.keys.get(`${ACCOUNT}/${REGION}`) ?? []
  const asked = ['--since', '2024-02-01', '--until', '2024-02-29', '--key', 'alias/app-0', '--config', config]
  const { exit, out } = await program(['activity', ...asked, '-o', 'json'])
  expect(exit).toBe(0)
  const histories = known([arn], Date.UTC(2024, 1, 1), Date.UTC(2024, 2, 1))
  expect(rowsOf(JSON.parse(out) as Activity)).toEqual(expectedRows(histories))
  const [key] = (JSON.parse(out) as Activity).keys
  const last = histories.get(arn)?.last
  expect(key?.last_use).toMatchObject({ event_id: last?.eventId, operation: last?.operation })
})

test('activity on log files: the table has the source, the days and no word for a proven absence', async () => {
  const { exit, out, err } = await program(['activity', ...WHOLE, '--trail-index', join(folder, 'ix')])
  expect({ exit, err: err.includes('Never') }).toEqual({ exit: 0, err: false })
  expect(out).toMatch(/^Source +log files of CloudTrail on disk/m)
  expect(out).toMatch(/^\| 2024-02-01 \| >= \d+ /m)
  expect(out).not.toContain('Never')
})

test('key on log files: the sheet has the uses of each month', async () => {
  const [arn = ''] = truth.keys.get(`${ACCOUNT}/${REGION}`) ?? []
  const { out } = await program(['key', idOf(arn), '--trail-index', join(folder, 'ix'), '-o', 'json'])
  const [key] = (JSON.parse(out) as { keys: KeyRecord[] }).keys
  const uses = new Map<string, number>()
  for (const { day, error, events } of known([arn]).get(arn)?.days ?? [])
    if (error === null) uses.set(day.slice(0, 7), (uses.get(day.slice(0, 7)) ?? 0) + events)
  expect(new Map(key?.archived_use?.months.map(({ month, uses: count }) => [month, count]))).toEqual(uses)
})

test('library on log files: the package reads them in threads of its own', async () => {
  const [node, file] = PROGRAM
  const script = `
    const { audit } = require(${JSON.stringify(join(dirname(dirname(file)), 'dist/index.cjs'))})
    audit({ sources: ['archive'], requestDays: null, archives: { trailArchive: [${JSON.stringify(join(folder, 'logs'))}] } })
      .then(({ keys }) => console.log(JSON.stringify(keys.map(({ key_arn, usage }) => [key_arn, usage.last_used_at]))))`
  const env = { PATH: process.env['PATH'], ...variables() }
  const { stdout } = await promisify(execFile)(node, ['-e', script], { env })
  const found = new Map(JSON.parse(stdout) as [string, string | null][])
  for (const [arn, { last }] of known(null)) expect(Date.parse(found.get(arn) ?? '')).toBe(last?.at)
})
