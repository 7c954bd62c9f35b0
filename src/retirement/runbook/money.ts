import { moneyText } from '../../lib/text/numbers.ts'
import type { PlannedSavings } from '../../model/retirement/retirement.ts'

/** One sentence about what a wave saves, and from when on. */
export const savingsText = ({ monthly, annual, from, deleted_by }: PlannedSavings): string =>
  monthly === null || annual === null
    ? `What this saves is not known. The keys are deleted by ${deleted_by}.`
    : `Saves ${moneyText(monthly)} a month, ${moneyText(annual)} a year, from ${from}. The keys are deleted by ${deleted_by}.`
