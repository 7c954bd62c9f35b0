import { afterEach, describe, expect, test, vi } from 'vitest'
import { simAccount, type SimulatedWorld } from '../../../src/simulation/world/world.ts'
import { ACCOUNT, aWorld, NOW } from '../../simulation/services/clients.ts'
import { memoryIo } from '../../memory-io.ts'
import { run } from '../../run.ts'
import { busyKey, quietKey, atQuotas, numbers } from './sized-keys.ts'

const json = ['-o', 'json']
afterEach(() => void vi.useRealTimers())

describe.concurrent('the pace', () => {
  test('pace: if others use half of the quota, every answer arrives, and none is counted twice', async () => {
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

  test('pace: each Region has its own, so that five at once meet no throttling', async () => {
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

test('pace: --max-rate sets it', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
  const argv = [...json, '--source', 'kms', '--no-requests', '--max-rate', 'GetKeyLastUsage=10']
  const times: number[] = []
  const state = { isOver: false }
  const audited = run(argv, aWorld(numbers(25).map(quietKey)), {
    io: atQuotas(),
    quotas: 'off',
    onRequest: ({ headers }) => {
      if (headers['x-amz-target']?.endsWith('GetKeyLastUsage') === true) times.push(performance.now())
    },
  }).finally(() => (state.isOver = true))
  while (!state.isOver) {
    await new Promise(setImmediate)
    await vi.advanceTimersByTimeAsync(10)
  }
  expect(await audited).toMatchObject({ exit: 0 })
  expect(times).toHaveLength(25)
  // A burst of half a second's worth, then ten a second.
  for (const [index, time] of times.entries()) {
    const inSecond = times.slice(index).filter(each => each - time < 1000)
    expect(inSecond.length).toBeLessThanOrEqual(16)
  }
  expect((times.at(-1) ?? 0) - (times[0] ?? 0)).toBeGreaterThan(1800)
})
