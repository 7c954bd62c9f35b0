import type { KeyRecord } from '../../model/report/report.ts'
import { isUndescribed } from './state.ts'
import { SAME, type SubjectComparison } from './subject.ts'
import { addedAndRemoved } from './text-lists.ts'

/** The replicas of a multi-Region key, and which key of the family is the primary. */
export const multiRegion: SubjectComparison = {
  subject: 'description',
  compare({ old, new: now }) {
    if (isUndescribed(old) || isUndescribed(now)) return SAME
    if (old.multi_region === false && now.multi_region === false) return SAME
    const [before, after] = [familyOf(old), familyOf(now)]
    if (JSON.stringify(before) === JSON.stringify(after)) return SAME
    return [{ change: 'multi_region_changed', detail: detailOfFamily(old, now), old: before, new: after }]
  },
}

const familyOf = ({ multi_region_type, primary_key_arn, replica_keys }: KeyRecord) => ({
  multi_region_type,
  primary_key_arn,
  replica_keys: [...replica_keys].toSorted(),
})

function detailOfFamily(old: KeyRecord, now: KeyRecord): string {
  const replicas = addedAndRemoved(old.replica_keys.map(regionOf), now.replica_keys.map(regionOf))
  return [
    ...(old.multi_region_type === now.multi_region_type
      ? []
      : [
          `was ${old.multi_region_type ?? 'a single-Region key'}, now ${now.multi_region_type ?? 'a single-Region key'}`,
        ]),
    ...(old.primary_key_arn === now.primary_key_arn ? [] : [`primary key ${now.primary_key_arn ?? 'unknown'}`]),
    ...(replicas === null ? [] : [`replicas: ${replicas}`]),
  ].join(', ')
}

const regionOf = (arn: string): string => arn.split(':')[3] ?? arn
