import { describe, expect, test } from 'vitest'
import type { CallError } from '../../../src/aws/answers/call-error.ts'
import { classifyError } from '../../../src/aws/answers/call-error.ts'
import { Malformed } from '../../../src/aws/answers/shape.ts'
import { awsError, networkError } from '../a-place.ts'

const kindOf = (error: unknown): CallError['kind'] => classifyError(error).kind
const named = (name: string, more: object = {}): Error => Object.assign(new Error(`${name} it is`), { name, ...more })

describe("AWS's names for", () => {
  const NAMES: Readonly<Partial<Record<CallError['kind'], readonly string[]>>> = {
    throttled: [
      'ThrottlingException',
      'Throttling',
      'ThrottledException',
      'RequestLimitExceeded',
      'RequestThrottled',
      'RequestThrottledException',
      'TooManyRequestsException',
      'SlowDown',
    ],
    denied: ['AccessDeniedException', 'AccessDenied', 'UnauthorizedOperation', 'AuthorizationError'],
    expired: ['ExpiredTokenException', 'ExpiredToken'],
    'unknown-token': ['UnrecognizedClientException', 'InvalidClientTokenId', 'AuthFailure', 'OptInRequired'],
    'unknown-operation': ['UnknownOperationException', 'InvalidAction'],
    'not-found': ['NotFoundException'],
    'server-error': [
      'DependencyTimeoutException',
      'KMSInternalException',
      'InternalFailure',
      'InternalServerError',
      'ServiceUnavailable',
    ],
    transient: ['RequestTimeout', 'RequestTimeTooSkewed', 'RequestExpired', 'InvalidSignatureException'],
    refused: ['UnsupportedOperationException', 'ValidationException', 'DisabledException', 'SomethingNew'],
  }
  test.each(
    Object.entries(NAMES).flatMap(([kind, names]) => names.map(name => [kind as CallError['kind'], name] as const)),
  )("errors: AWS's names for %s: %s", (kind, name) => {
    expect(classifyError(awsError(name, 'Some words.'))).toEqual({ kind, message: 'Some words.' })
  })
})

describe('a refusal', () => {
  const user = 'User: arn:aws:iam::111122223333:user/a is not authorized to perform: kms:GetKeyLastUsage'
  test.each<[string, string]>([
    ['denied', `${user} because no resource-based policy allows the kms:GetKeyLastUsage action`],
    ['denied', `${user} with an explicit deny in a resource-based policy`],
    ['denied', `${user} on this resource`],
    ['denied', ''],
    ['denied-everywhere', `${user} because no identity-based policy allows the kms:GetKeyLastUsage action`],
    ['denied-everywhere', `${user} with an explicit deny in an identity-based policy`],
    ['denied-everywhere', `${user} because no permissions boundary allows the action`],
    ['denied-everywhere', `${user} with an explicit deny in a service control policy: arn:aws:organizations::p-1`],
  ])('errors: a refusal is %s when AWS says "%s"', (kind, message) => {
    expect(kindOf(awsError('AccessDeniedException', message))).toBe(kind)
  })

  test('errors: another error that mentions policies is not a refusal', () => {
    expect(kindOf(awsError('NotFoundException', 'no identity-based policy'))).toBe('not-found')
  })
})

test.each([
  ['the SDK cannot read', awsError('TypeError', 'Epoch timestamps must be valid finite numbers.', 200)],
  ['a reader refuses', new Malformed('Epoch timestamps must be valid finite numbers.')],
])('errors: an answer of AWS that %s is malformed, and the message says what is wrong', (_, error) => {
  expect(classifyError(error)).toEqual({
    kind: 'malformed',
    message: 'malformed response: Epoch timestamps must be valid finite numbers.',
  })
})

describe('an error without a code', () => {
  const sentence =
    'User: arn:aws:iam::111122223333:user/a is not authorized to perform: kms:DescribeKey because no resource-based policy allows it'
  test.each(['Unknown', 'UnknownError', 'Error'])(
    'errors: without a code, the sentence of a refusal makes it denied (the SDK names it %s)',
    name => {
      expect(classifyError(awsError(name, sentence, 403))).toEqual({ kind: 'denied', message: sentence })
      expect(kindOf(awsError(name, `${sentence} with an explicit deny in a service control policy`))).toBe(
        'denied-everywhere',
      )
    },
  )

  test('errors: a page with the sentence of a refusal is no AWS answer, and with HTTP 500 a server error', () => {
    expect(kindOf(awsError('Unknown', `<html>${sentence}</html>`, 403))).toBe('no-aws-answer')
    expect(kindOf(awsError('Unknown', sentence, 500))).toBe('server-error')
  })
})

test.each([
  ['an empty body', awsError('Unknown', 'Unknown', 500), 'HTTP 500 without an error message'],
  [
    'a body that is not XML',
    awsError('Error', '@aws-sdk XML parse error: unexpected content', 503),
    'HTTP 503 without',
  ],
  ['a name alone', awsError('KMSInternalException', '', 500), 'KMSInternalException'],
])('errors: a server error with %s is named by its status or name', (_, error, words) => {
  expect(classifyError(error).message).toContain(words)
})

