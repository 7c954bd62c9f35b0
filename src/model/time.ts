/** Milliseconds since 1970-01-01T00:00:00Z, as `Date.now()` counts them. */
export type Instant = number

export const SECOND = 1000
export const MINUTE: number = 60 * SECOND
export const HOUR: number = 60 * MINUTE
export const DAY: number = 24 * HOUR

/** `2026-11-20T14:30:22Z`: seconds, UTC, as the reports print it. */
export const isoTime = (at: Instant): string => `${new Date(at).toISOString().slice(0, 19)}Z`

/** `2026-11-20 14:30 UTC` */
export const minuteText = (at: Instant): string => `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`

/** `2026-11-20` */
export const dayText = (at: Instant): string => new Date(at).toISOString().slice(0, 10)
