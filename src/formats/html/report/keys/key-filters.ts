import { safeText } from '../../../../lib/text/safe-text.ts'
import { SEVERITIES } from '../../../../model/finding.ts'
import type { KeyRecord, Report } from '../../../../model/report/report.ts'
import { isUnused } from '../../../../model/report/unused.ts'
import { accountNamesOf } from '../../../columns/column.ts'
import type { KeyFindings } from './key-findings.ts'

/** A list to choose from. A key has one or several of its values. */
export interface KeyFilter {
  label: string
  /** The choice that filters nothing. */
  any: string
  options: readonly string[]
  /** The places of the values of a key in `options`. */
  valuesOf(key: KeyRecord): readonly number[]
}

/** Returns the lists that divide the keys. A list with one value is left out, because it filters nothing. */
export function keyFilters(report: Report, keys: readonly KeyRecord[], findings: KeyFindings): KeyFilter[] {
  const names = accountNamesOf(report)
  const lists: [label: string, any: string, valuesOf: (key: KeyRecord) => string[], first?: readonly string[]][] = [
    ['Verdict', 'All verdicts', key => [...(isUnused(key) ? ['unused'] : []), key.disposition], ['unused']],
    ['Account', 'All accounts', ({ account_id: id }) => [names.has(id) ? `${names.get(id)} ${id}` : id]],
    ['Region', 'All Regions', ({ region }) => [region]],
    ['Manager', 'All managers', ({ key_manager: manager }) => [manager ?? 'unknown']],
    ['State', 'All states', ({ key_state: state }) => [state ?? 'unknown']],
    ['Findings', 'With and without findings', key => findingWords(key, findings), ['fails', ...SEVERITIES]],
  ]
  return lists
    .map(([label, any, valuesOf, first]) => keyFilter({ label, any, valuesOf, keys, first: first ?? [] }))
    .filter(({ options, label }) => options.length > 1 || (label === 'Findings' && options.length > 0))
}

/** Any, the worst severity, and the checks that fail or could not be decided. */
function findingWords(key: KeyRecord, { failing, all }: KeyFindings): string[] {
  const problems = failing(key)
  const words = problems.length === 0 ? [] : ['fails', ...problems.map(({ severity }) => severity)]
  const checks = (all(key) ?? []).filter(({ status }) => status === 'fail' || status === 'unknown')
  return [...new Set([...words, ...checks.map(({ check }) => check)])]
}

function keyFilter({
  label,
  any,
  valuesOf,
  keys,
  first,
}: Omit<KeyFilter, 'options' | 'valuesOf'> & {
  valuesOf: (key: KeyRecord) => string[]
  keys: readonly KeyRecord[]
  first: readonly string[]
}): KeyFilter {
  const found = new Set(keys.flatMap(valuesOf))
  const words = [
    ...first.filter(word => found.has(word)),
    ...[...found].filter(word => !first.includes(word)).toSorted(),
  ]
  const places = new Map(words.map((word, place) => [word, place]))
  return {
    label,
    any,
    options: words.map(safeText),
    valuesOf: key => valuesOf(key).map(word => places.get(word) ?? -1),
  }
}
