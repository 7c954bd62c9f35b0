import { describe, expect, test } from 'vitest'
import { changedField } from '../../../src/simulation/faults/faults.ts'
import { run } from '../../run.ts'
import { expectOneLine, worldOf } from '../enter/accounts.ts'
import { aggregator, audit, auditors, RECORDS, worldWith } from './recorded-world.ts'

describe.concurrent('bad input', () => {
  test('inventory: a name that no aggregator has is wrong usage, with the command that lists them', async () => {
    const missing = await run(['--inventory-from', 'config:other'], worldWith())
    expectOneLine(missing, 2, /no aggregator other in us-east-1 of account 111122223333.*describe-configuration-aggreg/)
    expect(missing.aws.calls['kms:ListKeys']).toBeUndefined()
  })

  test('inventory: a denied query cannot run, and says which action to allow', async () => {
    const world = worldOf(
      auditors(aggregator(RECORDS, []), { deniedActions: ['config:SelectAggregateResourceConfig'] }),
    )
    expectOneLine(await audit([], world), 3, /Could not read AWS Config aggregator org.*Allow config:Select/)
  })

  test('inventory: an answer that is not one cannot run', async () => {
    const broken = changedField('Results', () => 7, { operation: 'SelectAggregateResourceConfig' })
    expectOneLine(
      await audit([], worldWith(), { faults: [broken] }),
      3,
      /aggregator org.*Results is a number, not a list/,
    )
  })

  test.each(['org', 'config:', 'config:a b', 'config:org@europe', 's3:org'])(
    'inventory: %s is not a value',
    async value => {
      expectOneLine(
        await run(['--inventory-from', value], worldWith()),
        2,
        /--inventory-from takes config: and the name/,
      )
    },
  )

  test('inventory: a Region of another partition is refused', async () => {
    expectOneLine(await run(['--inventory-from', 'config:org@cn-north-1'], worldWith()), 2, /not in partition aws/)
  })

  test('inventory: a saved report takes no aggregator', async () => {
    expectOneLine(await run(['--from', 'x.json', '--inventory-from', 'config:org'], worldWith()), 2, /--inventory-from/)
  })
})
