import { describe, expect, test } from 'vitest'
import { changedField, statusOnly } from '../../../src/simulation/faults/faults.ts'
import { seeded } from '../../../src/simulation/world/random.ts'
import { deniedByIdentityPolicy } from '../../../src/simulation/faults/aws-errors.ts'
import { type SimulatedWorld } from '../../../src/simulation/world/world.ts'
import { simKey, type SimKey } from '../../../src/simulation/world/sim-key.ts'
import { DAY, HOUR } from '../../../src/model/time.ts'
import { aWorld, id, NOW } from '../../simulation/services/clients.ts'
import { run, type Run } from '../../run.ts'
import { used, busyKey, quietKey, askedKeys, numbers } from '../run/sized-keys.ts'

const json = ['-o', 'json']

/** Seconds of a bucket that GetMetricData is asked for. */
const periodOf = (input: Record<string, unknown>): number | undefined =>
  (input['MetricDataQueries'] as { MetricStat: { Period: number } }[] | undefined)?.[0]?.MetricStat.Period

describe.concurrent('--fast', () => {
  test('--fast: only quiet keys are asked one by one, and the others are marked as at least that recent', async () => {
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

  test('--fast: the use that a quick look showed is kept, although every source fails after it', async () => {
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

  test('--fast: a use on a later day that only the counts show is reported', async () => {
    const world = aWorld([simKey({ id: id(1), uses: [used(5 * DAY), used(DAY, 'Encrypt')] })])
    // The quick look misses the later hour: its times are lost.
    const lost = changedField('Timestamps', was => (was as number[]).filter(at => at * 1000 < NOW - 2 * DAY), {
      operation: 'GetMetricData',
      when: ({ input }) => periodOf(input) === 3600,
    })
    const { key } = await run([...json, '--fast'], world, { faults: [lost] })
    expect(key(id(1)).last_used).toBe('>= 2026-11-19 00:00 UTC')
  })

  test('--fast: it is no faster, and no worse, where CloudWatch may not be asked', async () => {
    const faults = [deniedByIdentityPolicy({ operation: 'ListMetrics' })]
    const audited = await run([...json, '--fast', '--no-requests'], aWorld(numbers(4).map(busyKey)), { faults })
    expect(askedKeys(audited)).toHaveLength(4)
    expect(audited.key(id(0)).last_used).toBe('2026-11-20 11:30 UTC')
  })

  test('--fast: it works without request counts, too', async () => {
    const audited = await run([...json, '--fast', '--no-requests'], aWorld([busyKey(1), quietKey(2)]))
    expect(askedKeys(audited)).toEqual([id(2)])
    expect(audited.key(id(1))).not.toHaveProperty('monthly_usage')
  })

  test('--fast: the one use that was seen is reported, also if it is not recent enough', async () => {
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
  ])('--fast: the same keys are unused, for the same reason (seed %i, %i days)', async (seed, days) => {
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
