import { usageError } from '../../cli/settings.ts'
import type { AccessQuestion } from '../../collect/access/question.ts'
import type { DryRunAction } from '../../aws/kms/dry-run.ts'
import { joinWithOr } from '../../lib/text/lists.ts'
import type { AccessExpectation } from '../../model/assessments/access.ts'

interface AccessSettings {
  principal: string | null
  allRoles: string | null
  key: readonly string[]
  secret: readonly string[]
  action: string
  via: string | null
  context: Readonly<Record<string, readonly string[]>>
  expect: AccessExpectation | null
  try: boolean
}

/**
 * Returns what is asked.
 *
 * @throws AuditError (wrong usage) if it does not say who, or about what
 */
export function accessQuestion(settings: AccessSettings, typed: ReadonlyMap<string, unknown>): AccessQuestion {
  const { principal, allRoles, key: keys, secret: secrets, action, via, context, expect, try: isTried } = settings
  const question = { principal, allRoles, keys, secrets, action, via, context, expected: expect, isTried }
  // A saved result has its principals.
  if (typed.has('from')) return question
  if (principal === null && allRoles === null)
    throw usageError('No principal given.', 'Name a user or role with --principal, or roles with --all-roles.')
  if (keys.length === 0 && secrets.length === 0)
    throw usageError('No key and no secret given.', 'Name keys with --key, or secrets with --secret.')
  const alone = ['action', 'via'].find(name => typed.has(name))
  if (keys.length === 0 && alone !== undefined)
    throw usageError(
      `--${alone} is about keys.`,
      'Name keys with --key; a secret is read, and decrypted by kms:Decrypt.',
    )
  if (isTried && keys.length > 0 && !DRY_RUN_ACTIONS.some(one => one === action))
    throw usageError(`--try cannot try ${action}.`, `It tries ${joinWithOr(DRY_RUN_ACTIONS)}.`)
  if (isTried && via !== null)
    throw usageError('--try cannot be used with --via.', 'Only the service can call KMS for the principal.')
  return question
}

/** The actions that `--try` asks KMS about. */
const DRY_RUN_ACTIONS = ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey'] as const satisfies readonly DryRunAction[]
