import { groupBy } from '../../lib/group-by.ts'
import { capitalized } from '../../lib/text/capitalized.ts'
import type { ComplianceAssessment, EncryptionCounts } from '../../model/assessments/compliance.ts'
import { KEY_KINDS, type KeyKind } from '../../model/encryption.ts'

/** One type over all accounts and Regions. */
export interface TypeRow {
  /** `EBS volumes` */
  title: string
  counts: EncryptionCounts
  /** Somewhere the list could not be read, or only in part. */
  isPartial: boolean
}

/** The types that have resources or could not be read, in the order of the registry. */
export function typeRows({ types, counts }: Pick<ComplianceAssessment, 'types' | 'counts'>): TypeRow[] {
  const byType = new Map(groupBy(counts, ({ type }) => type).map(group => [group[0]?.type, group]))
  return types.flatMap(({ id, plural }) => {
    const group = byType.get(id) ?? []
    const isPartial = group.some(({ status }) => status === 'partial')
    const sum = sumOf(group, isPartial)
    return sum.total === 0 && !isPartial ? [] : [{ title: capitalized(plural), counts: sum, isPartial }]
  })
}

function sumOf(group: readonly EncryptionCounts[], isPartial: boolean): EncryptionCounts {
  const sum = (value: (one: EncryptionCounts) => number): number => group.reduce((all, one) => all + value(one), 0)
  const [compliant, failed, undecided] = [
    sum(one => one.compliant),
    sum(one => one.non_compliant),
    sum(one => one.undecided),
  ]
  const rated = compliant + failed + undecided
  return {
    total: sum(({ total }) => total),
    encrypted: sum(({ encrypted }) => encrypted),
    key_kinds: Object.fromEntries(KEY_KINDS.map(kind => [kind, sum(one => one.key_kinds[kind])])) as Record<
      KeyKind,
      number
    >,
    compliant,
    non_compliant: failed,
    undecided,
    rate: isPartial || rated === 0 ? null : compliant / rated,
  }
}
