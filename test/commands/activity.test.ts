import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { TRAIL_CHANGES } from '../../src/model/assessments/activity-changes.ts'
import type { Activity } from '../../src/model/assessments/activity.ts'
import { deniedByIdentityPolicy } from '../../src/simulation/faults/aws-errors.ts'
import { validate } from '../../src/report/validators/activity.ts'
import { DAY, HOUR } from '../../src/model/time.ts'
import type { Fault } from '../../src/simulation/faults/faults.ts'
import { type SimulatedCall, WireError } from '../../src/simulation/wire/call.ts'
import { simKey, type SimUse } from '../../src/simulation/world/sim-key.ts'
import { simAccount, type SimulatedWorld } from '../../src/simulation/world/world.ts'
import { ACCOUNT, arn, aWorld, id, NOW } from '../simulation/services/clients.ts'
import { displayWidth } from '../../src/lib/text/width.ts'
import { readCsv } from '../formats/read-csv.ts'
import { memoryIo } from '../memory-io.ts'
import { FAST, run, type RunOptions } from '../run.ts'

const ROLE = `arn:aws:sts::${ACCOUNT}:assumed-role/app/i-0abcd1234ef567890`

const uses = (operation: string, count: number, rest: Partial<SimUse> = {}): SimUse => ({
  operation,
  at: NOW - HOUR,
  count,
  over: HOUR,
  by: ROLE,
  ...rest,
})

/** One account whose first key has these uses. */
const worldOf = (...all: readonly SimUse[]): SimulatedWorld => aWorld([simKey({ id: id(1), uses: all })])

async function activity(world: SimulatedWorld, args: readonly string[] = [], options: RunOptions = {}) {
  const shown = await run(['activity', '-o', 'json', ...args], world, options)
  return { ...shown, whole: () => JSON.parse(shown.out) as Activity }
}

test('activity: all pages of the time are counted, by principal and by key', async () => {
  const world = worldOf(uses('Decrypt', 120), uses('Encrypt', 7), uses('Encrypt', 9, { at: NOW - 2 * DAY }))
  const { whole, aws } = await activity(world)
  const { windows, principals, calls } = whole()
  expect(windows).toMatchObject([{ region: 'us-east-1', is_complete: true, events: 127, pages: 3, not_understood: 0 }])
  expect(principals).toMatchObject([
    { principal: `arn:aws:iam::${ACCOUNT}:role/app`, calls: 127, sessions: 1, is_lower_bound: false },
  ])
  expect(calls.map(row => [row.key_arn, row.operation, row.calls])).toEqual([
    [arn(1), 'Decrypt', 120],
    [arn(1), 'Encrypt', 7],
  ])
  // Three pages, and one lookup for each change of trails.
  expect(aws.calls['cloudtrail:LookupEvents']).toBe(3 + TRAIL_CHANGES.length)
})

test('activity: the JSON output fits its schema', async () => {
  const { whole } = await activity(worldOf(uses('Decrypt', 3)))
  expect(validate(whole()), JSON.stringify(validate.errors)).toBe(true)
})

test('activity: --since reads further back', async () => {
  const { whole } = await activity(worldOf(uses('Encrypt', 9, { at: NOW - 2 * DAY })), ['--since', '3d'])
  expect(whole().windows).toMatchObject([{ since: '2026-11-17T14:30:00Z', events: 9 }])
})

test('activity: --since beyond 90 days is refused with the reason, before AWS is called', async () => {
  const { exit, err, requests } = await activity(worldOf(), ['--since', '91d'])
  expect({ exit, err, calls: requests.length }).toEqual({
    exit: 2,
    err: 'kms-audit: --since 91d is longer than the 90 days that CloudTrail keeps in its event history. Use --since 90d at most, or name an archive, such as --trail-archive DIR.\n',
    calls: 0,
  })
})

const busy = uses('Decrypt', 2000, { over: 20 * HOUR })
const twoKeys = aWorld([
  simKey({ id: id(1), aliases: ['alias/busy'], uses: [busy] }),
  simKey({ id: id(2), aliases: ['alias/quiet'], uses: [uses('Encrypt', 3, { at: NOW - 22 * HOUR, over: 0 })] }),
])

