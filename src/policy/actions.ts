import { matchesGlob, hasWildcard } from './glob.ts'
import type { Listed } from './policy.ts'

/** A set of actions, one bit each: policies are compared by the actions they come to, not by how they are written. */
export type Actions = bigint

export const NO_ACTIONS: Actions = 0n

/**
 * What a key policy can allow; the rest (kms:ListKeys, kms:CreateKey, …) only an IAM policy can.
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

/** Those of KMS that no key policy can allow. */
const OF_IAM = [
  'ConnectCustomKeyStore',
  'CreateCustomKeyStore',
  'CreateKey',
  'DeleteCustomKeyStore',
  'DescribeCustomKeyStores',
  'DisconnectCustomKeyStore',
  'GenerateRandom',
  'ListAliases',
  'ListKeys',
  'ListRetirableGrants',
  'UpdateCustomKeyStore',
].map(name => `kms:${name.toLowerCase()}`)

type KeyAction = (typeof KEY_ACTIONS)[number]

const NAMES = KEY_ACTIONS.map(name => `kms:${name.toLowerCase()}`)

/** An action of KMS that is not in the list: newer, or misspelt. */
const OTHER: Actions = 1n << BigInt(KEY_ACTIONS.length)
const LISTED: Actions = OTHER - 1n
export const EVERY_ACTION: Actions = LISTED | OTHER

/** Everything in the listed actions that changes who may do what, or can end the key. */
export const ADMINISTRATION = only('PutKeyPolicy', 'ScheduleKeyDeletion', 'DisableKey', 'DeleteImportedKeyMaterial')
/** Reads what is encrypted, or speaks in the key's name. */
export const SECRET_USE = only('Decrypt', 'ReEncryptFrom', 'Sign', 'GenerateMac', 'DeriveSharedSecret', 'Decapsulate')
/** Reads the metadata of the key, and neither uses nor changes it. */
export const READING =
  only('DescribeKey', 'GetKeyLastUsage', 'GetKeyPolicy', 'GetKeyRotationStatus') |
  only('GetParametersForImport', 'GetPublicKey') |
  only('ListGrants', 'ListKeyPolicies', 'ListKeyRotations', 'ListResourceTags')
/** What principals of other accounts can do, where the policy lets them. */
const ACROSS_ACCOUNTS =
  only('Decapsulate', 'Decrypt', 'DeriveSharedSecret', 'Encapsulate', 'Encrypt', 'ReEncryptFrom', 'ReEncryptTo') |
  only('GenerateDataKey', 'GenerateDataKeyPair', 'GenerateDataKeyPairWithoutPlaintext') |
  only('GenerateDataKeyWithoutPlaintext', 'GenerateMac', 'Sign', 'Verify', 'VerifyMac') |
  only('CreateGrant', 'ListGrants', 'RetireGrant', 'RevokeGrant') |
  only('DescribeKey', 'GetKeyRotationStatus', 'GetPublicKey')
/**
 * Administration, which only principals of the key's own account can do: "Cross-account use: No".
 * https://docs.aws.amazon.com/kms/latest/developerguide/kms-api-permissions-reference.html
 */
export const OF_THE_ACCOUNT = LISTED & ~ACROSS_ACCOUNTS
/** Decides who uses the key or how long it lives, rather than using it. */
export const MANAGEMENT = (OF_THE_ACCOUNT | only('CreateGrant', 'RevokeGrant')) & ~READING
/** A key policy cannot allow it: who may retire a grant stands in the grant, or in an IAM policy. */
const BY_GRANT = only('RetireGrant')
export const PUT_POLICY = only('PutKeyPolicy')
export const SCHEDULE_DELETION = only('ScheduleKeyDeletion')

function only(...names: KeyAction[]): Actions {
  return names.reduce((actions, name) => actions | (1n << BigInt(KEY_ACTIONS.indexOf(name))), NO_ACTIONS)
}

/** The actions of this key that a statement may be about: a new one too. */
export function actionsOf(listed: Listed<string> | null): Actions {
  if (listed === null) return NO_ACTIONS
  const named = listed.items.reduce((actions, pattern) => actions | actionsFitting(pattern), NO_ACTIONS)
  return listed.but ? LISTED & ~named : named
}

/** Those that an Allow can allow. https://docs.aws.amazon.com/kms/latest/developerguide/grant-delete.html */
export const actionsAllowed = (listed: Listed<string> | null): Actions => actionsOf(listed) & ~BY_GRANT

/** Those that a Deny is about for certain. All new actions share one bit, so only a Deny of all of them takes it. */
export function actionsDenied(listed: Listed<string> | null): Actions {
  const actions = actionsOf(listed)
  const takesAll = listed !== null && !listed.but && listed.items.some(takesEveryAction)
  return takesAll ? actions : actions & ~OTHER
}

const takesEveryAction = (glob: string): boolean => glob.endsWith('*') && matchesGlob(glob.toLowerCase(), 'kms:')

/** One wildcard that hands out all, or the power over the key's policy together with its deletion. */
export const isSweeping = (listed: Listed<string>): boolean =>
  listed.but
    ? (actionsOf(listed) & SWEEP) === SWEEP
    : listed.items.some(pattern => hasWildcard(pattern) && (actionsFitting(pattern) & SWEEP) === SWEEP)

const SWEEP = PUT_POLICY | SCHEDULE_DELETION

/** Every known action of a key: `kms:Decrypt`, … */
export const actionNames = (): readonly string[] => KEY_ACTIONS.map(name => `kms:${name}`)

/** The known actions of a set; a newer one shows as `actions that are not known`. */
export const namesOfActions = (actions: Actions): string[] => [
  ...KEY_ACTIONS.filter((_, bit) => (actions & (1n << BigInt(bit))) !== NO_ACTIONS).map(name => `kms:${name}`),
  ...((actions & OTHER) === NO_ACTIONS ? [] : ['actions that are not known']),
]

/** Whether a pattern names no known action of KMS. */
export const isUnlisted = (pattern: string): boolean => actionsFitting(pattern) === OTHER

/** Whether nothing but actions that are not known is left. */
export const isAllUnlisted = (actions: Actions): boolean => actions === OTHER

/** The same few patterns stand in thousands of policies. */
const fitting = new Map<string, Actions>()
const REMEMBERED = 5000

function actionsFitting(pattern: string): Actions {
  const before = fitting.get(pattern)
  if (before !== undefined) return before
  if (fitting.size >= REMEMBERED) fitting.clear()
  const actions = compare(pattern.toLowerCase())
  fitting.set(pattern, actions)
  return actions
}

function compare(pattern: string): Actions {
  let actions = NO_ACTIONS
  for (const [bit, name] of NAMES.entries()) if (matchesGlob(pattern, name)) actions |= 1n << BigInt(bit)
  if (matchesGlob(pattern, 'kms:')) return actions | OTHER
  const isNew = actions === NO_ACTIONS && pattern.startsWith('kms:') && !OF_IAM.some(name => matchesGlob(pattern, name))
  return isNew ? OTHER : actions
}
