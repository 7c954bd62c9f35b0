import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { showProgress } from '../../../src/commands/shared/show-progress.ts'
import { changedField, hang, statusOnly } from '../../../src/simulation/faults/faults.ts'
import { seeded } from '../../../src/simulation/world/random.ts'
import { deniedByIdentityPolicy, unsupported } from '../../../src/simulation/faults/aws-errors.ts'
import { simAccount, simKey, type SimKey, type SimulatedWorld } from '../../../src/simulation/world/world.ts'
import { findingFormats, formats } from '../../../src/formats/index.ts'
import type { Report } from '../../../src/model/report.ts'
import { DAY, HOUR, MINUTE, SECOND } from '../../../src/model/time.ts'
import type { ShowOptions } from '../../../src/model/options.ts'
import { ACCOUNT, aWorld, id, NOW } from '../../simulation/services/clients.ts'
import { aFinding } from '../../formats/a-finding.ts'
import { aPlace, aRecord } from '../../formats/a-report.ts'
import { memoryIo } from '../../memory-io.ts'
import { FAST, run, type Run } from '../../run.ts'
import { plainRerun } from '../../model/plain-rerun.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'long-runs-'))
})
afterAll(() => rmSync(folder, { recursive: true }))
let files = 0
const newFile = (ending = 'json'): string => join(folder, `${++files}.${ending}`)

/** Back to the start of the line, which goes. */
const CLEAR = '\r\u001b[K'
const json = ['-o', 'json']
const used = (ago: number, operation = 'Decrypt') => ({ operation, at: NOW - ago })
const busyKey = (number: number): SimKey => simKey({ id: id(number), uses: [used(3 * HOUR), used(2 * DAY)] })
const quietKey = (number: number): SimKey => simKey({ id: id(number) })
const askedKeys = ({ aws }: Run, operation = 'kms:GetKeyLastUsage'): (string | undefined)[] =>
  aws.log.filter(call => call.operation === operation).map(({ keyId }) => keyId)
/** At the quotas that AWS sets, as nobody says otherwise. */
const atQuotas = (more: Parameters<typeof memoryIo>[0] = {}) => memoryIo({ env: { AWS_REGION: 'us-east-1' }, ...more })
const numbers = (count: number, from = 0): number[] => Array.from({ length: count }, (_, n) => from + n)

/** Seconds of a bucket that GetMetricData is asked for. */
const periodOf = (input: Record<string, unknown>): number | undefined =>
  (input['MetricDataQueries'] as { MetricStat: { Period: number } }[] | undefined)?.[0]?.MetricStat.Period

describe.concurrent('--fast', () => {
  test('asks only the quiet keys one by one, and marks the others as at least that recent', async () => {
    const world = aWorld([...numbers(6).map(busyKey), quietKey(6), simKey({ id: id(7), uses: [used(40 * DAY)] })])
    const audited = await run([...json, '--fast'], world)
    expect(askedKeys(audited).toSorted()).toEqual([id(6), id(7)])
    expect(audited.key(id(0))).toMatchObject({
      last_used: '>= 2026-11-20 11:00 UTC',
      disposition: 'in_use',
      monthly_usage: 2,
      usage: { precision: 'hour', at_least: true, source: 'cloudwatch', last_used_at: '2026-11-20T11:00:00Z' },
    })
    expect(audited.key(id(7))).toMatchObject({ last_used: '2026-10-11 14:30 UTC', usage: { precision: 'second' } })
    expect(audited.report().gaps).toEqual([])
    const table = await run(['--fast'], world)
    expect(table.out.match(/\| >= 2026-11-20 11:00 UTC/g)).toHaveLength(6)
    expect(table.out).not.toMatch(/>= 2026-10-11/)
  })

  test('keeps the use that a quick look showed, although every source fails after it', async () => {
    const world = aWorld([simKey({ id: id(1), uses: [used(10 * DAY)] })])
    const faults = [
      deniedByIdentityPolicy({ operation: 'GetKeyLastUsage' }),
      deniedByIdentityPolicy({ operation: 'LookupEvents' }),
      statusOnly(500, { operation: 'GetMetricData', when: ({ input }) => periodOf(input) === 86_400 }),
    ]
    const words = [...json, '--fast', '--no-requests', '--unused-days', '7']
    const { key } = await run(words, world, { faults })
    expect(key(id(1)).last_used).toBe('>= 2026-11-10 14:00 UTC')
  })

  test('tells the use of a later day that only the counts show', async () => {
    const world = aWorld([simKey({ id: id(1), uses: [used(5 * DAY), used(DAY, 'Encrypt')] })])
    // The quick look misses the later hour: its times are lost.
    const lost = changedField('Timestamps', was => (was as number[]).filter(at => at * 1000 < NOW - 2 * DAY), {
      operation: 'GetMetricData',
      when: ({ input }) => periodOf(input) === 3600,
    })
    const { key } = await run([...json, '--fast'], world, { faults: [lost] })
    expect(key(id(1)).last_used).toBe('>= 2026-11-19 00:00 UTC')
  })

  test('is no faster, and no worse, where CloudWatch may not be asked', async () => {
    const faults = [deniedByIdentityPolicy({ operation: 'ListMetrics' })]
    const audited = await run([...json, '--fast', '--no-requests'], aWorld(numbers(4).map(busyKey)), { faults })
    expect(askedKeys(audited)).toHaveLength(4)
    expect(audited.key(id(0)).last_used).toBe('2026-11-20 11:30 UTC')
  })

  test('does without request counts, too', async () => {
    const audited = await run([...json, '--fast', '--no-requests'], aWorld([busyKey(1), quietKey(2)]))
    expect(askedKeys(audited)).toEqual([id(2)])
    expect(audited.key(id(1))).not.toHaveProperty('monthly_usage')
  })

  test('says the use that it saw once, also where that is not recent enough', async () => {
    const world = aWorld([simKey({ id: id(1), uses: [used(10 * DAY)] })])
    const { key } = await run([...json, '--fast', '--unused-days', '7'], world)
    expect(key(id(1)).disposition).toBe('stale')
    const sources = key(id(1)).usage?.evidence.map(({ source }) => source) ?? []
    expect(new Set(sources).size).toBe(sources.length)
  })

  test.each([
    [1, 1],
    [2, 7],
    [3, 14],
    [4, 90],
  ])('calls the same keys unused, for the same reason (seed %i, %i days)', async (seed, days) => {
    const world = randomWorld(seed, days)
    const argv = [...json, '--unused-days', String(days), '--max-pages', '5']
    const [careful, fast] = await Promise.all([run(argv, world), run([...argv, '--fast'], world)])
    expect(unusedIn(fast)).toEqual(unusedIn(careful))
    expect(fast.report().savings).toEqual(careful.report().savings)
    expect(askedKeys(fast).length).toBeLessThan(askedKeys(careful).length)
  })
})

