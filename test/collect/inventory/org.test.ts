import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { SimOrganization } from '../../../src/simulation/world/world.ts'
import { ACCOUNT, NOW } from '../../simulation/services/clients.ts'
import { BANK, gapsOf, member, SHOP, worldOf } from '../enter/accounts.ts'
import { aggregator, audit, auditors, keysIn, recorded, RECORDS, source } from './recorded-world.ts'

// The SDK renews a session by the machine's clock: here that is the clock of the simulation.
beforeAll(() => vi.useFakeTimers({ toFake: ['Date'], now: NOW }))

afterAll(() => vi.useRealTimers())

const GONE = '333300003333'
const organization: SimOrganization = {
  id: 'o-exampleorg',
  rootId: 'r-ab12',
  units: [{ id: 'ou-ab12-11111111', name: 'Shops', parentId: 'r-ab12' }],
  accounts: [
    { id: ACCOUNT, name: 'Management', parentId: 'r-ab12' },
    { id: SHOP, name: 'Shop', parentId: 'ou-ab12-11111111' },
    { id: BANK, name: 'Bank', parentId: 'r-ab12' },
  ],
}

/** The role exists in the bank only. The aggregator also has an account that is not in the organization. */
const world = worldOf(
  auditors(aggregator([...RECORDS, recorded(GONE, 5)], [source('us-east-1')]), { organization }),
  member(SHOP, { roles: [] }),
  member(BANK),
)
const org = ['-r', 'us-east-1', '--org', '--org-role', 'audit/KeyAuditor', '--source', 'none']

test('inventory: an account of the organization without the role has its recorded keys, its name, and its gap', async () => {
  const audited = await audit(org, world)
  expect(keysIn(audited)).toEqual(
    [
      `${GONE} us-east-1 5 recorded`,
      `${ACCOUNT} us-east-1 1`,
      `${SHOP} us-east-1 2 recorded`,
      `${BANK} us-east-1 9`,
    ].toSorted(),
  )
  expect(gapsOf(audited)).toContainEqual([SHOP, null, 'sts:AssumeRole', 'denied'])
  const shop = audited.report().scope.places.find(({ account_id }) => account_id === SHOP)
  expect(shop).toMatchObject({ account_name: 'Shop', status: 'unreachable', keys: 1 })
})

test.each([
  ['--ou', ['--ou', 'ou-ab12-11111111'], [`${SHOP} us-east-1 2 recorded`]],
  ['--accounts', ['--accounts', `${SHOP},${BANK}`], [`${SHOP} us-east-1 2 recorded`, `${BANK} us-east-1 9`]],
  ['--exclude-accounts', ['--exclude-accounts', `${SHOP},${GONE}`], [`${ACCOUNT} us-east-1 1`, `${BANK} us-east-1 9`]],
])('inventory: with --org, %s limits the recorded keys as well', async (_, words, keys) => {
  expect(keysIn(await audit([...org, ...words], world))).toEqual(keys)
})
