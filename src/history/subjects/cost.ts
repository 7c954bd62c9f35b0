import { haveSameBasis } from '../price-basis.ts'
import { isUndescribed } from './state.ts'
import { SAME, type SubjectComparison } from './subject.ts'

/** What the key costs a month. Prices with and without rotations are not compared: the difference is not a change. */
export const cost: SubjectComparison = {
  subject: 'cost',
  compare({ old, new: now }) {
    if (isUndescribed(old) || isUndescribed(now)) return SAME
    const [before, after] = [old.cost.key, now.cost.key]
    if (before === null && after === null) return SAME
    if (before === null || after === null)
      return { why: `no price is known in the ${before === null ? 'old' : 'new'} report` }
    if (!haveSameBasis(old, now))
      return { why: `only the ${old.cost.basis === 'base' ? 'new' : 'old'} report counted rotations` }
    if (before === after) return SAME
    const change = after > before ? 'cost_increased' : 'cost_decreased'
    return [{ change, detail: `was $${before.toFixed(2)}, now $${after.toFixed(2)} a month`, old: before, new: after }]
  },
}
