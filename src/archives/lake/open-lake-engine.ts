import { getEventDataStore } from '../../aws/cloudtrail/lake-queries.ts'
import { AuditError } from '../../lib/process/exit.ts'
import { DAY, type Instant } from '../../model/time.ts'
import { AthenaEngine } from '../athena/athena-engine.ts'
import type { AthenaSetup } from '../athena/open-athena-engine.ts'
import { Budget } from '../run/budget.ts'
import { LAKE_TABLE } from './lake-table.ts'
import { LAKE } from './run-lake-query.ts'

export interface LakeSetup extends Omit<AthenaSetup, 'options' | 'homes' | 'kind'> {
  /** Id of the event data store, which is in the account and Region of the client. */
  store: string
}

/**
 * Opens an engine that answers with CloudTrail Lake, once it is known that there is such an event data store. Nothing is
 * scanned before the first question. It shows uses; its silence decides nothing, because it is not known whether the
 * event data store was always given every event.
 *
 * @throws AuditError if there is no such event data store
 */
export async function openLakeEngine(setup: LakeSetup): Promise<AthenaEngine> {
  const { client, stopper, store, places, memory, gaps, signal, warn, patience } = setup
  const since = await firstDay(setup)
  return new AthenaEngine({
    settings: {
      service: LAKE,
      client,
      stopper,
      database: '',
      workgroup: '',
      output: null,
      hasManagedResults: true,
      budget: new Budget(null),
      signal,
      patience,
      now: client.now,
    },
    table: store,
    kind: LAKE_TABLE,
    digests: null,
    shape: {
      columns: new Set(),
      since,
      until: null,
      accounts: null,
      regions: null,
      template: null,
      doubt: null,
      skips: null,
    },
    places,
    homes: [],
    memory,
    gaps,
    warn,
  })
}

/** Errors of AWS for an id that is none, or of another account or Region. */
const MISSING = /EventDataStore(NotFound|ARNInvalid)|not found|does not exist|invalid/i

/** The first day that the event data store still has. Null: not known, because it may not be described. */
async function firstDay({ client, store }: Pick<LakeSetup, 'client' | 'store'>): Promise<Instant | null> {
  const found = await getEventDataStore(client, store)
  if (found.known) return found.value.retentionDays === null ? null : client.now - found.value.retentionDays * DAY
  if (found.reason === 'denied') return null
  const isMissing = MISSING.test(found.why)
  const { region } = client.place
  throw new AuditError(
    isMissing ? 'usage' : 'failed',
    isMissing
      ? `The event data store ${store} does not exist in ${region}.`
      : `Cannot read the event data store ${store}: ${found.why}`,
    {
      hint: isMissing
        ? 'List them with: aws cloudtrail list-event-data-stores. Another Region: --lake ID@REGION.'
        : 'Try again later.',
    },
  )
}
