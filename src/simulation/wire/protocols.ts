import type { Protocol, SimulatedService, WireError, WireRequest, WireResponse } from './call.ts'

/** Returns the operation and input of a request. Null if they cannot be read. */
export function readRequest(
  request: WireRequest,
  routes: SimulatedService['routes'] = {},
): { operation: string; input: Record<string, unknown> } | null {
  // The SDK passes the body as a subclass of Uint8Array that does not work as a string.
  const body = typeof request.body === 'string' ? request.body : new TextDecoder().decode(request.body)
  const target = request.headers['x-amz-target']?.split('.')[1]
  if (target !== undefined) return { operation: target, input: parseInput(body) }
  if (request.headers['content-type']?.includes('x-www-form-urlencoded') === true) {
    const { Action, ...input } = Object.fromEntries(new URLSearchParams(body))
    return Action === undefined ? null : { operation: Action, input }
  }
  const routed = routes[request.path]
  if (routed !== undefined) return { operation: routed, input: parseInput(body) }
  const name = /^\/([A-Za-z]+)\/?$/.exec(request.path)?.[1]
  return name === undefined ? null : { operation: `${name[0]?.toUpperCase()}${name.slice(1)}`, input: parseInput(body) }
}

/** Writes a successful answer in the protocol of a service. XML services write their documents themselves. */
export const writeAnswer = (protocol: Protocol, answer: unknown, requestId: string): WireResponse => ({
  status: 200,
  headers: { 'content-type': CONTENT_TYPES[protocol], [requestIdHeader(protocol)]: requestId },
  body: typeof answer === 'string' ? answer : JSON.stringify(answer),
})

/** Writes an error in the protocol of a service. */
export function writeError(protocol: Protocol, error: WireError, requestId: string): WireResponse {
  const { name, message, status } = error
  const headers = { 'content-type': CONTENT_TYPES[protocol], [requestIdHeader(protocol)]: requestId }
  const fault = status < 500 ? 'Sender' : 'Receiver'
  switch (protocol) {
    case 'json-1.1':
      return { status, headers, body: JSON.stringify({ __type: name, message }) }
    case 'json-1.0': {
      const queryError = { 'x-amzn-query-error': `${name};${fault}` }
      return { status, headers: { ...headers, ...queryError }, body: JSON.stringify({ __type: name, message }) }
    }
    case 'rest-json':
      return { status, headers: { ...headers, 'x-amzn-errortype': name }, body: JSON.stringify({ message }) }
    case 'query': {
      const detail = `<Type>${fault}</Type><Code>${name}</Code><Message>${escapeXml(message)}</Message>`
      const document = `<ErrorResponse><Error>${detail}</Error><RequestId>${requestId}</RequestId></ErrorResponse>`
      return { status, headers, body: document }
    }
    case 'ec2': {
      const detail = `<Code>${name}</Code><Message>${escapeXml(message)}</Message>`
      const document = `<Response><Errors><Error>${detail}</Error></Errors><RequestID>${requestId}</RequestID></Response>`
      return { status, headers, body: document }
    }
  }
}

export const escapeXml = (plain: string): string =>
  plain.replace(/[<>&"]/g, character => `&#${character.codePointAt(0) ?? 0};`)

const CONTENT_TYPES: Readonly<Record<Protocol, string>> = {
  'json-1.0': 'application/x-amz-json-1.0',
  'json-1.1': 'application/x-amz-json-1.1',
  'rest-json': 'application/json',
  query: 'text/xml',
  ec2: 'text/xml;charset=UTF-8',
}

const requestIdHeader = (protocol: Protocol): string => (protocol === 'ec2' ? 'x-amzn-request-id' : 'x-amzn-requestid')

function parseInput(body: string): Record<string, unknown> {
  try {
    return body === '' ? {} : (JSON.parse(body) as Record<string, unknown>)
  } catch {
    return {}
  }
}
