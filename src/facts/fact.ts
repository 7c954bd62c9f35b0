import type { Answer } from '../aws/answers/answer.ts'
import type { PlaceClient } from '../aws/session/place-client.ts'
import type { Key } from '../model/key.ts'
import type { KeyFacts } from '../model/report/key-facts.ts'
import type { Operation } from '../model/operations/operations.ts'
import type { Instant } from '../model/time.ts'

/**
 * Something that is read about one key, only if a check or an OPA policy needs it. The name of its export is its id, which
 * checks name in `needs`. The file of a new fact declares the type of its field: `declare module '../model/report/key-facts.ts'`.
 */
export interface KeyFact {
  /** In words, for the guide: `key policy`. */
  title: string
  /** In words, for messages about several keys: `key policies`. */
  plural: string
  /** The field of the key record that shows whether the fact is known: `key_policy`. */
  field: keyof KeyFacts
  /** Other fields of the key record that come with it. */
  otherFields?: readonly (keyof KeyFacts)[]
  /** What reading it calls: for the permissions and the estimate. */
  operations: readonly Operation[]
  /** Calls of each operation for one key, as the estimate counts them. */
  callsPerKey: number
  /** Calls of each operation for all keys of an account and Region together. Left out: none. */
  callsPerPlace?: number
  /** What AWS bills, in US dollars, and for what: `checks of IAM Access Analyzer`. Left out: nothing. */
  cost?: { dollarsPerKey: number; what: string }
  /** Ids of facts that it needs: these are also read, and before it. */
  after?: readonly string[]
  /** An OPA policy, which may use every other fact, does not get it: an option has to ask for it. */
  onlyIfNamed?: true
  /**
   * Whether AWS answers for such a customer managed key. Left out: for all of them. Calls that can only be refused are not
   * made, because they set off alarms about denied calls. Facts of AWS managed keys are never read.
   */
  appliesTo?(key: KeyTraits): boolean
  /** Whether a check can use it for a key that could not be described. */
  isUsableAlone: boolean
  /** The price of a key depends on it, so it is read before keys are ranked by price. */
  decidesPrice?: true
  /** Reads it. A field is null if it could not be read, and `ask` has noted a gap; it is left out if the key has no such fact. */
  read(key: Key, ask: Ask, before: FactsBefore): Promise<KeyFacts>
}

/** What is known when a fact is read. */
export interface FactsBefore {
  /** The facts of the key that were read before: at least those of `after`. */
  facts: KeyFacts
  /** The time of the run. */
  now: Instant
}

/** What decides whether a fact applies. Null: the key could not be described. */
export interface KeyTraits {
  spec: string | null
  origin: string | null
  state: string | null
}

/** Makes a call, or takes the answer of an earlier run. Returns null, and notes a gap, if there is no answer. */
export type Ask = <T>(
  operation: Operation,
  call: (client: PlaceClient, keyId: string) => Promise<Answer<T>>,
) => Promise<T | null>

/** All fields that a fact fills. */
export const fieldsOf = ({ field, otherFields = [] }: KeyFact): readonly (keyof KeyFacts)[] => [field, ...otherFields]
