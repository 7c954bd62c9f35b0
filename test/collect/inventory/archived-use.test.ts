import { afterEach, expect, test, vi } from 'vitest'
import cloudtrail from '../../../src/sources/cloudtrail/cloudtrail.ts'
import type { Source } from '../../../src/sources/source.ts'
import { ACCOUNT, id, NOW } from '../../simulation/services/clients.ts'
import { BANK, SHOP } from '../enter/accounts.ts'
import { audit } from './recorded-world.ts'

const DAY = 86_400_000

/** As an archive of log files does: it knows the whole life of the keys of the shop, and makes no call. */
const asArchive: Source['open'] = ({ place }) => ({
  look: ({ id: key }) => {
    const seen = { since: NOW - 5000 * DAY, until: NOW - 900_000 }
    const used = { kind: 'used', at: NOW - 400 * DAY, precision: 'second', ...seen } as const
    if (place.account !== SHOP)
      return Promise.resolve({ sighting: { kind: 'unknown', reason: 'partial', why: 'no logs of the account' } })
    return Promise.resolve({ sighting: key === id(2) ? used : { kind: 'not-seen', ...seen } })
  },
})

afterEach(() => vi.restoreAllMocks())

test('inventory: a source that needs no call decides the use of recorded keys, and only then they count as unused', async () => {
  vi.spyOn(cloudtrail, 'open').mockImplementation(asArchive)
  const audited = await audit(['--source', 'kms,cloudtrail'])
  const key = (number: number) => audited.key(String(number))
  expect(key(2)).toMatchObject({ disposition: 'stale', usage: { status: 'used', source: 'cloudtrail' } })
  expect(key(3)).toMatchObject({ disposition: 'never', last_used: 'Never', usage: { source: 'cloudtrail' } })
  expect(key(4)).toMatchObject({ account_id: BANK, disposition: 'unknown', last_used: 'Unknown' })
  expect(audited.report().savings.unused_key_count).toBe(3)
  expect(new Set(audited.aws.log.map(({ account }) => account))).toEqual(new Set([ACCOUNT]))
})