test('activity: where a Region has more events than pages, each key is searched, and quiet keys are read to the start', async () => {
  const { whole, exit, err } = await activity(twoKeys, ['--max-pages', '12'])
  const { windows, calls, gaps } = whole()
  expect(exit).toBe(0)
  expect(windows).toMatchObject([
    { search: 'keys', pages: 12, is_complete: false, partial_keys: [{ key_arn: arn(1) }] },
  ])
  expect(windows[0]?.why).toBe(
    'stopped after 12 pages before all events of 1 busy key of 2 were read: raise --max-pages',
  )
  expect(calls.map(row => [row.key_arn, row.calls, row.is_lower_bound])).toEqual([
    [arn(1), 500, true],
    [arn(2), 3, false],
  ])
  expect(gaps).toMatchObject([{ operation: 'cloudtrail:LookupEvents', reason: 'partial' }])
  expect(err).toContain('1 gap')
})

test('activity: a search of each key can miss keys of other accounts, so that checks are unknown', async () => {
  const foreign = arn(9).replace(ACCOUNT, '444455556666')
  const others = { ...uses('Decrypt', 900, { over: 20 * HOUR, errorCode: 'AccessDenied' }), foreignKey: foreign }
  const region = { keys: [simKey({ id: id(1), uses: [uses('Decrypt', 20)] })], noise: [others] }
  const world = { ...aWorld([]), accounts: [simAccount({ id: ACCOUNT, regions: { 'us-east-1': region } })] }
  const { whole } = await activity(world, ['--max-pages', '12'])
  const { windows, calls, findings } = whole()
  expect(windows).toMatchObject([{ search: 'keys', is_complete: false }])
  expect(calls.map(row => [row.key_arn, row.calls, row.is_lower_bound])).toEqual([
    [foreign, 500, true],
    [arn(1), 20, false],
  ])
  expect(findings.filter(({ status }) => status === 'pass').map(({ check }) => check)).toEqual(['activity-key-change'])
})

test('activity: with --strict, a time that is out of reach ends with exit code 4', async () => {
  expect((await activity(twoKeys, ['--max-pages', '12', '--strict'])).exit).toBe(4)
})

test('activity: a Region whose keys cannot be listed is read from its newest events, down to a lower bound', async () => {
  const faults = [deniedByIdentityPolicy({ operation: 'ListKeys' })]
  const { whole } = await activity(twoKeys, ['--max-pages', '12'], { faults })
  const { windows, calls, gaps } = whole()
  expect(windows).toMatchObject([{ search: 'region', pages: 12, is_complete: false, partial_keys: [] }])
  expect(windows[0]?.since && windows[0].since > '2026-11-20T00:00:00Z').toBe(true)
  expect(calls).toMatchObject([{ calls: 600, is_lower_bound: true }])
  expect(gaps.map(({ operation }) => operation)).toContain('kms:ListKeys')
})

test.each(['alias/quiet', id(2), arn(2)])(
  'activity: --key %s reads the events of this key alone, which is cheaper than those of the Region',
  async key => {
    const { whole, aws } = await activity(twoKeys, ['--key', key])
    expect(whole().windows).toMatchObject([{ search: 'keys', events: 3, is_complete: true }])
    expect(whole().calls).toMatchObject([{ key_arn: arn(2), calls: 3 }])
    expect(whole().keys).toEqual([{ key_arn: arn(2), aliases: ['alias/quiet'] }])
    // One page that says how busy the Region is, one of the key, and the changes of trails.
    expect(aws.calls['cloudtrail:LookupEvents']).toBe(2 + TRAIL_CHANGES.length)
  },
)

test('activity: --key that matches no key is refused with exit code 2, before events are read', async () => {
  const { exit, err, aws } = await activity(twoKeys, ['--key', 'alias/quite'])
  expect(exit).toBe(2)
  expect(err).toBe("kms-audit: No key in us-east-1 matches 'alias/quite'. Did you mean alias/quiet?\n")
  expect(aws.calls['cloudtrail:LookupEvents']).toBeUndefined()
})

