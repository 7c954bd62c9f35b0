import { describe, expect, test } from 'vitest'
import { recordedKey } from '../../../src/simulation/world/recorded-key.ts'
import { simKey } from '../../../src/simulation/world/sim-key.ts'
import { ACCOUNT, id, NOW } from '../../simulation/services/clients.ts'
import { BANK, gapsOf, member, SHOP, withRegions, worldOf } from '../enter/accounts.ts'
import { aggregator, auditors, HOURS, keysIn, list, recorded, RECORDS, source, worldWith } from './recorded-world.ts'

describe.concurrent('coverage', () => {
  test.each([
    ['a Region that failed', [source('us-east-1'), source('eu-west-1', 'o-exampleorg', 'FAILED')], SHOP, 'are failed'],
    ['an account that is not a source', [source('us-east-1', BANK)], SHOP, 'does not include this account and Region'],
    ['an outdated account', [source('us-east-1', SHOP, 'OUTDATED')], SHOP, 'are outdated'],
  ])('inventory: %s of the aggregator is a gap', async (_, sources, account, message) => {
    const { report } = await list([], worldWith(RECORDS, sources))
    const operation = 'config:DescribeConfigurationAggregatorSourcesStatus'
    expect(report().gaps).toContainEqual(
      expect.objectContaining({ account_id: account, operation, message: expect.stringContaining(message) as string }),
    )
  })

  test('inventory: an asked account without records is a gap, never an account without keys', async () => {
    const audited = await list(['--accounts', BANK], worldWith([recorded(SHOP, 2)]))
    expect(audited.report().gaps).toContainEqual({
      account_id: BANK,
      region: null,
      key_id: null,
      operation: 'config:SelectAggregateResourceConfig',
      reason: 'partial',
      message: 'AWS Config lists no key of this account, which does not show that it has none',
    })
  })

  test('inventory: records that name no key are a gap, beside those that do', async () => {
    const foreign = { ...recorded(SHOP, 5), arn: `arn:aws:kms:us-east-1:${BANK}:key/${id(5)}` }
    const audited = await list([], worldWith([recorded(SHOP, 2), foreign]))
    expect(keysIn(audited)).toEqual([`${ACCOUNT} us-east-1 1`, `${SHOP} us-east-1 2 recorded`])
    expect(gapsOf(audited)).toContainEqual([ACCOUNT, 'us-east-1', 'config:SelectAggregateResourceConfig', 'malformed'])
  })

  test('inventory: of two records of a key, the later one counts', async () => {
    const records = [recordedBefore(9, 'older'), recordedBefore(2, 'newest'), recordedBefore(5, 'old')]
    const audited = await list([], worldWith(records))
    expect(keysIn(audited)).toEqual([`${ACCOUNT} us-east-1 1`, `${SHOP} us-east-1 2 recorded`])
    expect(audited.key('2')).toMatchObject({
      description: 'newest',
      inventory: { recorded_at: '2026-11-20T12:30:00Z' },
    })
  })

  test('inventory: a record without a description is a key that could not be described', async () => {
    const audited = await list([], worldWith([{ ...recorded(SHOP, 2), configuration: {} }]))
    expect(audited.key('2')).toMatchObject({ key_state: null, cost: { key: null } })
    expect(audited.key('2').error).toContain('key description')
  })
})

/** A record of one key, so many hours old. */
const recordedBefore = (hours: number, description: string) =>
  recordedKey(simKey({ id: id(2), description }), { account: SHOP, region: 'us-east-1', at: NOW - hours * HOURS })

/** An account whose role does not exist. */
const cannotEnter = (account: string) => member(account, { roles: [] })

describe.concurrent('roles', () => {
  test('inventory: an account whose role cannot be assumed has its keys, and its gap stays', async () => {
    const world = worldOf(
      auditors(aggregator(RECORDS, [source('us-east-1'), source('eu-west-1')])),
      cannotEnter(SHOP),
      member(BANK),
    )
    const roles = [SHOP, BANK].map(account => `arn:aws:iam::${account}:role/audit/KeyAuditor`)
    const audited = await list(['-r', 'us-east-1', '--role-arn', roles.join(',')], world)
    expect(keysIn(audited)).toEqual([
      `${ACCOUNT} us-east-1 1 recorded`,
      `${ACCOUNT} us-east-1 9 recorded`,
      `${SHOP} us-east-1 2 recorded`,
      `${BANK} us-east-1 9`,
    ])
    expect(gapsOf(audited)).toContainEqual([SHOP, null, 'sts:AssumeRole', 'denied'])
  })

  test('inventory: if no account can be entered, the recorded keys are the report', async () => {
    const world = worldOf(auditors(aggregator(RECORDS, [source('us-east-1')])), cannotEnter(SHOP))
    const role = `arn:aws:iam::${SHOP}:role/audit/KeyAuditor`
    const audited = await list(['--accounts', SHOP, '--role-arn', role], world, {
      io: withRegions('us-east-1'),
    })
    expect(audited.exit).toBe(0)
    expect(keysIn(audited)).toEqual([`${SHOP} eu-west-1 3 recorded`, `${SHOP} us-east-1 2 recorded`])
  })
})
