import type { GapLog } from '../../aws/calls/gap-log.ts'
import type { PlaceClient } from '../../aws/session/place-client.ts'
import type { AthenaTable } from '../../model/options/athena-table.ts'
import { AthenaEngine } from './athena-engine.ts'
import { checkTable, listed } from './check/check-table.ts'
import { checkWorkgroup } from './check/check-workgroup.ts'
import type { ArchivePlace } from '../archive-place.ts'
import { PROOF_COLUMNS } from './query/columns.ts'
import { ddlCommand } from './ddl/ddl-command.ts'
import { DIGEST_TABLE } from './query/digest-table.ts'
import type { TableKind } from './query/table-kind.ts'
import { TRAIL_TABLE } from './query/trail-table.ts'
import { Budget } from '../run/budget.ts'
import { ATHENA } from './run/run-query.ts'
import type { AthenaMemory } from './run/chunk-runner.ts'

export interface AthenaSetup {
  /** A session of the account that holds the table, in the Region of the table. */
  client: PlaceClient
  /** Cancels queries. Its calls outlive the signal of the run. */
  stopper: PlaceClient
  options: AthenaTable
  /** Left out: a table over the log files of a trail. */
  kind?: TableKind
  /** All places that will be asked about: one query serves many of them. */
  places: readonly ArchivePlace[]
  /** Where the trails of today are at home: changes of a trail are logged there. Empty: not known. */
  homes: readonly ArchivePlace[]
  memory: AthenaMemory
  gaps: Pick<GapLog, 'add'>
  signal: AbortSignal
  /** Writes a line to stderr. */
  warn(line: string): void
  /** Factor of the pauses between two looks at a query: 1, or less where a test waits for them. */
  patience: number
}

/**
 * Opens an engine that answers with Athena, once the table and the workgroup have been checked. Nothing is scanned
 * before the first question.
 *
 * @throws AuditError if the table cannot answer, or the workgroup cannot run queries
 */
export async function openAthenaEngine(setup: AthenaSetup): Promise<AthenaEngine> {
  const { client, stopper, options, places, homes, memory, gaps, signal, warn, patience, kind = TRAIL_TABLE } = setup
  const { digests } = options
  const [shape, results, ofDigests] = await Promise.all([
    checkTable(client, options, kind),
    checkWorkgroup(client, options),
    digests === null ? null : checkTable(client, options, DIGEST_TABLE, digests),
  ])
  const lacking = digests === null || shape.skips !== null ? [] : PROOF_COLUMNS.filter(name => !shape.columns.has(name))
  if (lacking.length > 0) warn(whyNoProof(options, lacking))
  return new AthenaEngine({
    settings: {
      service: ATHENA,
      client,
      stopper,
      database: options.database,
      workgroup: options.workgroup,
      ...results,
      budget: new Budget(options.maxBytes),
      signal,
      patience,
      now: client.now,
    },
    table: options.table,
    kind,
    shape,
    digests: digests === null || ofDigests === null ? null : { ...digests, shape: ofDigests },
    places,
    homes,
    memory,
    gaps,
    warn,
  })
}

/** A table that an earlier version created, or another program. */
const whyNoProof = (options: AthenaTable, lacking: readonly string[]): string =>
  `The table ${options.database}.${options.table} lacks ${listed(lacking)}, so digest files may prove little. ` +
  `Drop the table, and create it again with the statement that ${ddlCommand(options)} prints.`
