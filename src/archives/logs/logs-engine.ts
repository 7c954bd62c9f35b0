import type { GapLog } from '../../aws/calls/gap-log.ts'
import { MOST_ROWS } from '../../aws/logs/insights.ts'
import { bytesText } from '../../lib/text/bytes-text.ts'
import type { ArchiveQuestion } from '../../model/archive/archive-question.ts'
import type { LogsOption } from '../../model/options/logs-option.ts'
import { DAY, dayText, type Instant } from '../../model/time.ts'
import { FoundRows } from '../athena/answer/found-rows.ts'
import type { ArchivePlace } from '../archive-place.ts'
import { windowIn } from '../athena/plan/window.ts'
import { Budget } from '../run/budget.ts'
import type { AthenaMemory } from '../athena/run/chunk-runner.ts'
import { Failures } from '../run/failures.ts'
import type { ArchiveAnswer, ArchiveEngine } from '../engine.ts'
import { logChunks } from './log-chunks.ts'
import type { LogsSearcher } from './run-insights.ts'
import { type LogTask, runLogChunks } from './run-log-chunks.ts'

/** Places whose events are searched together. */
export interface LogsPart {
  searcher: LogsSearcher
  places: readonly ArchivePlace[]
  memory: AthenaMemory
}

export interface LogsSetup {
  option: LogsOption
  parts: readonly LogsPart[]
  gaps: Pick<GapLog, 'add'>
  signal: AbortSignal
  /** Writes a line to stderr. */
  warn(line: string): void
  /** Factor of the pauses between two looks at a query: 1, or less where a test waits for them. */
  patience: number
  now: Instant
  /** Rows that a query returns at most. Left out: as many as AWS permits. */
  mostRows?: number
}

/** The import of event data stores takes nothing from before 2023. A trail can deliver to a log group since July 2014. */
const EARLIEST = { dataSource: Date.UTC(2023, 0), logGroup: Date.UTC(2014, 6) }

const SILENCE = 'it is not known whether CloudWatch Logs has every event of this time'

/** What is asked of the places of a part at once. */
interface Round {
  window: { since: Instant; until: Instant }
  found: FoundRows
  done: Promise<void>
}

/**
 * Answers with CloudWatch Logs Insights. It shows uses; its silence decides nothing, because it is not known whether
 * CloudWatch Logs was given every event. The first question about a time starts the queries for all places of a part.
 */
export class LogsEngine implements ArchiveEngine {
  readonly #setup: LogsSetup
  readonly #budget: Budget
  #rounds = new Map<string, Round>()

  constructor(setup: LogsSetup) {
    this.#setup = setup
    this.#budget = new Budget(setup.option.maxBytes)
  }

  async ask(question: ArchiveQuestion): Promise<ArchiveAnswer> {
    const { account, region, keys, since } = question
    const index = this.#setup.parts.findIndex(({ places }) =>
      places.some(place => place.account === account && place.region === region),
    )
    const part = this.#setup.parts[index]
    if (part === undefined)
      return { known: false, reason: 'unsupported', why: 'this place was not named when the queries were planned' }
    const { window, found, done } = this.#round(index, part, question)
    await done
    const place = found.place({ account, region })
    const earlier =
      since < window.since
        ? [{ since, until: window.since, why: `no event is older than ${dayText(window.since)}` }]
        : []
    return {
      known: true,
      keys: place.histories(keys),
      trace: {
        account,
        region,
        digests: [],
        damaged: [],
        delivered: place.seen,
        changes: [],
        homes: [],
        doubts: [{ ...window, why: SILENCE }, ...earlier, ...place.doubts],
      },
    }
  }

  async close(): Promise<void> {
    await Promise.all(Array.from(this.#rounds.values(), ({ done }) => done))
    const { queries, bytes } = this.#budget.spent
    if (queries === 0) return
    const count = queries === 1 ? '1 query' : `${queries} queries`
    this.#setup.warn(`CloudWatch Logs scanned ${bytesText(bytes)} in ${count}. AWS bills them by the gigabyte.`)
  }

  #round(index: number, part: LogsPart, { since, until, detail, among: keys = [] }: ArchiveQuestion): Round {
    const { option, now } = this.#setup
    const earliest = option.logGroup === null ? EARLIEST.dataSource : EARLIEST.logGroup
    const window = windowIn(earliest, { since, until }, now)
    const name = JSON.stringify([index, window.since, window.until, detail, keys])
    const known = this.#rounds.get(name)
    if (known !== undefined) return known
    // Without days, events of another time could not be left out.
    const byDay = detail === 'days' || window.since > earliest || window.until < now
    const found = new FoundRows(detail)
    const round = { window, found, done: this.#run(part, { window, found, byDay, keys }) }
    this.#rounds.set(name, round)
    return round
  }

  async #run(part: LogsPart, task: Pick<Round, 'window' | 'found'> & Pick<LogTask, 'byDay' | 'keys'>) {
    const { window } = task
    const { option, gaps, signal, patience, now, mostRows = MOST_ROWS } = this.#setup
    const { searcher, places, memory } = part
    const failures = new Failures()
    // CloudWatch Logs may have given an event a time after its own: that of its delivery.
    const searched = windowIn(window.since, { since: window.since, until: window.until + DAY }, now)
    await runLogChunks(logChunks(places, searched), {
      searcher,
      run: { budget: this.#budget, signal, patience },
      logGroup: option.logGroup,
      mostRows,
      failures,
      ...task,
      memory,
    })
    for (const gap of failures.gaps(searcher.client.place, 'logs:StartQuery')) gaps.add(gap)
  }
}
