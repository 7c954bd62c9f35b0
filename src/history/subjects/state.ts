import { isPendingDeletion } from '../../model/key.ts'
import type { KeyRecord } from '../../model/report/report.ts'
import { dateTexts } from '../date-texts.ts'
import { type KeyPair, SAME, type SubjectComparison, unknownFact } from './subject.ts'

/** Whether the key is enabled, its key state, and when AWS will delete it. */
export const state: SubjectComparison = {
  subject: 'state',
  compare(pair) {
    const unknown = unknownFact(pair, 'kms:DescribeKey', isUndescribed)
    if (unknown !== null) return unknown
    if (isSameState(pair)) return SAME
    const [old, now] = [stateOf(pair.old), stateOf(pair.new)]
    return [{ change: kindOfChange(pair), detail: detailOf(pair), old, new: now }]
  },
}

/** Whether DescribeKey was refused, so that nothing that it returns is known. */
export const isUndescribed = ({ error, key_state }: KeyRecord): boolean => error !== null || key_state === null

const isSameState = ({ old, new: now }: KeyPair): boolean =>
  old.enabled === now.enabled && old.key_state === now.key_state && old.deletion_date === now.deletion_date

const stateOf = ({ enabled, key_state, deletion_date }: KeyRecord) => ({ enabled, key_state, deletion_date })

function kindOfChange({ old, new: now }: KeyPair) {
  if (isDoomed(old) === isDoomed(now)) return 'state_changed'
  return isDoomed(now) ? 'deletion_scheduled' : 'deletion_canceled'
}

const isDoomed = ({ key_state }: KeyRecord): boolean => key_state !== null && isPendingDeletion(key_state)

function detailOf({ old, new: now }: KeyPair): string {
  if (old.key_state === now.key_state && old.deletion_date !== now.deletion_date) {
    const [before, after] = dateTexts(old.deletion_date, now.deletion_date, 'not planned')
    return `${now.key_state}: deletion was ${onDay(before)}, now ${onDay(after)}`
  }
  const states = `was ${old.key_state}, now ${now.key_state}`
  if (now.deletion_date !== null) return `${states}, deletion on ${now.deletion_date.slice(0, 10)}`
  return old.key_state === now.key_state ? `was ${enabledText(old)}, now ${enabledText(now)}` : states
}

const onDay = (text: string): string => (/^\d/.test(text) ? `on ${text}` : text)

const enabledText = ({ enabled }: KeyRecord): string => (enabled === true ? 'enabled' : 'disabled')