/** What is said of the keys that are known and not in use. */
const unusedIn = ({ report }: Run): Record<string, unknown> =>
  Object.fromEntries(
    report()
      .keys.filter(({ disposition }) => !['in_use', 'unknown'].includes(disposition))
      .map(({ key_id, disposition, last_used, usage }) => [key_id, [disposition, last_used, usage?.status]]),
  )

/** Keys of all ages, used at all times, many of them about when it begins to matter. */
function randomWorld(seed: number, days: number): SimulatedWorld {
  const random = seeded(seed)
  const upTo = (most: number): number => random() * most
  const moment = (): number => {
    const kind = upTo(4)
    if (kind < 1) return NOW - days * DAY + (upTo(4) - 2) * HOUR
    return NOW - (kind < 2 ? upTo(16 * DAY) : kind < 3 ? upTo(100 * DAY) : upTo(500 * DAY))
  }
  const key = (number: number): SimKey => {
    const uses = numbers(Math.floor(upTo(4))).map(() => {
      const at = Math.min(Math.floor(moment()), NOW - 2 * HOUR)
      const failed = random() < 0.2 ? { errorCode: 'AccessDenied' } : {}
      return {
        operation: random() < 0.5 ? 'Decrypt' : 'GenerateDataKey',
        at,
        count: 1 + Math.floor(upTo(3)),
        ...failed,
      }
    })
    const createdAt = Math.floor(Math.min(NOW - upTo(300 * DAY), ...uses.map(({ at }) => at - 4 * HOUR)))
    return simKey({ id: id(number), uses, createdAt })
  }
  return aWorld(numbers(50).map(key))
}

