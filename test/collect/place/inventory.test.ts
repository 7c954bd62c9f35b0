import { describe, expect, test } from 'vitest'
import { deniedByIdentityPolicy, deniedByKeyPolicy } from '../../../src/simulation/faults/aws-errors.ts'
import { simAccount } from '../../../src/simulation/world/world.ts'
import { simKey } from '../../../src/simulation/world/sim-key.ts'
import { ACCOUNT, arn, aWorld, id } from '../../simulation/services/clients.ts'
import { run } from '../../run.ts'
import { busy, quiet } from '../two-keys.ts'

const json = ['-o', 'json']

describe.concurrent('the inventory', () => {
  test('inventory: every page of 1,010 keys is read, each key once', async () => {
    const keys = Array.from({ length: 1010 }, (_, n) =>
      simKey({ id: id(n), aliases: n < 250 ? [`alias/key-${n}`] : [] }),
    )
    const { report, aws, exit } = await run([...json, '--source', 'none'], aWorld(keys))
    expect(exit).toBe(0)
    expect(new Set(report().keys.map(({ key_id }) => key_id)).size).toBe(1010)
    expect(report().keys).toHaveLength(1010)
    expect(report().keys.filter(({ aliases }) => aliases.length === 1)).toHaveLength(250)
    expect(aws.calls).toMatchObject({ 'kms:ListKeys': 2, 'kms:ListAliases': 3, 'kms:DescribeKey': 1010 })
    expect(aws.calls).not.toHaveProperty('kms:GetKeyLastUsage')
  })

  test('inventory: a key that vanished is left out, with a gap', async () => {
    const { report, exit } = await run(json, aWorld([busy, simKey({ id: id(3), vanished: true })]))
    expect(report().keys.map(({ key_id }) => key_id)).toEqual([id(1)])
    expect(report().gaps).toMatchObject([{ key_id: id(3), operation: 'kms:DescribeKey', reason: 'vanished' }])
    expect(exit).toBe(0)
  })

  test('inventory: a key that may not be described is kept, with its last use and without a price', async () => {
    const faults = [deniedByKeyPolicy({ operation: 'DescribeKey', keyId: id(1) })]
    const { key, report } = await run(json, aWorld([busy, quiet]), { faults })
    expect(key(id(1))).toMatchObject({
      enabled: null,
      error: 'Access denied for key description',
      last_used: '2026-11-20 11:30 UTC',
      cost: { key: null },
    })
    expect(key(id(1)).created_at).not.toBeNull()
    expect(report().summary).toMatchObject({ keys: 2, unreadable: 1 })
    const table = await run([], aWorld([busy, quiet]), { faults })
    expect(table.out).toMatch(/ERROR .*2026-11-20 11:30 UTC .*Error: Access denied for key description/)
  })

  test('inventory: predefined aliases are never asked about, and AWS managed keys only for their description', async () => {
    const world = aWorld([])
    const keys = [busy, simKey({ id: id(9), manager: 'AWS', aliases: ['alias/aws/s3'] })]
    const regions = { 'us-east-1': { keys, predefinedAliases: ['alias/aws/ebs'] } }
    const { aws, report } = await run(json, { ...world, accounts: [simAccount({ id: ACCOUNT, regions })] })
    expect(aws.createdKeys).toEqual([])
    expect(report().keys).toHaveLength(1)
    expect(aws.log.filter(({ keyId }) => keyId === id(9)).map(({ operation }) => operation)).toEqual([
      'kms:DescribeKey',
    ])
  })

  test('inventory: AWS managed keys are shown with --manager, without a price', async () => {
    const aws = simKey({ id: id(9), manager: 'AWS', aliases: ['alias/aws/s3'] })
    const all = await run([...json, '--manager', 'all'], aWorld([busy, aws]))
    expect(all.report().keys).toHaveLength(2)
    expect(all.key(id(9)).cost.key).toBe(0)
    const only = await run([...json, '--manager', 'aws'], aWorld([busy, aws]))
    expect(only.report().keys.map(({ key_id }) => key_id)).toEqual([id(9)])
  })

  test('inventory: a refusal without an error code is a denied gap with the sentence of AWS', async () => {
    const message = 'User: dev is not authorized to perform: kms:ListAliases'
    const body = JSON.stringify({ message })
    const effect = { kind: 'raw', status: 400, contentType: 'application/x-amz-json-1.1', body } as const
    const { report } = await run(json, aWorld([busy]), { faults: [{ operation: 'ListAliases', effect }] })
    expect(report().gaps).toMatchObject([{ operation: 'kms:ListAliases', reason: 'denied', message }])
  })

  test('inventory: a denied ListAliases is a gap, and everything else is complete', async () => {
    const { report } = await run(json, aWorld([busy]), {
      faults: [deniedByIdentityPolicy({ operation: 'ListAliases' })],
    })
    expect(report().gaps).toMatchObject([{ operation: 'kms:ListAliases', reason: 'denied' }])
    expect(report().keys).toHaveLength(1)
  })

  test.each([
    ['an id', id(2)],
    ['an ARN', arn(2)],
    ['an alias', 'alias/two'],
  ])('--key: a key is found by %s', async (_, name) => {
    const { report } = await run(
      [...json, '--key', name],
      aWorld([busy, simKey({ id: id(2), aliases: ['alias/two'] })]),
    )
    expect(report().keys.map(({ key_id }) => key_id)).toEqual([id(2)])
    expect(report().scope.keys).toEqual([name])
  })

  test.each([
    ['no key', 'alias/nothing', /matches 'alias\/nothing'/],
    ["another account's key", arn(2).replace(ACCOUNT, '444455556666'), /belongs to account 444455556666/],
  ])('--key: naming %s is wrong usage', async (_, name, words) => {
    const { exit, out, err } = await run(['--key', name], aWorld([busy]))
    expect({ exit, out }).toEqual({ exit: 2, out: '' })
    expect(err).toMatch(words)
    expect(err.trim().split('\n')).toHaveLength(1)
  })
})