describe('no answer of AWS:', () => {
  test.each<[string, Error]>([
    ['a page instead of JSON', awsError('SyntaxError', `Unexpected token '<'`, 200)],
    ['an answer that was cut', awsError('SyntaxError', 'Unterminated string in JSON', 200)],
    ['a page that forbids', awsError('UnknownError', 'UnknownError', 403)],
    ['a page in an error', awsError('Error', '<!DOCTYPE html><title>Blocked</title>', 403)],
    ['a status in the answer only', named('SyntaxError', { $response: { statusCode: 200 } })],
  ])('errors: no AWS answer: %s', (_, error) => {
    const trouble = classifyError(error)
    expect(trouble.kind).toBe('no-aws-answer')
    expect(trouble.message).toMatch(/^HTTP \d{3} with a response that is not from AWS$/)
  })

  test('errors: the text of a page that is no AWS answer is not passed on', () => {
    expect(classifyError(awsError('Error', '<html>secret</html>', 403)).message).not.toContain('secret')
  })
})

describe('the network:', () => {
  test.each([
    'ECONNREFUSED',
    'ECONNRESET',
    'ECONNABORTED',
    'EHOSTUNREACH',
    'ENETUNREACH',
    'ENETDOWN',
    'ENOTFOUND',
    'EAI_AGAIN',
    'EPIPE',
    'ETIMEDOUT',
    'EPROTO',
    'UND_ERR_SOCKET',
    'CERT_HAS_EXPIRED',
  ])('errors: %s comes from the network and is worth another try, also when wrapped', code => {
    const error = networkError(code)
    expect(classifyError(error)).toEqual({ kind: 'transient', message: `connect ${code}` })
    const wrapped = new TypeError('fetch failed', { cause: new Error('of this', { cause: error }) })
    expect(kindOf(wrapped)).toBe('transient')
    expect(kindOf(Object.assign(new AggregateError([error], 'all failed'), { code }))).toBe('transient')
  })

  test.each([
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'SELF_SIGNED_CERT_IN_CHAIN',
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  ])('errors: %s is worth another try, and the message names AWS_CA_BUNDLE', code => {
    expect(classifyError(networkError(code))).toEqual({
      kind: 'transient',
      message: `connect ${code}; if a proxy or private CA signs certificates here, set AWS_CA_BUNDLE to a file with its certificate`,
    })
  })

  test('errors: the time limit of the SDK is worth another try', () => {
    expect(kindOf(named('TimeoutError'))).toBe('transient')
  })

  test.each([500, 502, 503, 504])('errors: HTTP %i with an unknown error name is worth another try', status => {
    expect(kindOf(awsError('SomethingNew', 'sorry', status))).toBe('server-error')
  })

  test('errors: HTTP 429 with an unknown error name is throttled', () => {
    expect(kindOf(awsError('SomethingNew', 'slower', 429))).toBe('throttled')
  })
})

describe('what is neither AWS nor the network:', () => {
  test.each<[string, unknown, CallError['kind']]>([
    ['an abort', new DOMException('stopped', 'AbortError'), 'aborted'],
    ["the SDK's abort", named('AbortError'), 'aborted'],
    ['no credentials', named('CredentialsProviderError'), 'no-credentials'],
    ['no token', named('TokenProviderError'), 'no-credentials'],
    ['a bug', new TypeError('x is not a function'), 'bug'],
    ['JSON that we read ourselves', new SyntaxError('Unexpected token'), 'bug'],
    ['an error with a code of its own', Object.assign(new Error('no'), { code: 'ERR_INVALID_ARG_TYPE' }), 'bug'],
    ['a string', 'oops', 'bug'],
    ['nothing', undefined, 'bug'],
  ])('errors: from neither AWS nor the network: %s', (_, error, kind) => {
    expect(kindOf(error)).toBe(kind)
  })
})

test("errors: the message is one line, without the SDK's advice, and never empty", () => {
  const advice = 'bad answer\n  Deserialization error: to see the raw response, inspect the hidden field'
  expect(classifyError(awsError('SomethingNew', advice)).message).toBe('bad answer')
  expect(classifyError(awsError('SomethingNew', 'one\n  two\tthree ')).message).toBe('one two three')
  expect(classifyError(awsError('SomethingNew', '')).message).toBe('SomethingNew')
})

test.each([
  ['UnknownError', 503, 'server-error'],
  ['SyntaxError', 502, 'no-aws-answer'],
  ['UnknownError', 500, 'server-error'],
  ['SyntaxError', 429, 'throttled'],
  ['UnknownError', 429, 'throttled'],
])('errors: %s with HTTP %i is %s', (name, status, kind) => {
  expect(kindOf(awsError(name, name, status))).toBe(kind)
})

test('errors: a clock offset that the SDK has just corrected is worth another try', () => {
  const skewed = Object.assign(awsError('SignatureDoesNotMatch', 'Signature expired', 403), {
    $metadata: { httpStatusCode: 403, clockSkewCorrected: true },
  })
  expect(kindOf(skewed)).toBe('transient')
  expect(kindOf(awsError('SignatureDoesNotMatch', 'does not match', 403))).toBe('refused')
  const other = Object.assign(awsError('ValidationException'), {
    $metadata: { httpStatusCode: 400, clockSkewCorrected: true },
  })
  expect(kindOf(other)).toBe('refused')
})

test.each([
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'ERR_SSL_WRONG_VERSION_NUMBER',
  'HPE_INVALID_CONSTANT',
  'EADDRNOTAVAIL',
  'INVALID_CA',
  'HOSTNAME_MISMATCH',
  'CRL_HAS_EXPIRED',
])('errors: %s comes from the network, not from a bug', code => {
  expect(kindOf(networkError(code))).toBe('transient')
})

test.each(['EACCES', 'EPERM', 'EMFILE'])('errors: %s of a connect comes from the network', code => {
  expect(kindOf(Object.assign(networkError(code), { syscall: 'connect' }))).toBe('transient')
})
