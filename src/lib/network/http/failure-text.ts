import type { HttpRequest } from './request.ts'

/** Characters of an answer in a message. */
const MOST_SHOWN = 200

/** Returns one line about a failure, with the start of the answer if it is plain text, and without any secret. */
export function failureText(why: string, body: string, { url, headers, secrets }: HttpRequest): string {
  const text = /^\s*</.test(body) ? '' : body.trim().replace(/\s+/g, ' ')
  // Headers such as `Authorization: Bearer …` contain the secret as their last word.
  const words = Object.entries(headers).flatMap(([name, value]) =>
    PUBLIC.test(name) ? [] : [value, ...value.split(' ')],
  )
  const hidden = [url.href, `${url.pathname}${url.search}`, url.pathname, url.search, url.hash, ...secrets, ...words]
  // A whole is replaced before its parts.
  const longest = [...new Set(hidden.flatMap(spellings))]
    .filter(secret => secret.length > 3)
    .toSorted((one, other) => other.length - one.length)
  const clean = (line: string): string => longest.reduce((left, secret) => left.replaceAll(secret, '***'), line)
  const start = clean(text)
  return clean(why) + (start === '' ? '' : `: ${start.length > MOST_SHOWN ? `${start.slice(0, MOST_SHOWN)}…` : start}`)
}

const PUBLIC = /^(accept|content-type|content-length|user-agent)$/i

/** The ways in which a server can repeat a text: as it is, in JSON, in a URL, and with spaces as this module leaves them. */
const spellings = (text: string): string[] =>
  [text, JSON.stringify(text).slice(1, -1), encodeURIComponent(text)].flatMap(each => [each, each.replace(/\s+/g, ' ')])
