import { describe, expect, test } from 'vitest'
import { deniedByIdentityPolicy } from '../../../src/simulation/faults/aws-errors.ts'
import { simAccount, type SimulatedWorld } from '../../../src/simulation/world/world.ts'
import { simKey } from '../../../src/simulation/world/sim-key.ts'
import { DAY, HOUR } from '../../../src/model/time.ts'
import { ACCOUNT, aWorld, id, NOW } from '../../simulation/services/clients.ts'
import { memoryIo } from '../../memory-io.ts'
import { FAST, run, type Run } from '../../run.ts'
import { used, busyKey, quietKey, atQuotas, numbers } from '../run/sized-keys.ts'

const json = ['-o', 'json']

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

  test('--estimate: it shows calls, time and money, and makes only the calls that list', async () => {
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

  test('--estimate: raised quotas count, and what is not asked costs nothing', async () => {
    const argv = [...regions, '--estimate', '--source', 'kms', '--no-requests', '--max-rate', 'GetKeyLastUsage=50']
    const { out } = await run(argv, world, { io: atQuotas() })
    expect(out).toMatch(/about 24 s \(AWS limits the rate of calls\)\.$/m)
    expect(out).not.toMatch(/cloud|\$/i)
    const none = await run([...regions, '--estimate', '--source', 'none'], world)
    expect(none.out).not.toMatch(/GetKeyLastUsage|\$/)
  })

  test.each([[[]], [['--fast']], [['--double-check']], [['--source', 'cloudtrail']], [['--source', 'cloudwatch']]])(
    '--estimate: it is at least what the run with %j takes',
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

  test('--estimate: it is about the keys that were named, and without any key there is none', async () => {
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

  test('--estimate: a stopped one is not shown', async () => {
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

  test('--estimate: if nothing answers there is none, exit 3', async () => {
    const faults = [deniedByIdentityPolicy({ operation: 'ListKeys' })]
    const { exit, out, err } = await run(['--estimate'], world, { faults })
    expect({ exit, out }).toEqual({ exit: 3, out: '' })
    expect(err).toMatch(/Could not list keys in any Region or account: .*kms:ListKeys/)
  })

  test('--estimate: places that it could not count are named', async () => {
    const faults = [deniedByIdentityPolicy({ operation: 'ListKeys', region: 'eu-west-1' })]
    const { exit, out, err } = await run([...regions, '--estimate'], world, { faults })
    expect(exit).toBe(0)
    expect(out).toMatch(/^1,200 keys: about /m)
    expect(err).toMatch(/1 gap: kms:ListKeys denied/)
  })
})
