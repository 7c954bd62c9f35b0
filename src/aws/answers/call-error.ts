import { Malformed } from './shape.ts'
import { trustAdvice } from '../session/untrusted.ts'

/** The class of an error that a call ended with, and its message. What follows from it is decided elsewhere. */
export interface CallError {
  kind:
    | 'throttled'
    /** This key's policy refuses, or something narrower than the whole account. */
    | 'denied'
    /** The caller's own policies refuse, and will refuse every other key too. */
    | 'denied-everywhere'
    | 'expired'
    /** The token is not known in this Region. */
    | 'unknown-token'
    | 'unknown-operation'
    /** The service has not been enabled in this account and Region. */
    | 'not-enabled'
    /** HTML, cut JSON, a proxy's page: something other than AWS answered. */
    | 'no-aws-answer'
    | 'not-found'
    /** AWS answered HTTP 5xx or names an internal failure: worth another try. */
    | 'server-error'
    /** An answer of AWS that is not shaped as AWS documents it. */
    | 'malformed'
    /** A broken connection, a time-out, a clock that the SDK corrects: worth another try. */
    | 'transient'
    | 'aborted'
    /** No credentials could be had at all. */
    | 'no-credentials'
    /** A refusal of another kind: `UnsupportedOperationException`, `ValidationException`, … */
    | 'refused'
    /** Not from AWS or the network: a bug of ours. */
    | 'bug'
  message: string
}

const BY_NAME: Readonly<Record<string, CallError['kind']>> = {
  AbortError: 'aborted',
  AccessDenied: 'denied',
  AccessDeniedException: 'denied',
  AuthFailure: 'unknown-token',
  AuthorizationError: 'denied',
  CredentialsProviderError: 'no-credentials',
  TokenProviderError: 'no-credentials',
  DependencyTimeoutException: 'server-error',
  ExpiredToken: 'expired',
  ExpiredTokenException: 'expired',
  InternalFailure: 'server-error',
  InternalServerError: 'server-error',
  InvalidAccessException: 'not-enabled', // of Security Hub
  InvalidAction: 'unknown-operation',
  InvalidClientTokenId: 'unknown-token',
  InvalidSignatureException: 'transient', // the SDK learns the clock's offset from it and signs right the next time
  KMSInternalException: 'server-error',
  NotFoundException: 'not-found',
  OptInRequired: 'unknown-token',
  ProxyError: 'transient',
  RequestExpired: 'transient',
  RequestLimitExceeded: 'throttled',
  RequestThrottled: 'throttled',
  RequestThrottledException: 'throttled',
  RequestTimeTooSkewed: 'transient',
  RequestTimeout: 'transient',
  ServiceUnavailable: 'server-error',
  SlowDown: 'throttled',
  SyntaxError: 'no-aws-answer',
  Throttling: 'throttled',
  ThrottlingException: 'throttled',
  ThrottledException: 'throttled',
  TimeoutError: 'transient',
  TooManyRequestsException: 'throttled',
  UnauthorizedOperation: 'denied',
  UnknownOperationException: 'unknown-operation',
  UnrecognizedClientException: 'unknown-token',
}

/**
 * Names that Node gives to network errors: nothing answered, or an answer stopped in the middle.
 * https://nodejs.org/api/errors.html#common-system-errors
 */
const NETWORK =
  /^(E(CONN|HOST|NET|ADDR|AI_|PIPE|TIMEDOUT|PROTO|NOTFOUND|CERT)|ERR_(TLS|SSL)_|HPE_|UND_ERR|CERT_|CRL_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|HOSTNAME_MISMATCH|INVALID_(CA|PURPOSE))/

/** Whether nothing answered, or an answer stopped in the middle. */
export const isNetwork = (error: Error): boolean =>
  NETWORK.test(codeOf(error)) || ('syscall' in error && error.syscall === 'connect')

/** Whether the clock is wrong: the SDK has read AWS's time from this answer, and will sign the next try with it. */
const isSkew = (error: Error): boolean =>
  error.name === 'SignatureDoesNotMatch' &&
  '$metadata' in error &&
  (error.$metadata as { clockSkewCorrected?: boolean }).clockSkewCorrected === true

