import { isUndescribed } from './state.ts'
import { SAME, type SubjectComparison } from './subject.ts'

/** The description, as the account has it. The comparison of the state says why a key could not be described. */
export const description: SubjectComparison = {
  subject: 'description',
  field: 'description',
  compare({ old, new: now }) {
    if (isUndescribed(old) || isUndescribed(now) || old.description === now.description) return SAME
    const detail = `was "${old.description ?? ''}", now "${now.description ?? ''}"`
    return [{ change: 'description_changed', detail, old: old.description, new: now.description }]
  },
}
