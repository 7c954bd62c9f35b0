import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import type { ArchiveEngine } from '../../../src/archives/engine.ts'
import type { Coverage } from '../../../src/model/archive/coverage.ts'
import { HOUR } from '../../../src/model/time.ts'
import { coverageOf } from '../../../src/usage/coverage/coverage-of.ts'
import { writeArchive, type Truth } from '../../archives/generator/write-archive.ts'
import { opened } from '../../archives/index-store/open-engine.ts'
import { anEngine } from './an-engine.ts'
import { placesOf, type Served } from './served.ts'
import { createDigestTable, createTrailTable, described, describedDigests, type TrailTable } from './trail-table.ts'

/** An archive of an account trail over the turn of a month, with a day on which it did not log. */
const SHAPE = {
  since: '2024-01-29',
  days: 6,
  eventsPerDay: 120,
  kmsShare: 0.5,
  filesPerDay: 24,
  accounts: ['111122223333'],
  digests: true,
  stops: [{ from: 1, to: 2 }],
}

const WINDOW = { since: Date.UTC(2024, 0, 1), until: Date.UTC(2024, 2, 1) }

/** What is removed or changed before both engines look at the files. */
type Loss = (folder: string, truth: Truth) => void

const digestAt = ({ digests }: Truth, at: number): string => digests[at % digests.length] ?? ''
const logAt = ({ logs }: Truth, at: number): string => logs[at % logs.length]?.path ?? ''

const LOSSES: Readonly<Record<string, Loss>> = {
  'nothing is missing': () => {},
  'a digest file is missing': (folder, truth) => rmSync(join(folder, digestAt(truth, 70))),
  'a log file is missing': (folder, truth) => rmSync(join(folder, logAt(truth, 400))),
  'a log file of the home Region is missing': (folder, truth) =>
    rmSync(join(folder, truth.logs.find(({ path }) => path.includes('us-east-1_20240131T1'))?.path ?? '')),
  'a digest file begins anew': (folder, truth) =>
    change(join(folder, digestAt(truth, 60)), { previousDigestS3Object: null, previousDigestHashAlgorithm: null }),
  'a digest file is of another account': (folder, truth) =>
    change(join(folder, digestAt(truth, 62)), { awsAccountId: '444455556666' }),
  'a backfill names a file that is missing': (folder, truth) => {
    const path = digestAt(truth, 90)
    const copy = path.replace('.json.gz', '_backfill.json.gz')
    cpSync(join(folder, path), join(folder, copy))
    const s3Object = 'x/111122223333_CloudTrail_us-east-1_20240131T0005Z_0000000000000000.json.gz'
    change(join(folder, copy), {
      digestS3Object: copy,
      logFiles: [{ s3Object, hashAlgorithm: 'SHA-256', hashValue: 'ab'.repeat(32) }],
    })
  },
}

function change(path: string, fields: object): void {
  const content = JSON.parse(gunzipSync(readFileSync(path)).toString()) as object
  writeFileSync(path, gzipSync(JSON.stringify({ ...content, ...fields })))
}

/** Digest files through Athena prove what those on disk prove. */
export function digestTests(served: () => Served): void {
  let tables = 0

  const coverages = async (loss: Loss): Promise<{ athena: Map<string, Coverage>; local: Map<string, Coverage> }> => {
    const { trino, athena } = served()
    const name = `proved_${tables++}`
    const truth = writeArchive(join(trino.data, name), SHAPE)
    loss(join(trino.data, name), truth)
    const logs: TrailTable = {
      database: 'audit',
      table: name,
      folder: `${name}/AWSLogs`,
      regions: ['us-east-1', 'eu-west-1'],
      days: ['2023/12/01', '2024/12/31'],
    }
    const digests = { ...logs, table: `${name}_digests` }
    await createTrailTable(trino.url, logs)
    await createDigestTable(trino.url, digests)
    athena.add(described(logs), describedDigests(digests))
    const places = placesOf(truth)
    const { engine, gaps } = await anEngine(athena.url, logs, places, { digests })
    const local = await opened({ trees: [join(trino.data, name)] })
    const ofAthena = await coverageIn(engine, places)
    expect(gaps()).toEqual([])
    const ofLocal = await coverageIn(local, places)
    await local.close()
    return { athena: ofAthena, local: ofLocal }
  }

  test.each(Object.keys(LOSSES))('athena digests: they cover what the files on disk cover if %s', async name => {
    const { athena, local } = await coverages(LOSSES[name] ?? (() => {}))
    for (const [place, { intervals }] of local) {
      expect([place, hoursIn(intervals)]).not.toEqual([place, 0])
      expect([place, athena.get(place)?.intervals]).toEqual([place, intervals])
    }
  })
}

async function coverageIn(
  engine: ArchiveEngine,
  places: readonly { account: string; region: string }[],
): Promise<Map<string, Coverage>> {
  const found = new Map<string, Coverage>()
  for (const place of places) {
    const answer = await engine.ask({ ...place, ...WINDOW, keys: null, detail: 'last-use' })
    if (!answer.known) throw new Error(answer.why)
    found.set(`${place.account}/${place.region}`, coverageOf(answer.trace, null, WINDOW))
  }
  return found
}

const hoursIn = (intervals: Coverage['intervals']): number =>
  intervals.reduce((sum, { since, until }) => sum + until - since, 0) / HOUR
