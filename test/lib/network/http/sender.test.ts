import { afterEach, expect, test } from 'vitest'
import type { HttpAnswer, HttpRequest } from '../../../../src/lib/network/http/request.ts'
import { httpSender, type SenderOptions } from '../../../../src/lib/network/http/sender.ts'
import { aDestination, type Destination, inTurn, type Reaction } from '../../../sinks/a-destination.ts'

const open: Destination[] = []
afterEach(async () => {
  for (const each of open.splice(0)) await each.stop()
})

const PATH = '/services/T000/B000/s3cr3t-path?key=s3cr3t-query'
const TOKEN = 's3cr3t-token'

interface Sending {
  answer: HttpAnswer
  requests: number
  lines: string[]
}

async function send(
  reactions: readonly Reaction[],
  request: Partial<HttpRequest> = {},
  options: Partial<SenderOptions> = {},
): Promise<Sending> {
  const destination = await aDestination(inTurn(...reactions))
  open.push(destination)
  const lines: string[] = []
  const sender = httpSender({
    env: {},
    signal: new AbortController().signal,
    now: Date.now,
    timeout: 500,
    patience: 0.001,
    debug: line => void lines.push(line),
    ...options,
  })
  const answer = await sender.send({
    method: 'POST',
    url: new URL(`${destination.url}${PATH}`),
    headers: { 'content-type': 'application/json', authorization: `Bearer ${TOKEN}` },
    body: '{}',
    isRepeatable: true,
    secrets: [],
    ...request,
  })
  sender.close()
  return { answer, requests: destination.received.length, lines }
}

const ok: Reaction = { status: 200, body: 'fine' }
const broken: Reaction = { status: 500, body: 'broken' }
const busy = (retryAfter: string): Reaction => ({ status: 429, headers: { 'retry-after': retryAfter } })

test.each<[what: string, reactions: Reaction[], request: Partial<HttpRequest>, requests: number, answer: HttpAnswer]>([
  ['an answer is read', [ok], {}, 1, { ok: true, status: 200, body: 'fine' }],
  [
    'a request that can be repeated is sent again after HTTP 500',
    [broken, ok],
    {},
    2,
    { ok: true, status: 200, body: 'fine' },
  ],
  [
    'a request that cannot be repeated is sent once, whatever HTTP 500 means',
    [broken, ok],
    { isRepeatable: false },
    1,
    { ok: false, status: 500, why: 'HTTP 500: broken', body: 'broken' },
  ],
  [
    'HTTP 429 is sent again after Retry-After',
    [busy('1'), ok],
    { isRepeatable: false },
    2,
    { ok: true, status: 200, body: 'fine' },
  ],
  [
    'HTTP 429 for an hour is not waited for',
    [busy('3600'), ok],
    {},
    1,
    { ok: false, status: 429, why: 'HTTP 429', body: '' },
  ],
  ['tries are bounded', [broken], {}, 4, { ok: false, status: 500, why: 'HTTP 500: broken', body: 'broken' }],
  [
    'a refusal is not repeated',
    [{ status: 404, body: 'no_team' }, ok],
    {},
    1,
    { ok: false, status: 404, why: 'HTTP 404: no_team', body: 'no_team' },
  ],
  [
    'a connection that ends is tried again, if the request can be repeated',
    ['reset', ok],
    {},
    2,
    { ok: true, status: 200, body: 'fine' },
  ],
  [
    'a page of HTML is not shown',
    [{ status: 403, body: '<html>no</html>' }],
    {},
    1,
    { ok: false, status: 403, why: 'HTTP 403', body: '<html>no</html>' },
  ],
])('http sender: %s', async (_, reactions, request, requests, answer) => {
  const sent = await send(reactions, request)
  expect([sent.answer, sent.requests]).toEqual([answer, requests])
})

test('http sender: a redirect is not followed, because the other server must not receive the secrets', async () => {
  const other = await aDestination(inTurn(ok))
  open.push(other)
  const { answer } = await send([{ status: 307, headers: { location: `${other.url}/elsewhere` } }])
  expect(answer).toMatchObject({ ok: false, why: 'HTTP 307: the server redirects, which is not followed' })
  expect(other.received).toEqual([])
})

test('http sender: a server that does not answer costs the time-out, and a request that may be there is not sent twice', async () => {
  const { answer, requests } = await send(['hang'], { isRepeatable: false }, { timeout: 50 })
  expect([answer, requests]).toEqual([{ ok: false, status: null, why: 'no response within 0.05 s', body: '' }, 1])
})

test('http sender: an answer that breaks off is no answer, and is asked for again only if that does no harm', async () => {
  const again = await send(['break off', ok])
  expect([again.answer, again.requests]).toEqual([{ ok: true, status: 200, body: 'fine' }, 2])
  const once = await send(['break off', ok], { isRepeatable: false })
  expect([once.answer, once.requests]).toEqual([expect.objectContaining({ ok: false, status: null }), 1])
  expect(once.lines).toEqual([expect.stringMatching(/^POST 127\.0\.0\.1:\d+: no connection: /)])
})

test('http sender: a server that cannot be reached is tried again', async () => {
  const gone = await aDestination(inTurn(ok))
  await gone.stop()
  const { answer, lines } = await send([], { url: new URL(gone.url), isRepeatable: false })
  expect(answer).toMatchObject({
    ok: false,
    status: null,
    why: expect.stringMatching(/^no connection: .*ECONNREFUSED/),
  })
  expect(lines).toHaveLength(4)
})

test('http sender: an interrupted run sends nothing more', async () => {
  const stop = new AbortController()
  const sending = send(['hang'], {}, { signal: stop.signal, timeout: 60_000 })
  setTimeout(() => stop.abort(), 50)
  expect((await sending).answer).toEqual({ ok: false, status: null, why: 'the run was interrupted', body: '' })
})

test('http sender: no line and no reason contains the path, the query, a header or a named secret', async () => {
  const echo = `you sent ${PATH} with Bearer ${TOKEN} and pass-w0rd`
  const { answer, lines } = await send([{ status: 400, body: echo }], { secrets: ['pass-w0rd'] })
  const shown = JSON.stringify([answer.ok ? null : answer.why, lines])
  expect(shown).toContain('HTTP 400: you sent *** with *** and ***')
  expect(shown).not.toMatch(/s3cr3t|pass-w0rd|T000/)
})
