import type { DependentRecord } from '../../model/dependents.ts'
import type { KeyRecord } from '../../model/report/report.ts'
import { type KeyPair, SAME, type SubjectComparison } from './subject.ts'
import { addedAndRemoved, without } from './text-lists.ts'

/**
 * The resources that reference the key, of the types that were read completely in both reports. What only a grant or
 * the last use named says nothing by its absence.
 */
export const dependents: SubjectComparison = {
  subject: 'dependents',
  field: 'dependents',
  isOptional: true,
  compare(pair) {
    const { old, new: now, searched } = pair
    if (old.dependents === undefined || now.dependents === undefined) return SAME
    if (searched.old?.from !== searched.new?.from) return { why: 'searched in different ways' }
    const types = typesReadInBoth(pair)
    if (types.size === 0) return { why: 'no type of resources was read in both reports' }
    const [before, after] = [namesOf(old, types), namesOf(now, types)]
    const detail = addedAndRemoved(before, after)
    if (detail === null) return SAME
    return [{ change: 'dependents_changed', detail, old: without(before, after), new: without(after, before) }]
  },
}

function typesReadInBoth({ old, new: now, searched }: KeyPair): Set<string> {
  const unread = new Set([old, now].flatMap(({ dependents_gaps: gaps = [] }) => gaps.map(({ type }) => type)))
  const inOld = new Set(searched.old?.types.map(({ id }) => id))
  const both = (searched.new?.types ?? []).filter(({ id }) => inOld.has(id) && !unread.has(id))
  return new Set(both.map(({ id }) => id))
}

/** `ebs-volume vol-0abc`, each once: the uses of one resource are one reference. */
const namesOf = ({ dependents: all = [] }: KeyRecord, types: ReadonlySet<string>): string[] => [
  ...new Set(all.filter(one => types.has(one.type) && isListed(one)).map(({ type, id }) => `${type} ${id}`)),
]

const isListed = ({ found_by: ways }: DependentRecord): boolean => ways.includes('list') || ways.includes('config')
