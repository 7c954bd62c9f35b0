import { afterEach, expect, test, vi } from 'vitest'
import { simKey } from '../../../src/simulation/world/sim-key.ts'
import { run } from '../../run.ts'
import { aWorld, id } from '../../simulation/services/clients.ts'

afterEach(() => void vi.useRealTimers())

/** Calls of an audit of so many keys, during which no timer fires: what waits for one would wait for ever. */
async function metricCalls(keys: number, ...argv: string[]): Promise<Readonly<Record<string, number>>> {
  vi.useFakeTimers({ toFake: ['setTimeout', 'setInterval'] })
  const world = aWorld(Array.from({ length: keys }, (_, n) => simKey({ id: id(n + 1) })))
  const { exit, aws } = await run(['-o', 'json', ...argv], world)
  expect(exit).toBe(0)
  return aws.calls
}

test('request counts: those of two keys take one call, and no wait for further keys', async () => {
  expect(await metricCalls(2, '--source', 'kms')).toMatchObject({
    'kms:DescribeKey': 2,
    'cloudwatch:ListMetrics': 1,
    'cloudwatch:GetMetricData': 1,
  })
})

test('request counts: those of a page of keys take calls of 500 series, and no wait for further keys', async () => {
  // Seven series each: 71 keys fit into a call.
  const calls = await metricCalls(200, '--source', 'kms')
  expect(calls['cloudwatch:GetMetricData']).toBe(3)
})

test('CloudWatch as a source: hindsight about two keys takes no wait for further keys', async () => {
  expect(await metricCalls(2)).toMatchObject({ 'cloudwatch:ListMetrics': 1, 'cloudwatch:GetMetricData': 2 })
})
