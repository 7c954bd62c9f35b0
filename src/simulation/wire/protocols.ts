import { gunzipSync } from 'node:zlib'
import type { Protocol, SimulatedService, WireError, WireRequest, WireResponse } from './call.ts'
import { findRoute } from './routes.ts'
import { escapeXml, xmlElement, xmlMembers, type XmlNames } from './xml.ts'

/** Returns the operation and input of a request. Null if they cannot be read. */
export function readRequest(
  request: WireRequest,
  { routes = {}, read }: Pick<SimulatedService, 'routes' | 'read'> = {},
): { operation: string; input: Record<string, unknown> } | null {
  if (read !== undefined) return read(request)
  const body = bodyText(request)
  const target = request.headers['x-amz-target']?.split('.')[1]
  if (target !== undefined) return { operation: target, input: parseInput(body) }
  if (request.headers['content-type']?.includes('x-www-form-urlencoded') === true) {
    const { Action, ...input } = Object.fromEntries(new URLSearchParams(body))
    return Action === undefined ? null : { operation: Action, input }
  }
  const routed = findRoute(routes, request)
  return routed === null ? null : { ...routed, input: { ...parseInput(body), ...routed.input } }
}

/** Writes a successful answer in the protocol of a service. A text is a document that the operation wrote itself. */
export function writeAnswer(
  service: Pick<SimulatedService, 'protocol' | 'xml' | 'lowerCaseJson' | 'timesAsText'>,
  operation: string,
  answer: unknown,
  requestId: string,
): WireResponse {
  const { protocol, xml = { namespace: '' } } = service
  const headers = { 'content-type': CONTENT_TYPES[protocol], [requestIdHeader(protocol)]: requestId }
  const written = (body: string): WireResponse => ({ status: 200, headers, body })
  if (typeof answer === 'string') return written(answer)
  if (protocol === 's3') return writtenByS3(answer as object, xml, headers)
  if (protocol.includes('json')) return written(writeJson(answer, service))
  const members = xmlMembers(answer as object, xml)
  // The answer of a REST service names its root element itself.
  if (protocol === 'rest-xml') return written(members)
  const result = protocol === 'ec2' ? members : xmlElement(`${operation}Result`, members)
  return written(`<${operation}Response xmlns="${xml.namespace}">${result}</${operation}Response>`)
}

/** Texts at the top of an answer of S3 are headers. */
function writtenByS3(answer: object, xml: XmlNames, usual: Readonly<Record<string, string>>): WireResponse {
  const members = Object.entries(answer)
  const own = members.filter((member): member is [string, string] => typeof member[1] === 'string')
  const root = members.filter(([, value]) => typeof value !== 'string')
  return {
    status: 200,
    headers: { ...usual, ...Object.fromEntries(own) },
    body: xmlMembers(Object.fromEntries(root), xml),
  }
}

function writeJson(
  answer: unknown,
  { lowerCaseJson = false, timesAsText = false }: Pick<SimulatedService, 'lowerCaseJson' | 'timesAsText'>,
): string {
  const written = timesAsText || !hasDate(answer) ? JSON.stringify(answer) : JSON.stringify(answer, secondsOfDates)
  return lowerCaseJson ? JSON.stringify(JSON.parse(written, lowerCaseMembers)) : written
}

/** Renames the members of each object so that they begin with a small letter. */
const lowerCaseMembers = (_name: string, value: unknown): unknown =>
  typeof value !== 'object' || value === null || Array.isArray(value)
    ? value
    : Object.fromEntries(
        Object.entries(value).map(([name, held]) => [`${name.charAt(0).toLowerCase()}${name.slice(1)}`, held]),
      )

/** Most answers have none, and are written several times as fast without a function that sees every value. */
function hasDate(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  return value instanceof Date || (Array.isArray(value) ? value : Object.values(value)).some(hasDate)
}

/** Replaces a time by its seconds since 1970. `JSON.stringify` has made a text of it before, so it is read from `this`. */
function secondsOfDates(this: Record<string, unknown>, name: string, value: unknown): unknown {
  const original = this[name]
  return original instanceof Date ? original.getTime() / 1000 : value
}

/** Writes an error in the protocol of a service. */
export function writeError(protocol: Protocol, error: WireError, requestId: string): WireResponse {
  const { name, message, status } = error
  const headers = {
    'content-type': CONTENT_TYPES[protocol],
    [requestIdHeader(protocol)]: requestId,
    ...error.headers,
  }
  const fault = status < 500 ? 'Sender' : 'Receiver'
  const code = `<Code>${name}</Code><Message>${escapeXml(message)}</Message>`
  switch (protocol) {
    case 'json-1.1':
      return { status, headers, body: JSON.stringify({ __type: name, message }) }
    case 'json-1.0': {
      const queryError = { 'x-amzn-query-error': `${name};${fault}` }
      return { status, headers: { ...headers, ...queryError }, body: JSON.stringify({ __type: name, message }) }
    }
    case 'rest-json':
      return { status, headers: { ...headers, 'x-amzn-errortype': name }, body: JSON.stringify({ message }) }
    case 'query':
    case 'rest-xml': {
      const detail = `<Error><Type>${fault}</Type>${code}</Error>`
      const document = `<ErrorResponse>${detail}<RequestId>${requestId}</RequestId></ErrorResponse>`
      return { status, headers, body: document }
    }
    case 's3':
      return { status, headers, body: `<Error>${code}<RequestId>${requestId}</RequestId></Error>` }
    case 'ec2': {
      const detail = `<Errors><Error>${code}</Error></Errors>`
      const document = `<Response>${detail}<RequestID>${requestId}</RequestID></Response>`
      return { status, headers, body: document }
    }
  }
}

const CONTENT_TYPES: Readonly<Record<Protocol, string>> = {
  'json-1.0': 'application/x-amz-json-1.0',
  'json-1.1': 'application/x-amz-json-1.1',
  'rest-json': 'application/json',
  query: 'text/xml',
  'rest-xml': 'text/xml',
  s3: 'application/xml',
  ec2: 'text/xml;charset=UTF-8',
}

const requestIdHeader = (protocol: Protocol): string =>
  protocol === 'ec2' || protocol === 's3'
    ? protocol === 's3'
      ? 'x-amz-request-id'
      : 'x-amzn-request-id'
    : 'x-amzn-requestid'

/**
 * The SDK compresses large requests of CloudWatch, and passes the body as a subclass of Uint8Array that does not work as a
 * string.
 */
function bodyText({ headers, body }: WireRequest): string {
  if (typeof body === 'string') return body
  return headers['content-encoding'] === 'gzip' ? gunzipSync(body).toString() : new TextDecoder().decode(body)
}

function parseInput(body: string): Record<string, unknown> {
  try {
    return body === '' ? {} : (JSON.parse(body) as Record<string, unknown>)
  } catch {
    return {}
  }
}
