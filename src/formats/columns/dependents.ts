import { distinctResources, unreadTypes, usedByText } from '../../model/report/dependents-text.ts'
import type { KeyRecord } from '../../model/report/report.ts'
import type { ReportNames } from './column.ts'

/** Types of resources that the table names. The others are counted. */
const TYPES_SHOWN = 3

/** Returns `3 EBS volumes, 1 RDS instance`, `No reference found in 38 of 41 types`, or `not searched`. */
export const usedByCell = (key: KeyRecord, { types }: ReportNames): string => usedByText(key, types, TYPES_SHOWN)

/**
 * Returns `ebs-volume:vol-1 rds-instance:db1` for CSV. `none-found` is not empty, because an empty cell means that
 * nothing was searched.
 */
export function dependentsValue({ dependents }: KeyRecord): string | undefined {
  if (dependents === undefined) return undefined
  if (dependents.length === 0) return 'none-found'
  return [...new Set(dependents.map(({ type, id }) => `${type}:${withoutBlanks(id)}`))].join(' ')
}

/** Blanks separate the resources, so those of a name are written as in a URL. */
const withoutBlanks = (id: string): string => id.replace(/[\s%]/gu, encodeURIComponent)

/** Sorts keys by the number of resources. Keys without a search come last. */
export const dependentsCount = ({ dependents }: KeyRecord): number | undefined =>
  dependents === undefined ? undefined : distinctResources(dependents)

/** Returns the ids of types that were not read, or only in part: `lambda-function s3-bucket`. */
export const gapsValue = (key: KeyRecord): string | undefined =>
  key.dependents_gaps === undefined ? undefined : unreadTypes(key).join(' ')

export function gapsText(key: KeyRecord, { types }: ReportNames): string {
  if (key.dependents_gaps === undefined) return usedByText(key, types)
  return unreadTypes(key).join(' ') || 'none'
}