describe.concurrent('--max-duration', () => {
  test('stops in time, and says what it did not ask', async () => {
    const keys = numbers(100).map(busyKey)
    const argv = [...json, '--source', 'kms', '--no-requests', '--max-duration', '2s']
    const audited = await run(argv, aWorld(keys), { io: atQuotas(), quotas: 1 })
    expect(audited.exit).toBe(0)
    const { keys: records, gaps, scope } = audited.report()
    expect(records).toHaveLength(100)
    const rest = records.filter(({ last_used }) => last_used === 'Unknown')
    expect(rest.length).toBeGreaterThan(50)
    expect(records.length - rest.length).toBe(new Set(askedKeys(audited)).size)
    expect(
      gaps.every(
        ({ reason, message }) => reason === 'partial' && message === 'not requested: the time limit was reached',
      ),
    ).toBe(true)
    expect(gaps.map(({ key_id }) => key_id)).toEqual(rest.map(({ key_id }) => key_id))
    expect(scope.places[0]?.status).toBe('partial')
    expect(audited.err).toMatch(/gaps: kms:GetKeyLastUsage partial/)
  })

  test('finds the quiet keys asked before most of the others', async () => {
    const keys = [...numbers(70).map(busyKey), ...numbers(5, 70).map(quietKey)]
    const env = { AWS_REGION: 'us-east-1', KMS_AUDIT_MAX_RATE: 'GetKeyLastUsage=12,LookupEvents=200' }
    const audited = await run(json, aWorld(keys), { io: memoryIo({ env }) })
    const order = askedKeys(audited)
    expect(order).toHaveLength(75)
    const places = numbers(5, 70).map(number => order.indexOf(id(number)))
    expect(Math.max(...places)).toBeLessThan(65)
    // Once they are known they go in a row.
    expect(Math.max(...places) - Math.min(...places)).toBe(4)
  })

  // A timer that nothing holds is collected, and the run would never end.
  test('is kept although memory is tidied up in between', async () => {
    setFlagsFromString('--expose-gc')
    const tidy = runInNewContext('gc') as () => void
    const tidying = setInterval(tidy, 100)
    const argv = [...json, '--source', 'kms', '--no-requests', '--max-duration', '2s']
    const { report } = await run(argv, aWorld(numbers(60).map(busyKey)), { io: atQuotas() })
    clearInterval(tidying)
    expect(report().gaps).toContainEqual(expect.objectContaining({ reason: 'partial' }))
  })

  test('never calls a key unused for want of time', async () => {
    const env = { AWS_REGION: 'us-east-1', KMS_AUDIT_MAX_RATE: 'GetKeyLastUsage=1' }
    const argv = [...json, '--source', 'kms,cloudtrail', '--max-duration', '1s', '--strict']
    const audited = await run(argv, aWorld(numbers(30).map(quietKey)), { io: memoryIo({ env }) })
    expect(audited.exit).toBe(4)
    const asked = new Set(askedKeys(audited))
    const rest = audited.report().keys.filter(({ key_id }) => !asked.has(key_id))
    expect(rest.length).toBeGreaterThan(20)
    expect(rest.every(({ last_used, disposition }) => last_used === 'Unknown' && disposition === 'unknown')).toBe(true)
  })

  test('leaves no trace when there is time enough, however much', async () => {
    for (const time of ['1h', '25d', '3650d']) {
      const { exit, report, err } = await run(
        [...json, '--source', 'none', '--max-duration', time],
        aWorld([busyKey(1)]),
      )
      expect({ exit, err, gaps: report().gaps }).toEqual({ exit: 0, err: '', gaps: [] })
    }
  })

  test.each([
    ['nobody has said who we are', hang({ service: 'sts' })],
    ['no key was listed', hang({ operation: 'ListKeys' })],
  ])('that is over before %s: one line, exit 3', async (_, fault) => {
    const { exit, out, err } = await run([...json, '--max-duration', '1s'], aWorld([busyKey(1)]), { faults: [fault] })
    expect({ exit, out }).toEqual({ exit: 3, out: '' })
    expect(err).toMatch(/the time limit was reached/)
    expect(err).not.toMatch(/does not accept|aws sso login|allowed/)
    expect(err.trimEnd().split('\n')).toHaveLength(1)
  })
})

