import type { GapReason } from '../../model/gap.ts'

/** Why OPA gave no answer; `again`: another try may help. */
export interface OpaTrouble {
  known: false
  reason: GapReason
  why: string
  again: boolean
}

/** Told by names and numbers: the client's classes come with the client, which is loaded late. */
export function troubleOf(error: unknown, patience: number): OpaTrouble {
  const { name, message, cause, errors, httpMeta } = error as Partial<ClientError>
  if (name === 'RequestAbortedError' || name === 'RequestTimeoutError')
    return trouble('network', `no answer within ${patience / 1000} s`, true)
  if (name === 'ConnectionError') return trouble('network', `no connection: ${rootOf(cause)}`, true)
  // 400 and 500 with OPA's own words: the policy, or the input, is at fault, and stays so.
  if (name === 'ClientError' || name === 'ServerError')
    return trouble('malformed', [message, errors?.[0]?.message].filter(isText).join(': '), false)
  const status = httpMeta?.response.status
  return status === undefined ? trouble('network', rootOf(error), true) : ofStatus(status)
}

/** The parts of the client's errors that are looked at. */
interface ClientError {
  name: string
  message: string
  cause: unknown
  errors: { message?: string }[]
  httpMeta: { response: { status: number } }
}

function ofStatus(status: number): OpaTrouble {
  if (status === 401 || status === 403) return trouble('denied', `HTTP ${status}: it wants another token`, false)
  if (status === 404) return trouble('unsupported', 'HTTP 404: there is no OPA at this address', false)
  if (status === 429) return trouble('throttled', 'HTTP 429: too many requests', true)
  if (status >= 500) return trouble('network', `HTTP ${status}`, true)
  return trouble('malformed', `HTTP ${status} with something that is no answer of OPA`, false)
}

const trouble = (reason: GapReason, why: string, again: boolean): OpaTrouble => ({ known: false, reason, why, again })

const isText = (value: string | undefined): value is string => value !== undefined && value !== ''

/** What the system said: `fetch` wraps it twice. An error for several addresses has no message, but a code. */
function rootOf(error: unknown): string {
  let root = error
  while (root instanceof Error && root.cause !== undefined) root = root.cause
  if (!(root instanceof Error)) return String(root)
  return root.message || String((root as NodeJS.ErrnoException).code ?? root.name)
}
