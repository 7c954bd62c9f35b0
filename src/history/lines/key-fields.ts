import type { HistoryKey, HistoryKeyFields } from '../../model/history/history-line.ts'

/** Returns the most frequent value of each field if several keys have it, and the keys without the fields in which they have that value. */
export function withoutDefaults(ids: readonly string[], all: readonly Required<HistoryKeyFields>[]) {
  const defaults = Object.fromEntries(
    FIELDS.flatMap(field => {
      const value = mostFrequent(all.map(fields => fields[field]))
      return value === undefined ? [] : [[field, value]]
    }),
  ) as HistoryKeyFields
  const usual = Object.fromEntries(FIELDS.map(field => [field, textOf(defaults[field])]))
  const keys = all.map((fields, at): HistoryKey => {
    const own = FIELDS.filter(field => textOf(fields[field]) !== usual[field])
    return { id: ids[at] ?? '', ...Object.fromEntries(own.map(field => [field, fields[field]])) }
  })
  return { defaults, keys }
}

/** In the order in which a key has them. */
const ALL: Readonly<Record<keyof HistoryKeyFields, true>> = {
  place: true,
  aliases: true,
  key_state: true,
  key_manager: true,
  created_at: true,
  deletion_date: true,
  disposition: true,
  usage: true,
  last_used_at: true,
  at_least: true,
  not_observed_since: true,
  cost: true,
  cost_basis: true,
  error: true,
}
const FIELDS = Object.keys(ALL) as (keyof HistoryKeyFields)[]

/** The first of several that are as frequent. Undefined: no two keys have the same value. */
function mostFrequent<T>(values: readonly T[]): T | undefined {
  const counts = new Map<string, { value: T; count: number }>()
  for (const value of values) {
    const text = textOf(value)
    const counted = counts.get(text)
    if (counted === undefined) counts.set(text, { value, count: 1 })
    else counted.count += 1
  }
  const several = [...counts.values()].filter(({ count }) => count > 1)
  return several.toSorted((one, other) => other.count - one.count)[0]?.value
}

/** Strings are most of the values. */
const textOf = (value: unknown): string => (typeof value === 'string' ? `"${value}` : JSON.stringify(value))
