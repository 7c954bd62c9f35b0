import { describe, expect, test } from 'vitest'
import { deniedByIdentityPolicy } from '../../../src/simulation/faults/aws-errors.ts'
import { simKey } from '../../../src/simulation/world/sim-key.ts'
import { DAY } from '../../../src/model/time.ts'
import { aWorld, id, NOW } from '../../simulation/services/clients.ts'
import { run } from '../../run.ts'
import { busy, quiet } from '../two-keys.ts'

const json = ['-o', 'json']

describe.concurrent('request counts', () => {
  test('request counts: they are the sum over the days asked for, also of activity older than two weeks', async () => {
    const uses = [
      { operation: 'Decrypt', at: NOW - 2 * DAY, count: 10 },
      { operation: 'GenerateDataKey', at: NOW - 20 * DAY, count: 5 },
      { operation: 'Decrypt', at: NOW - 40 * DAY, count: 100 },
    ]
    const { key } = await run(json, aWorld([simKey({ id: id(3), uses }), quiet]))
    expect(key(id(3)).monthly_usage).toBe(15)
    expect(key(id(3)).cost.requests).toBeCloseTo(0.000045, 9)
    expect(key(id(2)).monthly_usage).toBe(0)
  })

  test('request counts: they are unknown, not 0, where the metric does not exist although keys are used', async () => {
    const { key, report } = await run(json, aWorld([busy, quiet], { delays: { metrics: 1000 * DAY } }))
    expect(key(id(1)).monthly_usage).toBeNull()
    expect(key(id(2)).monthly_usage).toBeNull()
    expect(report().gaps).toMatchObject([{ operation: 'cloudwatch:GetMetricData', reason: 'unsupported' }])
  })

  test('request counts: unknown if denied, and every other column is complete', async () => {
    const faults = [deniedByIdentityPolicy({ operation: 'GetMetricData' })]
    const { key, report } = await run(json, aWorld([busy]), { faults })
    expect(key(id(1))).toMatchObject({ monthly_usage: null, disposition: 'in_use' })
    expect(report().gaps).toMatchObject([{ operation: 'cloudwatch:GetMetricData', reason: 'denied', key_id: null }])
  })

  test('request counts: they are left out with --no-requests', async () => {
    const { key, report } = await run([...json, '--no-requests'], aWorld([busy]))
    expect(key(id(1))).not.toHaveProperty('monthly_usage')
    expect(report()).not.toHaveProperty('request_days')
  })
})
