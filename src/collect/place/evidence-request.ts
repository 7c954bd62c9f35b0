import type { Evidence } from '../../model/evidence.ts'
import type { WantedLooks } from '../../model/options.ts'
import type { Place } from '../../model/place.ts'
import type { Instant } from '../../model/time.ts'
import type { AskedKey } from '../../sources/source.ts'
import type { Memory } from '../run/memory.ts'
import type { PlaceAudit } from './place-audit.ts'
import type { SecondOpinions } from './second-opinions.ts'

/** What the sources are asked about one key. */
export interface EvidenceRequest {
  key: AskedKey
  createdAt: Instant | null
  /** A use that the request counts show, when they have come: nobody asks for it twice, nobody may ignore it. */
  counted: Promise<Evidence | null>
  /** False: every source is asked for everything it knows. */
  auto: boolean
  doubleCheck: boolean
  /** The key cannot be used as it is, and a check wants to know who tries. */
  refusalsMatter: boolean
  looks: Pick<WantedLooks, 'inUse' | 'unused'>
  /** `--fast`: a recent use that a cheap look shows is enough. */
  fast: boolean
  memory: Memory
  /** Shares out the short looks of the place. */
  opinions: Pick<SecondOpinions, 'queue' | 'settle' | 'leave' | 'ask' | 'whyNot'>
  place: Place
  unusedDays: number
  now: Instant
  /** The latest moment at which an answer can have been given. */
  latest(): Instant
}

/**
 * Makes the request for the evidence of one key.
 *
 * @param counted resolves to a use that the request counts show
 */
export const evidenceRequestFor = (
  { options, client, memory, opinions }: PlaceAudit,
  key: AskedKey,
  { createdAt, state }: { createdAt: Instant | null; state: string | null },
  counted: Promise<Evidence | null>,
): EvidenceRequest => ({
  key,
  createdAt,
  counted,
  auto: options.sources === 'auto',
  doubleCheck: options.doubleCheck,
  refusalsMatter: state !== null && options.looks.states.includes(state),
  looks: options.looks,
  fast: options.fast && options.sources === 'auto',
  memory,
  opinions,
  place: client.place,
  unusedDays: options.unusedDays,
  now: client.now,
  latest: () => client.clock.latest,
})
