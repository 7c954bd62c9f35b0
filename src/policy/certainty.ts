import {
  type Comparison,
  comparisonOf,
  type Condition,
  holdsWhenAbsent,
  isAlwaysPresent,
  isOfServices,
} from './condition.ts'
import { matchesGlob, fitsArn } from './glob.ts'
import { accountOf, type Principal } from './principal.ts'
import { holdsFrom } from './time-window.ts'
import { whyNeverHolds } from './value-forms.ts'
import type { Asked } from './why-ineffective.ts'

/** Whether a condition holds for every request of this principal, or for none; null: that depends on the request. */
export function isCertain(condition: Condition, principal: Principal, asked: Asked): boolean | null {
  const { key, operator, values } = condition
  if (whyNeverHolds(condition) !== null) return false
  const inTime = holdsFrom(asked.now, condition)
  if (inTime !== null) return inTime
  if (operator === 'null' && !values.every(value => /^(?:true|false)$/i.test(value))) return null
  if (isAbsent(key, principal)) return holdsWhenAbsent(condition)
  if (operator === 'null') return isAlwaysPresent(key) && values.length > 0 ? values.some(isFalse) : null
  if (key === 'aws:principalisawsservice' && operator === 'bool')
    return values.some(value => value.toLowerCase() === String(principal.kind === 'service'))
  const comparison = comparisonOf(condition)
  return comparison === null || !isAlwaysPresent(key) ? null : compare(condition, comparison, principal, asked)
}

const isFalse = (value: string): boolean => value.toLowerCase() === 'false'

/** People are not a service and act for no source; services belong to no organization. */
function isAbsent(key: string, principal: Principal): boolean {
  return principal.kind === 'service' ? key.startsWith('aws:principalorg') : isOfServices(key)
}

function compare(condition: Condition, comparison: Comparison, principal: Principal, asked: Asked): boolean | null {
  const { key, values, variables } = condition
  if (variables && values.some(value => isSameAs(key, value.toLowerCase()))) return !comparison.negated
  const own = ownValue(key, principal, asked)
  if (own !== null) {
    const isHit = values.some(value => matches(value, own, condition, comparison))
    // The value of a policy variable is not known here.
    return isHit || !variables || !values.some(value => value.includes('${')) ? isHit !== comparison.negated : null
  }
  const isForAll = comparison.by !== 'text' && principal.kind !== 'service' && values.includes('*')
  return isForAll ? !comparison.negated : null
}

/** Whether a policy variable has the value of the key in every request: both are the account of the caller, or one key. */
const isSameAs = (key: string, value: string): boolean =>
  value === `\${${key}}` || (key === 'kms:calleraccount' && value === '${aws:principalaccount}')

/** The value of the key in every request of this principal; null: requests differ. */
function ownValue(key: string, principal: Principal, { keyArn }: Asked): string | null {
  if (key === 'aws:resourceaccount') return keyArn.split(':')[4] ?? null
  if (key === 'aws:principalisawsservice') return String(principal.kind === 'service')
  if (key === 'aws:principalarn')
    return principal.kind === 'identity' && ROLE_OR_USER.test(principal.arn) ? principal.arn : null
  return key === 'aws:principalaccount' || key === 'kms:calleraccount' ? accountOf(principal) : null
}

const ROLE_OR_USER = /:iam::\d+:(?:role|user)\//

function matches(value: string, own: string, { operator }: Condition, { by }: Comparison): boolean {
  if (by === 'pattern') return matchesGlob(value, own)
  if (by === 'arn') return fitsArn(value, own)
  return operator.endsWith('ignorecase') ? value.toLowerCase() === own.toLowerCase() : value === own
}
