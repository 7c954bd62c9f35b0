import type { GapReason } from '../../model/gap.ts'
import type { CallError } from '../answers/call-error.ts'
import type { GiveUps } from './give-ups.ts'
import { type Operation, operationRow } from '../../model/operations/operations.ts'

/** What follows from a failed try of a call. */
type Outcome =
  | { act: 'try again' }
  | { act: 'fail'; reason: GapReason; why: string }
  /** As `fail`, and the operation is no longer asked in this place. */
  | { act: 'give up'; reason: GapReason; why: string }
  /** The credentials of the account no longer work. */
  | { act: 'expire'; why: string }
  /** One operation refuses the credentials. STS has to confirm that they no longer work. */
  | { act: 'confirm'; why: string; isExpired: boolean }

interface Situation {
  operation: Operation
  region: string
  /** Tries of this call so far. */
  tries: number
  /** Some call of this place has succeeded: its Region knows the credentials. */
  isKnown: boolean
  giveUps: GiveUps
}

/** Tries of one call that meets server errors, broken connections or nonsense. Throttled tries do not count. */
const TRIES = 4

/** A sink that sends to a Region asks nothing else there. */
const isAlone = (operation: Operation): boolean => operation.startsWith('securityhub:')

const fail = (reason: GapReason, why: string): Outcome => ({ act: 'fail', reason, why })

/** Decides what follows from a failed try of a call. */
export function outcomeOf(error: CallError, situation: Situation): Outcome {
  const { operation, tries, giveUps } = situation
  const { kind, message } = error
  const atLast = (outcome: Outcome): Outcome => (tries < TRIES ? { act: 'try again' } : outcome)
  switch (kind) {
    case 'transient':
      return atLast(fail('network', message))
    case 'server-error':
      return atLast(fail('server_error', message))
    case 'no-aws-answer':
    case 'unknown-operation':
      if (giveUps.isNonsense(operation)) return { act: 'give up', reason: 'unsupported', why: message }
      return atLast(fail(kind === 'unknown-operation' ? 'unsupported' : 'malformed', message))
    case 'expired':
    case 'unknown-token':
      return refusedToken(error, situation)
    case 'no-credentials':
      return { act: 'expire', why: message }
    case 'denied':
    case 'denied-everywhere':
      return { act: giveUps.isHopeless(operation, error) ? 'give up' : 'fail', reason: 'denied', why: message }
    case 'not-enabled':
      return { act: 'give up', reason: 'not_enabled', why: message }
    case 'malformed':
      return fail('malformed', message)
    case 'not-found':
      return fail('vanished', message)
    default:
      return fail('unsupported', message)
  }
}

function refusedToken({ kind, message: why }: CallError, { operation, region, tries, isKnown }: Situation): Outcome {
  const isExpired = kind === 'expired'
  const isNew = !isExpired && !isKnown
  const { provesCredentials = false } = operationRow(operation)
  if (isNew && (provesCredentials || isAlone(operation))) {
    return fail('not_enabled', `${region} does not recognize these credentials: ${why}`)
  }
  if (tries < TRIES) return { act: 'try again' }
  return provesCredentials ? { act: 'expire', why } : { act: 'confirm', why, isExpired }
}
