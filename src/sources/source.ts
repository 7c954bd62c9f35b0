import type { ArchiveEngine } from '../archives/engine.ts'
import type { PlaceClient } from '../aws/session/place-client.ts'
import type { Evidence, FutureUse, KeyPair, RefusedCall, Sighting, UserOfKey } from '../model/evidence.ts'
import type { TrailHistory } from '../model/archive/coverage.ts'
import type { Operation } from '../model/operations/operations.ts'
import type { AuditOptions } from '../model/options/options.ts'
import type { PlannedCalls } from '../model/operations/planned-calls.ts'
import type { Instant } from '../model/time.ts'

/** One way to learn when a key was last used. A new one is one file here and one line in `index.ts`. */
export interface Source {
  /** One line for `--help` and the README. */
  title: string
  /** Complete: silence means no use in the time seen. Positive: silence means nothing. */
  complete: boolean
  /** How late an answer may be, in milliseconds. */
  delay: number
  /**
   * The AWS operations that it calls. The README's policy is made of them. Gaps about the answers of the source name
   * the first one.
   */
  operations: readonly Operation[]
  /** About what asking it for so many keys of a place takes. */
  plan(keys: number, options: AuditOptions): PlannedCalls
  /** How hard `--source auto` asks for this key, by the evidence of the sources before it. */
  auto(question: EffortQuestion): Effort | 'skip'
  /**
   * The operation that keys wait for longest. Keys wait in the order of need. If several sources name an operation, the
   * first one counts.
   */
  slowOperation?: Operation
  /** How many keys of a place may have a short look. Left out: all of them. */
  shortLooks?(options: AuditOptions): ShortLookLimits
  /** Begins with one place. */
  open(client: PlaceClient, settings: SourceSettings): SourceReader
}

/** `full`: everything that the source has. `short`: a short look, as a second opinion. */
export type Effort = 'full' | 'short'

export interface ShortLookLimits {
  /** Keys of a place, at most. */
  most: number
  /** A tighter limit, given the number of keys that wait for the slow operation. Null: there is no tighter limit. */
  mostDuring: ((keysAsked: number) => number) | null
  /** Why other keys got none, for the report. */
  whyNot: string
}

export interface EffortQuestion {
  evidence: readonly Evidence[]
  createdAt: Instant | null
  /** By the evidence so far, the key would be called unused. */
  aboutToBeUnused: boolean
  /** The key cannot be used in its state, and a check needs to know who tries. */
  refusalsMatter: boolean
  /** `--double-check`: no second opinion is a short look. */
  doubleCheck: boolean
  now: Instant
}

export interface SourceSettings {
  /** `--max-pages`: pages of events to read for one key, at most. */
  maxPages: number
  /** `--fast`: a short look must be as short as it can be. */
  fast?: boolean
  /** The archive that the source searches. Left out: it searches none. */
  engine?: ArchiveEngine
  /**
   * Reads the changes of trails in the event history of the account in a Region. Null: not known. Left out: it cannot be
   * read.
   */
  trailHistory?: (region: string) => Promise<TrailHistory | null>
}

export interface AskedKey {
  id: string
  arn: string
  /** AWS's words; null where the key could not be described. */
  spec: string | null
  usage: string | null
  manager: string | null
}

/** Reads one source in one place. */
export interface SourceReader {
  /** Asks about one key. Never rejects: a failure is an `unknown` or `partial` sighting, with a gap in the report. */
  look(key: AskedKey, effort: Effort): Promise<SourceAnswer>
  /** Looks cheaply for a recent use, for `--fast`. Null: it showed none, which proves nothing. */
  quickLook?(key: AskedKey): Promise<SourceAnswer | null>
}

export interface SourceAnswer {
  sighting: Sighting
  /** Of a source whose sight has holes: what it saw in each of the other stretches. */
  others?: readonly Sighting[]
  /** A part of the answer could not be read, and a gap of this run says so: a resumed run asks again. */
  hasGap?: true
  /** AWS's time of the first and the last answer that the sighting is made of. */
  answered?: { first: Instant; last: Instant }
  /** Some sources know it also for keys that may not be described. */
  createdAt?: Instant
  unverified?: true
  /** When the public key was last read. That is no use, but hints that an asymmetric key is used outside AWS. */
  publicKeyReadAt?: Instant
  futureUse?: FutureUse
  /** Who made the last use, where the source shows it. */
  user?: UserOfKey
  /** Pairs of ReEncrypt calls with this key, by which CloudWatch counts them. */
  pairs?: readonly KeyPair[]
  /** The last call that the state of the key made fail, and when it was last disabled. */
  refused?: RefusedCall
  disabledAt?: Instant
}
