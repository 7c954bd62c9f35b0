import type { Instant } from '../../model/time.ts'
import type { RegionIndex } from '../world/region-index.ts'
import type { SimAccount, SimulatedWorld } from '../world/world.ts'
import type { Routes } from './routes.ts'
import type { XmlNames } from './xml.ts'

/** An HTTP request, from the SDK or the loopback server. Header names are in lower case. */
export interface WireRequest {
  method: string
  host: string
  /** With the query string. */
  path: string
  headers: Readonly<Record<string, string>>
  body: Uint8Array | string
}

export interface WireResponse {
  status: number
  headers: Record<string, string>
  body: string
}

/** The principal that signed a request. */
export interface Signer {
  account: SimAccount
  accessKeyId: string
  arn: string
  /** The end of a session. Long-lived credentials have none. */
  expiresAt?: Instant
  /** The session policy of a role session, as JSON. It limits what the role allows. */
  sessionPolicy?: string
}

/** A request after parsing, with what the operation of a service needs. */
export interface SimulatedCall {
  signer: Signer
  account: SimAccount
  region: string
  service: string
  protocol: Protocol
  operation: string
  input: Record<string, unknown>
  /** The ID of the key, if the call names one by ID or ARN. */
  keyId?: string
  /** The simulated clock. */
  now: Instant
  /** The index of the Region. */
  index: RegionIndex
  world: SimulatedWorld
  /** Creates credentials for a role. Returns the access key ID. */
  startSession: (session: Omit<Signer, 'accessKeyId'>) => string
  /** Records that the description of a predefined alias created a key. */
  noteCreatedKey: (alias: string) => void
  /**
   * Decrypts with a key of this Region (ID, ARN or alias) as the caller. That is a use of the key, and a call in the
   * log. Returns whether the caller may do so.
   */
  decrypt: (key: string) => boolean
}

/** Answers with a JSON value, or with the text of an XML document. */
export type AnswerCall = (call: SimulatedCall) => unknown

/** The protocol of a service. */
export type Protocol = 'json-1.0' | 'json-1.1' | 'rest-json' | 'query' | 'ec2' | 'rest-xml' | 's3'

export interface SimulatedService {
  /** The service's name in the scope of a signature and in IAM actions. */
  name: string
  protocol: Protocol
  operations: Readonly<Record<string, AnswerCall>>
  /** Operations of a REST service. */
  routes?: Routes
  /** Reads a request, if its protocol does not show the operation. */
  read?: (request: WireRequest) => { operation: string; input: Record<string, unknown> } | null
  /** Whether the members of its JSON answers begin with a small letter, other than those of the SDK. */
  lowerCaseJson?: boolean
  /** Whether its JSON answers have times as texts, not as seconds. */
  timesAsText?: boolean
  /** How a service with an XML protocol writes its answers. */
  xml?: XmlNames
  throttle: { name: string; message: string; status: number }
}

/** An error as AWS answers it. */
export class WireError extends Error {
  override name: string
  readonly status: number
  /** Further headers of the answer, in lower case. */
  readonly headers: Readonly<Record<string, string>>

  constructor(name: string, message: string, status = 400, headers: Readonly<Record<string, string>> = {}) {
    super(message)
    this.name = name
    this.status = status
    this.headers = headers
  }
}

export const textOrUndefined = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

/** Returns a page size within its bounds. Throws the validation error of the service otherwise. */
export function pageSize(value: unknown, fallback: number, max: number, error = 'ValidationException'): number {
  if (value === undefined) return fallback
  const size = Number(value)
  if (Number.isInteger(size) && size >= 1 && size <= max) return size
  throw new WireError(
    error,
    `1 validation error detected: Value '${size}' failed to satisfy constraint: between 1 and ${max}`,
  )
}

/** Returns an opaque page token with a value, and a tag, so that no operation accepts the token of another. */
export const pageToken = (tag: string, value: unknown): string =>
  Buffer.from(`${tag}:${JSON.stringify(value)}`).toString('base64url')

export function readToken<T>(tag: string, token: unknown, refusal: WireError): T | undefined {
  if (token === undefined) return undefined
  const plain = Buffer.from(String(token), 'base64url').toString('utf8')
  if (!plain.startsWith(`${tag}:`)) throw refusal
  return JSON.parse(plain.slice(tag.length + 1)) as T
}

/** Returns a page of a list, with the token of the next page if there is one. */
export function page<T>(items: readonly T[], tag: string, token: unknown, size: number, refusal: WireError) {
  const start = readToken<number>(tag, token, refusal) ?? 0
  const end = start + size
  return { items: items.slice(start, end), next: end < items.length ? pageToken(tag, end) : undefined }
}

/** Returns seconds since 1970, as JSON protocols write a time. */
export const seconds = (at: Instant): number => at / 1000
