import type { GapRecord } from '../../model/report.ts'
import type { Opinion } from './opinion.ts'

/** As gaps name it. */
export const OPA_CALL = 'opa:deny'

type Unknown = Extract<Opinion, { known: false }>

/** A place of which nothing is known for one reason has one gap, other keys have one each. */
export function gapsOf(opinions: readonly Opinion[]): GapRecord[] {
  return byPlace(opinions).flatMap(place => {
    const holes = place.filter(opinion => !opinion.known)
    const [first] = holes
    const isWhole = first !== undefined && holes.length === place.length && holes.every(({ why }) => why === first.why)
    if (isWhole && place.length > 1) return [{ ...toGap(first), key_id: null }]
    return holes.map(toGap)
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

const toGap = ({ key, reason, why }: Unknown): GapRecord => ({
  account_id: key.account_id,
  region: key.region,
  key_id: key.key_id,
  operation: OPA_CALL,
  reason,
  message: why,
})
