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
export function gapsText({ scope, gaps }: Report): string | null {
  const answered = scope.places.filter(({ status }) => status !== 'unreachable')
  const partial = answered.filter(({ status }) => status === 'partial')
  const gapCount = `${gaps.length} ${gaps.length === 1 ? 'gap' : 'gaps'}, listed by -o json`
  if (answered.length < scope.places.length || partial.length > 0) {
    const [only] = scope.places
    if (scope.places.length === 1 && only?.status === 'partial')
      return `${safeText(only.region)} answered in part; ${gapCount}`
    const part = partial.length > 0 ? ` (${partial.length} of them in part)` : ''
    return `${answered.length} of ${scope.places.length} ${unitOf(scope.places)} answered${part}; ${gapCount}`
  }
  return gaps.length > 0 ? gapCount : null
}

/** What places are called that differ in one thing only. */
export function unitOf(places: readonly PlaceRecord[]): string {
  if (distinct(places, 'account_id').length === 1) return 'Regions'
  return distinct(places, 'region').length === 1 ? 'accounts' : 'places'
}

const distinct = (places: readonly PlaceRecord[], field: 'account_id' | 'region'): string[] => [
  ...new Set(places.map(place => place[field])),
]
