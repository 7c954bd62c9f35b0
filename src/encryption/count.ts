import { groupBy } from '../lib/group-by.ts'
import type {
  ComplianceAssessment,
  EncryptedResourceRecord,
  EncryptionCounts,
  TypeCountsRecord,
} from '../model/assessments/compliance.ts'
import { KEY_KINDS, type KeyKind } from '../model/encryption.ts'
import { isRated } from './rate.ts'

/** A type that was read in a place, before its resources are counted. */
export type ReadType = Pick<TypeCountsRecord, 'account_id' | 'region' | 'type' | 'status' | 'message'>

/** Counts the resources of each type in each place, and all of them. */
export function counted(
  read: readonly ReadType[],
  resources: readonly EncryptedResourceRecord[],
): Pick<ComplianceAssessment, 'summary' | 'counts'> {
  const groups = new Map(
    groupBy(resources, nameOf).map(group => [group[0] === undefined ? '' : nameOf(group[0]), group]),
  )
  const isWhole = read.every(({ status }) => status === 'complete')
  return {
    summary: countsOf(resources, isWhole),
    counts: read.map(({ account_id, region, type, status, message }) => ({
      account_id,
      region,
      type,
      status,
      message,
      ...countsOf(groups.get(nameOf({ account_id, region, type })) ?? [], status === 'complete'),
    })),
  }
}

const nameOf = ({ account_id, region, type }: Pick<ReadType, 'account_id' | 'region' | 'type'>): string =>
  [account_id, region, type].join(' ')

/** There is no rate for a type that was read in part, because the rest could change it. */
function countsOf(resources: readonly EncryptedResourceRecord[], isWhole: boolean): EncryptionCounts {
  const rated = resources.filter(isRated)
  const compliant = rated.filter(one => one.compliant === true).length
  const failed = rated.filter(one => one.compliant === false).length
  const kinds = Object.fromEntries(KEY_KINDS.map(kind => [kind, 0])) as Record<KeyKind, number>
  for (const { key_kind: kind } of resources) kinds[kind]++
  return {
    total: resources.length,
    encrypted: resources.length - kinds.none - kinds.unknown,
    key_kinds: kinds,
    compliant,
    non_compliant: failed,
    undecided: rated.length - compliant - failed,
    rate: isWhole && rated.length > 0 ? Math.round((compliant / rated.length) * 10_000) / 10_000 : null,
  }
}