/** `…because no identity-based policy allows…`, `…with an explicit deny in a service control policy…` */
const EVERYWHERE =
  /identity-based policy|permissions boundary|service control policy|session policy|resource control policy/i

export function classifyError(error: unknown): CallError {
  if (!(error instanceof Error)) return { kind: 'bug', message: String(error) }
  const said = oneLine(error.message)
  const status = statusOf(error)
  const message = messageOf(error.name, said, status)
  const kind = errorKind(error, status)
  if (kind === 'denied' && EVERYWHERE.test(message)) return { kind: 'denied-everywhere', message }
  if (kind === 'malformed') return { kind, message: `malformed response: ${message}` }
  if (kind === 'no-aws-answer') return { kind, message: `HTTP ${status ?? '?'} with a response that is not from AWS` }
  return { kind, message: `${message}${trustAdvice(codeOf(error))}` }
}

/** AWS's message; without one the name of the error, and without a name the status. */
function messageOf(name: string, said: string, status: number | undefined): string {
  // The SDK's own words for a body that is empty, or no answer of AWS.
  const isEmpty = said === '' || /^Unknown(Error)?$/.test(said) || said.startsWith('@aws-sdk XML parse error')
  if (!isEmpty) return said
  return UNNAMED.test(name) && status !== undefined ? `HTTP ${status} without an error message` : name
}

/**
 * Whether AWS itself refused: the answer names one of AWS's errors. A proxy's page or a broken connection names none.
 */
export function isOfAws(error: unknown): boolean {
  if (!(error instanceof Error) || !('$response' in error)) return false
  const kind = BY_NAME[error.name]
  return kind !== undefined && kind !== 'no-aws-answer'
}

function errorKind(error: Error, status: number | undefined): CallError['kind'] {
  if (error instanceof Malformed) return 'malformed'
  const named = BY_NAME[error.name]
  if (error.name === 'SyntaxError' && status === undefined) return 'bug'
  if (named !== undefined && named !== 'no-aws-answer') return named
  if (isSkew(error) || isNetwork(error)) return 'transient'
  if (status === undefined) return 'bug'
  if (status === 429) return 'throttled'
  // A page instead of an answer comes from something that does not know the operation, whatever its status.
  if (named !== undefined) return 'no-aws-answer'
  if (status >= 500) return 'server-error'
  if (isUnnamedRefusal(error)) return 'denied'
  if (isHtml(error)) return 'no-aws-answer'
  // AWS reports no error with this status: the SDK could not read the answer.
  return status === 200 ? 'malformed' : 'refused'
}

/** The system's name of an error, also where the SDK or Node has wrapped it. */
function codeOf(error: Error): string {
  const own = 'code' in error ? String(error.code) : ''
  if (own !== '' && own !== 'undefined') return own
  return error.cause instanceof Error ? codeOf(error.cause) : ''
}

/** The HTTP status of the answer that an error is about; undefined: there was none. */
export function statusOf(error: Error): number | undefined {
  const metadata = '$metadata' in error ? (error.$metadata as { httpStatusCode?: number }) : undefined
  if (metadata?.httpStatusCode !== undefined) return metadata.httpStatusCode
  const response = '$response' in error ? (error.$response as { statusCode?: number } | undefined) : undefined
  return response?.statusCode
}

/** Names that the SDK gives to an error whose answer has no error code. */
const UNNAMED = /^(Unknown|UnknownError|Error)$/

/** Whether AWS refused and the error code was lost on the way: AWS's sentence is still there. */
const isUnnamedRefusal = ({ name, message }: Error): boolean =>
  UNNAMED.test(name) && /^User: \S+ is not authorized to perform: /.test(message)

/** Whether the answer is a page: the SDK found no error name in it, or it is HTML. */
const isHtml = (error: Error): boolean =>
  /^(Unknown|UnknownError)$/.test(error.name) || /<html|<!doctype/i.test(error.message)

const oneLine = (text: string): string =>
  text
    .split(/\s*\n\s*Deserialization error/)[0]
    ?.replaceAll(/\s+/g, ' ')
    .trim() ?? ''
