import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import type { ArchiveEngine } from '../../../src/archives/engine.ts'
import type { Coverage, DigestHour } from '../../../src/model/archive/coverage.ts'
import { HOUR } from '../../../src/model/time.ts'
import { coverageOf } from '../../../src/usage/coverage/coverage-of.ts'
import { opened } from '../../archives/index-store/open-engine.ts'
import { historiesOf } from '../../archives/known-call.ts'
import { writeArchive, type Truth } from '../../archives/generator/write-archive.ts'
import { anEngine } from './an-engine.ts'
import { comparable } from './comparable.ts'
import { asOfOrganization, filesOf, LOSSES, randomLoss } from './digest-losses.ts'
import { placesOf, type Served } from './served.ts'
import { createDigestTable, createTrailTable, described, describedDigests, type TrailTable } from './trail-table.ts'

/** Each account loses something else. */
const TITLES = [...LOSSES.map(([title]) => title), ...Array.from({ length: 4 }, (_, seed) => `by chance ${seed}`)]
/** Its digest files are those of an organization. */
const MEMBER = '444455556666'
const accountOf = (title: string): string => String(111122223333 + TITLES.indexOf(title))

const LOGS: TrailTable = {
  database: 'audit',
  table: 'proved',
  folder: 'proved/AWSLogs',
  regions: ['us-east-1', 'eu-west-1'],
  days: ['2024/01/28', '2024/02/06'],
}
const DIGESTS: TrailTable = { ...LOGS, table: 'proved_digests' }

const WINDOW = { since: Date.UTC(2024, 0, 1), until: Date.UTC(2024, 2, 1) }

/** By account and Region. */
type Coverages = ReadonlyMap<string, { intervals: Coverage['intervals']; digests: readonly DigestHour[] }>

/** Digest files that Athena reads prove what those on disk prove. */
export function digestTests(served: () => Served): void {
  describe('athena digests', () => {
    let truth: Truth
    let before: Coverages
    let local: Coverages
    let found: Coverages

    beforeAll(async () => {
      const { trino, athena: server } = served()
      const folder = join(trino.data, 'proved')
      // Over the turn of a month, with a day on which the trails did not log.
      truth = writeArchive(folder, {
        since: '2024-01-29',
        days: 5,
        eventsPerDay: 60,
        filesPerDay: 8,
        kmsShare: 0.5,
        accounts: [...TITLES.map(accountOf), MEMBER],
        digests: true,
        stops: [{ from: 1, to: 2 }],
        level: 1,
      })
      before = await onDisk(folder, truth)
      for (const [title, loss] of LOSSES) loss(filesOf(folder, truth, accountOf(title)))
      for (const title of TITLES.slice(LOSSES.length))
        randomLoss(TITLES.indexOf(title))(filesOf(folder, truth, accountOf(title)))
      asOfOrganization(filesOf(folder, truth, MEMBER))
      local = await onDisk(folder, truth)
      await createTrailTable(trino.url, LOGS)
      await createDigestTable(trino.url, DIGESTS)
      server.add(described(LOGS), describedDigests(DIGESTS))
      const { engine, gaps } = await anEngine(server.url, LOGS, placesOf(truth), { digests: DIGESTS })
      found = await coveragesOf(engine, truth)
      expect(gaps()).toEqual([])
    }, 300_000)

    test.each(TITLES)('athena digests: they cover what the files on disk cover: %s', title => {
      for (const place of LOGS.regions.map(region => `${accountOf(title)}/${region}`)) {
        expect([place, hoursIn(local.get(place)?.intervals ?? [])]).not.toEqual([place, 0])
        expect([place, found.get(place)?.intervals]).toEqual([place, local.get(place)?.intervals])
        expect([place, uncovered(found.get(place), before.get(place))]).toEqual([place, []])
      }
    })

    test('athena digests: each has the time, the trail and the log files that it has on disk', () => {
      expect([...found.keys()]).toEqual([...local.keys()])
      for (const [place, { digests }] of local)
        expect([place, comparableHours(found.get(place)?.digests ?? [])]).toEqual([place, comparableHours(digests)])
      expect(new Set(found.get(`${MEMBER}/eu-west-1`)?.digests.map(each => each.isOrganization))).toEqual(
        new Set([true]),
      )
    })

    test.each(['last-use', 'days'] as const)(
      'athena digests: the answer is the same as without them (%s)',
      async detail => {
        const place = { account: accountOf('nothing is missing'), region: 'us-east-1' }
        const { engine } = await anEngine(served().athena.url, LOGS, [place], { digests: DIGESTS })
        const question = { ...place, ...WINDOW, keys: null, detail }
        const answer = await engine.ask(question)
        expect(comparable(answer.known ? answer.keys : new Map())).toEqual(
          comparable(historiesOf(truth.calls, question)),
        )
      },
    )

    test('athena digests: asked about one key, they cover the same hours, and the queries return no other key', async () => {
      const place = { account: accountOf('nothing is missing'), region: 'us-east-1' }
      const name = `${place.account}/${place.region}`
      const among = truth.keys.get(name)?.slice(0, 1) ?? []
      const { engine } = await anEngine(served().athena.url, LOGS, placesOf(truth), { digests: DIGESTS })
      const answer = await engine.ask({ ...place, ...WINDOW, keys: null, among, detail: 'days' })
      if (!answer.known) throw new Error(answer.why)
      const expected = historiesOf(truth.calls, { ...place, ...WINDOW, keys: among, detail: 'days' })
      expect([...expected.keys()]).toEqual(among)
      expect(comparable(answer.keys)).toEqual(comparable(expected))
      expect(coverageOf(answer.trace, null, WINDOW).intervals).toEqual(local.get(name)?.intervals)
    })
  })
}

async function onDisk(folder: string, truth: Truth): Promise<Coverages> {
  const engine = await opened({ trees: [folder] })
  const coverages = await coveragesOf(engine, truth)
  await engine.close()
  return coverages
}

async function coveragesOf(engine: ArchiveEngine, truth: Truth): Promise<Coverages> {
  const coverages = new Map<string, { intervals: Coverage['intervals']; digests: readonly DigestHour[] }>()
  for (const place of placesOf(truth)) {
    const answer = await engine.ask({ ...place, ...WINDOW, keys: null, detail: 'last-use' })
    if (!answer.known) throw new Error(answer.why)
    const { intervals } = coverageOf(answer.trace, null, WINDOW)
    coverages.set(`${place.account}/${place.region}`, { intervals, digests: answer.trace.digests })
  }
  return coverages
}

const hoursIn = (intervals: Coverage['intervals']): number =>
  intervals.reduce((sum, { since, until }) => sum + until - since, 0) / HOUR

/**
 * Athena counts no log files, looks for writes in home Regions only, gives the oldest event where a file is missing, and
 * does not say where lost files lie.
 */
const comparableHours = (digests: readonly DigestHour[]): object[] =>
  digests
    .map(hour => ({
      ...hour,
      files: null,
      folder: null,
      lost: null,
      oldest: hour.missing > 0 ? (hour.oldest ?? null) : null,
      shows: hour.shows?.uses,
    }))
    .toSorted(
      (a, b) => a.start - b.start || a.trail.localeCompare(b.trail) || Number(a.isBackfill) - Number(b.isBackfill),
    )

/** What the first covers and the second does not. */
const uncovered = (
  smaller?: Pick<Coverage, 'intervals'>,
  larger?: Pick<Coverage, 'intervals'>,
): Coverage['intervals'] =>
  (smaller?.intervals ?? []).filter(
    one => larger?.intervals.some(({ since, until }) => since <= one.since && one.until <= until) !== true,
  )
