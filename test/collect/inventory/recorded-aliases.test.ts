import { expect, test } from 'vitest'
import { refuse } from '../../../src/simulation/faults/faults.ts'
import { id } from '../../simulation/services/clients.ts'
import { BANK, SHOP } from '../enter/accounts.ts'
import { list, RECORDS, worldWith } from './recorded-world.ts'

/** An alias as AWS Config records it. */
const alias = (account: string, AliasName: string, TargetKeyId: unknown, awsRegion = 'us-east-1'): object => ({
  accountId: account,
  awsRegion,
  resourceType: 'AWS::KMS::Alias',
  resourceId: AliasName,
  configuration: { AliasName, TargetKeyId },
})

const ALIASES = [
  alias(SHOP, 'alias/orders', id(2)),
  alias(SHOP, 'alias/carts', `arn:aws:kms:us-east-1:${SHOP}:key/${id(2)}`),
  alias(SHOP, 'alias/elsewhere', id(3), 'eu-west-1'),
  // These say nothing.
  alias(BANK, 'alias/odd', null),
  { resourceType: 'AWS::KMS::Alias', accountId: BANK },
]

test('inventory: a recorded key has the aliases that AWS Config has recorded, and a gap says that there may be others', async () => {
  const audited = await list([], worldWith([...RECORDS, ...ALIASES]))
  expect(audited.exit).toBe(0)
  expect(audited.key('2').aliases).toEqual(['alias/carts', 'alias/orders'])
  expect(audited.key('3').aliases).toEqual(['alias/elsewhere'])
  expect(audited.key('4').aliases).toEqual([])
  const gaps = audited.report().gaps.filter(({ operation }) => operation === 'kms:ListAliases')
  expect(gaps.map(({ account_id, region, reason }) => `${account_id} ${region} ${reason}`)).toEqual(
    expect.arrayContaining([`${SHOP} us-east-1 partial`, `${SHOP} eu-west-1 partial`, `${BANK} us-east-1 partial`]),
  )
  expect(gaps.find(({ account_id }) => account_id === SHOP)?.message).toContain('there may be others')
})

test('inventory: a recorded key is found by its recorded alias', async () => {
  const audited = await list(['--key', 'alias/orders'], worldWith([...RECORDS, ...ALIASES]))
  expect(audited.report().keys.map(({ key_id }) => key_id)).toEqual([id(2)])
})

test('inventory: if the aliases cannot be read, the keys are there, and gaps say so', async () => {
  const denied = refuse({
    operation: 'SelectAggregateResourceConfig',
    when: ({ input }) => String(input['Expression']).includes('AWS::KMS::Alias'),
    error: { name: 'AccessDeniedException', message: 'not aliases', status: 400 },
  })
  const audited = await list([], worldWith([...RECORDS, ...ALIASES]), { faults: [denied] })
  expect(audited.exit).toBe(0)
  expect(audited.key('2').aliases).toEqual([])
  expect(audited.report().gaps.map(({ operation, reason }) => `${operation} ${reason}`)).toEqual(
    expect.arrayContaining(['config:SelectAggregateResourceConfig denied', 'kms:ListAliases partial']),
  )
})
