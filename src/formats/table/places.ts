import { safeText } from '../../lib/text.ts'
import type { PlaceRecord, Report } from '../../model/report.ts'

/** `eu-west-1 of account 123456789012`, or how many there are of what there is more than one of. */
export function whereText(places: readonly PlaceRecord[]): string {
  const accounts = distinct(places, 'account_id')
  const regions = distinct(places, 'region')
  const region = regions.length === 1 ? `${regions[0]}` : `${regions.length} Regions`
  const account = accounts.length === 1 ? `account ${accounts[0]}` : `${accounts.length} accounts`
  return safeText(`${region} of ${account}`)
}

/** What a reader must know before trusting the numbers above; null when everything was read. */
export function gapsText({ scope: { places }, gaps }: Report): string | null {
  const count = (status: PlaceRecord['status']): number => places.filter(place => place.status === status).length
  const [unreachable, partial] = [count('unreachable'), count('partial')]
  const [only] = places
  const of = `of ${places.length} ${unitOf(places)}`
  const silent = unreachable === 0 ? [] : [`${unreachable} ${of} did not answer`]
  const inPart = partial === 0 ? [] : [`${unreachable === 0 ? `${partial} ${of}` : partial} answered in part`]
  const where =
    places.length === 1 && partial === 1 ? [`${safeText(only?.region ?? '')} answered in part`] : [...silent, ...inPart]
  const gapCount = gaps.length === 0 ? [] : [`${gaps.length} ${gaps.length === 1 ? 'gap' : 'gaps'}, listed by -o json`]
  const parts = [...(where.length === 0 ? [] : [where.join(', ')]), ...gapCount]
  return parts.length === 0 ? null : parts.join('; ')
}

/** What places are called that differ in one thing only. */
export function unitOf(places: readonly PlaceRecord[]): string {
  if (distinct(places, 'account_id').length === 1) return 'Regions'
  return distinct(places, 'region').length === 1 ? 'accounts' : 'places'
}

const distinct = (places: readonly PlaceRecord[], field: 'account_id' | 'region'): string[] => [
  ...new Set(places.map(place => place[field])),
]
