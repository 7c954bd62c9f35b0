import type { TagRecord } from '../../model/report/report.ts'
import { SAME, type SubjectComparison, unknownFact } from './subject.ts'
import { addedAndRemoved } from './text-lists.ts'

/** The tags of the key. AWS managed keys have none. */
export const tags: SubjectComparison = {
  subject: 'tags',
  field: 'tags',
  compare(pair) {
    const { old, new: now } = pair
    if (old.tags === undefined || now.tags === undefined) return SAME
    const unknown = unknownFact(pair, 'kms:ListResourceTags', key => key.tags == null)
    if (unknown !== null) return unknown
    const difference = addedAndRemoved(textsOfTags(old.tags), textsOfTags(now.tags))
    if (difference === null) return SAME
    return [{ change: 'tags_changed', detail: difference, old: sortedTags(old.tags), new: sortedTags(now.tags) }]
  },
}

const textsOfTags = (records: readonly TagRecord[] | null): string[] =>
  sortedTags(records).map(({ TagKey, TagValue }) => `${TagKey}=${TagValue}`)

const sortedTags = (records: readonly TagRecord[] | null): TagRecord[] =>
  [...(records ?? [])].toSorted(({ TagKey: one }, { TagKey: other }) => (one < other ? -1 : Number(one > other)))
