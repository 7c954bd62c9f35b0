/**
 * The operations that use a key. Everything else (Describe…, Get…, List…, Tag…, CreateGrant) manages it.
 * https://docs.aws.amazon.com/kms/latest/developerguide/kms-cryptography.html#cryptographic-operations
 */
export const CRYPTO_OPERATIONS: ReadonlySet<string> = new Set([
  'Decapsulate',
  'Decrypt',
  'DeriveSharedSecret',
  'Encapsulate',
  'Encrypt',
  'GenerateDataKey',
  'GenerateDataKeyPair',
  'GenerateDataKeyPairWithoutPlaintext',
  'GenerateDataKeyWithoutPlaintext',
  'GenerateMac',
  'ReEncrypt',
  'Sign',
  'Verify',
  'VerifyMac',
])

/**
 * Returns the operations, without ReEncrypt, that a key of this usage and spec supports; all of them if neither is
 * known.
 */
export function operationsOf(usage: string | null, spec: string | null): readonly string[] {
  if (usage === 'ENCRYPT_DECRYPT' && spec !== null && spec !== 'SYMMETRIC_DEFAULT') return ['Decrypt', 'Encrypt']
  return (usage === null ? undefined : BY_USAGE[usage]) ?? EVERY
}

const BY_USAGE: Readonly<Record<string, readonly string[]>> = {
  ENCRYPT_DECRYPT: [
    'Decrypt',
    'Encrypt',
    'GenerateDataKey',
    'GenerateDataKeyPair',
    'GenerateDataKeyPairWithoutPlaintext',
    'GenerateDataKeyWithoutPlaintext',
  ],
  SIGN_VERIFY: ['Sign', 'Verify'],
  GENERATE_VERIFY_MAC: ['GenerateMac', 'VerifyMac'],
  KEY_AGREEMENT: ['DeriveSharedSecret'],
  ENCAPSULATE_DECAPSULATE: ['Decapsulate', 'Encapsulate'],
}

const EVERY = [...CRYPTO_OPERATIONS].filter(operation => operation !== 'ReEncrypt')

/** Whether ReEncrypt can use a key of this usage. */
export const reEncrypts = (usage: string | null): boolean => usage === null || usage === 'ENCRYPT_DECRYPT'
