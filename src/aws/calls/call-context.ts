import type { Deadlines } from '../../lib/flow/deadlines.ts'
import type { Sleep } from '../../lib/flow/sleep.ts'
import type { RunClock } from '../session/clock.ts'
import type { GapLog } from './gap-log.ts'
import type { FastCallLimit } from './fast-call-limit.ts'

/** What every call of one run shares. */
export interface CallContext {
  signal: AbortSignal
  gaps: GapLog
  /** Reads AWS's time from its answers. */
  clock: RunClock
  maxRates: Readonly<Record<string, number>>
  /** Calls that no quota holds back pass through here, those of all places. */
  fastCalls: FastCallLimit
  /** One try of a call that has not answered by then is dropped and tried again. */
  deadlines: Deadlines
  /** Waits for a turn within a quota, and before another try. */
  sleep: Sleep
  /** Factor of the pauses before another try: 1, or less where a test waits for them. */
  patience: number
  /** One line for people who asked to see everything; never anything secret. */
  debug(line: string): void
}

/** An account's credentials: once they have died, nothing more of this account is asked. */
export interface AccountState {
  expired: boolean
  /** Asks STS whether the credentials still work. Absent while the account is being entered. */
  health?(): Promise<CredentialHealth>
}

/** `unclear`: STS did not answer. */
export type CredentialHealth = 'valid' | 'refused' | 'unclear'

/** Message of the gaps about what was not asked any more when the time limit of the run was reached. */
export const TIME_WAS_UP = 'not requested: the time limit was reached'

/** Why the run's signal fired, as the message of a gap. */
export const whyStopped = ({ reason }: AbortSignal): string =>
  reason instanceof Error && reason.name === 'TimeoutError' ? TIME_WAS_UP : 'not requested: the run was interrupted'
