import { CRYPTO_OPERATIONS } from '../../model/operations/crypto-operations.ts'

/**
 * The session policy for roles that search resources: it allows what the role allows, except for uses of keys. Reads
 * that would decrypt are then refused by KMS, and cannot change the last use of a key.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies.html#policies_session
 */
export const KEY_USE_DENIED = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Action: '*', Resource: '*' },
    { Effect: 'Deny', Action: [...CRYPTO_OPERATIONS].map(actionOf), Resource: '*' },
  ],
})

/** ReEncrypt has two actions: one for each of its keys. */
function actionOf(operation: string): string {
  return operation === 'ReEncrypt' ? 'kms:ReEncrypt*' : `kms:${operation}`
}
