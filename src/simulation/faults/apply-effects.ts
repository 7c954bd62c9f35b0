import type { SimulatedCall, WireResponse } from '../wire/call.ts'
import type { Instant } from '../../model/time.ts'
import type { FaultEffect, RawAnswer } from './faults.ts'

/** The connection broke before an answer arrived. */
export class ConnectionReset extends Error {
  readonly code = 'ECONNRESET'
}

/** The service has no host name in this Region. */
export class HostNotFound extends Error {
  readonly code = 'ENOTFOUND'
  readonly syscall = 'getaddrinfo'

  constructor(hostname: string) {
    super(`getaddrinfo ENOTFOUND ${hostname}`)
  }
}

/**
 * Applies the effects that come before the service: throws an error, returns another answer, waits, or returns
 * undefined.
 */
export async function applyEffects(
  call: SimulatedCall,
  effects: readonly FaultEffect[],
): Promise<WireResponse | undefined> {
  for (const effect of effects) {
    if (effect.kind === 'error') throw effect.error(call)
    if (effect.kind === 'reset') throw new ConnectionReset('read ECONNRESET')
    if (effect.kind === 'hang') await new Promise<never>(() => {})
    if (effect.kind === 'slow') await new Promise(resolve => setTimeout(resolve, effect.ms))
    if (effect.kind === 'raw') return rawResponse(effect)
  }
  return undefined
}

function rawResponse({ status, contentType, body, date, headers: more }: RawAnswer): WireResponse {
  const headers = { ...more, 'content-type': contentType, ...(date === undefined ? {} : { date: dateText(date) }) }
  return { status, headers, body }
}

/** Returns a time as the `Date` header has it, in whole seconds. */
export const dateText = (at: Instant): string => new Date(at).toUTCString()
