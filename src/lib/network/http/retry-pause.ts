import type { Outcome } from './try-request.ts'

/** Milliseconds before the second try; twice as long before each further one. */
const FIRST_PAUSE = 500
/** Milliseconds. A server that wants to be asked later than this is not asked again. */
const LONGEST_PAUSE = 60_000

/**
 * Returns the milliseconds to wait before a request is sent again. Null: another try would not help, or could make the
 * server act twice.
 *
 * @param tries number of tries so far
 * @param now epoch milliseconds, for a `Retry-After` that is a date
 */
export function retryPause(outcome: Outcome, isRepeatable: boolean, tries: number, now: number): number | null {
  const usual = FIRST_PAUSE * 2 ** (tries - 1)
  if (outcome.kind === 'failure') return isRepeatable || !outcome.wasSent ? usual : null
  const { status, retryAfter } = outcome
  // https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3
  if (status === 429 || status === 503) {
    const asked = retryAfter === null ? usual : askedPause(retryAfter, now)
    return asked === null || asked > LONGEST_PAUSE ? null : Math.max(asked, usual)
  }
  return status >= 500 && isRepeatable ? usual : null
}

/** `120` or `Wed, 21 Oct 2026 07:28:00 GMT`, as milliseconds from now. Null: neither. */
function askedPause(retryAfter: string, now: number): number | null {
  if (/^\d+$/.test(retryAfter.trim())) return Number(retryAfter) * 1000
  const date = Date.parse(retryAfter)
  return Number.isNaN(date) ? null : Math.max(0, date - now)
}
