import { countText } from '../../lib/text/numbers.ts'
import { SERVICE_GRANT, type DependentRecord, type DependentsScope, type DependentTypeRecord } from '../dependents.ts'
import type { KeyRecord, Report } from './report.ts'

/** The types of resources that a report knows. Undefined: nothing was searched. */
export type SearchedTypes = DependentsScope['types'] | undefined

export const searchedTypes = ({ scope }: Pick<Report, 'scope'>): SearchedTypes => scope.dependents?.types

/**
 * What is known about the resources that reference a key: `3 EBS volumes, 1 RDS instance`, or `No reference found in
 * 38 of 41 types`. Never that there are none: a resource can use a key in ways that no list shows.
 */
export function usedByText(key: KeyRecord, types: SearchedTypes, most = Infinity): string {
  if (key.dependents === undefined || types === undefined) return NOT_SEARCHED
  return key.dependents.length === 0
    ? `No reference found in ${answeredText(key, types)}`
    : resourcesText(key.dependents, types, most)
}

export const NOT_SEARCHED = 'not searched'

/** `38 of 41 types`: the types that were read completely in the Region of the key. */
export function answeredText(key: KeyRecord, types: readonly DependentTypeRecord[]): string {
  const answered = countText(types.length - unreadTypes(key).filter(id => types.some(type => type.id === id)).length)
  return `${answered} of ${countText(types.length)} ${types.length === 1 ? 'type' : 'types'}`
}

/** The ids of the types that could not be read in the Region of the key, or only in part. */
export const unreadTypes = ({ dependents_gaps: gaps = [] }: KeyRecord): string[] => [
  ...new Set(gaps.map(({ type }) => type)),
]

/** `3 EBS volumes, 1 RDS instance and 4 more`: the first types, and the number of the other resources. */
export function resourcesText(all: readonly DependentRecord[], types: SearchedTypes, most = Infinity): string {
  const counts = countByType(all)
  // A single type is not worth a number of others.
  const shown = counts.length <= most + 1 ? counts : counts.slice(0, most)
  const left = counts.slice(shown.length).reduce((sum, [, count]) => sum + count, 0)
  const named = shown.map(([id, count]) => `${countText(count)} ${typeName(id, count, types)}`).join(', ')
  return left === 0 ? named : `${named} and ${countText(left)} more`
}

/** A resource that uses the key for several things is one resource. */
export const distinctResources = (all: readonly DependentRecord[]): number =>
  countByType(all).reduce((sum, [, count]) => sum + count, 0)

function countByType(all: readonly DependentRecord[]): [type: string, count: number][] {
  const ids = new Map<string, Set<string>>()
  for (const { type, id } of all) ids.set(type, (ids.get(type) ?? new Set()).add(id))
  return [...ids].map(([type, found]) => [type, found.size])
}

/** The name of a type for a number of resources: `EBS volume`. A type of a newer version is named by its id. */
export function typeName(id: string, count: number, types: SearchedTypes = []): string {
  const type = [...types, SERVICE_GRANT].find(each => each.id === id)
  if (type !== undefined) return count === 1 ? type.singular : type.plural
  return `${id.replaceAll('-', ' ')}${count === 1 ? '' : 's'}`
}
