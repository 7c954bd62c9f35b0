import { SAME, type SubjectComparison } from './subject.ts'
import { addedAndRemoved } from './text-lists.ts'

/** The aliases of the key. If ListAliases failed, a key without an alias may have one. */
export const aliases: SubjectComparison = {
  subject: 'aliases',
  compare({ old, new: now, gapIn }) {
    for (const side of ['old', 'new'] as const) {
      const gap = gapIn(side, 'kms:ListAliases')
      if (gap !== null) return { why: `unknown in the ${side} report (${gap})` }
    }
    const difference = addedAndRemoved(old.aliases, now.aliases)
    if (difference === null) return SAME
    return [{ change: 'aliases_changed', detail: difference, old: [...old.aliases], new: [...now.aliases] }]
  },
}
