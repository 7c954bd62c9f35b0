import { groupBy } from '../../lib/group-by.ts'
import { joinWithAnd, listText } from '../../lib/text/lists.ts'
import { countNoun, countText } from '../../lib/text/numbers.ts'
import { distinctResources, searchedTypes, unreadTypes } from '../../model/report/dependents-text.ts'
import { safeText } from '../../lib/text/safe-text.ts'
import { hasSeveral } from '../../model/report/place-records.ts'
import type { KeyRecord, Report } from '../../model/report/report.ts'

/**
 * Returns how many types of resources were read, and where: `85 types of resources; read completely: 78 in eu-west-1
 * and 77 in us-east-1`. Null without `--dependents`.
 *
 * @param keys all audited keys: their gaps say what was read
 */
export function searchedText(report: Report, keys: readonly KeyRecord[] = report.keys): string | null {
  const types = searchedTypes(report)
  if (types === undefined) return null
  const from = report.scope.dependents?.from ?? 'lists'
  const asked = `${countNoun(types.length, 'type')} of resources${from === 'lists' ? '' : ` (${safeText(from)})`}`
  const counts = readCounts(types.length, keys, placeNames(report))
  if (counts.length === 0) return `${asked} searched`
  if (counts.every(({ read }) => read === types.length)) return `${asked}, all read completely`
  const parts = counts.map(
    ({ read, places }) => `${countText(read)} in ${places.length === 1 ? '' : 'each of '}${listText(places)}`,
  )
  return `${asked}; read completely: ${joinWithAnd(parts)}`
}

/** Returns how many types were read in which places, the highest number first. All keys of a place have the same gaps. */
function readCounts(types: number, keys: readonly KeyRecord[], nameOf: (key: KeyRecord) => string) {
  const read = new Map<string, number>()
  for (const key of keys) {
    const place = nameOf(key)
    if (!read.has(place)) read.set(place, types - unreadTypes(key).length)
  }
  return groupBy([...read], ([, count]) => String(count))
    .map(alike => ({ read: alike[0]?.[1] ?? 0, places: alike.map(([place]) => safeText(place)) }))
    .toSorted((one, other) => other.read - one.read)
}

/** The account is named if there are several. */
function placeNames({ scope }: Report): (key: KeyRecord) => string {
  const hasAccounts = hasSeveral(scope.places, 'account_id')
  return ({ account_id: account, region }) => (hasAccounts ? `${region} of ${account}` : region)
}

/** Returns `3 resources use 2 keys of other accounts`. Null if no resource uses one. */
export function foreignKeysText({ foreign_keys: all = [] }: Report): string | null {
  if (all.length === 0) return null
  const keys = new Set(all.map(({ key_arn: arn }) => arn)).size
  const resources = all.reduce((sum, { dependents }) => sum + distinctResources(dependents), 0)
  const verb = resources === 1 ? 'uses' : 'use'
  const owners = keys === 1 ? 'another account' : 'other accounts'
  return `${countNoun(resources, 'resource')} ${verb} ${countNoun(keys, 'key')} of ${owners}`
}

export const OWNERS_DECIDE = 'Only the account that owns a key can disable or delete it.'

/** What a search cannot show. */
export const SEARCH_LIMITS =
  'The search shows which key a resource uses today. It does not show which keys the older data of the resource ' +
  'needs, or which keys an application uses by itself.'
