import { safeText } from '../lib/text/text.ts'
import type { GapRecord, Report } from '../model/report.ts'

const OPERATION = 'kms:ListResourceTags'

/** A report without keys because the tags of none could be read: the keys of `--tag` may be there all the same. */
export function areAllTagsUnread({ scope, summary, gaps }: Pick<Report, 'scope' | 'summary' | 'gaps'>): boolean {
  const unread = gaps.filter(isOfTags).length
  const leftOut = scope.places.reduce((sum, place) => sum + (place.left_out?.tag ?? 0), 0)
  return scope.tags !== undefined && summary.keys === 0 && unread > 0 && unread === leftOut
}

/** One line about such a report: the permission that is missing, or else why the first key's tags could not be read. */
export function unreadTagsText({ gaps }: Pick<Report, 'gaps'>): string {
  const unread = gaps.filter(isOfTags)
  const isDenied = unread.some(({ reason }) => reason === 'denied')
  const why = safeText(unread[0]?.message ?? '').replace(/\.$/, '')
  return isDenied
    ? `Could not read the tags of any key, so --tag matched no key. Allow ${OPERATION} in the IAM policy of these credentials and in the key policies.`
    : `Could not read the tags of any key, so --tag matched no key: ${why}.`
}

const isOfTags = ({ operation, key_id }: GapRecord): boolean => operation === OPERATION && key_id !== null
