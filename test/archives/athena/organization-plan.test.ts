import { expect, test } from 'vitest'
import { brokenLimits, estimateOf } from '../../../src/archives/athena/plan/estimate.ts'
import { planChunks } from '../../../src/archives/athena/plan/chunks.ts'
import { billedBytes } from '../../../src/archives/athena/plan/price.ts'
import { PlaceSizes } from '../../../src/archives/athena/plan/place-size.ts'
import { sampleSizes } from '../../../src/archives/athena/plan/sample-sizes.ts'
import { chunkSql } from '../../../src/archives/athena/query/sql.ts'
import { TRAIL_TABLE } from '../../../src/archives/athena/query/trail-table.ts'
import { clientsFor } from '../../../src/aws/session/clients.ts'
import { PlaceClient } from '../../../src/aws/session/place-client.ts'
import { requestHandlerOf } from '../../../src/simulation/wire/request-handler.ts'
import { SimulatedAws } from '../../../src/simulation/wire/simulated-aws.ts'
import type { SimListedObject, SimListing } from '../../../src/simulation/world/sim-listing.ts'
import { simAccount } from '../../../src/simulation/world/world.ts'
import { MINUTE } from '../../../src/model/time.ts'
import { aRun, NOW, PLACE } from '../../aws/a-place.ts'

const accounts = Array.from({ length: 300 }, (_, index) => String(100_000_000_000 + index))
const regions = Array.from({ length: 17 }, (_, index) => `us-east-${index + 1}`)
const places = accounts.flatMap(account => regions.map(region => ({ account, region })))
const layout = { bucket: 'logs', prefix: '', organization: 'o-exampleorgid', kind: 'CloudTrail' as const }
const window = { since: Date.UTC(2023, 10, 20), until: Date.UTC(2026, 10, 20) }

/** Files of a day: some accounts and Regions log a hundred times as much as others. */
function filesOf(account: string, region: string): number {
  const [a, r] = [accounts.indexOf(account), regions.indexOf(region)]
  return a < 0 || r < 0 ? 0 : a % 50 === 0 && r < 2 ? 900 : r < 3 ? 12 : 2
}

const listing: SimListing = {
  folders: () => [],
  objects(prefix): SimListedObject[] {
    const [, account = '', region = ''] =
      /^AWSLogs\/o-exampleorgid\/(\d+)\/CloudTrail\/([a-z0-9-]+)\//.exec(prefix) ?? []
    return Array.from({ length: filesOf(account, region) }, (_, index) => ({
      key: `${prefix}${String(index).padStart(4, '0')}.json.gz`,
      size: 60_000,
    }))
  },
}

function aClient(logs: SimListing = listing): PlaceClient {
  const account = simAccount({
    id: PLACE.account,
    regions: { [PLACE.region]: { keys: [], listings: { logs } } },
  })
  const aws = new SimulatedAws({ clock: () => NOW, accounts: [account] }, { log: false })
  const credentials = { accessKeyId: account.accessKeyIds[0] ?? '', secretAccessKey: 'none' }
  const { run, account: state } = aRun({ 's3:ListObjectsV2': 100_000 })
  return new PlaceClient(PLACE, clientsFor(PLACE.region, credentials, requestHandlerOf(aws)), run, state)
}

const shape = {
  kind: TRAIL_TABLE,
  database: 'audit',
  table: 'kms',
  columns: new Set<string>(),
  digests: null,
  detail: 'days' as const,
}

test('athena: 300 accounts with 17 Regions and three years are planned within every limit, and priced', () => {
  const sizes = new PlaceSizes()
  for (const place of places) {
    const files = filesOf(place.account, place.region)
    sizes.add(place, [{ files, bytes: files * 60_000 }])
  }
  const chunks = planChunks({ places, ...window, now: NOW, sizes })
  expect(chunks.flatMap(chunk => brokenLimits(chunk, chunkSql(chunk, shape), sizes))).toEqual([])
  // 1,096 days, of which the first day of each month and the last day are read twice.
  const files = 29_856 * 1133
  const { queries, dollars, requestDollars, duration, longest, ...rest } = estimateOf(chunks, sizes)
  expect({ queries, ...rest }).toEqual({ queries: 37, files, bytes: files * 60_000 })
  expect(dollars).toBeCloseTo((files * 60_000 * 5) / 2 ** 40, 2)
  // A request for each file, and one to list the files of each account, Region and day.
  expect(requestDollars).toBeCloseTo(files * 4e-7 + (300 * 17 * 1133 + files / 1000) * 5e-6, 2)
  expect(Math.round((duration ?? 0) / 1000)).toBe(3405)
  expect(Math.round((longest ?? 0) / 1000)).toBe(481)
})

