import { type Actions, EVERY_ACTION, OF_THE_ACCOUNT } from './actions.ts'
import { comparisonOf, type Condition } from './condition.ts'

/**
 * The actions that can meet all the conditions. Only cryptographic operations and grant operations carry an encryption
 * context, an algorithm or the terms of a grant. A statement that requires one of these allows no administration.
 * https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html
 */
export const actionsUnder = (conditions: readonly Condition[]): Actions =>
  conditions.some(one => OF_USE.test(one.key) && demandsKey(one)) ? EVERY_ACTION & ~OF_THE_ACCOUNT : EVERY_ACTION

const OF_USE =
  /^kms:(?:encryptioncontext:.+|encryptioncontextkeys|encryptionalgorithm|signingalgorithm|grantisforawsresource|grantconstrainttype|grantoperations|granteeprincipal|retiringprincipal)$/

/** It holds for no request without the key. */
function demandsKey(condition: Condition): boolean {
  const { operator, ifExists, quantifier, values } = condition
  if (operator === 'null') return values.length > 0 && values.every(value => value.toLowerCase() === 'false')
  const isPositive = operator === 'bool' || comparisonOf(condition)?.negated === false
  return isPositive && !ifExists && quantifier !== 'all'
}
