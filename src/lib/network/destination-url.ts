import { AuditError } from '../process/exit.ts'
import { isLoopback } from './loopback.ts'

/**
 * Returns the URL of a server that is sent data. It must use HTTPS, unless it is on this machine.
 *
 * @param name what the message calls the URL, which it does not contain because it can be a secret
 * @throws AuditError (wrong usage)
 */
export function destinationUrl(text: string, name: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null
  const wrong = url === null ? 'is not a valid URL' : mistakeIn(url)
  if (url === null || wrong !== null)
    throw new AuditError('usage', `${name} ${wrong}.`, { hint: 'Write it as https://HOST/PATH.' })
  return url
}

function mistakeIn({ protocol, hostname, username, password }: URL): string | null {
  if (protocol !== 'https:' && protocol !== 'http:') return 'is not an https URL'
  if (protocol === 'http:' && !isLoopback(hostname)) return 'does not use https, so that others could read it'
  return username === '' && password === '' ? null : 'contains a user name or a password'
}