describe.concurrent('--estimate', () => {
  const world: SimulatedWorld = {
    clock: () => NOW,
    accounts: [
      simAccount({
        id: ACCOUNT,
        regions: {
          'us-east-1': { keys: numbers(1200).map(quietKey) },
          'eu-west-1': { keys: numbers(12).map(busyKey) },
        },
      }),
    ],
  }
  const regions = ['-r', 'us-east-1,eu-west-1']

  test('says calls, time and money, and makes only the calls that list', async () => {
    const { exit, out, err, aws } = await run([...regions, '--estimate'], world, { io: atQuotas() })
    expect({ exit, err }).toEqual({ exit: 0, err: '' })
    expect(aws.calls).toEqual({ 'sts:GetCallerIdentity': 1, 'kms:ListKeys': 3 })
    expect(out).toMatch(/^111122223333 +us-east-1 +1,200 +4 min$/m)
    expect(out).toMatch(/^111122223333 +eu-west-1 +12 +\d+ s$/m)
    expect(out).toMatch(/^kms:GetKeyLastUsage +1,212$/m)
    expect(out).toMatch(
      /^1,212 keys: about 4 min \(AWS limits the rate of calls\), up to \$\d+\.\d\d for CloudWatch metrics\.$/m,
    )
    expect(out).not.toMatch(/undefined|NaN|Infinity/)
  })

  test('knows raised quotas, and what is not asked costs nothing', async () => {
    const argv = [...regions, '--estimate', '--source', 'kms', '--no-requests', '--max-rate', 'GetKeyLastUsage=50']
    const { out } = await run(argv, world, { io: atQuotas() })
    expect(out).toMatch(/about 24 s \(AWS limits the rate of calls\)\.$/m)
    expect(out).not.toMatch(/cloud|\$/i)
    const none = await run([...regions, '--estimate', '--source', 'none'], world)
    expect(none.out).not.toMatch(/GetKeyLastUsage|\$/)
  })

  test.each([[[]], [['--fast']], [['--double-check']], [['--source', 'cloudtrail']], [['--source', 'cloudwatch']]])(
    'tells what the run with %j takes, or more',
    async words => {
      const noise = [{ operation: 'DescribeKey', at: NOW - HOUR, count: 120, over: 60 * DAY }]
      const keys = [
        ...numbers(8).map(busyKey),
        ...numbers(12, 8).map(number => simKey({ id: id(number), noise })),
        ...numbers(6, 20).map(number => simKey({ id: id(number), uses: [used(300 * DAY)] })),
      ]
      const small = aWorld(keys)
      const { out } = await run(['--estimate', ...words], small)
      const promised = new Map(
        [...out.matchAll(/^(\w+:\w+) +(\d+)$/gm)].map(([, operation, count]) => [operation, Number(count)]),
      )
      let metrics = 0
      const { aws } = await run([...json, ...words], small, {
        onRequest: ({ headers, body }) => {
          if (headers['x-amz-target']?.endsWith('.GetMetricData') !== true) return
          const text = typeof body === 'string' ? body : new TextDecoder().decode(body)
          metrics += (JSON.parse(text) as { MetricDataQueries: unknown[] }).MetricDataQueries.length
        },
      })
      // The number of CloudTrail pages of a key is unknown before the run, so the estimate says that it may be more.
      expect(/long CloudTrail history .* need more/.test(out)).toBe(promised.has('cloudtrail:LookupEvents'))
      const broken = Object.entries(aws.calls)
        .filter(([operation]) => !/^sts:|LookupEvents$/.test(operation))
        .filter(([operation, count]) => count > (promised.get(operation) ?? 0))
        .map(([operation, count]) => `${operation}: ${promised.get(operation) ?? 0} promised, ${count} made`)
      expect(broken).toEqual([])
      const dollars = Number(/up to \$(\d+\.\d\d)/.exec(out)?.[1] ?? 0)
      expect(metrics * 0.00001).toBeLessThanOrEqual(dollars)
    },
  )

  test('is of the keys that were named, and of none there is none', async () => {
    const named = aWorld([simKey({ id: id(1), aliases: ['alias/orders'] }), ...numbers(9, 2).map(quietKey)])
    const ofKeys = (keys: string): Promise<Run> => run(['--estimate', '--key', keys], named)
    const { out, aws } = await ofKeys(`alias/orders,${id(5)}`)
    expect(out).toMatch(/^2 keys: about /m)
    expect(aws.calls).toEqual({ 'sts:GetCallerIdentity': 1, 'kms:ListKeys': 1, 'kms:ListAliases': 1 })
    expect((await ofKeys(id(5))).out).toMatch(/^1 key: about /m)
    const none = await ofKeys('alias/oders')
    expect(none).toMatchObject({ exit: 2, out: '' })
    expect(none.err).toMatch(/No key in us-east-1 matches 'alias\/oders'/)
  })

  test('that is stopped is no estimate', async () => {
    const io = memoryIo({ env: FAST })
    const { exit, out } = await run([...regions, '--estimate'], world, {
      io,
      onRequest: (request, { calls }) => {
        if (calls['kms:ListKeys'] === 2) io.signal('SIGINT')
        void request
      },
    })
    expect({ exit, out }).toEqual({ exit: 130, out: '' })
  })

  test('of nothing that answers is none: exit 3', async () => {
    const faults = [deniedByIdentityPolicy({ operation: 'ListKeys' })]
    const { exit, out, err } = await run(['--estimate'], world, { faults })
    expect({ exit, out }).toEqual({ exit: 3, out: '' })
    expect(err).toMatch(/Could not list keys in any Region or account: .*kms:ListKeys/)
  })

  test('says which places it could not count', async () => {
    const faults = [deniedByIdentityPolicy({ operation: 'ListKeys', region: 'eu-west-1' })]
    const { exit, out, err } = await run([...regions, '--estimate'], world, { faults })
    expect(exit).toBe(0)
    expect(out).toMatch(/^1,200 keys: about /m)
    expect(err).toMatch(/1 gap: kms:ListKeys denied/)
  })
})

