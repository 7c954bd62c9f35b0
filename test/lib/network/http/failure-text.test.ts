import fc from 'fast-check'
import { expect, test } from 'vitest'
import { failureText } from '../../../../src/lib/network/http/failure-text.ts'
import type { HttpRequest } from '../../../../src/lib/network/http/request.ts'

/** A password or token: printable ASCII, as a header can contain it. */
const secretText = fc.stringMatching(/^[!-~][ -~]{6,40}[!-~]$/)

const requestWith = (secret: string): HttpRequest => ({
  method: 'POST',
  url: new URL('https://example.com/hook'),
  headers: { authorization: `Bearer ${secret}` },
  body: null,
  isRepeatable: false,
  secrets: [secret],
})

/** How a server repeats what it was sent. */
const ECHOES: readonly ((secret: string) => string)[] = [
  secret => secret,
  secret => `invalid token ${secret}.`,
  secret => JSON.stringify({ error: { token: secret } }),
  secret => `/login?token=${encodeURIComponent(secret)}&next=1`,
  secret => `${'x'.repeat(190)} ${secret}`,
]

test('failure text: a secret that the server repeats is not in it, however it is spelled', () => {
  fc.assert(
    fc.property(secretText, fc.constantFrom(...ECHOES), (secret, echo) => {
      const text = failureText('HTTP 400', echo(secret), requestWith(secret))
      for (const part of [secret, secret.replace(/\s+/g, ' '), secret.slice(0, -1), encodeURIComponent(secret)])
        expect(text).not.toContain(part)
    }),
  )
})
