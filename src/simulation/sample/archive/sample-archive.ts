import type {
  ArchivedContext,
  ArchivedDay,
  ArchivedUse,
  ArchiveQuestion,
  KeyHistory,
} from '../../../model/archive/archive-question.ts'
import type { ArchiveTrace } from '../../../model/archive/coverage.ts'
import { DAY, dayText, HOUR, type Instant, MINUTE } from '../../../model/time.ts'
import { keyArn } from '../../world/world.ts'
import { SAMPLE_ACCOUNT } from '../sample-account.ts'
import { virginiaKeys } from '../sample-keys.ts'
import { archivedUses, type ArchivedUses } from './archived-uses.ts'
import { FILE_BYTES, FILES, SAMPLE_REGION, sampleDigests } from './sample-deliveries.ts'

/**
 * The archive of the sample account: what an index over the log files of its trail in us-east-1 would answer, for nearly
 * four years until the trail was stopped. The trail in eu-west-1 never recorded events of KMS.
 */
export class SampleArchive {
  /** The accounts and Regions of its log files. */
  readonly places: readonly Place[] = [{ account: SAMPLE_ACCOUNT, region: SAMPLE_REGION }]
  readonly unreadable: readonly { path: string; why: string }[] = []
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

  /** ARNs of the keys that its log files name. */
  get keys(): ReadonlySet<string> {
    return new Set([...this.#uses.map(({ key }) => key), ...this.#created.keys()])
  }

  creations(place: Place): Promise<ReadonlyMap<string, Instant>> {
    return Promise.resolve(this.#isAbout(place) ? this.#created : new Map())
  }

  trace(place: Place): ArchiveTrace {
    return this.#traceOf(place)
  }

  placeTrace(place: Place): ArchiveTrace & { files: number; bytes: number } {
    const trace = this.#traceOf(place)
    const { digests } = trace
    const files = digests.reduce((sum, { start, end, missing }) => sum + ((end - start) / HOUR) * FILES - missing, 0)
    return { ...trace, files, bytes: files * FILE_BYTES }
  }

  /** Keys that were created while the trail was logging, by their ARN. */
  get #created(): ReadonlyMap<string, Instant> {
    const keys = virginiaKeys({ now: this.#now, trackingStart: this.#now, account: SAMPLE_ACCOUNT })
    const { delivered } = this.#traceOf({ account: SAMPLE_ACCOUNT, region: SAMPLE_REGION })
    return new Map(
      keys
        .filter(({ createdAt: at }) => delivered !== null && at >= delivered.first && at < delivered.last)
        .map(({ id, createdAt }) => [keyArn({ partition: 'aws', id: SAMPLE_ACCOUNT }, SAMPLE_REGION, id), createdAt]),
    )
  }

  #isAbout({ account, region }: Place): boolean {
    return account === SAMPLE_ACCOUNT && region === SAMPLE_REGION
  }

  #traceOf(place: Place): ArchiveTrace {
    const { account, region } = place
    const digests = this.#isAbout(place) ? sampleDigests(this.#now) : []
    const [first, last] = [digests[0], digests.at(-1)]
    const delivered =
      first === undefined || last === undefined ? null : { first: first.start, last: last.end - 5 * MINUTE }
    return { account, region, digests, damaged: [], delivered, changes: [], homes: [], doubts: [] }
  }
}

type Place = Pick<ArchiveQuestion, 'account' | 'region'>

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
