import { SAME, type SubjectComparison } from './subject.ts'

/** When imported key material expires. */
export const keyMaterial: SubjectComparison = {
  subject: 'state',
  compare({ old, new: now }) {
    if (old.valid_to === undefined || now.valid_to === undefined || old.valid_to === now.valid_to) return SAME
    const detail = `expiry was ${dateText(old.valid_to)}, now ${dateText(now.valid_to)}`
    return [{ change: 'key_material_changed', detail, old: old.valid_to, new: now.valid_to }]
  },
}

const dateText = (time: string | null): string => time?.slice(0, 10) ?? 'never'
