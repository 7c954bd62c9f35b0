import type { GuardStatement, GuardTerms, PolicyConditions } from '../../model/retirement/guard.ts'

/** The policy that the statements are for. Only in service control policies a statement has no Principal. */
export type GuardedBy = 'key-policy' | 'scp' | 'rcp'

/** The only actions whose requests carry `kms:TrailingDaysWithoutKeyUsage`. */
const ENDING_USE = ['kms:ScheduleKeyDeletion', 'kms:DisableKey']

/**
 * Returns the statements of a guard: one for each of its terms, because a request is refused if any of them is not met,
 * and the conditions of one statement must all hold.
 * https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-trailing-days-without-key-usage
 */
export function guardStatements(terms: GuardTerms, guardedBy: GuardedBy): GuardStatement[] {
  const { days, allowed, requiresMfa } = terms
  const statement = (ending: string, Action: readonly string[], Condition: PolicyConditions): GuardStatement => ({
    Sid: `${terms.sid}${ending}`,
    Effect: 'Deny',
    ...(guardedBy === 'scp' ? {} : { Principal: '*' }),
    Action,
    Resource: '*',
    Condition,
  })
  const actions = terms.coversAliases ? [...ENDING_USE, 'kms:DeleteAlias'] : ENDING_USE
  return [
    ...(days === null
      ? []
      : [
          statement('', ENDING_USE, {
            NumericLessThanEquals: { 'kms:TrailingDaysWithoutKeyUsage': String(days) },
            ...notFor(terms.exempt),
          }),
        ]),
    ...(allowed.length === 0 ? [] : [statement('Roles', actions, notFor([...allowed, ...terms.exempt]))]),
    ...(requiresMfa
      ? [
          statement('Mfa', actions, {
            BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' },
            ...notFor(terms.exempt),
          }),
        ]
      : []),
  ]
}

/** A request of an assumed role carries the ARN of the role, not that of the session. */
const notFor = (principals: readonly string[]): PolicyConditions =>
  principals.length === 0 ? {} : { ArnNotLike: { 'aws:PrincipalArn': [...new Set(principals)] } }
