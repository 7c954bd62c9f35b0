import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { minuteText } from '../../../src/model/time.ts'
import { recordedKey } from '../../../src/simulation/world/recorded-key.ts'
import { simKey } from '../../../src/simulation/world/sim-key.ts'
import { writeArchive } from '../../archives/generator/write-archive.ts'
import { historiesOf } from '../../archives/known-call.ts'
import { NOW } from '../../simulation/services/clients.ts'
import { SHOP } from '../enter/accounts.ts'
import { audit, source, worldWith } from './recorded-world.ts'

const folder = mkdtempSync(join(tmpdir(), 'kms-audit-inventory-'))
const place = { account: SHOP, region: 'us-east-1' }

afterAll(() => rmSync(folder, { recursive: true }))

test('inventory: log files on disk show the uses of recorded keys, and their silence proves nothing without digests', async () => {
  const shape = { accounts: [SHOP], regions: ['us-east-1'], days: 1, eventsPerDay: 60, filesPerDay: 4 }
  const truth = writeArchive(folder, { ...shape, keysPerPlace: 3 })
  const arns = truth.keys.get(`${SHOP}/us-east-1`) ?? []
  const records = arns.map(arn => recordedKey(simKey({ id: arn.split('/').at(-1) ?? '' }), { ...place, at: NOW }))
  const words = ['--trail-archive', folder, '-r', 'us-east-1', '--no-requests']
  const audited = await audit(words, worldWith(records, [source('us-east-1')]))
  const histories = historiesOf(truth.calls, { ...place, keys: null, since: 0, until: NOW, detail: 'last-use' })
  const lastUses = arns.map(arn => {
    const last = histories.get(arn)?.last
    return last ? `>= ${minuteText(last.at)}` : 'Unknown'
  })
  const keys = audited.report().keys.filter(({ account_id }) => account_id === SHOP)
  expect(keys.map(({ last_used }) => last_used).toSorted()).toEqual(lastUses.toSorted())
  expect(new Set(lastUses).size).toBeGreaterThan(1)
  // Nobody saw the years since, so none is called unused.
  expect(new Set(keys.map(({ disposition }) => disposition))).toEqual(new Set(['unknown']))
})
