import { describe, expect, test } from 'vitest'
import { missingField } from '../../src/simulation/faults/faults.ts'
import { simKey } from '../../src/simulation/world/sim-key.ts'
import { DAY, HOUR } from '../../src/model/time.ts'
import { arn, aWorld, id, NOW } from '../simulation/services/clients.ts'
import { run } from '../run.ts'
import { used, busy, quiet } from '../collect/two-keys.ts'

const json = ['-o', 'json']

describe.concurrent('what is shown', () => {
  const world = aWorld([busy, quiet, simKey({ id: id(3), createdAt: NOW - 10 * DAY })])

  test('--only: it narrows the rows, not the summary', async () => {
    const { report } = await run([...json, '--only', 'unused'], world)
    expect(report().keys.map(({ key_id }) => key_id)).toEqual([id(2)])
    expect(report().summary.keys).toBe(3)
    expect(report().savings.monthly_savings).toBe(1)
    const both = await run([...json, '--only', 'in_use,new'], world)
    expect(both.report().keys.map(({ key_id }) => key_id)).toEqual([id(1), id(3)])
  })

  test('--price-per-key: it replaces the list price', async () => {
    const { report } = await run([...json, '--price-per-key', '0.5'], world)
    expect(report().savings).toMatchObject({ monthly_cost: 1.5, monthly_savings: 0.5, annual_savings: 6 })
  })

  test('--unused-days: it decides which keys are unused', async () => {
    const uses = [used(100 * DAY)]
    const lately = await run([...json, '--unused-days', '120'], aWorld([simKey({ id: id(4), uses })]))
    expect(lately.key(id(4)).disposition).toBe('in_use')
    const long = await run(json, aWorld([simKey({ id: id(4), uses })]))
    expect(long.key(id(4)).disposition).toBe('stale')
  })
})

test('audit: a key without a known usage stays readable, and all operations are counted', async () => {
  const partner = simKey({ id: id(4) })
  const uses = [{ ...used(5 * HOUR, 'ReEncrypt'), partner: arn(4) }, used(6 * HOUR, 'Sign')]
  const { key } = await run(json, aWorld([simKey({ id: id(3), uses }), partner]), {
    faults: [missingField('KeyUsage', { operation: 'DescribeKey' })],
  })
  expect(key(id(3))).toMatchObject({ key_usage: null, error: null, monthly_usage: 2 })
})
