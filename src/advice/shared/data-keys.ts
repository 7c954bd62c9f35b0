import type { KeyRecord } from '../../model/report/report.ts'

/** Keys that can protect data keys: services and caches use no others. Their requests have the class `standard`. */
export const forDataKeys = (keys: readonly KeyRecord[]): KeyRecord[] =>
  keys.filter(({ key_spec: spec, key_usage: usage }) => spec === 'SYMMETRIC_DEFAULT' && usage === 'ENCRYPT_DECRYPT')
