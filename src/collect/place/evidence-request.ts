import type { Evidence } from '../../model/evidence.ts'
import type { WantedLooks } from '../../model/options/options.ts'
import type { Place } from '../../model/place.ts'
import type { Instant } from '../../model/time.ts'
import type { AskedKey } from '../../sources/source.ts'
import type { Memory } from '../run/memory.ts'
import type { PlaceAudit } from './place-audit.ts'
import type { SecondOpinions } from './second-opinions.ts'

/** The request for evidence about one key. */
export interface EvidenceRequest {
  key: AskedKey
  createdAt: Instant | null
  /** Resolves to a use that the request counts show, so that no source has to be asked for it again. */
  counted: Promise<Evidence | null>
  /** False: the run asks every source for everything that the source has. */
  auto: boolean
  doubleCheck: boolean
  /** The key cannot be used in its state, and a check needs to know which callers try to use the key. */
  refusalsMatter: boolean
  looks: Pick<WantedLooks, 'inUse' | 'unused'>
  /** `--fast`: a recent use in a quick look is enough. */
  fast: boolean
  memory: Memory
  /** Distributes the short looks of the place. */
  opinions: Pick<SecondOpinions, 'queue' | 'settle' | 'leave' | 'ask' | 'whyNot'>
  place: Place
  unusedDays: number
  now: Instant
  /** Returns the latest time at which AWS can have answered. */
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
