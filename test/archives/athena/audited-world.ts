import { ANSWER_COLUMNS } from '../../../src/archives/athena/query/sql.ts'
import { ATHENA_OPERATIONS } from '../../../src/model/operations/athena-operations.ts'
import { DAY, type Instant } from '../../../src/model/time.ts'
import { type SimAthena, simAthena, type SimQuery } from '../../../src/simulation/world/sim-athena.ts'
import { simKey } from '../../../src/simulation/world/sim-key.ts'
import type { SimListing } from '../../../src/simulation/world/sim-listing.ts'
import { type SimAccount, simAccount, type SimulatedWorld } from '../../../src/simulation/world/world.ts'
import { memoryIo, type MemoryIo } from '../../memory-io.ts'
import { FAST } from '../../run.ts'
import { DIGEST_TABLE_OF_TEST, KEY, TABLE } from './an-athena.ts'

export const NOW = Date.UTC(2026, 10, 20, 14, 30)
export const KEY_ID = KEY.slice(-36)

/** Options of an audit that asks KMS and the table. */
export const AUDIT = ['--athena', 'audit.kms_audit_trail', '--source', 'kms,athena', '--no-requests']

/** Every day has two log files of 30 MB. */
const listing: SimListing = {
  folders: () => [],
  objects: prefix => ['a', 'b'].map(name => ({ key: `${prefix}${name}.json.gz`, size: 30_000_000 })),
}

/** One old key without a use that KMS knows, and Athena, whose queries these functions answer. */
export function worldOf(
  answer: (sql: string, started: number) => SimQuery,
  {
    range = '2025/01/01,NOW',
    createdAt = NOW - 2000 * DAY,
    athena: settings = {},
    account: more = {},
  }: WorldSettings = {},
): SimulatedWorld {
  const over = (kind: string) => ({
    ...TABLE.properties,
    'projection.day.range': range,
    'storage.location.template': `s3://logs/AWSLogs/\${acct}/${kind}/\${region}/\${day}`,
  })
  const athena = simAthena({
    tables: {
      'audit.kms_audit_trail': { ...TABLE, properties: over('CloudTrail') },
      'audit.kms_audit_digests': { ...DIGEST_TABLE_OF_TEST, properties: over('CloudTrail-Digest') },
    },
    run: (sql, started) => ({ columns: ANSWER_COLUMNS, bytes: 1.8e9, ...answer(sql, started) }),
    ...settings,
  })
  const key = simKey({ id: KEY_ID, createdAt, uses: [] })
  const account = simAccount({
    id: '111122223333',
    regions: { 'eu-west-1': { keys: [key], athena, listings: { logs: listing } } },
    ...more,
  })
  return { clock: () => NOW, accounts: [account] }
}

interface WorldSettings {
  /** The days of the table. */
  range?: string
  /** When the key was created. */
  createdAt?: Instant
  athena?: Partial<SimAthena>
  account?: Partial<SimAccount>
}

/** The Athena of a world. */
export function athenaOf({ accounts }: SimulatedWorld): SimAthena {
  const athena = accounts[0]?.regions['eu-west-1']?.athena
  if (athena === undefined) throw new Error('The world has no Athena')
  return athena
}

/** No quota to wait for. */
const RATES = Object.keys(ATHENA_OPERATIONS).map(operation => `${operation.replace(/^.*:/, '')}=5000`)

export const anIo = (): MemoryIo =>
  memoryIo({
    env: { ...FAST, AWS_REGION: 'eu-west-1', KMS_AUDIT_MAX_RATE: [FAST.KMS_AUDIT_MAX_RATE, ...RATES].join() },
  })
