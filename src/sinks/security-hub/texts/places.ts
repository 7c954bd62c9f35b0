import { safeText } from '../../../lib/text/safe-text.ts'
import type { PlaceFindings } from '../destination.ts'

/** `eu-west-1 of account 111122223333`, or `3 Regions of 2 accounts`. */
export function placesText(places: readonly PlaceFindings[]): string {
  const [one] = places
  const accounts = new Set(places.map(({ place }) => place.account_id)).size
  const regions = new Set(places.map(({ place }) => place.region)).size
  const region = regions === 1 ? `${one?.place.region}` : `${regions} Regions`
  return safeText(`${region} of ${accounts === 1 ? `account ${one?.place.account_id}` : `${accounts} accounts`}`)
}

/** `in eu-west-1 of account 111122223333 and 2 more` */
export function inPlacesText(places: readonly PlaceFindings[]): string {
  const [one, ...others] = places
  const first = one === undefined ? '' : safeText(`${one.place.region} of account ${one.place.account_id}`)
  return `in ${first}${others.length === 0 ? '' : ` and ${others.length} more`}`
}

export const enableText = (region: string): string =>
  safeText(`To enable it, run aws securityhub enable-security-hub --region ${region}.`)
