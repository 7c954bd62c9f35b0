import type { AccessChange, PolicyRow } from '../../model/history/report-diff.ts'
import { rowIdentity } from './policy-rows.ts'

/** Returns who gained or lost what. */
export function accessChanges(old: readonly PolicyRow[], now: readonly PolicyRow[]): AccessChange[] {
  const [before, after] = [simplified(old), simplified(now)]
  return [
    ...differing(after, before).flatMap(row =>
      row.effect === 'deny' ? changed(row, 'denied') : splitBy(row, before, 'narrowed', 'gained'),
    ),
    ...differing(before, after).flatMap(row =>
      row.effect === 'deny' ? changed(row, 'no_longer_denied') : splitBy(row, after, 'widened', 'lost'),
    ),
  ]
}

/** Leaves out what another row of the same policy allows anyway: the same with fewer conditions, or for everyone. */
export function simplified(rows: readonly PolicyRow[]): PolicyRow[] {
  return rows.flatMap(row => {
    if (row.effect === 'deny') return [row]
    const wider = rows.filter(other => other !== row && covers(other, row))
    return withActions(
      row,
      row.actions.filter(action => !allows(wider, action)),
    )
  })
}

/** Returns what the rows have and the others do not, action by action. */
function differing(rows: readonly PolicyRow[], others: readonly PolicyRow[]): PolicyRow[] {
  const known = new Map(others.map(row => [rowIdentity(row), new Set(row.actions)]))
  return rows.flatMap(row => {
    const same = known.get(rowIdentity(row))
    return withActions(
      row,
      row.actions.filter(action => same?.has(action) !== true),
    )
  })
}

/** Divides a row into the actions that the other policy allows at least as widely, and those that it does not. */
function splitBy(
  row: PolicyRow,
  others: readonly PolicyRow[],
  included: 'narrowed' | 'widened',
  alone: 'gained' | 'lost',
): AccessChange[] {
  const wider = others.filter(other => covers(other, row))
  const isIncluded = (action: string): boolean => allows(wider, action)
  return [
    ...withActions(
      row,
      row.actions.filter(action => !isIncluded(action)),
    ).flatMap(part => changed(part, alone)),
    ...withActions(row, row.actions.filter(isIncluded)).flatMap(part => changed(part, included)),
  ]
}

const changed = (row: PolicyRow, change: AccessChange['change']): AccessChange[] => [{ change, ...row }]

const withActions = (row: PolicyRow, actions: string[]): PolicyRow[] =>
  actions.length === 0 ? [] : [{ ...row, actions }]

const allows = (rows: readonly PolicyRow[], action: string): boolean => rows.some(row => row.actions.includes(action))

/** Whether every request that a row allows is one that the other row allows too, if it allows the action. */
const covers = (wide: PolicyRow, narrow: PolicyRow): boolean =>
  wide.effect === 'allow' &&
  narrow.effect === 'allow' &&
  (wide.principal === narrow.principal || includesPrincipal(wide, narrow.principal)) &&
  wide.conditions.every(condition => narrow.conditions.includes(condition))

/** Everyone includes services only without a condition: many conditions hold for users and roles alone. */
const includesPrincipal = ({ principal, conditions }: PolicyRow, other: string): boolean =>
  principal === 'everyone'
    ? conditions.length === 0 || !isService(other)
    : principal === 'every AWS service' && isService(other)

const isService = (principal: string): boolean =>
  principal === 'every AWS service' || principal.startsWith('the service ')
