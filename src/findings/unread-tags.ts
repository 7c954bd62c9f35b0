import { safeText } from '../lib/text/safe-text.ts'
import type { GapRecord, Report } from '../model/report/report.ts'

const OPERATION = 'kms:ListResourceTags'

/** Whether a report has no keys because no tags could be read. Keys with the tags of `--tag` may exist all the same. */
export function areAllTagsUnread({ scope, summary, gaps }: Pick<Report, 'scope' | 'summary' | 'gaps'>): boolean {
  const unread = gaps.filter(isTagGap).length
  const leftOut = scope.places.reduce((sum, place) => sum + (place.left_out?.tag ?? 0), 0)
  return scope.tags !== undefined && summary.keys === 0 && unread > 0 && unread === leftOut
}

/** Returns one line about such a report: the missing permission, or else why the first key's tags could not be read. */
export function unreadTagsText({ gaps }: Pick<Report, 'gaps'>): string {
  const unread = gaps.filter(isTagGap)
  const isDenied = unread.some(({ reason }) => reason === 'denied')
  const why = safeText(unread[0]?.message ?? '').replace(/\.$/, '')
  return isDenied
    ? `Could not read the tags of any key, so --tag matched no key. Allow ${OPERATION} in the IAM policy of these credentials and in the key policies.`
    : `Could not read the tags of any key, so --tag matched no key: ${why}.`
}

const isTagGap = ({ operation, key_id }: GapRecord): boolean => operation === OPERATION && key_id !== null
