import { CONDITION_KEYS } from '../../policy/conditions/condition-keys.ts'
import type { Condition } from '../../policy/conditions/condition.ts'

/** Returns the conditions of a statement as texts that are the same for the same conditions, however they are written. */
export const conditionTexts = (conditions: readonly Condition[]): string[] =>
  [...new Set(conditions.map(conditionText))].toSorted()

/** `kms:ViaService is s3.us-east-1.amazonaws.com` */
function conditionText({ operator, ifExists, quantifier, key, name, values }: Condition): string {
  const quantified = quantifier === null ? '' : quantifier === 'any' ? 'any of ' : 'all of '
  const subject = `${quantified}${SPELLING.get(key) ?? name}`
  if (operator === 'null')
    return `${subject} ${values.some(value => /^true$/i.test(value)) ? 'is absent' : 'is present'}`
  const folded = operator.includes('ignorecase') ? values.map(value => value.toLowerCase()) : values
  const listed = [...new Set(folded)].toSorted().map(valueText).join(' or ')
  return `${subject} ${WORDS[operator] ?? operator} ${listed}${ifExists ? ', if present' : ''}`
}

/** Quotes a value that could be taken for several. */
const valueText = (value: string): string => (value === '' || /[\s",]/.test(value) ? JSON.stringify(value) : value)

const SPELLING: ReadonlyMap<string, string> = new Map(CONDITION_KEYS.map(key => [key.toLowerCase(), key]))

const WORDS: Readonly<Record<string, string>> = {
  stringequals: 'is',
  stringequalsignorecase: 'is, in any case,',
  stringlike: 'is like',
  stringnotequals: 'is not',
  stringnotequalsignorecase: 'is not, in any case,',
  stringnotlike: 'is not like',
  arnequals: 'is the ARN',
  arnlike: 'is an ARN like',
  arnnotequals: 'is not the ARN',
  arnnotlike: 'is not an ARN like',
  bool: 'is',
  ipaddress: 'is in',
  notipaddress: 'is not in',
  numericequals: '=',
  numericlessthan: '<',
  numericlessthanequals: '<=',
  numericgreaterthan: '>',
  numericgreaterthanequals: '>=',
  dateequals: 'is the date',
  datelessthan: 'is before',
  datelessthanequals: 'is at or before',
  dategreaterthan: 'is after',
  dategreaterthanequals: 'is at or after',
}
