import type {
  ArchivedContext,
  ArchivedDay,
  ArchivedUse,
  ArchiveQuestion,
  KeyHistory,
} from '../../../model/archive/archive-question.ts'
import type { ArchiveTrace, DigestHour } from '../../../model/archive/coverage.ts'
import { DAY, dayText, type Instant } from '../../../model/time.ts'
import { SAMPLE_ACCOUNT } from '../sample-account.ts'
import { archivedUses, type ArchivedUses, FIRST_DAY, STOPPED_DAY } from './archived-uses.ts'

const REGION = 'us-east-1'

/**
 * The archive of the sample account: what an index over the log files of its trail in us-east-1 would answer, for nearly
 * four years until the trail was stopped. The trail in eu-west-1 never recorded events of KMS.
 */
export class SampleArchive {
  readonly #now: Instant
  readonly #uses: readonly ArchivedUses[]

  constructor(now: Instant) {
    this.#now = now
    this.#uses = archivedUses(now, SAMPLE_ACCOUNT)
  }

  ask(question: ArchiveQuestion): Promise<{ known: true; keys: Map<string, KeyHistory>; trace: ArchiveTrace }> {
    const keys = new Map<string, KeyHistory>()
    for (const uses of this.#isAbout(question) ? this.#uses : []) {
      const history = question.keys?.includes(uses.key) === false ? null : historyOf(uses, question)
      if (history !== null) keys.set(uses.key, history)
    }
    return Promise.resolve({ known: true, keys, trace: this.#traceOf(question) })
  }

  contexts(place: Place): Promise<{ known: true; contexts: Map<string, ArchivedContext[]> }> {
    const named = (this.#isAbout(place) ? this.#uses : []).flatMap(({ key, last, context }) =>
      context === undefined ? [] : [[key, [{ context, day: dayText(last) }]] as const],
    )
    return Promise.resolve({ known: true, contexts: new Map(named.map(([key, contexts]) => [key, [...contexts]])) })
  }

  close(): Promise<void> {
    return Promise.resolve()
  }

  #isAbout({ account, region }: Place): boolean {
    return account === SAMPLE_ACCOUNT && region === REGION
  }

  #traceOf(place: Place): ArchiveTrace {
    const { account, region } = place
    const digests = this.#isAbout(place) ? digestsUntil(this.#now) : []
    const [first, last] = [digests[0], digests.at(-1)]
    const delivered = first === undefined || last === undefined ? null : { first: first.start, last: last.end }
    return { account, region, digests, damaged: [], delivered, changes: [], homes: [], doubts: [] }
  }
}

type Place = Pick<ArchiveQuestion, 'account' | 'region'>

/** CloudTrail delivers a digest file for each hour. Those of a day are one here, because they all say the same. */
const digestsUntil = (now: Instant): DigestHour[] =>
  Array.from({ length: FIRST_DAY - STOPPED_DAY }, (_, day) => ({
    trail: 'virginia-audit',
    home: REGION,
    isOrganization: false,
    start: now - (FIRST_DAY - day) * DAY,
    end: now - (FIRST_DAY - day - 1) * DAY,
    files: 24,
    missing: 0,
    isRestart: day === 0,
    isBackfill: false,
    shows: { uses: true, writes: true },
  }))

/** Null: the key was not used in the time of the question. */
function historyOf(uses: ArchivedUses, { since, until, detail }: ArchiveQuestion): KeyHistory | null {
  const times = Array.from({ length: uses.days }, (_, day) => uses.last - (uses.days - 1 - day) * DAY)
  const within = times.filter(at => at >= since && at < until)
  const [first, last] = [within[0], within.at(-1)]
  if (first === undefined || last === undefined) return null
  const { key, operation, principal, service } = uses
  const use = (at: Instant, eventId: string | null): ArchivedUse => ({ at, operation, principal, service, eventId })
  const days = within.map((at): ArchivedDay => ({
    day: dayText(at),
    operation,
    principal,
    service,
    error: null,
    events: 1,
  }))
  return {
    key,
    first: use(first, null),
    last: use(last, null),
    refused: null,
    publicKeyReadAt: null,
    disabledAt: null,
    days: detail === 'days' ? days : [],
  }
}
