import { expect, test } from 'vitest'
import { ANSWER_COLUMNS } from '../../../src/archives/athena/query/sql.ts'
import { simAthena, type SimAthena } from '../../../src/simulation/world/sim-athena.ts'
import { simKey } from '../../../src/simulation/world/sim-key.ts'
import type { SimulatedWorld } from '../../../src/simulation/world/world.ts'
import { aRow, TABLE } from '../../archives/athena/an-athena.ts'
import { run } from '../../run.ts'
import { ACCOUNT, id } from '../../simulation/services/clients.ts'
import { SHOP, worldOf } from '../enter/accounts.ts'
import { aggregator, audit, auditors, RECORDS, source } from './recorded-world.ts'

const NAMED = ['--athena', 'audit.trail@us-east-1', '--source', 'kms,athena', '--no-requests']

/** The account of the auditor, with a table of one month, whose queries find one use of a key of the shop. */
function searchedWorld(): { world: SimulatedWorld; athena: SimAthena } {
  const key = `arn:aws:kms:us-east-1:${SHOP}:key/${id(2)}`
  const use = aRow({ at: '2026-01-15T10:00:00Z', account: SHOP, region: 'us-east-1', key })
  const properties = { ...TABLE.properties, 'projection.day.range': '2026/01/01,2026/01/31' }
  const athena = simAthena({
    tables: { 'audit.trail': { ...TABLE, properties } },
    run: () => ({ columns: ANSWER_COLUMNS, rows: [use], bytes: 1e9 }),
  })
  const resources = aggregator(RECORDS, [source('us-east-1'), source('eu-west-1')])
  const regions = { 'us-east-1': { keys: [simKey({ id: id(1) })], resources, athena } }
  return { world: worldOf(auditors(resources, { regions })), athena }
}

test('inventory: Athena is searched for the uses of recorded keys as well', async () => {
  const { world, athena } = searchedWorld()
  const audited = await audit(NAMED, world, { patience: 0 })
  expect(audited.exit).toBe(0)
  expect(audited.key('2')).toMatchObject({
    account_id: SHOP,
    last_used: '>= 2026-01-15 10:00 UTC',
    usage: { source: 'athena' },
  })
  const sql = [...athena.executions.values()].map(each => each.sql).join()
  for (const account of [ACCOUNT, SHOP]) expect(sql).toContain(`'${account}'`)
  // Nothing is asked in the account that was not entered.
  expect(new Set(audited.aws.log.map(({ account }) => account))).toEqual(new Set([ACCOUNT]))
})

test('inventory: --estimate counts the queries about recorded keys, and says that only archives are asked about them', async () => {
  const words = ['--estimate', '--inventory-from', 'config:org', ...NAMED]
  const estimated = await run(words, searchedWorld().world)
  expect(estimated.out).toContain('Their use is searched in archives of CloudTrail only.')
  // Those of the shop and the bank in us-east-1, and those of the shop in eu-west-1.
  expect(estimated.out).toContain('Athena: 2 queries')
})
