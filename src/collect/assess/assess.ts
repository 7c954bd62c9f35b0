import type { PlaceClient } from '../../aws/session/place-client.ts'
import { AuditError } from '../../lib/process/exit.ts'
import { toolVersion } from '../../lib/process/version.ts'
import type { Assessment, AssessmentPlace, Collected } from '../../model/assessments/assessment.ts'
import { TRAIL_ARCHIVE } from '../../model/gap.ts'
import type { AuditOptions } from '../../model/options/options.ts'
import type { GapRecord } from '../../model/report/report.ts'
import { isoTime } from '../../model/time.ts'
import { toGapRecord } from '../../report/to-record.ts'
import { isInOtherPartition, placesOf } from '../enter/places.ts'
import { clockNote } from '../run/audit-notes.ts'
import { catchBugs } from '../run/catch-bugs.ts'
import type { RunHost } from '../run/run-host.ts'
import type { EnteredRun } from '../run/run.ts'
import { withRun } from '../run/with-run.ts'

/** What a command reads with. */
export interface AssessmentRun {
  run: EnteredRun
  /** One client for each requested account and Region. */
  readonly places: readonly PlaceClient[]
  /** Replaces the requested accounts and Regions, before any of them is visited. */
  choose(places: readonly PlaceClient[]): void
  /**
   * Reads all places side by side, because each has its own quotas. A bug in one place is a gap, and the others go on.
   *
   * @param operation the first that `read` calls, for a gap of a place that cannot be called
   * @param read returns null if the place did not answer
   * @returns what the places that answered returned
   */
  visit<T>(operation: string, read: (client: PlaceClient) => Promise<T | null>): Promise<T[]>
  /** Adds a line for stderr that the document has no place for. */
  note(line: string): void
}

export interface Assessed<A extends Assessment> {
  /** Without findings. */
  whole: A
  notes: string[]
}

/**
 * Enters the accounts, and lets a command collect its records.
 *
 * @param subject what is read, for the message if no place answers: `secrets`
 * @throws AuditError if no place answers
 */
export const assess = <A extends Assessment>(
  options: AuditOptions,
  host: RunHost,
  subject: string,
  collect: (reading: AssessmentRun) => Promise<Collected<A>>,
): Promise<Assessed<A>> =>
  withRun(options, host, async run => {
    const notes: string[] = []
    const visits = new Visits(run)
    const collected = await collect({
      run,
      get places() {
        return visits.places
      },
      choose: places => visits.choose(places),
      visit: (operation, read) => visits.visit(operation, read),
      note: line => void notes.push(line),
    })
    const gaps = run.gaps.all.map(toGapRecord).toSorted(byPlace)
    if (visits.isSilent) throw withoutAnswer(subject, gaps)
    const scope = { places: visits.records(gaps), checks: [], check_details: {} }
    const head = { schema_version: 1, tool_version: toolVersion(), generated_at: isoTime(run.clock.now) } as const
    // The document of a command is its records and what every assessment has.
    const { kind, ...records } = collected
    const whole = { kind, ...head, scope, ...records, gaps, findings: [] } as unknown as A
    return { whole, notes: [...clockNote(run.clock), ...notes] }
  })

const NOTHING = (): null => null

/** The places of a run, and which of them answered. */
class Visits {
  #places: readonly PlaceClient[] = []
  readonly #run: EnteredRun
  readonly #answered = new Set<PlaceClient>()
  readonly #visited = new Set<PlaceClient>()

  constructor(run: EnteredRun) {
    this.#run = run
    this.choose(placesOf(run))
  }

  get places(): readonly PlaceClient[] {
    return this.#places
  }

  choose(places: readonly PlaceClient[]): void {
    this.#places = places
    this.#run.host.progress.places.total = places.length
  }

  async visit<T>(operation: string, read: (client: PlaceClient) => Promise<T | null>): Promise<T[]> {
    const results = await Promise.all(this.places.map(client => this.#read(client, operation, read)))
    return results.flatMap(result => (result === null ? [] : [result]))
  }

  async #read<T>(client: PlaceClient, operation: string, read: (client: PlaceClient) => Promise<T | null>) {
    const { account, region } = client.place
    const place = { account, region, keyId: null }
    const result = isInOtherPartition(client, operation)
      ? null
      : await catchBugs(this.#run.gaps, place, () => read(client), NOTHING)
    if (!this.#visited.has(client)) this.#run.host.progress.placeListed(client.place, 0)
    this.#visited.add(client)
    if (result !== null) this.#answered.add(client)
    return result
  }

  /** Whether places were read, and none answered. */
  get isSilent(): boolean {
    return this.#visited.size > 0 && this.#answered.size === 0
  }

  records(gaps: readonly GapRecord[]): AssessmentPlace[] {
    const partial = new Set(gaps.map(({ account_id, region }) => `${account_id} ${region ?? ''}`))
    return this.places
      .map((client): AssessmentPlace => {
        const { account, region, partition } = client.place
        const isPartial = partial.has(`${account} ${region}`) || partial.has(`${account} `)
        const isReached = this.#answered.has(client) || !this.#visited.has(client)
        return {
          account_id: account,
          account_name: this.#run.accountNames.get(account) ?? null,
          region,
          partition,
          status: isReached ? (isPartial ? 'partial' : 'complete') : 'unreachable',
        }
      })
      .toSorted(byPlace)
  }
}

type Placed = { account_id: string; region: string | null }

const byPlace = (one: Placed, other: Placed): number => {
  const [a, b] = [one, other].map(({ account_id, region }) => `${account_id} ${region ?? ''}`) as [string, string]
  return a < b ? -1 : Number(a > b)
}

function withoutAnswer(subject: string, gaps: readonly GapRecord[]): AuditError {
  const [first] = gaps
  const why =
    first === undefined ? '' : `: ${first.account_id} ${first.region ?? ''}: ${first.operation}: ${first.message}`
  return new AuditError('failed', `Could not read ${subject} in any Region or account${why.replace(/\.$/, '')}.`, {
    hint:
      first?.operation === TRAIL_ARCHIVE
        ? 'Run kms-audit archive status to list the accounts and Regions of the log files.'
        : 'Check the permissions and that the Regions are enabled. Add --debug to see every call.',
  })
}