describe.concurrent('the pace', () => {
  test('where others use half of the quota, every answer arrives, and none is taken twice', async () => {
    const keys = numbers(50).map(number => (number % 2 === 0 ? busyKey(number) : quietKey(number)))
    const env = { AWS_REGION: 'us-east-1', KMS_AUDIT_MAX_RATE: 'GetKeyLastUsage=40' }
    const argv = [...json, '--source', 'kms', '--no-requests']
    const audited = await run(argv, aWorld(keys), { io: memoryIo({ env }), quotas: 4 })
    expect(audited.aws.throttled['kms:GetKeyLastUsage']).toBeGreaterThan(0)
    expect(audited.report().gaps).toEqual([])
    expect(audited.report().summary).toMatchObject({ keys: 50, in_use: 25, silent: 25, unknown: 0 })
    const answered = audited.aws.log.filter(
      ({ operation, error }) => operation.endsWith('LastUsage') && error === undefined,
    )
    expect(answered.map(({ keyId }) => keyId).toSorted()).toEqual(keys.map(key => key.id).toSorted())
    expect(audited.report()).toEqual((await run(argv, aWorld(keys))).report())
  })

  test('is what --max-rate says', async () => {
    const argv = [...json, '--source', 'kms', '--no-requests', '--max-rate', 'GetKeyLastUsage=10']
    const times: number[] = []
    await run(argv, aWorld(numbers(25).map(quietKey)), {
      io: atQuotas(),
      quotas: 'off',
      onRequest: ({ headers }) => {
        if (headers['x-amz-target']?.endsWith('GetKeyLastUsage') === true) times.push(performance.now())
      },
    })
    expect(times).toHaveLength(25)
    // A burst of half a second's worth, then ten a second.
    for (const [index, time] of times.entries()) {
      const inSecond = times.slice(index).filter(each => each - time < 1000)
      expect(inSecond.length).toBeLessThanOrEqual(16)
    }
    expect((times.at(-1) ?? 0) - (times[0] ?? 0)).toBeGreaterThan(1800)
  })

  test('is kept for each Region by itself: five at once meet no throttling', async () => {
    const regions = ['us-east-1', 'us-east-2', 'us-west-2', 'eu-west-1', 'eu-central-1']
    const keys = numbers(12).map(quietKey)
    const world: SimulatedWorld = {
      clock: () => NOW,
      accounts: [simAccount({ id: ACCOUNT, regions: Object.fromEntries(regions.map(region => [region, { keys }])) })],
    }
    const argv = [...json, '--source', 'kms', '--no-requests', '--max-rate', 'GetKeyLastUsage=8', '-r', regions.join()]
    const { report, aws } = await run(argv, world, { io: atQuotas(), quotas: 1.6 })
    expect(report().keys).toHaveLength(60)
    expect(aws.throttled).toEqual({})
  })
})

