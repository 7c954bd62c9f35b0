import type { Claim } from '../advice-kind.ts'
import { evaluateFormula } from './evaluate-formula.ts'

/** A claim whose amount is computed from its formula and inputs, so that the two never differ. */
export const claim = (of: Claim['of'], arn: string, formula: string, inputs: Record<string, number>): Claim => ({
  of,
  arn,
  formula,
  inputs,
  amount: evaluateFormula(formula, inputs),
})
