/** Changes that decide who can use a key, or whether it can be used. */
export const KEY_CHANGES = [
  'PutKeyPolicy',
  'CreateGrant',
  'DisableKey',
  'ScheduleKeyDeletion',
  'DeleteImportedKeyMaterial',
  'DisableKeyRotation',
  'UpdateAlias',
  'DeleteAlias',
  'ReplicateKey',
  'UpdatePrimaryRegion',
] as const

/** Changes that decide whether CloudTrail records the use of keys. */
export const TRAIL_CHANGES = [
  'StopLogging',
  'DeleteTrail',
  'UpdateTrail',
  'PutEventSelectors',
  'StopEventDataStoreIngestion',
  'DeleteEventDataStore',
  'UpdateEventDataStore',
] as const

/** Detail of a change after which a trail does not record KMS. */
export const HIDES_KMS = 'leaves out the events of KMS'
