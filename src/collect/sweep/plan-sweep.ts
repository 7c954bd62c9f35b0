import type { NamedDependent } from '../../dependents/load-dependents.ts'
import { countNoun } from '../../lib/text/numbers.ts'
import type { Operation } from '../../model/operations/operations.ts'
import type { PlannedCalls } from '../../model/operations/planned-calls.ts'

/** The least that a sweep takes in a place: one call of each list. How many resources there are is not known before. */
export function planSweep(types: readonly NamedDependent[]): PlannedCalls {
  const shared: Partial<Record<Operation, number>> = {}
  for (const { dependent } of types) {
    const lists = dependent.effort === 'list' ? dependent.operations : dependent.operations.slice(0, 1)
    for (const operation of lists) shared[operation] = 1
  }
  const perResource = types.filter(({ dependent }) => dependent.effort === 'each').length
  const more = perResource === 0 ? '' : `, and one more call for each resource of ${countNoun(perResource, 'type')}`
  return { calls: {}, shared, note: `The search for dependents takes more calls if a list has several pages${more}.` }
}
