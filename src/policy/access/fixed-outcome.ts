import {
  type Comparison,
  comparisonOf,
  type Condition,
  holdsWhenAbsent,
  isAlwaysPresent,
  isServiceKey,
} from '../conditions/condition.ts'
import { matchesGlob } from '../../lib/text/glob.ts'
import { matchesArn } from '../conditions/arn-pattern.ts'
import { accountOf, type Principal } from '../statements/principal.ts'
import { holdsFromNowOn } from '../conditions/time-window.ts'
import { whyNeverHolds } from '../conditions/value-forms.ts'
import type { PolicyTarget } from '../statements/why-ineffective.ts'

/**
 * Whether a condition holds for every request of this principal (true) or for none (false). Null: it depends on the
 * request.
 */
export function fixedOutcome(condition: Condition, principal: Principal, target: PolicyTarget): boolean | null {
  const { key, operator, values } = condition
  if (whyNeverHolds(condition) !== null) return false
  const holdsByTime = holdsFromNowOn(target.now, condition)
  if (holdsByTime !== null) return holdsByTime
  if (operator === 'null' && !values.every(value => /^(?:true|false)$/i.test(value))) return null
  if (isNeverPresent(key, principal)) return holdsWhenAbsent(condition)
  if (operator === 'null') return isAlwaysPresent(key) && values.length > 0 ? values.some(isFalse) : null
  if (key === 'aws:principalisawsservice' && operator === 'bool')
    return values.some(value => value.toLowerCase() === String(principal.kind === 'service'))
  const comparison = comparisonOf(condition)
  return comparison === null || !isAlwaysPresent(key) ? null : compareValues(condition, comparison, principal, target)
}

const isFalse = (value: string): boolean => value.toLowerCase() === 'false'

/** Requests of users and roles carry no keys of sources and services. Services belong to no organization. */
function isNeverPresent(key: string, principal: Principal): boolean {
  return principal.kind === 'service' ? key.startsWith('aws:principalorg') : isServiceKey(key)
}

function compareValues(
  condition: Condition,
  comparison: Comparison,
  principal: Principal,
  target: PolicyTarget,
): boolean | null {
  const { key, values, variables } = condition
  if (variables && values.some(value => alwaysEqualsKey(key, value.toLowerCase()))) return !comparison.negated
  const own = fixedValueOf(key, principal, target)
  if (own !== null) {
    const isMatch = values.some(value => matchesValue(value, own, condition, comparison))
    // The value of a policy variable differs between requests, so it could match.
    return isMatch || !variables || !values.some(value => value.includes('${')) ? isMatch !== comparison.negated : null
  }
  const isForAll = comparison.by !== 'text' && principal.kind !== 'service' && values.includes('*')
  return isForAll ? !comparison.negated : null
}

/**
 * Whether a policy variable always has the value of the key: it names the same key, or both are the account of the
 * caller.
 */
const alwaysEqualsKey = (key: string, value: string): boolean =>
  value === `\${${key}}` || (key === 'kms:calleraccount' && value === '${aws:principalaccount}')

/** The value that the key has in every request of this principal. Null: the value differs between requests. */
function fixedValueOf(key: string, principal: Principal, { keyArn }: PolicyTarget): string | null {
  if (key === 'aws:resourceaccount') return keyArn.split(':')[4] ?? null
  if (key === 'aws:principalisawsservice') return String(principal.kind === 'service')
  if (key === 'aws:principalarn')
    return principal.kind === 'identity' && ROLE_OR_USER.test(principal.arn) ? principal.arn : null
  return key === 'aws:principalaccount' || key === 'kms:calleraccount' ? accountOf(principal) : null
}

const ROLE_OR_USER = /:iam::\d+:(?:role|user)\//

function matchesValue(value: string, own: string, { operator }: Condition, { by }: Comparison): boolean {
  if (by === 'pattern') return matchesGlob(value, own)
  if (by === 'arn') return matchesArn(value, own)
  return operator.endsWith('ignorecase') ? value.toLowerCase() === own.toLowerCase() : value === own
}
