import { openAthenaEngine, type AthenaSetup } from '../../../src/archives/athena/open-athena-engine.ts'
import { OPTIONAL_COLUMNS, PARTITIONS, REQUIRED_COLUMNS } from '../../../src/archives/athena/query/columns.ts'
import { DIGEST_TABLE } from '../../../src/archives/athena/query/digest-table.ts'
import { ANSWER_COLUMNS } from '../../../src/archives/athena/query/sql.ts'
import type { AthenaEngine } from '../../../src/archives/athena/athena-engine.ts'
import { clientsFor } from '../../../src/aws/session/clients.ts'
import { PlaceClient } from '../../../src/aws/session/place-client.ts'
import type { ArchiveAnswer } from '../../../src/archives/engine.ts'
import { requestHandlerOf } from '../../../src/simulation/wire/request-handler.ts'
import { SimulatedAws, type SimulatedAwsOptions } from '../../../src/simulation/wire/simulated-aws.ts'
import { type SimAthena, simAthena, type SimQuery } from '../../../src/simulation/world/sim-athena.ts'
import { simAccount } from '../../../src/simulation/world/world.ts'
import { ATHENA_OPERATIONS } from '../../../src/model/operations/athena-operations.ts'
import { aRun, NOW, PLACE } from '../../aws/a-place.ts'

export const KEY = `arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab`

export const TABLE = {
  columns: [...REQUIRED_COLUMNS, ...OPTIONAL_COLUMNS],
  partitions: PARTITIONS,
  properties: {
    'projection.enabled': 'true',
    'projection.day.range': '2025/01/01,NOW',
    'projection.day.format': 'yyyy/MM/dd',
  },
}

export const DIGEST_TABLE_OF_TEST = { ...TABLE, columns: DIGEST_TABLE.required }

/** A row about digest files of a trail: runs as the query packs them, or some hours that follow each other. */
export function aDigestRow({
  account = '111122223333',
  isOrganization = false,
  region = 'eu-west-1',
  home = 'eu-west-1',
  start = 0,
  hours = 1,
  flags = '',
  packed = `${start / 1000},3600,${hours},${flags},0`,
}: {
  account?: string
  isOrganization?: boolean
  region?: string
  home?: string
  start?: number
  hours?: number
  flags?: string
  packed?: string
}): (string | null)[] {
  const series = `${isOrganization ? 'o' : ''}/${account}_CloudTrail-Digest_${region}_my_trail_${home}`
  return [account, region, series, 'digests', packed, null, '0']
}

/** No quota to wait for. */
const UNHURRIED = Object.fromEntries(Object.keys(ATHENA_OPERATIONS).map(operation => [operation, 5000]))

/** A row of the query: one call, or the first and the last of several. */
export function aRow(call: {
  at: string
  last?: string
  kind?: string
  key?: string
  operation?: string
  error?: string
  events?: number
  account?: string
  region?: string
  parameters?: object
}): (string | null)[] {
  const { at, last = at, kind = 'use', key = KEY, operation = 'Decrypt', error = null, events = 1 } = call
  const text = (time: string): string =>
    JSON.stringify([
      time,
      `event-${time}`,
      operation,
      'arn:aws:iam::111122223333:role/app',
      null,
      error,
      call.parameters === undefined ? null : JSON.stringify(call.parameters),
      null,
    ])
  return [call.account ?? '111122223333', call.region ?? 'eu-west-1', key, kind, text(at), text(last), String(events)]
}

/** The first day that a query counts, such as `2026-01-01`. */
export const monthOf = (sql: string): string => /\(eventtime >= '(\d{4}-\d\d-\d\d)/.exec(sql)?.[1] ?? ''

interface AthenaTest {
  engine: AthenaEngine
  aws: SimulatedAws
  athena: SimAthena
  /** Messages of the gaps. */
  gaps(): string[]
  lines: string[]
  remembered: Map<string, unknown>
  stop(): void
  /** Asks about the window of 2026 until `NOW`, or another. */
  ask(question?: {
    account?: string
    region?: string
    since?: number
    until?: number
    detail?: 'days' | 'last-use'
  }): Promise<ArchiveAnswer>
}

interface AthenaTestSettings {
  options?: Partial<AthenaSetup['options']>
  places?: AthenaSetup['places']
  athena?: Partial<SimAthena>
  aws?: SimulatedAwsOptions
  remembered?: Map<string, unknown>
}

/** An engine over the simulated Athena. `run` answers its queries. */
export async function anAthena(
  run: (sql: string, started: number) => Partial<SimQuery>,
  { options, places = [PLACE], athena: settings, aws: ofAws, remembered = new Map() }: AthenaTestSettings = {},
): Promise<AthenaTest> {
  const athena = simAthena({
    tables: { 'audit.kms_audit_trail': TABLE },
    run: (sql, started) => ({ columns: ANSWER_COLUMNS, rows: [], bytes: 1e9, ...run(sql, started) }),
    ...settings,
  })
  const account = simAccount({ id: PLACE.account, regions: { [PLACE.region]: { keys: [], athena } } })
  const aws = new SimulatedAws({ clock: () => NOW, accounts: [account] }, ofAws)
  const credentials = { accessKeyId: account.accessKeyIds[0] ?? '', secretAccessKey: 'none' }
  const clients = clientsFor(PLACE.region, credentials, requestHandlerOf(aws))
  const [run1, outliving] = [aRun(UNHURRIED), aRun(UNHURRIED)]
  const lines: string[] = []
  const engine = await openAthenaEngine({
    client: new PlaceClient(PLACE, clients, { ...run1.run, patience: 0 }, run1.account),
    stopper: new PlaceClient(PLACE, clients, outliving.run, outliving.account),
    options: {
      database: 'audit',
      table: 'kms_audit_trail',
      region: null,
      isSecurityLake: false,
      digests: null,
      workgroup: 'primary',
      output: null,
      maxBytes: null,
      ...options,
    },
    places,
    homes: [],
    memory: { recall: id => remembered.get(id), remember: (id, value) => void remembered.set(id, value) },
    gaps: run1.gaps,
    signal: run1.run.signal,
    warn: line => void lines.push(line),
    patience: 0,
  })
  return {
    engine,
    aws,
    athena,
    gaps: () =>
      run1.gaps.all.map(({ account: of, region, reason, message }) => `${of} ${region} ${reason}: ${message}`),
    lines,
    remembered,
    stop: run1.stop,
    ask: question =>
      engine.ask({ ...PLACE, keys: null, since: Date.UTC(2026, 0, 1), until: NOW, detail: 'last-use', ...question }),
  }
}
