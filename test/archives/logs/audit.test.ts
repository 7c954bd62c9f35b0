import { expect, test } from 'vitest'
import { DAY } from '../../../src/model/time.ts'
import { simLogs, type SimLogsQuery } from '../../../src/simulation/world/sim-logs.ts'
import { simKey } from '../../../src/simulation/world/sim-key.ts'
import { simAccount, type SimulatedWorld } from '../../../src/simulation/world/world.ts'
import { WireError } from '../../../src/simulation/wire/call.ts'
import { memoryIo } from '../../memory-io.ts'
import { FAST, run } from '../../run.ts'
import { aRow, dayOf, KEY } from './a-logs-engine.ts'

const NOW = Date.UTC(2026, 10, 20, 14, 30)
const keyId = KEY.slice(-36)
/** The oldest month that is kept. */
const KEPT = '2026-03-01'
const EXPIRED = 'end date exceeds the log groups log retention settings'

/** Two Regions; only the first has the key. A use in April is older than the tracking of KMS. */
function worldOf(): { world: SimulatedWorld; queries: (region: string) => SimLogsQuery[] } {
  const ask = (query: SimLogsQuery) =>
    dayOf(query) < KEPT
      ? { refused: EXPIRED }
      : { bytes: 2e9, rows: dayOf(query) === '2026-04-01' ? [aRow('2026-04-02T10:00:00Z')] : [] }
  const [here, there] = [simLogs({ run: ask }), simLogs({ run: ask })]
  const key = simKey({ id: keyId, createdAt: NOW - 2000 * DAY, uses: [] })
  const account = simAccount({
    id: '111122223333',
    regions: { 'eu-west-1': { keys: [key], logs: here }, 'us-east-1': { keys: [], logs: there } },
  })
  const logs: Readonly<Record<string, typeof here>> = { 'eu-west-1': here, 'us-east-1': there }
  return {
    world: { clock: () => NOW, accounts: [account] },
    queries: region => Array.from(logs[region]?.executions.values() ?? [], ({ query }) => query),
  }
}

const RATES = 'LookupEvents=200,GetKeyLastUsage=500,StartQuery=5000,GetQueryResults=5000'
const THROTTLED = {
  operation: 'StartQuery',
  times: 2,
  effect: { kind: 'error' as const, error: () => new WireError('ThrottlingException', 'Rate exceeded') },
}
const io = () => memoryIo({ env: { ...FAST, AWS_REGION: 'eu-west-1', KMS_AUDIT_MAX_RATE: RATES } })
const SOURCE = 'aws_cloudtrail.management'
const AUDIT = ['--cloudwatch-logs', SOURCE, '--source', 'kms,logs', '--no-requests', '-o', 'json']

test('cloudwatch logs: an audit finds a use that is older than the tracking of KMS, also where AWS throttles', async () => {
  const { world, queries } = worldOf()
  const { exit, report, key, err } = await run(AUDIT, world, { io: io(), faults: [THROTTLED], patience: 0 })
  expect(exit).toBe(0)
  expect(key(keyId).usage).toMatchObject({ status: 'used', last_used_at: '2026-04-02T10:00:00Z', source: 'logs' })
  expect(err).toContain('CloudWatch Logs scanned 18.0 GB in 9 queries. AWS bills them by the gigabyte.')
  expect(report().gaps.map(({ operation, reason }) => `${operation} ${reason}`)).toContain('logs:StartQuery partial')
  expect([queries('eu-west-1').length, queries('us-east-1').length]).toEqual([9, 0])
})

test('cloudwatch logs: with a Region, the events of all places are searched there', async () => {
  const { world, queries } = worldOf()
  const argv = AUDIT.map(word => (word === SOURCE ? `${SOURCE}@us-east-1` : word))
  const { key } = await run(argv, world, { io: io(), patience: 0 })
  expect(key(keyId).usage).toMatchObject({ status: 'used', source: 'logs' })
  expect([queries('eu-west-1').length, queries('us-east-1').length]).toEqual([0, 9])
})

test.each([
  [['--source', 'logs'], '--source logs needs events of CloudTrail.'],
  [['--cloudwatch-logs', 'a b'], '--cloudwatch-logs takes aws_cloudtrail.management or the name of a log group'],
  [['--cloudwatch-logs', SOURCE, '--source', 'kms'], '--cloudwatch-logs is not searched with --source kms.'],
  [['--cloudwatch-logs-max-bytes', '1GB'], '--cloudwatch-logs-max-bytes has no effect without --cloudwatch-logs.'],
])('cloudwatch logs: %j is refused', async (argv, message) => {
  const { exit, err } = await run(argv, worldOf().world, { io: io() })
  expect(exit).toBe(2)
  expect(err).toContain(message)
})

test.each([
  ['aws_cloudtrail.management@cn-north-1', 'cn-north-1, where the archive is to be searched, is not in the partition'],
])('cloudwatch logs: %s is refused once the account is known', async (source, message) => {
  const { exit, err } = await run(['--cloudwatch-logs', source], worldOf().world, { io: io() })
  expect(exit).toBe(2)
  expect(err).toContain(message)
})
