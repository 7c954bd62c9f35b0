import { listText } from '../../../lib/text/lists.ts'
import type { ReasonRule } from '../reason.ts'

const notAllRead: ReasonRule = {
  id: 'not-all-read',
  level: 'review',
  title: 'Something about the key or its last use could not be read',
  find(key, context) {
    const found = context.gapsOf(key)
    return found.length === 0
      ? null
      : {
          text: `Not everything about the key could be read: ${listText(found.map(({ operation, reason }) => `${operation} (${reason})`))}.`,
          source: 'gaps',
          clears: 'Allow these calls, and run the audit again.',
        }
  },
}

export const ofGaps: readonly ReasonRule[] = [notAllRead]
