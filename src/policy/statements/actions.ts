/**
 * A set of KMS actions as bits, so that statements are compared by the actions they mean and not by how they are
 * written.
 */
export type ActionSet = bigint

export const NO_ACTIONS: ActionSet = 0n

/**
 * The actions on a key, which a key policy can name. Only IAM policies can allow the others (kms:ListKeys,
 * kms:CreateKey, …).
 * https://docs.aws.amazon.com/kms/latest/developerguide/kms-api-permissions-reference.html
 */
const KEY_ACTIONS = [
  'CancelKeyDeletion',
  'CreateAlias',
  'CreateGrant',
  'Decapsulate',
  'Decrypt',
  'DeleteAlias',
  'DeleteImportedKeyMaterial',
  'DeriveSharedSecret',
  'DescribeKey',
  'DisableKey',
  'DisableKeyRotation',
  'EnableKey',
  'EnableKeyRotation',
  'Encapsulate',
  'Encrypt',
  'GenerateDataKey',
  'GenerateDataKeyPair',
  'GenerateDataKeyPairWithoutPlaintext',
  'GenerateDataKeyWithoutPlaintext',
  'GenerateMac',
  'GetKeyLastUsage',
  'GetKeyPolicy',
  'GetKeyRotationStatus',
  'GetParametersForImport',
  'GetPublicKey',
  'ImportKeyMaterial',
  'ListGrants',
  'ListKeyPolicies',
  'ListKeyRotations',
  'ListResourceTags',
  'PutKeyPolicy',
  'ReEncryptFrom',
  'ReEncryptTo',
  'ReplicateKey',
  'RetireGrant',
  'RevokeGrant',
  'RotateKeyOnDemand',
  'ScheduleKeyDeletion',
  'Sign',
  'SynchronizeMultiRegionKey',
  'TagResource',
  'UntagResource',
  'UpdateAlias',
  'UpdateKeyDescription',
  'UpdatePrimaryRegion',
  'Verify',
  'VerifyMac',
] as const

type KeyAction = (typeof KEY_ACTIONS)[number]

/** All actions that are not in the list, because they are newer or misspelt. They share one bit. */
export const UNLISTED: ActionSet = 1n << BigInt(KEY_ACTIONS.length)
export const LISTED: ActionSet = UNLISTED - 1n
export const EVERY_ACTION: ActionSet = LISTED | UNLISTED

/** Changes who can use the key, or can end its use. */
export const ADMINISTRATION = setOf('PutKeyPolicy', 'ScheduleKeyDeletion', 'DisableKey', 'DeleteImportedKeyMaterial')
/** Reads encrypted data, or signs with the key. */
export const SECRET_USE = setOf('Decrypt', 'ReEncryptFrom', 'Sign', 'GenerateMac', 'DeriveSharedSecret', 'Decapsulate')
/** Reads metadata of the key, and neither uses nor changes the key. */
export const METADATA_READS =
  setOf('DescribeKey', 'GetKeyLastUsage', 'GetKeyPolicy', 'GetKeyRotationStatus') |
  setOf('GetParametersForImport', 'GetPublicKey') |
  setOf('ListGrants', 'ListKeyPolicies', 'ListKeyRotations', 'ListResourceTags')
/** What principals of other accounts can do if the policy allows it. */
const ACROSS_ACCOUNTS =
  setOf('Decapsulate', 'Decrypt', 'DeriveSharedSecret', 'Encapsulate', 'Encrypt', 'ReEncryptFrom', 'ReEncryptTo') |
  setOf('GenerateDataKey', 'GenerateDataKeyPair', 'GenerateDataKeyPairWithoutPlaintext') |
  setOf('GenerateDataKeyWithoutPlaintext', 'GenerateMac', 'Sign', 'Verify', 'VerifyMac') |
  setOf('CreateGrant', 'ListGrants', 'RetireGrant', 'RevokeGrant') |
  setOf('DescribeKey', 'GetKeyRotationStatus', 'GetPublicKey')
/**
 * What only principals of the account that owns the key can do: "Cross-account use: No".
 * https://docs.aws.amazon.com/kms/latest/developerguide/kms-api-permissions-reference.html
 */
export const OWN_ACCOUNT_ONLY = LISTED & ~ACROSS_ACCOUNTS
/** Administers the key: decides who can use it, and how long. */
export const MANAGEMENT = (OWN_ACCOUNT_ONLY | setOf('CreateGrant', 'RevokeGrant')) & ~METADATA_READS
/**
 * What a key policy cannot allow, only deny. The grant or an IAM policy says who can retire a grant.
 * https://docs.aws.amazon.com/kms/latest/developerguide/grant-delete.html
 */
export const NEVER_ALLOWED = setOf('RetireGrant')
export const CREATE_GRANT = setOf('CreateGrant')
/** Uses the key: every cryptographic operation. */
export const KEY_USE =
  ACROSS_ACCOUNTS & ~(setOf('CreateGrant', 'ListGrants', 'RetireGrant', 'RevokeGrant') | METADATA_READS)
export const PUT_POLICY = setOf('PutKeyPolicy')
/** What a service needs to write to a queue or topic that the key encrypts. */
export const ENCRYPT_MESSAGES = setOf('GenerateDataKey', 'Decrypt')
export const SCHEDULE_DELETION = setOf('ScheduleKeyDeletion')
export const DISABLE_KEY = setOf('DisableKey')

function setOf(...names: KeyAction[]): ActionSet {
  return names.reduce((actions, name) => actions | (1n << BigInt(KEY_ACTIONS.indexOf(name))), NO_ACTIONS)
}

/** Returns the names of all listed actions: `kms:Decrypt`, … */
export const actionNames = (): readonly string[] => KEY_ACTIONS.map(name => `kms:${name}`)

/** Returns the names of the actions in a set. The unlisted actions become `actions that are not known`. */
export const namesOfActions = (actions: ActionSet): string[] => [
  ...KEY_ACTIONS.filter((_, bit) => (actions & (1n << BigInt(bit))) !== NO_ACTIONS).map(name => `kms:${name}`),
  ...((actions & UNLISTED) === NO_ACTIONS ? [] : ['actions that are not known']),
]

/** Whether a set has no listed action. */
export const hasOnlyUnlisted = (actions: ActionSet): boolean => actions === UNLISTED