describe('--from', () => {
  const world = aWorld([
    busyKey(1),
    quietKey(2),
    simKey({ id: id(3), description: '=1+1 \u001b[31m "x", y\n|', uses: [used(300 * DAY)] }),
  ])
  const argv = ['-r', 'us-east-1,us-west-2']
  const faults = [unsupported({ operation: 'LookupEvents' })]
  let saved: string
  beforeAll(async () => {
    saved = newFile()
    const { exit } = await run([...argv, ...json, '-f', saved], world, { faults })
    expect(exit).toBe(0)
  })

  test.each(Object.keys(formats))('shows a saved report as %s just as the audit did, and asks nobody', async format => {
    const asked = [...argv, ...(findingFormats.some(each => each === format) ? ['--checks'] : [])]
    const from = newFile()
    await run([...asked, ...json, '-f', from], world, { faults })
    const direct = await run([...asked, '-o', format], world, { faults })
    const shown = await run(['--from', from, '-o', format], world)
    expect(shown.exit).toBe(0)
    expect(withoutNext(shown.out)).toBe(withoutNext(direct.out))
    expect(shown.requests).toEqual([])
    const terminal = (words: string[]) =>
      run([...words, '-o', format], world, { faults, io: memoryIo({ env: FAST, tty: true, columns: 200 }) })
    expect(withoutNext((await terminal(['--from', from])).out)).toBe(withoutNext((await terminal(asked)).out))
  })

  test('needs no Region and no credentials, narrows rows, and ends as the audit did', async () => {
    const shown = async (...words: string[]): Promise<Run> =>
      run(['--from', saved, ...words], world, { io: memoryIo() })
    expect((await shown('--only', 'unused', '-o', 'csv')).out.trim().split('\r\n')).toHaveLength(3)
    expect((await shown('--fail-on', 'unused')).exit).toBe(1)
    expect((await shown('--strict')).exit).toBe(4)
    expect((await shown()).exit).toBe(0)
  })

  test('is muted and compared by findings that it has, and is judged first where it has none', async () => {
    const [judged, mutes] = [newFile(), newFile()]
    await run(['--from', saved, '--check', 'alias-missing', ...json, '-f', judged], world)
    const shown = async (...words: string[]): Promise<Report> =>
      JSON.parse((await run(['--from', judged, ...json, ...words], world)).out) as Report
    const before = (await shown()).findings?.filter(({ status }) => status === 'fail') ?? []
    expect(before).not.toEqual([])
    const compared = (await shown('--baseline', judged)).findings?.filter(({ status }) => status === 'fail')
    expect(compared).toEqual(before.map(finding => ({ ...finding, is_new: false })))
    const entry = `{ Regions: ['*'], Resources: ['*'], Reason: agreed }`
    writeFileSync(mutes, `Mutelist: { Accounts: { '*': { Checks: { alias-missing: ${entry} } } } }`)
    const muted = (await shown('--mutelist', mutes)).findings?.filter(({ status }) => status === 'muted')
    expect(muted).toHaveLength(before.length)
    const implied = async (...words: string[]): Promise<Report> =>
      JSON.parse((await run(['--from', saved, ...json, ...words], world, { io: memoryIo() })).out) as Report
    for (const words of [
      ['--baseline', judged],
      ['--mutelist', mutes],
    ])
      expect((await implied(...words)).findings?.length).toBeGreaterThan(before.length)
    const inEnvironment = memoryIo({ env: { KMS_AUDIT_MUTELIST: mutes } })
    expect((await run(['--from', saved], world, { io: inEnvironment })).exit).toBe(0)
  })

  test('opens the gate for findings that fail, and refuses one that it cannot decide', async () => {
    const judged = newFile()
    await run(['--from', saved, '--check', 'alias-missing', ...json, '-f', judged], world)
    const exitOf = async (path: string): Promise<number> =>
      (await run(['--from', path, '--fail-on', 'low'], world, { io: memoryIo() })).exit
    expect(await exitOf(judged)).toBe(1)
    // An alias is missing, whatever else the report does not hold.
    expect(await exitOf(saved)).toBe(1)
    for (const gate of ['critical', 'policy-public']) {
      const undecided = await run(['--from', saved, '--fail-on', gate], world, { io: memoryIo() })
      expect(undecided).toMatchObject({ exit: 2, out: '' })
      expect(undecided.err).toMatch(/--fail-on \S+ cannot be evaluated: .* was saved without key policies/)
    }
    const other = await run(['--from', judged, '--fail-on', 'policy-public'], world, { io: memoryIo() })
    expect(other).toMatchObject({ exit: 2, out: '' })
    expect(other.err).toMatch(/--fail-on policy-public can never match: .* has no results of that check\. Add --checks/)
  })

  test('writes a file like the audit', async () => {
    const copy = newFile()
    await run(['--from', saved, ...json, '-f', copy], world)
    expect(readFileSync(copy, 'utf8')).toBe(readFileSync(saved, 'utf8'))
  })

  test.each<[string, string | ((report: Report) => unknown), RegExp]>([
    ['no JSON', 'KeyId,Enabled\r\n', /is not valid JSON/],
    ['half a report', '{"schema_version": 1, "keys": [', /is not valid JSON/],
    ['another JSON document', '{"name": "kms-audit"}', /is not a report of kms-audit/],
    ['a list', '[]', /is not a report of kms-audit/],
    ['null', 'null', /is not a report of kms-audit/],
    ['a report of a later version', report => ({ ...report, schema_version: 2 }), /schema version 2/],
    ['a report without its keys', report => ({ ...report, keys: undefined }), /is not a report of kms-audit/],
    ['a report with keys alone', ({ keys }) => ({ schema_version: 1, keys }), /is not a report of kms-audit/],
    ['a report with keys that are none', report => ({ ...report, keys: [1, null] }), /is not a report of kms-audit/],
    ['a report with half a key', report => ({ ...report, keys: [{ key_id: 'x' }] }), /is not a report of kms-audit/],
    ['a report without gaps', report => ({ ...report, gaps: undefined }), /is not a report of kms-audit/],
    ...(
      [
        ['a time that is none', { generated_at: '\u001b[31mnow' }],
        ['findings that are none', { findings: [null] }],
        ['half a finding', { findings: [{ check: 'rotation-off', severity: 'medium', status: 'fail' }] }],
        ['a finding of an unknown severity', { findings: [aFinding({ severity: 'awful' as never })] }],
        ['a finding of an unknown status', { findings: [aFinding({ status: 'bad' as never })] }],
        ['a finding of a key that is a number', { findings: [aFinding({ key_id: 7 as never })] }],
        ['a finding in a Region that is no host name', { findings: [aFinding({ region: 'a.example/' })] }],
        ['a mute without a reason', { findings: [aFinding({ muted: { status: 'fail' } as never })] }],
        [
          'a place that is no host name',
          { scope: { manager: 'customer', sources: [], places: [aPlace({ region: '' })] } },
        ],
        ['checks that are no list', { scope: { manager: 'customer', sources: [], places: [aPlace()], checks: 'all' } }],
        ['half a check', { scope: { manager: 'customer', sources: [], places: [aPlace()], check_details: { a: {} } } }],
        ['a description that is a number', { keys: [aRecord({ description: 7 as never })] }],
        ['tags that are none', { keys: [aRecord({ tags: ['a'] as never })] }],
      ] as const
    ).map(([what, part]): [string, (report: Report) => unknown, RegExp] => [
      `a report with ${what}`,
      report => ({ ...report, ...part }),
      /is not a report of kms-audit/,
    ]),
  ])('refuses %s, in one line', async (_, content, words) => {
    const path = newFile()
    const text =
      typeof content === 'string' ? content : JSON.stringify(content(JSON.parse(readFileSync(saved, 'utf8')) as Report))
    writeFileSync(path, text)
    for (const format of Object.keys(formats)) {
      const { exit, out, err } = await run(['--from', path, '-o', format], world)
      expect({ exit, out }).toEqual({ exit: 2, out: '' })
      expect(err).toMatch(words)
      expect(err.trimEnd().split('\n')).toHaveLength(1)
    }
  })

  test.each([
    ['UTF-16 LE', (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le')],
    ['UTF-16 BE', (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le').swap16()],
    ['UTF-8 with a byte order mark', (text: string) => Buffer.from(`\uFEFF${text}`)],
  ])('reads a report, a baseline and a mutelist in %s, as PowerShell writes them', async (_, encoded) => {
    const [judged, report, mutelist] = [newFile(), newFile(), newFile('yaml')]
    await run(['--from', saved, '--checks', ...json, '-f', judged], world)
    writeFileSync(report, encoded(readFileSync(judged, 'utf8')))
    writeFileSync(mutelist, encoded('Mutelist:\r\n  Accounts: {}\r\n'))
    const words = ['--from', report, '-q', '--checks', '--mutelist', mutelist, '--baseline', report]
    expect(await run(words, world)).toMatchObject({ exit: 0, err: '' })
  })

  test.each([
    ['not there', () => join(folder, 'nowhere.json')],
    ['a folder', () => folder],
  ])('refuses a file that is %s, in one line', async (_, path) => {
    const { exit, out, err } = await run(['--from', path()], world)
    expect({ exit, out }).toEqual({ exit: 2, out: '' })
    expect(err).toMatch(/^kms-audit: Cannot read .*\n$/)
  })
})

describe.concurrent('a run that is stopped', () => {
  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)('by %s writes FILE.partial, keeps the old FILE, and exits with %i', async (signal, code) => {
    const path = join(mkdtempSync(join(folder, 'stopped-')), 'keys.json')
    writeFileSync(path, 'the last whole one')
    const io = memoryIo({ env: FAST })
    let asked = 0
    const audited = await run([...json, '-f', path], aWorld(numbers(40).map(busyKey)), {
      io,
      onRequest: ({ headers }) => {
        if (headers['x-amz-target']?.endsWith('GetKeyLastUsage') === true && ++asked === 15) io.signal(signal)
      },
    })
    expect({ exit: audited.exit, out: audited.out }).toEqual({ exit: code, out: '' })
    expect(readFileSync(path, 'utf8')).toBe('the last whole one')
    const partial = JSON.parse(readFileSync(`${path}.partial`, 'utf8')) as Report
    expect(partial.keys).toHaveLength(40)
    expect(
      partial.gaps.every(
        ({ reason, message }) => reason === 'partial' && message === 'not requested: the run was interrupted',
      ),
    ).toBe(true)
    expect(partial.gaps.length).toBeGreaterThan(0)
    expect(partial.summary.silent + partial.summary.never).toBe(0)
    expect(audited.err).toContain(`kms-audit: Interrupted. Partial results written to ${path}.partial.\n`)
    expect(readdirSync(dirname(path))).toEqual(['keys.json', 'keys.json.partial'])
  })

  test('before anything is known says so, and writes nothing', async () => {
    const path = newFile()
    const io = memoryIo({ env: FAST })
    const onRequest = (): void => io.signal('SIGINT')
    const { exit, out, err } = await run(['-f', path], aWorld([busyKey(1)]), { io, onRequest })
    expect({ exit, out }).toEqual({ exit: 130, out: '' })
    expect(err).toBe('kms-audit: Interrupted before any results were available.\n')
    expect(existsSync(path) || existsSync(`${path}.partial`)).toBe(false)
  })

  test('is stopped although an answer never comes', async () => {
    const io = memoryIo({ env: FAST })
    const faults = [hang({ operation: 'GetKeyLastUsage' }), hang({ service: 'cloudwatch' })]
    const asking = run(json, aWorld(numbers(5).map(busyKey)), { io, faults })
    setTimeout(() => io.signal('SIGTERM'), 1000)
    const { exit, report } = await asking
    expect(exit).toBe(143)
    expect(report().summary).toMatchObject({ keys: 5, unknown: 5 })
  })
})

test('a run that is over asks for nothing more', async () => {
  const faults = [deniedByIdentityPolicy({ operation: 'ListKeys' }), statusOnly(500, { operation: 'ListAliases' })]
  const { exit, aws } = await run([], aWorld([quietKey(1)]), { faults })
  const asked = { ...aws.calls }
  expect({ exit, aliases: asked['kms:ListAliases'] }).toEqual({ exit: 3, aliases: 1 })
  // Longer than the pause before a second try.
  await sleep(600)
  expect(aws.calls).toEqual(asked)
})

describe.concurrent('the plan', () => {
  const world = aWorld(numbers(200).map(quietKey))
  const short = ['--max-duration', '1s']
  const PLAN =
    /kms-audit: 200 keys: about 40 s \(AWS\slimits\sthe\srate\sof\scalls\),\sup\sto\s\$0\.\d\d\sfor\sCloudWatch\smetrics\.\n/

  test('of a long run is told on a terminal, before it is carried out', async () => {
    const io = atQuotas({ tty: true })
    let toldAfter = Infinity
    const { err, aws } = await run(short, world, {
      io,
      onRequest: (_, { calls }) => {
        if (PLAN.test(io.err())) toldAfter = Math.min(toldAfter, calls['kms:GetKeyLastUsage'] ?? 0)
      },
    })
    expect(err).toMatch(PLAN)
    expect(toldAfter).toBeLessThan(aws.calls['kms:GetKeyLastUsage'] ?? 0)
    expect(err.match(new RegExp(PLAN, 'g'))).toHaveLength(1)
  })

  test('is told elsewhere only with --log-progress', async () => {
    expect((await run(short, world, { io: atQuotas() })).err).not.toMatch(/keys: about/)
    const logged = await run([...short, '--log-progress'], world, { io: atQuotas() })
    expect(logged.err).toMatch(PLAN)
    // oxlint-disable-next-line no-control-regex
    expect(logged.err).not.toMatch(/[\r\u001b]/)
  })

  test.each([['-q'], ['--no-progress']])('is not told with %s', async word => {
    const { err } = await run([...short, word], world, { io: atQuotas({ tty: true }) })
    expect(err).not.toMatch(/keys: about|keys, about/)
  })

  test('of a short run is not told', async () => {
    const { err } = await run([], aWorld([busyKey(1)]), { io: atQuotas({ tty: true }) })
    expect(err.replaceAll(CLEAR, '')).not.toMatch(/keys: about/)
  })

  test('never spells the word that scripts count', async () => {
    const { err } = await run([...short, '--log-progress'], world, { io: atQuotas() })
    expect(err).not.toContain('Never')
  })
})

/** The summary proposes another command, which reads the saved report. */
const withoutNext = (text: string): string => text.split('Next: ')[0] ?? ''

const showing = (words: Partial<ShowOptions>): ShowOptions => ({
  outputs: [{ format: 'table', file: null }],
  only: [],
  failOn: [],
  severity: null,
  strict: false,
  quiet: false,
  progress: 'auto',
  color: 'never',
  columns: [],
  sort: null,
  rerun: plainRerun,
  ...words,
})
const LINE = '120 of 300 keys, about 36 s left (GetKeyLastUsage: 180 to go)'

describe('the progress', () => {
  afterEach(() => vi.useRealTimers())

  test('is a line every ten seconds with --log-progress, until the end', () => {
    vi.useFakeTimers()
    const io = memoryIo()
    const hide = showProgress(() => LINE, showing({ progress: 'log' }), io)
    vi.advanceTimersByTime(10 * SECOND - 1)
    expect(io.err()).toBe('')
    vi.advanceTimersByTime(20 * SECOND + 1)
    expect(io.err()).toBe(`kms-audit: ${LINE}\n`.repeat(3))
    hide()
    vi.advanceTimersByTime(MINUTE)
    expect(io.err()).toBe(`kms-audit: ${LINE}\n`.repeat(3))
  })

  test.each([
    ['whole where it fits', 80, LINE],
    ['without its note on a narrower terminal', 60, '120 of 300 keys, about 36 s left'],
    ['cut where it still does not fit', 20, '120 of 300 keys, ab'],
  ])('is drawn over itself on a terminal after a second, %s, and erased at the end', (_, columns, line) => {
    vi.useFakeTimers()
    const io = memoryIo({ tty: true, columns })
    const hide = showProgress(() => LINE, showing({}), io)
    vi.advanceTimersByTime(900)
    expect(io.err()).toBe('')
    vi.advanceTimersByTime(SECOND)
    expect(io.err().replaceAll(`${CLEAR}${line}`, '')).toBe('')
    expect(io.err().split(CLEAR).length - 1).toBeLessThanOrEqual(4)
    hide()
    expect(io.err().endsWith(CLEAR)).toBe(true)
  })

  test.each<[string, Partial<ShowOptions>, boolean, Record<string, string>]>([
    ['no terminal', {}, false, {}],
    ['--no-progress', { progress: 'off' }, true, {}],
    ['-q', { quiet: true }, true, {}],
    ['TERM=dumb, which shows escape codes as text', {}, true, { TERM: 'dumb' }],
  ])('is nothing with %s', (_, words, tty, env) => {
    vi.useFakeTimers()
    const io = memoryIo({ tty, env })
    showProgress(() => LINE, showing(words), io)()
    const hide = showProgress(() => LINE, showing(words), io)
    vi.advanceTimersByTime(5 * MINUTE)
    hide()
    expect(io.err()).toBe('')
  })
})
