import { safeText } from '../../lib/text/safe-text.ts'
import type { PlaceRecord } from '../../model/report/report.ts'

/** Returns `eu-west-1 of account 123456789012`, or the numbers of Regions and accounts if there are several. */
export function placesText(places: readonly PlaceRecord[]): string {
  const accounts = distinct(places, 'account_id')
  const regions = distinct(places, 'region')
  const region = regions.length === 1 ? `${regions[0]}` : `${regions.length} Regions`
  const account = accounts.length === 1 ? `account ${accounts[0]}` : `${accounts.length} accounts`
  return safeText(`${region} of ${account}`)
}

/** Returns the word for these places: if only their Regions differ, they are `Regions`. */
export function placeUnit(places: readonly PlaceRecord[]): string {
  if (distinct(places, 'account_id').length === 1) return 'Regions'
  return distinct(places, 'region').length === 1 ? 'accounts' : 'account-Region pairs'
}

const distinct = (places: readonly PlaceRecord[], field: 'account_id' | 'region'): string[] => [
  ...new Set(places.map(place => place[field])),
]
