import { countNoun } from '../../../lib/text/numbers.ts'
import { safeText } from '../../../lib/text/safe-text.ts'
import type { PlaceRecord, Report } from '../../../model/report/report.ts'

/** Returns how many keys options left out: `2 keys by --exclude-key, 40 keys by --tag team=payments`. Null if none. */
export function leftOutText({ scope }: Report): string | null {
  const words = (name: string): string => (name === 'tag' ? ` ${safeText((scope.tags ?? []).join(','))}` : '')
  const parts = OPTIONS.flatMap(([name, flag]) => {
    const keys = sumOf(scope.places, name)
    return keys === 0 ? [] : [`${countNoun(keys, 'key')} by ${flag}${words(name)}`]
  })
  return parts.length === 0 ? null : parts.join(', ')
}

const OPTIONS = [
  ['exclude_key', '--exclude-key'],
  ['tag', '--tag'],
] as const

const sumOf = (places: readonly PlaceRecord[], name: (typeof OPTIONS)[number][0]): number =>
  places.reduce((sum, { left_out: leftOut }) => sum + (leftOut?.[name] ?? 0), 0)
