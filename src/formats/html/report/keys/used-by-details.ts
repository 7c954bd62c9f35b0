import { groupBy } from '../../../../lib/group-by.ts'
import { capitalized } from '../../../../lib/text/capitalized.ts'
import { countText } from '../../../../lib/text/numbers.ts'
import { type SearchedTypes, typeName, unreadTypes, usedByText } from '../../../../model/report/dependents-text.ts'
import type { DependentRecord } from '../../../../model/dependents.ts'
import type { KeyRecord } from '../../../../model/report/report.ts'
import { effectText } from '../../../report-text/effect-text.ts'
import { type Detail, heading, line } from './detail.ts'

/** Resources that a line names. */
const NAMED = 10

/** The resources that reference a key, and what happens to them. Nothing without a search. */
export function usedByDetails(key: KeyRecord, types: SearchedTypes): Detail[] {
  const { dependents } = key
  if (dependents === undefined || types === undefined) return []
  const unread = unreadTypes(key).map(id => typeName(id, 2, types))
  const alike = groupBy(dependents, each => JSON.stringify([each.type, each.role, effectText(each)]))
  return [
    heading('Used by'),
    ...(dependents.length === 0 ? [line('Resources', usedByText(key, types))] : alike.flatMap(linesOf(types))),
    ...archivedLines(key),
    ...(unread.length === 0 ? [] : [line('Not read', unread.join(', '))]),
  ]
}

/** The resources whose data needed the key, by archived log files. */
function archivedLines({ data_of: archived = [] }: KeyRecord): Detail[] {
  if (archived.length === 0) return []
  const names = archived.slice(0, NAMED).map(({ singular, id, last_seen_on: day }) => `${singular} ${id} (${day})`)
  const more = archived.length > NAMED ? ` and ${countText(archived.length - NAMED)} more` : ''
  return [line('Data of, by log files', `${names.join(', ')}${more}`)]
}

const linesOf =
  (types: SearchedTypes) =>
  (alike: readonly DependentRecord[]): Detail[] => {
    const [first] = alike
    if (first === undefined) return []
    const ids = alike.map(({ id }) => id)
    const more = ids.length > NAMED ? ` and ${countText(ids.length - NAMED)} more` : ''
    const role = first.role === null ? '' : ` (${first.role})`
    const named = `${ids.slice(0, NAMED).join(', ')}${more}${role}`
    return [line(typeName(first.type, ids.length, types), `${named}. ${capitalized(effectText(first))}`)]
  }
