import type { GapLog } from '../../aws/calls/gap-log.ts'
import { AuditError } from '../../lib/process/exit.ts'
import { bytesText } from '../../lib/text/bytes-text.ts'
import { moneyText } from '../../lib/text/numbers.ts'
import type { ArchiveQuestion } from '../../model/archive/archive-question.ts'
import type { CoverageDoubt } from '../../model/archive/coverage.ts'
import { dayText, type Instant } from '../../model/time.ts'
import type { ArchiveAnswer, ArchiveEngine } from '../engine.ts'
import { FoundRows } from './answer/found-rows.ts'
import type { TableShape } from './check/table-shape.ts'
import type { ArchivePlace } from '../archive-place.ts'
import { planTable } from './plan/plan-table.ts'
import { windowIn } from './plan/window.ts'
import type { TableKind, TableName } from './query/table-kind.ts'
import type { Spent } from '../run/budget.ts'
import { type AthenaMemory, runChunks } from './run/chunk-runner.ts'
import { Failures } from '../run/failures.ts'
import type { QueryService, QuerySettings } from './run/query-settings.ts'

export interface AthenaEngineSetup {
  settings: QuerySettings
  table: string
  kind: TableKind
  shape: TableShape
  /** The table over the digest files. Null: none is named. */
  digests: (TableName & { shape: TableShape }) | null
  /** All places that will be asked about. */
  places: readonly ArchivePlace[]
  /** Where the trails of today are at home: changes of a trail are logged there. */
  homes: readonly ArchivePlace[]
  memory: AthenaMemory
  gaps: Pick<GapLog, 'add'>
  /** Writes a line to stderr. */
  warn(line: string): void
}

/** What is asked of all places at once. */
interface Round {
  window: { since: Instant; until: Instant }
  found: FoundRows
  done: Promise<void>
}

/**
 * Answers with Athena. The first question about a time starts the queries for all places, because one query can read
 * many accounts and Regions; the others wait for them.
 */
export class AthenaEngine implements ArchiveEngine {
  readonly #setup: AthenaEngineSetup
  #rounds = new Map<string, Round>()

  constructor(setup: AthenaEngineSetup) {
    this.#setup = setup
  }

  /** What the queries have cost so far. */
  get spent(): Spent {
    return this.#setup.settings.budget.spent
  }

  /** Throws an `AuditError` if every query was refused. */
  async ask(question: ArchiveQuestion): Promise<ArchiveAnswer> {
    const { shape, places } = this.#setup
    const { account, region, keys } = question
    const why = !includes(places, question)
      ? 'this place was not named when the queries were planned'
      : whyAbsent(shape, question)
    if (why !== null) return { known: false, reason: 'unsupported', why }
    const { window, found, done } = this.#round(question)
    await done
    const place = found.place({ account, region })
    const digests = place.digests()
    const doubts = [...this.#doubts(question, window), ...found.doubtsIn({ account, region })]
    // The query may leave out the rows of other keys, so it is not known whether the place has log files.
    if (this.#setup.digests !== null && digests.length === 0 && place.seen === null)
      doubts.push({ ...window, why: 'the table has no digest file of this account and Region' })
    return {
      known: true,
      keys: place.histories(keys),
      trace: {
        account,
        region,
        digests,
        damaged: found.damagedIn({ account, region }),
        delivered: place.seen,
        changes: found.changes,
        homes: found.homesIn(new Set(digests.map(({ home }) => home))),
        doubts,
      },
    }
  }

  async close(): Promise<void> {
    await Promise.allSettled([...this.#rounds.values()].map(({ done }) => done))
    const { queries, bytes, dollars } = this.spent
    if (queries === 0) return
    const count = queries === 1 ? '1 query' : `${queries} queries`
    const { name } = this.#setup.settings.service
    this.#setup.warn(`${name} scanned ${bytesText(bytes)} in ${count}: about ${moneyText(dollars)} at list price.`)
  }

  #round({ since, until, detail, among = [] }: ArchiveQuestion): Round {
    const { settings, table, kind, shape, digests, memory } = this.#setup
    const window = windowIn(shape.since ?? kind.earliest, { since, until }, shape.until ?? settings.now)
    const keys = among.length > 0 && among.length <= kind.mostKeys ? [...new Set(among)].toSorted() : null
    const name = JSON.stringify([window.since, window.until, detail, keys])
    const known = this.#rounds.get(name)
    if (known !== undefined) return known
    const found = new FoundRows(detail)
    const query = {
      kind,
      database: settings.database,
      table,
      columns: shape.columns,
      digests,
      detail,
      ...(keys !== null && { keys }),
    }
    const failures = new Failures()
    const run = async (): Promise<void> => {
      const { chunks } = await planTable(settings.client, {
        shape,
        digests: digests?.shape ?? null,
        places: this.#places(),
        window,
      })
      await runChunks(chunks, { shape: query, found, settings, memory, failures })
      if (failures.refusal !== null) throw refused(settings.service, failures.refusal)
      for (const gap of failures.gaps(settings.client.place, settings.service.operation)) this.#setup.gaps.add(gap)
    }
    const round = { window, found, done: run() }
    this.#rounds.set(name, round)
    return round
  }

  /** A place that the table does not have would be silent. */
  #places(): ArchivePlace[] {
    const { places, homes, shape } = this.#setup
    return [...places, ...homes].filter(place => whyAbsent(shape, place) === null)
  }

  /** Stretches of the question that the queries say nothing about. */
  #doubts({ since, until }: ArchiveQuestion, window: Round['window']): CoverageDoubt[] {
    const { shape, kind, digests } = this.#setup
    const doubts: CoverageDoubt[] = []
    if (digests === null) doubts.push({ ...window, why: kind.silence })
    // A digest file names the log files that are absent, but not the records that are.
    if (digests === null && shape.doubt !== null) doubts.push({ ...window, why: shape.doubt })
    if (shape.skips !== null) doubts.push({ ...window, why: shape.skips })
    if (since < window.since)
      doubts.push({ since, until: window.since, why: `the table begins on ${dayText(window.since)}` })
    if (until > window.until)
      doubts.push({
        since: window.until,
        until,
        why:
          window.until === shape.until
            ? `the table ends on ${dayText(window.until - 1)}`
            : 'this time lies in the future',
      })
    return doubts
  }
}

const refused = ({ name }: QueryService, { failure, next }: NonNullable<Failures['refusal']>): AuditError =>
  new AuditError('failed', `No query of ${name} succeeded: ${failure.why.replace(/\.$/, '')}.`, { hint: next })

const includes = (places: readonly ArchivePlace[], { account, region }: ArchivePlace): boolean =>
  places.some(place => place.account === account && place.region === region)

/** Why the table cannot have rows of a place. Null: it can. */
function whyAbsent({ accounts, regions }: TableShape, { account, region }: ArchivePlace): string | null {
  if (accounts !== null && !accounts.has(account)) return `the table does not have the account ${account}`
  return regions === null || regions.has(region) ? null : `the table does not have the Region ${region}`
}
