/** A quota that the operations of a group share. */
export interface GroupQuota {
  name: string
  /** As the usage metric names the group. */
  resource: string
  perSecond: number
  adjustable?: false
}

/** Regions with the highest quota for symmetric keys. */
const LARGE = ['us-east-1', 'us-west-2', 'eu-west-1']

/**
 * Quotas of KMS that several operations share, and of operations that this simulation does not have.
 * https://docs.aws.amazon.com/kms/latest/developerguide/requests-per-second.html
 */
export const kmsGroupQuotas = (region: string): GroupQuota[] => [
  {
    name: 'Cryptographic operations (symmetric) request rate',
    resource: 'CryptographicOperationsSymmetric',
    perSecond: LARGE.includes(region) ? 100_000 : 20_000,
  },
  { name: 'Cryptographic operations (RSA) request rate', resource: 'CryptographicOperationsRsa', perSecond: 1000 },
  { name: 'Cryptographic operations (ECC) request rate', resource: 'CryptographicOperationsEcc', perSecond: 1000 },
  { name: 'CreateGrant request rate', resource: 'CreateGrant', perSecond: 50 },
  { name: 'RetireGrant request rate', resource: 'RetireGrant', perSecond: 50 },
  { name: 'GetPublicKey request rate', resource: 'GetPublicKey', perSecond: 2000 },
  { name: 'PutKeyPolicy request rate', resource: 'PutKeyPolicy', perSecond: 15 },
  { name: 'ScheduleKeyDeletion request rate', resource: 'ScheduleKeyDeletion', perSecond: 15 },
]
