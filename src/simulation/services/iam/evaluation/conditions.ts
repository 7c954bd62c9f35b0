import type { PolicyStatement } from '../../../world/sim-iam.ts'
import { type Context, fillIn } from './context.ts'
import { textsOf } from './like.ts'
import { operatorOf } from './operators.ts'

/**
 * Whether every condition of a statement holds. A key that the request does not have fails a condition, unless the
 * operator is negated or ends with `IfExists`.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-logic-multiple-context-keys-or-values.html
 */
export const conditionsHold = ({ Condition = {} }: PolicyStatement, context: Context): boolean =>
  Object.entries(Condition).every(([operator, keys]) =>
    Object.entries(keys).every(([key, values]) => holds(operator, key, textsOf(values), context)),
  )

/** The condition keys that a statement names. */
export const conditionKeys = ({ Condition = {} }: PolicyStatement): string[] =>
  Object.values(Condition).flatMap(keys => Object.keys(keys))

function holds(written: string, key: string, values: readonly string[], context: Context): boolean {
  const [, quantifier = '', name = '', ifExists] =
    /^(?:(ForAllValues|ForAnyValue):)?(.*?)(IfExists)?$/i.exec(written) ?? []
  const given = context.get(key.toLowerCase())
  if (name.toLowerCase() === 'null') return values.some(value => (value === 'true') === (given === undefined))
  const operator = operatorOf(name)
  if (operator === null) return false
  const { compare, negated } = operator
  const isForAll = quantifier.toLowerCase() === 'forallvalues'
  if (given === undefined) return ifExists !== undefined || isForAll || (negated && quantifier === '')
  const wanted = values.map(value => fillIn(value, context)).filter(value => value !== null)
  const matches = (one: string): boolean => wanted.some(value => compare(one, value)) !== negated
  return isForAll ? given.every(matches) : given.some(matches)
}
