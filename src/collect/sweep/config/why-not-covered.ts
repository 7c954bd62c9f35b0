import type { Failure } from '../../../aws/answers/answer.ts'
import type { AggregatorSource } from '../../../aws/config/aggregator.ts'
import type { Place } from '../../../model/place.ts'

export type Reason = Pick<Failure, 'reason' | 'why'>

/** Why the aggregator does not answer for a place. Null: it does. */
export function whyNotCovered(
  { account, region }: Pick<Place, 'account' | 'region'>,
  sources: readonly AggregatorSource[],
): Reason | null {
  const here = sources.filter(each => each.region === region && (each.isOrganization || each.id === account))
  if (here.length === 0) return { reason: 'partial', why: 'the aggregator does not include this account and Region' }
  const wrong = here.find(({ status }) => status !== 'SUCCEEDED')
  return wrong === undefined
    ? null
    : { reason: 'partial', why: `the aggregator's records of this Region are ${wrong.status.toLowerCase()}` }
}
