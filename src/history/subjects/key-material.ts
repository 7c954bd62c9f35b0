import { dateTexts } from '../date-texts.ts'
import { SAME, type SubjectComparison } from './subject.ts'

/** When imported key material expires. */
export const keyMaterial: SubjectComparison = {
  subject: 'description',
  compare({ old, new: now }) {
    if (old.valid_to === undefined || now.valid_to === undefined || old.valid_to === now.valid_to) return SAME
    const [before, after] = dateTexts(old.valid_to, now.valid_to, 'never')
    const detail = `expiry was ${before}, now ${after}`
    return [{ change: 'key_material_changed', detail, old: old.valid_to, new: now.valid_to }]
  },
}
