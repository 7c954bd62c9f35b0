import { isObject, type Json } from '../lib/json.ts'
import { matchesGlob } from '../lib/text/glob.ts'

/**
 * The actions that the controls KMS.1 and KMS.2 of Security Hub are about. Both return or reuse cleartext.
 * https://docs.aws.amazon.com/securityhub/latest/userguide/kms-controls.html
 */
export const DECRYPTION_ACTIONS = ['kms:Decrypt', 'kms:ReEncryptFrom'] as const

/** Whether `Action` or `NotAction` of a statement may include one of the actions. A statement that is malformed counts. */
export function concernsDecryption(statement: unknown): statement is Json {
  if (!isObject(statement)) return false
  const { Action, NotAction } = statement
  if (Action === undefined) return true
  const patterns = [Action].flat()
  if (NotAction !== undefined || !patterns.every(pattern => typeof pattern === 'string')) return true
  return DECRYPTION_ACTIONS.some(action => patterns.some(pattern => namesAction(pattern, action)))
}

/**
 * Whether a pattern of an Action element includes an action. Case does not count.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html
 */
export const namesAction = (pattern: string, action: string): boolean =>
  matchesGlob(pattern.toLowerCase(), action.toLowerCase())
