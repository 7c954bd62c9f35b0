import type { RecordedKey } from '../../aws/config/recorded-keys.ts'
import type { PlaceClient } from '../../aws/session/place-client.ts'
import type { AliasesByKey } from '../../model/listed-key.ts'
import type { Place } from '../../model/place.ts'
import type { Instant } from '../../model/time.ts'

/** The keys that an AWS Config aggregator has recorded in places that this run may not be able to enter. */
export interface Inventory {
  /** `config:organization@eu-west-1` */
  from: string
  aggregator: string
  /** Of the account and Region of the aggregator. */
  client: PlaceClient
  /** Those with keys, by `placeId`. */
  places: ReadonlyMap<string, RecordedPlace>
  /** How many records the aggregator returned. */
  records: number
}

export interface RecordedPlace {
  place: Place
  keys: readonly RecordedKey[]
  /** Those that AWS Config has recorded; there may be more. Null: it has none. */
  aliases: AliasesByKey | null
  /** When the aggregator last got the records of the place. Null: not known. */
  updatedAt: Instant | null
  /** Whether the run asks AWS KMS there. If AWS KMS lists the keys, the records are not used. */
  isAsked: boolean
  /** Why AWS KMS did not list the keys, for gaps. */
  why: string
}
