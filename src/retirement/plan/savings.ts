import type { PlannedKey, PlannedSavings } from '../../model/retirement/retirement.ts'
import { DAY, dayText, type Instant } from '../../model/time.ts'

interface Schedule {
  /** When the deletion can be scheduled, from when on AWS does not bill the keys. */
  scheduled: Instant
  pendingWindowDays: number
}

/** Returns what the keys save. https://aws.amazon.com/kms/pricing/: keys that are pending deletion cost nothing. */
export function savingsOf(keys: readonly PlannedKey[], { scheduled, pendingWindowDays }: Schedule): PlannedSavings {
  const monthly = sumOf(keys.map(({ monthly_savings }) => monthly_savings))
  return {
    monthly,
    annual: monthly === null ? null : rounded(12 * monthly),
    from: dayText(scheduled),
    deleted_by: dayText(scheduled + pendingWindowDays * DAY),
  }
}

/** Null: one of them is not known. */
const sumOf = (amounts: readonly (number | null)[]): number | null =>
  amounts.reduce((sum, one) => (sum === null || one === null ? null : rounded(sum + one)), 0)

/** Prices have at most six decimals. */
const rounded = (amount: number): number => Math.round(amount * 1_000_000) / 1_000_000
