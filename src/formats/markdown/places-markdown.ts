import { countText } from '../../lib/text/numbers.ts'
import { codeSpan } from '../../lib/text/markdown.ts'
import type { PlaceRecord } from '../../model/report/report.ts'
import { awsName } from './key-cells.ts'

/** Returns `eu-west-1 of account 111122223333`, or the numbers of Regions and accounts if there are several. */
export function placesMarkdown(places: readonly PlaceRecord[]): string {
  const [region = '', ...regions] = distinct(places.map(place => place.region))
  const [account = '', ...accounts] = distinct(places.map(place => place.account_id))
  const where = regions.length === 0 ? awsName(region) : `${countText(regions.length + 1)} Regions`
  const whose = accounts.length === 0 ? `account ${codeSpan(account)}` : `${countText(accounts.length + 1)} accounts`
  return `${where} of ${whose}`
}

const distinct = (texts: readonly string[]): string[] => [...new Set(texts)]
