import { type ActionSet, EVERY_ACTION, OWN_ACCOUNT_ONLY } from '../statements/actions.ts'
import { comparisonOf, type Condition } from '../conditions/condition.ts'

/**
 * Returns the actions that can meet all the conditions. Only cryptographic operations and grant operations carry an
 * encryption context, an algorithm or the terms of a grant, so a statement that requires one of these allows no
 * administration.
 * https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html
 */
export const actionsUnderConditions = (conditions: readonly Condition[]): ActionSet =>
  conditions.some(one => USE_KEYS.test(one.key) && requiresKey(one)) ? EVERY_ACTION & ~OWN_ACCOUNT_ONLY : EVERY_ACTION

const USE_KEYS =
  /^kms:(?:encryptioncontext:.+|encryptioncontextkeys|encryptionalgorithm|signingalgorithm|grantisforawsresource|grantconstrainttype|grantoperations|granteeprincipal|retiringprincipal)$/

/** Whether the condition holds only for requests that carry its key. */
function requiresKey(condition: Condition): boolean {
  const { operator, ifExists, quantifier, values } = condition
  if (operator === 'null') return values.length > 0 && values.every(value => value.toLowerCase() === 'false')
  const isPositive = operator === 'bool' || comparisonOf(condition)?.negated === false
  return isPositive && !ifExists && quantifier !== 'all'
}
