import { joinWithOr } from '../../lib/text/lists.ts'
import type { Condition } from './condition.ts'

/** Returns a condition in words: `kms:ViaService is s3.us-east-1.amazonaws.com`. */
export function conditionText({ operator, ifExists, quantifier, name, values }: Condition): string {
  if (operator === 'null') return `${name} is ${values.some(isWordTrue) ? 'absent' : 'present'}`
  const words = WORDS[operator] ?? operator
  const every = quantifier === 'all' ? 'every value of ' : quantifier === 'any' ? 'a value of ' : ''
  return `${every}${name} ${words} ${joinWithOr(values)}${ifExists ? ' or absent' : ''}`
}

const isWordTrue = (value: string): boolean => value.toLowerCase() === 'true'

const WORDS: Readonly<Record<string, string>> = {
  stringequals: 'is',
  stringequalsignorecase: 'is',
  stringlike: 'matches',
  stringnotequals: 'is not',
  stringnotequalsignorecase: 'is not',
  stringnotlike: 'does not match',
  arnequals: 'matches',
  arnlike: 'matches',
  arnnotequals: 'does not match',
  arnnotlike: 'does not match',
  bool: 'is',
  ipaddress: 'is in',
  notipaddress: 'is not in',
  numericequals: 'is',
  numericnotequals: 'is not',
  numericlessthan: 'is below',
  numericlessthanequals: 'is at most',
  numericgreaterthan: 'is above',
  numericgreaterthanequals: 'is at least',
  dateequals: 'is',
  datenotequals: 'is not',
  datelessthan: 'is before',
  datelessthanequals: 'is not after',
  dategreaterthan: 'is after',
  dategreaterthanequals: 'is not before',
}
