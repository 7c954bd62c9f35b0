import { beforeAll, expect, test, vi } from 'vitest'
import { callRecords, principalRecords } from '../../../src/assessments/activity/activity-records.ts'
import { ActivityTally } from '../../../src/assessments/activity/tally.ts'
import type { ActivityEvent } from '../../../src/model/assessments/activity-event.ts'
import type { ActivityWindow } from '../../../src/model/assessments/activity-window.ts'
import { ACCOUNT, anEvent, aRole, aService, KEY, NOW } from './an-event.ts'

vi.setConfig({ hookTimeout: 60_000, testTimeout: 60_000 })

const EVENTS = 100_000
const REGION = 'us-east-1'
const DAY = 86_400_000

/** A sequence of numbers from 0 to 1 that looks random and is the same each time. */
function randomNumbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

const random = randomNumbers(20261120)
const oneOf = <T>(choices: readonly T[]): T => choices[Math.floor(random() * choices.length)] as T
const KEYS = Array.from({ length: 9 }, (_, number) => `${KEY.slice(0, -1)}${number}`)

const callers = [
  ...['orders', 'billing', 'search'].flatMap(role => ['one', 'two', 'three'].map(session => aRole(role, session))),
  { ...aRole('orders'), service: 'dynamodb.amazonaws.com', source_address: 'dynamodb.amazonaws.com' },
  { ...aRole('partner', 'x', '444455556666'), principal: null, issuer: null },
  aService('s3.amazonaws.com'),
]

const DRY_RUN = 'DryRunOperationException'

function randomEvent(): ActivityEvent {
  const operation = oneOf(['Decrypt', 'Decrypt', 'Encrypt', 'GenerateDataKey', 'ReEncrypt', 'DescribeKey'])
  const caller = oneOf(callers)
  const source = caller.service ?? `192.0.2.${Math.floor(random() * 40)}`
  const error = oneOf([null, null, null, 'AccessDenied', 'DisabledException', 'ThrottlingException', DRY_RUN])
  return anEvent({
    at: NOW - Math.floor(random() * 7 * DAY),
    operation,
    keys: operation === 'ReEncrypt' ? [oneOf(KEYS.slice(0, 4)), oneOf(KEYS.slice(4))] : [oneOf(KEYS)],
    caller: { ...caller, source_address: source },
    error,
    unusable: error === 'DisabledException' ? 'disabled' : null,
    encryptionContext: oneOf([null, null, { part: oneOf(['a', 'b', 'c']) }]),
    takesContext: operation !== 'DescribeKey',
  })
}

const events = Array.from({ length: EVENTS }, randomEvent)
const complete = { account_id: ACCOUNT, region: REGION, is_complete: true, not_understood: 0 } as ActivityWindow

let tally: ActivityTally
beforeAll(() => {
  tally = new ActivityTally()
  for (const event of events) tally.add(event, ACCOUNT, REGION)
})

const nameOf = ({ caller }: ActivityEvent): string | null =>
  caller.issuer ?? caller.principal ?? (caller.service === null ? 'AROAEXAMPLEEXAMPLE00' : null)

const seconds = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}Z`

/** Numbers of something by its name. */
const counted = (names: readonly string[]): Record<string, number> => {
  const counts: Record<string, number> = {}
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1
  return counts
}

test('activity: the rows of calls of 100,000 random events equal a plain recount', () => {
  const rows = callRecords(tally, [complete])
  const groups = new Map<string, ActivityEvent[]>()
  for (const event of events)
    for (const key of event.keys) {
      const name = [key, nameOf(event), event.caller.principal_account, event.caller.service, event.operation].join(' ')
      const group = groups.get(name)
      if (group === undefined) groups.set(name, [event])
      else group.push(event)
    }
  expect(rows).toHaveLength(groups.size)
  for (const row of rows) {
    const name = [row.key_arn, row.principal, row.principal_account, row.service, row.operation].join(' ')
    const group = groups.get(name) ?? []
    const isOfService = row.principal === null || row.service !== null
    const bare = group.filter(one => one.error === null && one.takesContext && one.encryptionContext === null)
    expect({ ...row, sources: Object.fromEntries(row.sources.map(({ address, calls }) => [address, calls])) }).toEqual({
      account_id: ACCOUNT,
      region: REGION,
      key_arn: row.key_arn,
      principal: row.principal,
      principal_account: row.principal_account,
      service: row.service,
      operation: row.operation,
      calls: group.length,
      failures: counted(group.flatMap(({ error }) => (error === DRY_RUN ? [] : (error ?? [])))),
      dry_runs: group.filter(({ error }) => error === DRY_RUN).length,
      with_disabled_key: group.filter(({ error }) => error === 'DisabledException').length,
      with_key_pending_deletion: 0,
      first_at: seconds(Math.min(...group.map(({ at }) => at))),
      last_at: seconds(Math.max(...group.map(({ at }) => at))),
      sources: counted(group.flatMap(({ caller }) => caller.source_address ?? [])),
      other_source_calls: 0,
      resources: [
        ...new Set(
          group.flatMap(one => (one.encryptionContext === null ? [] : `part=${one.encryptionContext['part']}`)),
        ),
      ].toSorted(),
      has_more_resources: false,
      without_context: isOfService ? null : bare.length,
      is_lower_bound: false,
    })
  }
})

/** The most events within so many steps of this length, tried from each step. */
function mostWithin(some: readonly ActivityEvent[], steps: number, length: number): number {
  const counts = counted(some.map(({ at }) => String(Math.floor(at / length))))
  const sums = Object.keys(counts).map(last =>
    Array.from({ length: steps }, (_, back) => counts[String(Number(last) - back)] ?? 0).reduce((a, b) => a + b, 0),
  )
  return Math.max(...sums)
}

test('activity: the rows of principals of 100,000 random events equal a plain recount', () => {
  const rows = principalRecords(tally, [complete])
  const names = events.map(event => `${nameOf(event)} ${nameOf(event) === null ? event.caller.service : null}`)
  expect(Object.fromEntries(rows.map(row => [`${row.principal} ${row.service}`, row.calls]))).toEqual(counted(names))
  for (const row of rows) {
    const own = events.filter(event => nameOf(event) === row.principal)
    const decrypts = own.filter(({ error, operation }) => error === null && operation === 'Decrypt')
    const failed = own.filter(({ error }) => error !== null && error !== DRY_RUN)
    expect(row).toMatchObject({
      failures: failed.length,
      dry_runs: own.filter(({ error }) => error === DRY_RUN).length,
      sessions: new Set(own.flatMap(({ caller }) => caller.session_name ?? [])).size,
      first_at: seconds(Math.min(...own.map(({ at }) => at))),
      most_decrypts_a_day: mostWithin(decrypts, 144, 600_000),
      most_failures_an_hour: mostWithin(failed, 60, 60_000),
    })
  }
})