test('athena: digest files, of which there are more than log files, are planned and priced as well', () => {
  const sizes = new PlaceSizes()
  for (const place of places) {
    const logs = filesOf(place.account, place.region)
    sizes.add(place, [{ files: logs + 24, bytes: logs * 60_150 + 24 * 1000 }])
  }
  const chunks = planChunks({ places, ...window, now: NOW, sizes })
  const proved = { ...shape, digests: { database: 'audit', table: 'digests' } }
  expect(chunks.flatMap(chunk => brokenLimits(chunk, chunkSql(chunk, proved), sizes))).toEqual([])
  const files = (29_856 + 24 * 300 * 17) * 1133
  const { queries, requestDollars, ...rest } = estimateOf(chunks, sizes, 2)
  expect({ queries, files: rest.files }).toEqual({ queries: 111, files })
  expect(requestDollars).toBeCloseTo(files * 4e-7 + (2 * 300 * 17 * 1133 + files / 1000) * 5e-6, 2)
  expect(Math.round(rest.dollars ?? 0)).toBe(10)
  expect(Math.round((rest.duration ?? 0) / MINUTE)).toBe(289)
  expect(Math.round((rest.longest ?? 0) / MINUTE)).toBe(15)
})

test('athena: an account that logs more than a query can read in its time is asked in parts', () => {
  const sizes = new PlaceSizes()
  const [place = PLACE] = places
  sizes.add(place, [{ files: 200_000, bytes: 2e11 }])
  const chunks = planChunks({ places: [place], ...window, now: NOW, sizes })
  expect(chunks.length).toBeGreaterThan(36)
  expect(chunks.flatMap(chunk => brokenLimits(chunk, chunkSql(chunk, shape), sizes))).toEqual([])
})

test('athena: sizes are sampled from the names of a few days, over all pages', async () => {
  const few = places.slice(0, 3)
  const { sizes, days, places: listed, failure } = await sampleSizes(aClient(), [layout], few, window)
  expect(failure).toBeNull()
  expect({ days, listed }).toEqual({ days: 6, listed: 3 })
  expect(sizes.meanOf(few)).toEqual({ files: 1812, bytes: 1812 * 60_000 })
  expect(sizes.meanOf(places.slice(3, 5))).toEqual({ files: 1208, bytes: 1208 * 60_000 })
})

test('athena: a bucket that cannot be listed leaves the sizes unknown', async () => {
  const { sizes, failure } = await sampleSizes(aClient(), [{ ...layout, bucket: 'none' }], places.slice(0, 3), window)
  expect(failure?.why).toContain('The specified bucket does not exist')
  expect(estimateOf(planChunks({ places, ...window, now: NOW }), sizes)).toMatchObject({
    queries: 222,
    bytes: null,
    dollars: null,
  })
})

test('athena: of a day with more log files than are listed, the rest is like what was listed', async () => {
  const [place = PLACE] = places
  const folder = `AWSLogs/o-exampleorgid/${place.account}/CloudTrail/${place.region}/2026/01/05/`
  // One in three seconds, so that the 20,000 that are listed end at 16:40.
  const files = Array.from({ length: 28_800 }, (_, index) => {
    const time = new Date(index * 3000).toISOString().slice(11, 16).replace(':', '')
    const name = `${place.account}_CloudTrail_${place.region}_20260105T${time}Z_${String(index).padStart(16, '0')}.json.gz`
    return { key: `${folder}${name}`, size: 1000 }
  })
  const busy: SimListing = { folders: () => [], objects: prefix => (prefix === folder ? files : []) }
  const day = { since: Date.UTC(2026, 0, 5), until: Date.UTC(2026, 0, 6) }
  const { sizes, failure } = await sampleSizes(aClient(busy), [layout], [place], day)
  expect(failure).toBeNull()
  expect(Math.round((sizes.meanOf([place])?.files ?? 0) / 100)).toBe(288)
  expect(Math.round((sizes.meanOf([place])?.bytes ?? 0) / 100_000)).toBe(288)
})

test.each([
  [1, 10],
  [10 * 2 ** 20, 10],
  [10 * 2 ** 20 + 1, 11],
])('athena: a query that scans %i bytes is billed as %i MB', (scanned, megabytes) => {
  expect(billedBytes(scanned)).toBe(megabytes * 2 ** 20)
})