test('activity: a ReEncrypt counts for both its keys, and once for its principal', async () => {
  const world = aWorld([
    simKey({ id: id(1), uses: [uses('ReEncrypt', 4, { partner: arn(2) })] }),
    simKey({ id: id(2) }),
    simKey({ id: id(3), uses: [uses('Decrypt', 200)] }),
  ])
  for (const args of [[], ['--key', `${id(1)},${id(2)}`]]) {
    const { calls, principals } = (await activity(world, args)).whole()
    expect(calls.filter(row => row.operation === 'ReEncrypt').map(row => [row.key_arn, row.calls])).toEqual([
      [arn(1), 4],
      [arn(2), 4],
    ])
    expect(principals[0]?.calls).toBe(args.length === 0 ? 204 : 4)
  }
})

const twoRegions = (...all: readonly SimUse[]): SimulatedWorld => {
  const keys = [simKey({ id: id(1), uses: all })]
  return {
    ...aWorld([]),
    accounts: [simAccount({ id: ACCOUNT, regions: { 'us-east-1': { keys }, 'eu-west-1': { keys } } })],
  }
}

test('activity: a Region that refuses LookupEvents is a gap, and its checks are unknown', async () => {
  const faults = [deniedByIdentityPolicy({ operation: 'LookupEvents', region: 'eu-west-1' })]
  const { whole, exit } = await activity(twoRegions(uses('Decrypt', 3)), ['-r', 'us-east-1,eu-west-1'], { faults })
  const { scope, windows, gaps, findings } = whole()
  expect(exit).toBe(0)
  expect(scope.places.map(({ region, status }) => [region, status])).toEqual([
    ['eu-west-1', 'unreachable'],
    ['us-east-1', 'complete'],
  ])
  expect(windows.map(({ region, since, is_complete }) => [region, since, is_complete])).toEqual([
    ['eu-west-1', null, false],
    ['us-east-1', '2026-11-19T14:30:00Z', true],
  ])
  expect(gaps).toMatchObject([{ region: 'eu-west-1', operation: 'cloudtrail:LookupEvents', reason: 'denied' }])
  const results = findings.filter(({ check }) => check === 'activity-denied')
  expect(results.map(({ region, status }) => [region, status])).toEqual([
    ['eu-west-1', 'unknown'],
    ['us-east-1', 'pass'],
  ])
  expect(findings.find(({ check }) => check === 'activity-decrypt-volume')).toMatchObject({ status: 'unknown' })
})

test('activity: if every Region refuses LookupEvents, it ends with exit code 3 and the reason', async () => {
  const faults = [deniedByIdentityPolicy({ operation: 'LookupEvents' })]
  const { exit, err, out } = await activity(worldOf(uses('Decrypt', 3)), [], { faults })
  expect({ exit, out }).toEqual({ exit: 3, out: '' })
  expect(err).toContain('Could not read CloudTrail events in any Region or account')
  expect(err).toContain('not authorized to perform: cloudtrail:LookupEvents')
})

test('activity: a Region that does not answer is a gap, and the others are shown', async () => {
  const faults: Fault[] = [{ operation: 'LookupEvents', region: 'eu-west-1', effect: { kind: 'reset' } }]
  const { whole } = await activity(twoRegions(uses('Decrypt', 3)), ['-r', 'us-east-1,eu-west-1'], { faults })
  expect(whole().gaps).toMatchObject([{ region: 'eu-west-1', reason: 'network' }])
  expect(whole().calls).toMatchObject([{ region: 'us-east-1', calls: 3, is_lower_bound: false }])
  expect(whole().principals).toMatchObject([{ calls: 3, is_lower_bound: true }])
})

const throttling = () => new WireError('ThrottlingException', 'Rate exceeded')

test('activity: throttled pages are read again, and no event is lost or counted twice', async () => {
  const faults: Fault[] = [{ operation: 'LookupEvents', times: 6, effect: { kind: 'error', error: throttling } }]
  const { whole, aws } = await activity(worldOf(uses('Decrypt', 120)), [], { faults })
  expect(whole().windows).toMatchObject([{ events: 120, is_complete: true }])
  expect(aws.calls['cloudtrail:LookupEvents']).toBe(6 + 3 + TRAIL_CHANGES.length)
})

