import { DIGEST_TABLE } from '../../../src/archives/athena/query/digest-table.ts'
import { ANSWER_COLUMNS } from '../../../src/archives/athena/query/sql.ts'
import { DAY } from '../../../src/model/time.ts'
import { type SimAthena, simAthena } from '../../../src/simulation/world/sim-athena.ts'
import { regionStatuses } from '../../../src/simulation/world/regions.ts'
import { simKey } from '../../../src/simulation/world/sim-key.ts'
import type { SimListedObject, SimListing } from '../../../src/simulation/world/sim-listing.ts'
import { simAccount, type SimulatedWorld } from '../../../src/simulation/world/world.ts'
import { TABLE } from '../../archives/athena/an-athena.ts'

/** Three years and a day before the table was made. */
export const NOW = Date.UTC(2026, 10, 20, 14, 30)

const MANAGEMENT = '111122223333'
export const ACCOUNTS = [MANAGEMENT, ...Array.from({ length: 299 }, (_, index) => String(400_000_000_000 + index))]

/** The Regions of an account that has opted in to none. */
export const REGIONS = regionStatuses('aws', [])
  .filter(({ optIn }) => !optIn)
  .map(({ name }) => name)

/** Bytes of each log file. */
export const FILE = 60_000

/** Bytes of each digest file. */
const DIGEST = 1500

/** Log files of a day: the Regions where an account works have many, and one account in fifty a hundred times as many. */
export function filesOf(account: string, region: string): number {
  const place = REGIONS.indexOf(region)
  return ACCOUNTS.indexOf(account) % 50 === 1 && place < 2 ? 1200 : place < 3 ? 12 : 2
}

const PREFIX = /^AWSLogs\/o-exampleorgid\/(\d{12})\/CloudTrail(-Digest)?\/([a-z0-9-]+)\/(\d{4})\/(\d\d)\/(\d\d)\/$/

/** The bucket of the trail: 35 million log files, whose names are made when they are listed. */
export const bucket: SimListing = {
  folders: () => [],
  objects(prefix): SimListedObject[] {
    const [, account, digest, region, year, month, day] = PREFIX.exec(prefix) ?? []
    if (account === undefined || region === undefined) return []
    if (digest !== undefined)
      return Array.from({ length: 24 }, (_, hour) => ({ key: `${prefix}${hour + 100}.json.gz`, size: DIGEST }))
    const count = filesOf(account, region)
    return Array.from({ length: count }, (_, index) => {
      const minutes = Math.floor((index / count) * 24 * 60)
      const time = [Math.floor(minutes / 60), minutes % 60].map(part => String(part).padStart(2, '0')).join('')
      const unique = String(index).padStart(16, '0')
      const name = `${account}_CloudTrail_${region}_${year}${month}${day}T${time}Z_${unique}.json.gz`
      return { key: `${prefix}${name}`, size: FILE }
    })
  },
}

const member = (id: string) => ({ id, name: `account ${id.slice(-3)}`, parentId: 'r-ab12' })

/** A query that Athena was asked. */
export interface AskedQuery {
  sql: string
  accounts: readonly string[]
  regions: readonly string[]
  /** The first and the last day of delivery that it reads. */
  since: number
  until: number
  /** Queries that ran when it was started. */
  running: number
}

const textsIn = (sql: string, column: string): string[] =>
  [...(new RegExp(`${column} IN \\((.*?)\\)`).exec(sql)?.[1] ?? '').matchAll(/'(.*?)'/g)].map(([, text = '']) => text)

const dayOf = (text: string): number => Date.parse(`${text.replaceAll('/', '-')}T00:00:00Z`)

function read(sql: string, running: number): AskedQuery {
  const [, since = '', until = ''] = /day BETWEEN '(.*?)' AND '(.*?)'/.exec(sql) ?? []
  return {
    sql,
    accounts: textsIn(sql, 'acct'),
    regions: textsIn(sql, 'AND region'),
    since: dayOf(since),
    until: dayOf(until),
    running,
  }
}

/** What a query scans: all log and digest files of its accounts, Regions and days. */
const bytesOf = ({ accounts, regions, since, until }: AskedQuery): number =>
  accounts
    .flatMap(account => regions.map(region => filesOf(account, region) * FILE + 24 * DIGEST))
    .reduce((sum, bytes) => sum + bytes, 0) *
  ((until - since) / DAY + 1)

const propertiesOf = (folder: string) => ({
  ...TABLE.properties,
  'projection.acct.type': 'injected',
  'projection.region.type': 'enum',
  'projection.region.values': REGIONS.join(),
  'projection.day.range': '2023/11/20,NOW',
  'storage.location.template': `s3://logs/AWSLogs/o-exampleorgid/\${acct}/${folder}/\${region}/\${day}`,
})

/**
 * Three years of a trail of 300 accounts with 17 Regions each, and tables over them. One account has a key.
 *
 * @param asked takes the queries that run
 */
export function organization(asked: AskedQuery[] = []): SimulatedWorld {
  const athena: SimAthena = simAthena({
    tables: {
      'audit.kms_audit_trail': { ...TABLE, properties: propertiesOf('CloudTrail') },
      'audit.digests': { ...TABLE, columns: DIGEST_TABLE.required, properties: propertiesOf('CloudTrail-Digest') },
    },
    run: sql => {
      const running = [...athena.executions.values()].filter(({ looked, looks = 0 }) => looked <= looks).length
      const query = read(sql, running)
      asked.push(query)
      return { columns: ANSWER_COLUMNS, rows: [], bytes: bytesOf(query), looks: 2 }
    },
  })
  const key = simKey({ id: '1234abcd-12ab-34cd-56ef-1234567890ab', createdAt: NOW - 2000 * DAY, uses: [] })
  return {
    clock: () => NOW,
    accounts: ACCOUNTS.map(id =>
      simAccount({
        id,
        enabledRegions: REGIONS,
        roles: [{ name: 'KmsAudit' }],
        ...(id === MANAGEMENT && {
          regions: { 'us-east-1': { keys: [key], athena, listings: { logs: bucket } } },
          organization: { id: 'o-exampleorgid', rootId: 'r-ab12', units: [], accounts: ACCOUNTS.map(member) },
        }),
      }),
    ),
  }
}
