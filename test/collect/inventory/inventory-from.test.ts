import { describe, expect, test } from 'vitest'
import { refuse } from '../../../src/simulation/faults/faults.ts'
import { ACCOUNT, id, NOW } from '../../simulation/services/clients.ts'
import { BANK, gapsOf, SHOP, worldOf } from '../enter/accounts.ts'
import { aggregator, audit, auditors, keysIn, list, recorded, RECORDS, source, worldWith } from './recorded-world.ts'

describe.concurrent('inventory', () => {
  test('inventory: keys of other accounts are added as recorded, and entered places keep their live answers', async () => {
    const audited = await audit()
    expect(audited.exit).toBe(0)
    expect(keysIn(audited)).toEqual([
      `${ACCOUNT} us-east-1 1`,
      `${SHOP} eu-west-1 3 recorded`,
      `${SHOP} us-east-1 2 recorded`,
      `${BANK} us-east-1 4 recorded`,
    ])
    expect(audited.key('1')).toMatchObject({ description: 'as it is' })
    expect(audited.key('2')).toMatchObject({
      inventory: { source: 'config:org@us-east-1', recorded_at: '2026-11-18T14:30:00Z' },
      description: 'orders',
      key_state: 'Enabled',
      key_manager: 'CUSTOMER',
      created_at: '2025-03-19T00:00:00Z',
      last_used: 'Unknown',
      disposition: 'unknown',
      monthly_usage: null,
      cost: { key: 1 },
      error: null,
    })
    const places = audited
      .report()
      .scope.places.map(({ account_id, region, status, keys, inventory }) => [
        `${account_id} ${region} ${status} ${keys}`,
        inventory?.updated_at,
      ])
    expect(places).toEqual([
      [`${ACCOUNT} us-east-1 complete 1`, undefined],
      [`${SHOP} eu-west-1 unreachable 1`, '2026-11-20T13:30:00Z'],
      [`${SHOP} us-east-1 unreachable 1`, '2026-11-20T13:30:00Z'],
      [`${BANK} us-east-1 unreachable 1`, '2026-11-20T13:30:00Z'],
    ])
  })

  test('inventory: two queries are made and no call about recorded keys: what it leaves open is unknown, with one gap for each place', async () => {
    const audited = await audit(['--checks'])
    const { aws } = audited
    expect(aws.calls['config:SelectAggregateResourceConfig']).toBe(2)
    expect(new Set(aws.log.map(({ account }) => account))).toEqual(new Set([ACCOUNT]))
    expect(aws.calls['kms:GetKeyLastUsage']).toBe(1)
    const { key_policy, grants, tags, key_rotation_enabled, findings_unknown } = audited.key('4')
    expect({ key_policy, grants, tags, key_rotation_enabled }).toEqual({
      key_policy: null,
      grants: null,
      tags: null,
      key_rotation_enabled: null,
    })
    expect(findings_unknown).toEqual(expect.arrayContaining(['policy-public', 'rotation-off', 'alias-missing']))
    const bank = gapsOf(audited).filter(([account]) => account === BANK)
    expect(new Set(bank.map(([, region, , reason]) => `${region} ${reason}`))).toEqual(new Set(['us-east-1 partial']))
    const operations = bank.map(([, , operation]) => operation)
    expect(operations.length).toBe(new Set(operations).size)
    expect(operations).toEqual(
      expect.arrayContaining(['kms:ListKeys', 'kms:ListAliases', 'kms:GetKeyPolicy', 'kms:ListGrants']),
    )
  })

  test('inventory: a check of the recorded state finds what was wrong then, and passes nothing', async () => {
    const doomed = { state: 'PendingDeletion', deletionDate: NOW + 864_000_000 }
    const { report } = await audit(
      ['--checks'],
      worldWith([recorded(SHOP, 2, doomed), recorded(BANK, 4, { description: 'x' })]),
    )
    const found = (report().findings ?? []).filter(({ account_id }) => account_id !== ACCOUNT)
    expect(found.filter(({ status }) => status === 'pass')).toEqual([])
    expect(found.filter(({ status }) => status === 'fail')).toMatchObject([
      {
        check: 'pending-deletion',
        detail: expect.stringMatching(/AWS Config recorded this on 2026-11-18\.$/) as string,
      },
    ])
    const key = found.find(({ check, account_id }) => check === 'pending-deletion' && account_id === BANK)
    expect(key).toMatchObject({ status: 'unknown', detail: expect.stringContaining('may be different now') as string })
  })

  test('inventory: the state of a deletion is the recorded one, and costs nothing', async () => {
    const deletion = { state: 'PendingDeletion', deletionDate: NOW + 864_000_000 }
    const audited = await list([], worldWith([recorded(SHOP, 2, deletion)]))
    expect(audited.key('2')).toMatchObject({ key_state: 'PendingDeletion', deletion_date: '2026-11-30T14:30:00Z' })
    expect(audited.key('2').cost.key).toBe(0)
    expect(audited.report().summary).toMatchObject({ keys: 2, pending_deletion: 1 })
  })

  test('inventory: all pages are read', async () => {
    const many = Array.from({ length: 120 }, (_, n) => recorded(SHOP, n + 10))
    const audited = await list([], worldWith(many))
    expect(audited.report().keys).toHaveLength(121)
    // Two of keys, and one of aliases.
    expect(audited.aws.calls['config:SelectAggregateResourceConfig']).toBe(3)
  })

  test('inventory: the keys before a page that fails stay, and a gap says that there may be more', async () => {
    const many = Array.from({ length: 101 }, (_, n) => recorded(SHOP, n + 10))
    const late = refuse({
      operation: 'SelectAggregateResourceConfig',
      when: ({ input }) => input['NextToken'] !== undefined,
      error: { name: 'AccessDeniedException', message: 'no more', status: 400 },
    })
    const audited = await list([], worldWith(many), { faults: [late] })
    expect(audited.report().keys).toHaveLength(101)
    expect(gapsOf(audited)).toContainEqual([ACCOUNT, 'us-east-1', 'config:SelectAggregateResourceConfig', 'denied'])
  })

  test.each([
    ['-r', ['-r', 'eu-west-1'], [`${SHOP} eu-west-1 3 recorded`]],
    ['--accounts', ['--accounts', BANK], [`${ACCOUNT} us-east-1 1`, `${BANK} us-east-1 4 recorded`]],
    ['--exclude-accounts', ['--exclude-accounts', SHOP], [`${ACCOUNT} us-east-1 1`, `${BANK} us-east-1 4 recorded`]],
    ['--key', ['--key', id(4)], [`${BANK} us-east-1 4 recorded`]],
    ['--tag', ['--tag', 'team=shop'], [`${SHOP} us-east-1 2 recorded`]],
  ])('inventory: %s limits the recorded keys too', async (_, more, keys) => {
    const world = worldOf(
      auditors(aggregator(RECORDS, [source('us-east-1'), source('eu-west-1')]), {
        enabledRegions: ['us-east-1', 'eu-west-1'],
      }),
    )
    const name = more[0] === '-r' ? ['--inventory-from', 'config:org@us-east-1'] : []
    expect(keysIn(await list([...more, ...name], world))).toEqual(keys)
  })

  test('inventory: an entered place that does not list its keys shows the recorded ones, and the denial', async () => {
    const world = worldOf(auditors(aggregator(RECORDS, [source('us-east-1')]), { deniedActions: ['kms:ListKeys'] }))
    const audited = await list([], world)
    expect(audited.key('9').inventory?.source).toBe('config:org@us-east-1')
    expect(audited.key('1').description).toBe('as recorded')
    expect(gapsOf(audited)).toContainEqual([ACCOUNT, 'us-east-1', 'kms:ListKeys', 'denied'])
    expect(audited.aws.calls['kms:GetKeyLastUsage']).toBeUndefined()
  })

  test('inventory: a prefix of an id that both a live and a recorded key have is ambiguous', async () => {
    const audited = await list(['--key', id(1).slice(0, 12)])
    expect(audited.exit).toBe(2)
    expect(audited.err).toMatch(/is the beginning of 4 key ids/)
  })
})
