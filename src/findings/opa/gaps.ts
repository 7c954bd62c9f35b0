import { OPA_CALL } from '../../model/opa-server.ts'
import type { GapRecord } from '../../model/report.ts'
import type { Opinion } from './opinion.ts'

/** A place of which nothing is known for one reason has one gap, other keys have one each. */
export function gapsOf(opinions: readonly Opinion[]): GapRecord[] {
  return byPlace(opinions).flatMap(place => {
    const gaps = place.flatMap(toGap)
    const [first] = gaps
    const isWhole =
      first !== undefined &&
      gaps.length === place.length &&
      gaps.every(({ message }) => message === first.message) &&
      place.every(({ denials }) => denials.length === 0)
    return isWhole && place.length > 1 ? [{ ...first, key_id: null }] : gaps
  })
}

function byPlace(opinions: readonly Opinion[]): Opinion[][] {
  const places = new Map<string, Opinion[]>()
  for (const opinion of opinions) {
    const { account_id, region } = opinion.key
    const place = places.get(`${account_id} ${region}`)
    if (place === undefined) places.set(`${account_id} ${region}`, [opinion])
    else place.push(opinion)
  }
  return [...places.values()]
}

const toGap = ({ key, hole }: Opinion): GapRecord[] =>
  hole === null
    ? []
    : [
        {
          account_id: key.account_id,
          region: key.region,
          key_id: key.key_id,
          operation: OPA_CALL,
          reason: hole.reason,
          message: hole.why,
        },
      ]
