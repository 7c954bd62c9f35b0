import type { KeyRecord } from '../model/report/report.ts'

type Identified = Pick<KeyRecord, 'account_id' | 'region' | 'key_id'>

/** Identifies a key across reports: the keys of a multi-Region family have the same ID. */
export const keyIdentity = ({ account_id, region, key_id }: Identified): string => `${account_id} ${region} ${key_id}`

/** Identifies an account and Region across reports. */
export const placeIdentity = ({ account_id, region }: Pick<KeyRecord, 'account_id' | 'region'>): string =>
  `${account_id} ${region}`
