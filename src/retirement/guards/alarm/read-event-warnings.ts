import { listText } from '../../../lib/text/lists.ts'
import type { Scope } from '../../../model/report/report.ts'

/**
 * Returns sentences about trails whose log group does not suffice for the alarm about failed requests, most of which are
 * read events. Which trail delivers to the log group is not known here.
 */
export function readEventWarnings(trails: Scope['trails']): string[] {
  const all = Object.values(trails ?? {}).flatMap(regions =>
    Array.isArray(regions) ? regions : Object.values(regions).flatMap(seen => seen ?? []),
  )
  const without = all.filter(({ hides_kms }) => hides_kms?.some(reason => reason.startsWith('only write events')))
  if (without.length === 0) return []
  return [
    'The alarm about failed requests needs the log group of a trail that logs the read events of KMS too. ' +
      `These trails do not: ${listText(without.map(({ name }) => name))}.`,
  ]
}
