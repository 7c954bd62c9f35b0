/** With `--inventory-from`: what the facts about a key are taken from, because its account or Region was not entered. */
export interface KeyInventoryRecord {
  /** `config:organization@eu-west-1` */
  source: string
  /** When this state of the key was recorded. Null: not known. */
  recorded_at: string | null
}

/** With `--inventory-from`: where the keys of a place are recorded, because it was not entered. */
export interface PlaceInventoryRecord {
  /** `config:organization@eu-west-1` */
  source: string
  /** When the aggregator last got the records of this account and Region. Null: not known. */
  updated_at: string | null
}