const isLaterPage = (call: SimulatedCall): boolean => call.input['NextToken'] !== undefined

test('activity: a page that fails in the middle makes the counts lower bounds, from the time that was reached', async () => {
  const faults: Fault[] = [{ ...deniedByIdentityPolicy({ operation: 'LookupEvents' }), when: isLaterPage }]
  const { whole } = await activity(worldOf(uses('Decrypt', 120, { at: NOW - HOUR, over: 12 * HOUR })), [], { faults })
  const { windows, calls } = whole()
  expect(windows).toMatchObject([{ since: '2026-11-20T08:36:00Z', is_complete: false, events: 50 }])
  expect(calls).toMatchObject([{ calls: 50, is_lower_bound: true }])
})

const damage = (body: string): string => body.replace('"CloudTrailEvent":"{', '"CloudTrailEvent":"not JSON{')

test('activity: events whose record is damaged are counted as not understood, and in no other count', async () => {
  const faults: Fault[] = [{ operation: 'LookupEvents', effect: { kind: 'change', change: damage } }]
  const { whole } = await activity(worldOf(uses('Decrypt', 5)), [], { faults })
  const { windows, calls, findings } = whole()
  expect(windows).toMatchObject([{ events: 4, not_understood: 1, is_complete: true }])
  expect(calls).toMatchObject([{ calls: 4, is_lower_bound: true }])
  expect(findings.find(({ check }) => check === 'activity-denied')).toMatchObject({
    status: 'unknown',
    detail: '1 event is not understood.',
  })
})

test('activity: changes of trails are found, although they name no key', async () => {
  const stop: SimUse = {
    operation: 'StopLogging',
    target: 'cloudtrail.amazonaws.com',
    at: NOW - 3 * HOUR,
    by: ROLE,
    from: '198.51.100.7',
    parameters: { name: 'main' },
  }
  const region = { keys: [simKey({ id: id(1) })], noise: [stop] }
  const world = { ...aWorld([]), accounts: [simAccount({ id: ACCOUNT, regions: { 'us-east-1': region } })] }
  const { whole } = await activity(world)
  expect(whole().changes).toMatchObject([
    { operation: 'StopLogging', trail: 'main', key_arn: null, source_address: '198.51.100.7' },
  ])
  expect(whole().findings[0]).toMatchObject({ check: 'activity-key-change', severity: 'high', status: 'fail' })
})

test('activity: a trail whose home Region was not read makes its changes unknown there', async () => {
  const trails = [{ name: 'everywhere', homeRegion: 'us-west-2', multiRegion: true, logging: true }]
  const region = { keys: [simKey({ id: id(1) })] }
  const regions = { 'us-east-1': region, 'us-west-2': region }
  const world = { ...aWorld([]), accounts: [simAccount({ id: ACCOUNT, regions, trails })] }
  const changes = async (args: readonly string[]) => {
    const { findings } = (await activity(world, args)).whole()
    return findings.filter(({ check }) => check === 'activity-key-change').map(({ status, detail }) => [status, detail])
  }
  expect(await changes([])).toEqual([
    ['unknown', `Changes of trails are also recorded in ${ACCOUNT} us-west-2, which was not read.`],
  ])
  expect(await changes(['-r', 'us-east-1,us-west-2'])).toEqual([
    ['pass', ''],
    ['pass', ''],
  ])
})

const denied = uses('Decrypt', 3, { errorCode: 'AccessDenied' })

test('activity: --fail-on anomaly ends with exit code 1 if anything is unusual, and with 0 if nothing is', async () => {
  const unusual = await activity(worldOf(denied), ['--fail-on', 'anomaly'])
  expect(unusual.exit).toBe(1)
  expect(unusual.err).toContain('--fail-on anomaly')
  expect((await activity(worldOf(uses('Decrypt', 3)), ['--fail-on', 'anomaly'])).exit).toBe(0)
})

