import { hasRotationStatus } from '../../model/key.ts'
import type { KeyRecord, RotationRecord } from '../../model/report/report.ts'
import { type Compared, type Difference, type KeyPair, SAME, type SubjectComparison, unknownFact } from './subject.ts'

/**
 * Whether the key rotates, how often, and whether it did. KMS gives no rotation status of some keys, such as those that
 * are pending deletion: then there is nothing to compare.
 */
export const rotation: SubjectComparison = {
  subject: 'rotation',
  field: 'key_rotation_enabled',
  compare(pair) {
    const { old, new: now } = pair
    if (!canRotate(old) || !canRotate(now)) return SAME
    const unknown = unknownFact(pair, 'kms:GetKeyRotationStatus', key => key.key_rotation_enabled == null)
    return unknown ?? [...settingDifference(pair), ...rotationsSince(pair)]
  },
}

const canRotate = ({ key_spec, origin, key_state }: KeyRecord): boolean =>
  hasRotationStatus(key_spec, origin, key_state)

function settingDifference({ old, new: now }: KeyPair): readonly Difference[] {
  const [before, after] = [settingOf(old), settingOf(now)]
  // A period that only one report knows is not a difference.
  const isSamePeriod = before.period === null || after.period === null || before.period === after.period
  if (before.enabled === after.enabled && (isSamePeriod || after.enabled !== true)) return SAME
  return [
    {
      change: 'rotation_changed',
      detail: `was ${settingText(before)}, now ${settingText(after)}`,
      old: { enabled: before.enabled, period_in_days: before.period },
      new: { enabled: after.enabled, period_in_days: after.period },
    },
  ]
}

const settingOf = ({ key_rotation_enabled, rotation: details }: KeyRecord) => ({
  enabled: key_rotation_enabled ?? null,
  period: details?.period_in_days ?? null,
})

const settingText = ({ enabled, period }: ReturnType<typeof settingOf>): string =>
  enabled === true ? `on${period === null ? '' : ` every ${period} days`}` : 'off'

function rotationsSince({ old, new: now }: KeyPair): Compared & readonly Difference[] {
  const [before, after] = [datesOf(old.rotation), datesOf(now.rotation)]
  if (before === null || after === null || after.length <= before.length) return SAME
  const added = after.slice(before.length).map(date => date.slice(0, 10))
  return [{ change: 'rotated', detail: `rotated on ${added.join(', ')}`, old: before.length, new: after.length }]
}

const datesOf = (record: RotationRecord | null | undefined): string[] | null =>
  record?.rotations?.map(({ date }) => date).toSorted() ?? null
