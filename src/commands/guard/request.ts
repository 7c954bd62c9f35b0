import type { GuardTerms } from '../../model/retirement/guard.ts'
import type { Options, Output, ShowOptions } from '../../model/options/options.ts'
import type { AlarmTerms } from '../../retirement/guards/alarm/alarm-terms.ts'
import type { TriedGuards } from '../../retirement/guards/check-guards.ts'

/** What `kms-audit guard` prints. */
export const GUARD_ACTIONS = ['statement', 'scp', 'rcp', 'alarm', 'check'] as const
export type GuardAction = (typeof GUARD_ACTIONS)[number]

interface Shown {
  show: Pick<ShowOptions, 'color' | 'quiet'>
  outputs: readonly Output[]
  debug: boolean
}

export type GuardRequest = Shown &
  (
    | { action: 'scp' | 'rcp'; terms: GuardTerms }
    /** `run` reads the policy of one key. Null: the statements alone are printed. */
    | { action: 'statement'; terms: GuardTerms; run: Options | null }
    /** `run` reads the trails. Null: they are not read. */
    | { action: 'alarm'; terms: Omit<AlarmTerms, 'trails'>; run: Options | null }
    | { action: 'check'; tried: TriedGuards; run: Options }
  )
