import type { Deadlines } from '../../lib/flow/deadlines.ts'
import type { Sleep } from '../../lib/flow/sleep.ts'
import type { Operation } from '../../model/operations/operations.ts'
import type { Place } from '../../model/place.ts'
import type { Answer } from '../answers/answer.ts'
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
  /** Limits the fast calls of all places together. */
  fastCalls: FastCallLimit
  /** Time limit of one try of a call, after which it is made again. */
  deadlines: Deadlines
  /** Waits for a turn within a quota, and before another try. */
  sleep: Sleep
  /** Factor of the pauses before another try: 1, or less where a test waits for them. */
  patience: number
  /** Writes one line for `--debug`. Never anything secret. */
  debug(line: string): void
  /** Gets the answer of every call, after its retries. */
  observed?: ObserveAnswer
}

export type ObserveAnswer = (place: Place, operation: Operation, answer: Answer<unknown>) => void

/** State of an account's credentials. Once they have expired, no more calls are made in the account. */
export interface AccountState {
  expired: boolean
  /** Why no call is made in the place: it was not entered. Left out: it was. */
  notEntered?: string
  /** Asks STS whether the credentials still work. Absent while the account is being entered. */
  health?(): Promise<CredentialHealth>
}

/** `unclear`: STS did not answer. */
export type CredentialHealth = 'valid' | 'refused' | 'unclear'

/** Message of gaps about calls that were not made because the run had reached its time limit. */
export const TIME_WAS_UP = 'not requested: the time limit was reached'

/** Why the run's signal fired, as the message of a gap. */
export const whyStopped = ({ reason }: AbortSignal): string =>
  reason instanceof Error && reason.name === 'TimeoutError' ? TIME_WAS_UP : 'not requested: the run was interrupted'
