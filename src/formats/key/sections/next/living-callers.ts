import type { SheetInput } from '../../sheet.ts'

/** Checks that fail if someone still calls a key that is disabled or pending deletion. */
const CALLED: ReadonlySet<string> = new Set(['disabled-still-called', 'pending-deletion-in-use'])

/** Errors of calls that fail because the key is disabled or pending deletion. */
const STATE_ERRORS: ReadonlySet<string> = new Set(['DisabledException', 'KMSInvalidStateException'])

/** Whether calls fail because of the state of the key. A muted finding counts: the calls are there all the same. */
export function isStillCalled({ key, report }: SheetInput): boolean {
  const isFound = (report.findings ?? []).some(
    ({ check, status, muted, key_id, region }) =>
      key_id === key.key_id &&
      region === key.region &&
      CALLED.has(check) &&
      (status === 'fail' || muted?.status === 'fail'),
  )
  return isFound || (key.enabled === false && wasRefused(key))
}

const wasRefused = ({ usage, activity }: SheetInput['key']): boolean =>
  (usage?.evidence ?? []).some(({ refused_at: at }) => at !== undefined) ||
  (activity?.callers ?? []).some(({ errors }) => Object.keys(errors).some(error => STATE_ERRORS.has(error)))

/** Whether CloudTrail shows calls of the last 90 days, successful or not. */
export const wasCalled = ({ key }: SheetInput): boolean => (key.activity?.callers ?? []).length > 0
