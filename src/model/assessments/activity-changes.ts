/** Changes that decide who can use a key, or whether it can be used. */
export const KEY_CHANGES = ['PutKeyPolicy', 'CreateGrant', 'DisableKey', 'ScheduleKeyDeletion'] as const

/** Changes that decide whether CloudTrail records the use of keys. */
export const TRAIL_CHANGES = ['StopLogging', 'DeleteTrail', 'UpdateTrail', 'PutEventSelectors'] as const