test('activity: a saved result is shown again, with other limits if these are given, without calling AWS', async () => {
  const path = join(mkdtempSync(join(tmpdir(), 'activity-')), 'activity.json')
  await activity(worldOf(uses('Decrypt', 30)), ['-f', path])
  const same = await activity(worldOf(), ['--from', path])
  expect(same.whole()).toEqual(JSON.parse(readFileSync(path, 'utf8')))
  const strict = await activity(worldOf(), ['--from', path, '--max-decrypts', '10'])
  expect(strict.requests).toEqual([])
  expect(strict.whole().thresholds.decrypts_per_day).toBe(10)
  expect(strict.whole().findings[0]).toMatchObject({ check: 'activity-decrypt-volume', status: 'fail' })
})

test('activity: the table says how far it got, who called which key, and what is unusual', async () => {
  const { out } = await run(['activity', '-o', 'table', '--max-pages', '12'], twoKeys)
  expect(out).toContain(
    'Activity    2026-11-19 14:30 UTC to 2026-11-20 14:30 UTC; events after 2026-11-20 14:15 UTC may be',
  )
  expect(out).toMatch(
    /^Incomplete {2}111122223333 us-east-1: events of 1 key since 2026-11-20 \d\d:\d\d UTC only; stopped after/m,
  )
  expect(out).toMatch(/^\| role\/app +\| >= 503 +\| +>= 0 \| +>= 500 \| +>= 1 /m)
  expect(out).toMatch(/^\| quiet +\| role\/app +\| Encrypt +\| +3 \| - +\| 192\.0\.2\.10 /m)
  expect(out).toContain('>= 503 successful calls of principals carry no encryption context')
  expect(out).toContain('of other accounts: not visible')
})

test('activity: on a terminal of 80 columns no line is wider, and what is left out is named', async () => {
  const io = memoryIo({ tty: true, columns: 80, env: { ...FAST, NO_COLOR: '1' } })
  const { out } = await run(['activity', '--no-progress', '--max-pages', '12'], twoKeys, { io })
  expect(out.split('\n').filter(line => displayWidth(line) > 80)).toEqual([])
  expect(out).toContain('Not shown')
  expect(out).toContain('role/app')
})

test('activity: -o csv has a line for each row of calls', async () => {
  const { out } = await run(['activity', '-o', 'csv'], worldOf(uses('Decrypt', 3), denied))
  const [head = [], ...rows] = readCsv(out)
  const cell = (name: string): (string | undefined)[] => rows.map(row => row[head.indexOf(name)])
  expect(cell('Calls')).toEqual(['6'])
  expect(cell('Failures')).toEqual(['AccessDenied=3'])
  expect(cell('Sources')).toEqual(['192.0.2.10=6'])
  expect(cell('WithoutContext')).toEqual(['3'])
})

test('activity: -o html has the callers, the totals and the findings', async () => {
  const { out } = await run(['activity', '-o', 'html'], worldOf(uses('Decrypt', 3), denied))
  for (const text of ['role/app', 'Calls by source address', 'AccessDenied 3', 'activity-denied', 'not visible'])
    expect(out).toContain(text)
})

test('activity: --compare-with finds callers that an earlier result does not have', async () => {
  const path = join(mkdtempSync(join(tmpdir(), 'activity-')), 'earlier.json')
  await activity(worldOf(uses('Decrypt', 30)), ['-f', path])
  const stranger = uses('Decrypt', 2, { by: `arn:aws:sts::${ACCOUNT}:assumed-role/mallory/x`, from: '203.0.113.9' })
  const { whole } = await activity(worldOf(uses('Decrypt', 30), stranger), ['--compare-with', path])
  expect(whole().new_callers.map(({ kind, name, calls }) => [kind, name, calls])).toEqual([
    ['network', '203.0.113.0/24', 2],
    ['principal', `arn:aws:iam::${ACCOUNT}:role/mallory`, 2],
  ])
  expect(validate(whole()), JSON.stringify(validate.errors)).toBe(true)
})

test('activity: --compare-with refuses a file that is not a result of activity, before AWS is called', async () => {
  const path = join(mkdtempSync(join(tmpdir(), 'activity-')), 'other.json')
  writeFileSync(path, '{"kind": "secrets"}')
  const { exit, err, requests } = await activity(worldOf(), ['--compare-with', path])
  expect({ exit, calls: requests.length }).toEqual({ exit: 2, calls: 0 })
  expect(err).toContain('is not a result of kms-audit activity, but of secrets')
})
