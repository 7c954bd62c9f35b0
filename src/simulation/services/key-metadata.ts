import { DAY, type Instant } from '../../model/time.ts'
import { seconds } from '../wire/call.ts'
import { keyArn, type SimAccount } from '../world/world.ts'
import { type SimKey } from '../world/sim-key.ts'

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_KeyMetadata.html */
export const keyMetadata = (key: SimKey, account: SimAccount, region: string, now: Instant): unknown => ({
  AWSAccountId: account.id,
  KeyId: key.id,
  Arn: keyArn(account, region, key.id),
  CreationDate: seconds(key.createdAt),
  Enabled: key.state === 'Enabled',
  Description: key.description,
  KeyUsage: key.usage,
  KeyState: key.state,
  Origin: key.origin,
  KeyManager: key.manager,
  CustomerMasterKeySpec: key.spec,
  KeySpec: key.spec,
  ...algorithms(key),
  MultiRegion: key.multiRegion !== undefined,
  ...(key.multiRegion !== undefined && { MultiRegionConfiguration: multiRegion(key.multiRegion) }),
  ...deletion(key, now),
  ...(key.origin === 'EXTERNAL' && key.state !== 'PendingImport' && expiration(key)),
  ...(key.customKeyStoreId !== undefined && { CustomKeyStoreId: key.customKeyStoreId }),
})

/** Returns the deletion date. A primary that waits for its replicas has a waiting period but no date yet. */
function deletion({ state, deletionDate, pendingDeletionWindowInDays }: SimKey, now: Instant) {
  if (state === 'PendingReplicaDeletion') return { PendingDeletionWindowInDays: pendingDeletionWindowInDays ?? 30 }
  if (state !== 'PendingDeletion') return {}
  return { DeletionDate: seconds(deletionDate ?? now + 30 * DAY) }
}

const expiration = ({ validTo }: SimKey) =>
  validTo === undefined
    ? { ExpirationModel: 'KEY_MATERIAL_DOES_NOT_EXPIRE' }
    : { ExpirationModel: 'KEY_MATERIAL_EXPIRES', ValidTo: seconds(validTo) }

function multiRegion({ type, primary, replicas }: NonNullable<SimKey['multiRegion']>) {
  return { MultiRegionKeyType: type, PrimaryKey: toMember(primary), ReplicaKeys: replicas.map(toMember) }
}

const toMember = (arn: string) => ({ Arn: arn, Region: arn.split(':')[3] ?? '' })

function algorithms({ spec, usage }: SimKey) {
  if (usage === 'GENERATE_VERIFY_MAC') return { MacAlgorithms: [spec.replace('HMAC_', 'HMAC_SHA_')] }
  if (usage === 'KEY_AGREEMENT') return { KeyAgreementAlgorithms: ['ECDH'] }
  if (usage === 'SIGN_VERIFY') return { SigningAlgorithms: signing(spec) }
  if (usage !== 'ENCRYPT_DECRYPT') return {}
  const symmetric = spec === 'SYMMETRIC_DEFAULT'
  return { EncryptionAlgorithms: symmetric ? ['SYMMETRIC_DEFAULT'] : ['RSAES_OAEP_SHA_1', 'RSAES_OAEP_SHA_256'] }
}

function signing(spec: string): string[] {
  if (spec.startsWith('ML_DSA')) return ['ML_DSA_SHAKE_256']
  if (spec.startsWith('ECC_NIST_EDWARDS')) return ['ED25519_SHA_512', 'ED25519_PH_SHA_512']
  if (spec.startsWith('ECC')) return [`ECDSA_SHA_${/384/.exec(spec)?.[0] ?? (/521/.test(spec) ? '512' : '256')}`]
  return ['256', '384', '512'].flatMap(bits => [`RSASSA_PSS_SHA_${bits}`, `RSASSA_PKCS1_V1_5_SHA_${bits}`])
}
