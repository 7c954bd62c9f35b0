import { WireError, type Protocol, type SimulatedCall } from '../wire/call.ts'
import type { Fault, FaultMatch } from './faults.ts'

/**
 * Denials in the words of AWS. Each service has its own error name and status for them.
 * https://docs.aws.amazon.com/kms/latest/developerguide/policy-evaluation.html and logs of real accounts.
 */
export const deniedByKeyPolicy = (match: FaultMatch): Fault =>
  deniedBecause(match, ({ operation }) => `because no resource-based policy allows the kms:${operation} action`)

export const deniedByIdentityPolicy = (match: FaultMatch): Fault =>
  deniedBecause(
    match,
    ({ service, operation }) => `because no identity-based policy allows the ${service}:${operation} action`,
  )

export const deniedByServiceControlPolicy = (match: FaultMatch): Fault =>
  deniedBecause(match, ({ account }) => {
    const policy = `arn:${account.partition}:organizations::${account.id}:policy/o-exampleorg/service_control_policy/p-examplescp`
    return `with an explicit deny in a service control policy: ${policy}`
  })

/** Credentials that have expired, for example from a moment on. */
export const expiredToken = (match: FaultMatch = {}): Fault => ({
  ...match,
  effect: { kind: 'error', error: expiredError },
})

/** An operation that this Region does not support. */
export const unsupported = (match: FaultMatch): Fault => ({
  ...match,
  effect: { kind: 'error', error: unknownOperationError },
})

/** Returns the error for credentials that are unknown, or were created for another Region. */
export function invalidTokenError({ service, protocol }: Pick<SimulatedCall, 'service' | 'protocol'>): WireError {
  if (service === 'ec2')
    return new WireError('AuthFailure', 'AWS was not able to validate the provided access credentials', 401)
  const message = 'The security token included in the request is invalid.'
  if (protocol === 's3') return new WireError('InvalidAccessKeyId', message, 403)
  return protocol === 'query' || protocol === 'rest-xml'
    ? new WireError('InvalidClientTokenId', message, 403)
    : new WireError('UnrecognizedClientException', message)
}

export function expiredError({ service, protocol }: Pick<SimulatedCall, 'service' | 'protocol'>): WireError {
  const message = 'The security token included in the request is expired'
  if (service === 'ec2') return new WireError('RequestExpired', 'Request has expired.')
  if (protocol === 's3') return new WireError('ExpiredToken', message)
  return protocol === 'query' || protocol === 'rest-xml'
    ? new WireError('ExpiredToken', message, 403)
    : new WireError('ExpiredTokenException', message)
}

export const unknownOperationError = ({ protocol, operation }: SimulatedCall): WireError =>
  protocol === 'query' || protocol === 'ec2'
    ? new WireError('InvalidAction', `Could not find operation ${operation}`)
    : new WireError('UnknownOperationException', '')

const deniedBecause = (match: FaultMatch, because: (call: SimulatedCall) => string): Fault => ({
  ...match,
  effect: { kind: 'error', error: call => accessDeniedError(call, because(call)) },
})

export function accessDeniedError(call: SimulatedCall, because: string): WireError {
  const { service, protocol, operation, signer, keyId, index } = call
  const resource = keyId === undefined ? '' : ` on resource: ${index.arn({ id: keyId })}`
  const message = `User: ${signer.arn} is not authorized to perform: ${service}:${operation}${resource} ${because}`
  if (service === 'ec2')
    return new WireError('UnauthorizedOperation', 'You are not authorized to perform this operation.', 403)
  if (service === 'sns') return new WireError('AuthorizationError', message, 403)
  if (service === 'cloudwatch' || XML_PROTOCOLS.includes(protocol)) return new WireError('AccessDenied', message, 403)
  return new WireError('AccessDeniedException', message, protocol === 'rest-json' ? 403 : 400)
}

const XML_PROTOCOLS: readonly Protocol[] = ['query', 'rest-xml', 's3']
