import { CRYPTO_OPERATIONS } from '../../model/operations/crypto-operations.ts'
import { MANAGEMENT_OPERATIONS } from '../../model/operations/management-operations.ts'

/**
 * The operations that change a key, its material, its policy, grants, aliases or tags, as CloudTrail names them. Of
 * `GetPublicKey`, which changes nothing, an archive keeps the calls as well.
 * https://docs.aws.amazon.com/kms/latest/developerguide/understanding-kms-entries.html
 */
const CHANGES: readonly string[] = [...MANAGEMENT_OPERATIONS].filter(
  operation => !/^(Get|List|Describe)|CustomKeyStore|^GenerateRandom$/.test(operation),
)

/** Kept only if they succeeded. */
const KEPT_IF_SUCCESSFUL: ReadonlySet<string> = new Set([...CHANGES, 'GetPublicKey'])

/** Whether an archive keeps the calls of an operation. Calls that only read a key are left out. */
export const isKept = (operation: string, error: string | null): boolean =>
  CRYPTO_OPERATIONS.has(operation) || (error === null && KEPT_IF_SUCCESSFUL.has(operation))
