import type { Instant } from './time.ts'

/**
 * When KMS began to track last uses: at this time or later, in each account and Region.
 * https://docs.aws.amazon.com/kms/latest/APIReference/API_GetKeyLastUsage.html
 */
export const KMS_TRACKS_SINCE: Instant = Date.UTC(2026, 3, 23)
