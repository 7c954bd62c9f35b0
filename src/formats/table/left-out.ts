import type { PlaceRecord, Report } from '../../model/report.ts'

/** What options leave out of the audit: `2 keys by --exclude-key`. Null: no key. */
export function leftOutText({ scope }: Report): string | null {
  const parts = OPTIONS.flatMap(([name, flag]) => {
    const keys = sumOf(scope.places, name)
    return keys === 0 ? [] : [`${keys} ${keys === 1 ? 'key' : 'keys'} by ${flag}`]
  })
  return parts.length === 0 ? null : parts.join(', ')
}

const OPTIONS = [['exclude_key', '--exclude-key']] as const

const sumOf = (places: readonly PlaceRecord[], name: (typeof OPTIONS)[number][0]): number =>
  places.reduce((sum, { left_out: leftOut }) => sum + (leftOut?.[name] ?? 0), 0)
