import type { Env } from '../process/env.ts'
import { AuditError } from '../process/exit.ts'
import { bypassesProxy } from './no-proxy.ts'

/** A server that connections pass through. */
export interface Proxy {
  /** Without the user name and password. */
  url: URL
  /** The value of the header `Proxy-Authorization`, a secret. Null if the URL names no user. */
  authorization: string | null
  /** The variable that names the proxy. */
  variable: string
}

/**
 * Returns the proxy for a URL, or null. As in the AWS CLI (Python's urllib), `http_proxy` and `https_proxy` apply to
 * URLs of that scheme, the lower-case name takes precedence even if it is empty, and a value without a scheme is an
 * http URL. In a CGI script HTTP_PROXY is ignored, because a client could set it. An invalid value is wrong usage.
 * https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-proxy.html
 */
export function proxyFor(target: URL, env: Env): Proxy | null {
  const scheme = target.protocol === 'http:' ? 'http' : 'https'
  const variable = variableName(`${scheme}_proxy`, env)
  const value = variable === null ? '' : (env[variable]?.trim() ?? '')
  if (variable === null || value === '') return null
  if (bypassesProxy(target, env[variableName('no_proxy', env) ?? ''] ?? '')) return null
  return parseProxy(value, variable)
}

/** Fails as wrong usage if a variable names an invalid proxy, before any request. */
export function requireProxies(env: Env): void {
  for (const scheme of ['http', 'https']) proxyFor(new URL(`${scheme}://amazonaws.com`), { ...env, no_proxy: '' })
}

function variableName(lower: string, env: Env): string | null {
  if (env[lower] !== undefined) return lower
  const upper = lower.toUpperCase()
  const isFromClient = upper === 'HTTP_PROXY' && env['REQUEST_METHOD'] !== undefined
  return env[upper] === undefined || isFromClient ? null : upper
}

function parseProxy(value: string, variable: string): Proxy {
  const text = /^[a-z][a-z0-9+.-]*:\/\//i.test(value) ? value : `http://${value.replace(/^\/\//, '')}`
  const parsed = URL.canParse(text) ? new URL(text) : null
  if (parsed === null || parsed.hostname === '') {
    throw new AuditError('usage', `${variable} is not a valid URL.`, { hint: 'Write it as http://HOST:PORT.' })
  }
  if (parsed.protocol !== 'http:' && parsed.protocol !== 'https:') {
    const message = `${variable} has an unsupported proxy type: ${parsed.protocol.slice(0, -1)}.`
    throw new AuditError('usage', message, { hint: 'Use an http:// or https:// proxy.' })
  }
  const { username, password } = parsed
  const authorization =
    username === '' && password === '' ? null : basicAuthorization(decodePart(username), decodePart(password))
  return { url: new URL(`${parsed.protocol}//${parsed.host}`), authorization, variable }
}

const basicAuthorization = (user: string, password: string): string =>
  `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`

/** Decodes escapes. A `%` that begins no escape stays as it is. */
function decodePart(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** Returns `http://proxy.example.com:3128 (from HTTPS_PROXY)`, without the user name and password. */
export const proxyText = ({ url, variable }: Proxy): string => `${url.origin} (from ${variable})`
