import { DAY, HOUR } from '../../model/time.ts'

/**
 * When KMS began to record last uses.
 * https://docs.aws.amazon.com/kms/latest/developerguide/monitoring-keys-determining-usage.html
 */
export const TRACKING_START = Date.UTC(2026, 3, 23)

/** The age at which an hourly datapoint, and so every metric, expires. */
export const METRIC_RETENTION = 455 * DAY
/** The launch of the metric. Nothing was measured per key before it. */
export const METRIC_START = Date.UTC(2025, 2, 17)
/** The age at which CloudTrail's event history drops an event. */
export const TRAIL_RETENTION = 90 * DAY
/** The default length of a role session. */
export const SESSION_LENGTH = HOUR
