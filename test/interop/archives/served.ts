import { join } from 'node:path'
import { writeExpected } from '../../archives/expected/expected.ts'
import { writeArchive, type Truth } from '../../archives/generator/write-archive.ts'
import { startAthena, type AthenaOnTrino } from './athena-on-trino.ts'
import { KEY, OTHER_KEY, record, REGION, writeLog } from './hand-written.ts'
import { createEventDataStore, startLake, type LakeOnTrino } from './lake-on-trino.ts'
import { createSecurityLakeTable, SECURITY_LAKE } from './security-lake-view.ts'
import { createTrailTable, described, type TrailTable } from './trail-table.ts'
import { startTrino, type TrinoPlace, type TrinoServer } from './trino-server.ts'

/** What the tests ask: tables of a real Trino, through a stand-in for Athena. */
export interface Served {
  trino: TrinoServer
  athena: AthenaOnTrino
  /** An event data store with the records of `GENERATED`. */
  lake: LakeOnTrino
  /** What `GENERATED` has. */
  truth: Truth
}

/** Two good files, and one that is damaged. */
export const BY_HAND: TrailTable = {
  database: 'audit',
  table: 'by_hand',
  folder: 'by-hand/AWSLogs',
  regions: [REGION],
  days: ['2026/01/01', '2026/12/31'],
}

/** The same files, without a column that Athena names. */
export const NARROW: TrailTable = { ...BY_HAND, table: 'narrow', without: 'sharedeventid' }

/** The records of the table of expected answers. */
export const EXPECTED_LOGS: TrailTable = {
  database: 'audit',
  table: 'expected',
  folder: 'expected/AWSLogs',
  regions: [REGION],
  days: ['2024/03/01', '2024/03/31'],
}

/** A generated archive of an organization. Calls of January are delivered in February. */
export const GENERATED: TrailTable = {
  database: 'audit',
  table: 'generated',
  folder: 'generated/trail/AWSLogs/o-exampleorgid',
  regions: ['us-east-1', 'eu-west-1'],
  days: ['2023/01/01', '2024/12/31'],
}

/** Starts the servers and writes what they read: about half a minute. */
export async function serve(place: TrinoPlace): Promise<Served> {
  const trino = await startTrino(place)
  const accounts = join(trino.data, BY_HAND.folder)
  writeLog(accounts, '2026/02/02', 'first', [
    record('2026-02-02T00:01:00Z', 'Decrypt'),
    record('2026-02-02T00:02:00Z', 'ReEncrypt', {}, [KEY, OTHER_KEY]),
  ])
  writeLog(accounts, '2026/02/03', 'damaged', Buffer.from('not compressed'))
  writeLog(accounts, '2026/02/03', 'second', [record('2026-02-03T00:03:00Z', 'Encrypt')])
  const truth = writeArchive(join(trino.data, 'generated'), {
    since: '2024-01-30',
    days: 4,
    eventsPerDay: 300,
    kmsShare: 0.5,
    filesPerDay: 6,
    organization: 'o-exampleorgid',
    prefix: 'trail',
    stops: [{ from: 1, to: 2 }],
  })
  writeExpected(join(trino.data, 'expected'))
  const tables = [BY_HAND, NARROW, EXPECTED_LOGS, GENERATED]
  for (const table of tables) await createTrailTable(trino.url, table)
  await createSecurityLakeTable(trino.url, GENERATED)
  const athena = await startAthena(trino.url, [...tables.map(described), SECURITY_LAKE])
  await createEventDataStore(trino.url, GENERATED)
  return { trino, athena, truth, lake: await startLake(trino.url) }
}

/** A time with all records of `GENERATED`. */
export const WINTER = { since: Date.UTC(2024, 0, 1), until: Date.UTC(2024, 2, 1) }

/** The accounts and Regions of `GENERATED`. */
export const placesOf = ({ keys }: Truth): { account: string; region: string }[] =>
  [...keys.keys()].map(name => {
    const [account = '', region = ''] = name.split('/')
    return { account, region }
  })
