import { getEventListeners } from 'node:events'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { PlaceClient } from '../../../src/aws/session/place-client.ts'
import { RunClock } from '../../../src/aws/session/clock.ts'
import type { Operation } from '../../../src/model/operations/operations.ts'
import { CALL_TIMEOUT } from '../../../src/aws/session/wire.ts'
import { MINUTE, SECOND } from '../../../src/model/time.ts'
import type { TestPlace } from '../a-place.ts'
import { clientOf, aPlace, aRun, awsError, denied, finished, html, networkError, PLACE, throttled } from '../a-place.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** Meets these troubles one after the other, the last for ever; a string is an answer. */
const meeting = (...answers: (Error | string)[]) => {
  let calls = 0
  return vi.fn(async (): Promise<string> => {
    const answer = answers[Math.min(calls++, answers.length - 1)]
    if (typeof answer !== 'string') throw answer
    return answer
  })
}
const always = (error: Error) => meeting(error)
const ask = (place: TestPlace, operation: Operation, send: () => Promise<string>) =>
  finished(place.client.call(operation, 'one', send))
/** A call that never ends. */
const hanging = () => vi.fn(() => new Promise<string>(() => {}))

describe('a call that fails', () => {
  const serverError = awsError('InternalFailure', 'sorry', 500)
  const cut = networkError('ECONNRESET')
  const unknown = awsError('UnknownOperationException')
  const none = Object.assign(new Error('Could not load credentials'), { name: 'CredentialsProviderError' })
  test.each<[string, Operation, Error, number, string]>([
    ['a server error', 'kms:DescribeKey', serverError, 4, 'server_error'],
    ['a broken connection', 'kms:DescribeKey', cut, 4, 'network'],
    ['a server error', 'kms:GetKeyLastUsage', serverError, 4, 'server_error'],
    ['something that is no AWS answer', 'kms:DescribeKey', html(), 4, 'malformed'],
    ['an unknown operation', 'kms:ListKeys', unknown, 4, 'unsupported'],
    ['something that is no AWS answer', 'kms:GetKeyLastUsage', html(), 2, 'unsupported'],
    ['an unknown operation', 'cloudtrail:LookupEvents', unknown, 2, 'unsupported'],
    ['a refusal', 'kms:DescribeKey', denied.byKeyPolicy(), 1, 'denied'],
    ['a refusal', 'kms:DescribeKey', denied.byIdentityPolicy(), 1, 'denied'],
    ['a key that is gone', 'kms:DescribeKey', awsError('NotFoundException'), 1, 'vanished'],
    ['a state that does not allow it', 'kms:DescribeKey', awsError('KMSInvalidStateException'), 1, 'unsupported'],
    ['a token unknown in this Region', 'kms:ListKeys', awsError('UnrecognizedClientException'), 1, 'not_enabled'],
    ['an expired token', 'kms:ListKeys', awsError('ExpiredTokenException'), 4, 'expired'],
    ['no credentials at all', 'kms:ListKeys', none, 1, 'expired'],
  ])('retries: a call with %s in %s is tried as often as that may help', async (_, operation, error, calls, reason) => {
    const place = aPlace()
    const send = always(error)
    expect(await ask(place, operation, send)).toMatchObject({ known: false, reason })
    expect(send).toHaveBeenCalledTimes(calls)
  })

  test('retries: an error that is a bug of kms-audit is thrown at once', async () => {
    const send = always(new TypeError('undefined is not a function'))
    await expect(ask(aPlace(), 'kms:DescribeKey', send)).rejects.toThrow('undefined is not a function')
    expect(send).toHaveBeenCalledTimes(1)
  })

  test.each([1, 2, 3])('retries: a call that fails %i times and then succeeds leaves no trace', async times => {
    const place = aPlace()
    const send = meeting(...Array.from({ length: times }, () => serverError), 'answer')
    expect(await ask(place, 'kms:DescribeKey', send)).toMatchObject({ known: true, value: 'answer' })
    expect(send).toHaveBeenCalledTimes(times + 1)
    expect(place.said()).toEqual([])
  })

  test('retries: the pauses get longer, and last less than three seconds in all', async () => {
    const began = performance.now()
    const times: number[] = []
    const send = vi.fn(async () => {
      times.push(performance.now() - began)
      throw serverError
    })
    await ask(aPlace(), 'kms:DescribeKey', send)
    const pauses = times.slice(1).map((time, index) => time - (times[index] ?? 0))
    expect(pauses).toHaveLength(3)
    expect(pauses[0]).toBeGreaterThanOrEqual(70)
    expect(pauses[1]).toBeGreaterThan(pauses[0] ?? 0)
    expect(pauses[2]).toBeGreaterThan(pauses[1] ?? 0)
    expect(times.at(-1)).toBeLessThan(3 * SECOND)
  })

  test('failed call: the caller notes the gap, unless the operation is given up for the whole place', async () => {
    const place = aPlace()
    await ask(place, 'kms:DescribeKey', always(denied.byKeyPolicy()))
    await ask(place, 'kms:GetKeyLastUsage', always(denied.byKeyPolicy()))
    expect(place.said()).toEqual([])
    await ask(place, 'kms:GetKeyLastUsage', always(html()))
    expect(place.said()).toEqual(['kms:GetKeyLastUsage unsupported'])
  })
})

describe('a throttled call', () => {
  test('throttling: a throttled call counts neither as a try nor as an answer', async () => {
    const place = aPlace()
    const trouble = awsError('InternalFailure', 'sorry', 500)
    const eight = Array.from({ length: 8 }, throttled)
    const send = meeting(...eight, trouble, ...eight, trouble, ...eight, trouble, throttled(), 'at last')
    expect(await ask(place, 'kms:GetKeyLastUsage', send)).toMatchObject({ known: true, value: 'at last' })
    expect(send).toHaveBeenCalledTimes(29)
    expect(place.said()).toEqual([])
  })

  test('throttling: it slows down its own operation and no other', async () => {
    const place = aPlace({})
    const rate = (operation: Operation): number => place.client.queue(operation).limiter.rate
    const before = { asked: rate('kms:GetKeyLastUsage'), other: rate('kms:DescribeKey') }
    await ask(place, 'kms:GetKeyLastUsage', meeting(throttled(), 'answer'))
    expect(rate('kms:GetKeyLastUsage')).toBeLessThan(before.asked * 0.7)
    expect(rate('kms:DescribeKey')).toBe(before.other)
  })

  test('throttling: after five minutes without one success the operation is given up, with one gap for all calls that wait', async () => {
    const place = aPlace({})
    const send = vi.fn(always(throttled()))
    const began = performance.now()
    const calls = Array.from({ length: 50 }, (_, n) => place.client.call('kms:GetKeyLastUsage', `${n}`, send))
    const answers = await finished(Promise.all(calls))
    const minutes = (performance.now() - began) / MINUTE
    expect(minutes).toBeGreaterThanOrEqual(5)
    expect(minutes).toBeLessThan(6)
    expect(new Set(answers.map(answer => JSON.stringify(answer))).size).toBe(1)
    expect(answers[0]).toMatchObject({ known: false, reason: 'throttled', givenUp: true })
    expect(place.said()).toEqual(['kms:GetKeyLastUsage throttled'])
    const after = send.mock.calls.length
    expect(await ask(place, 'kms:GetKeyLastUsage', send)).toMatchObject({ reason: 'throttled' })
    expect(send).toHaveBeenCalledTimes(after)
  })

  test('throttling: while a call succeeds now and then, the operation is never given up', async () => {
    const place = aPlace({})
    let refused = 0
    const send = vi.fn(async () => {
      if (performance.now() - lastAnswer > 4 * MINUTE) return 'answer'
      refused++
      throw throttled()
    })
    let lastAnswer = performance.now()
    const began = lastAnswer
    for (let call = 0; call < 5; call++) {
      expect(await ask(place, 'kms:GetKeyLastUsage', send)).toMatchObject({ known: true })
      lastAnswer = performance.now()
    }
    expect(performance.now() - began).toBeGreaterThan(20 * MINUTE)
    expect(refused).toBeGreaterThan(5)
    expect(place.said()).toEqual([])
  })
})

describe('a call without an answer', () => {
  test('time limit: a call without an answer is dropped after its time, and tried again', async () => {
    const place = aPlace()
    const send = hanging()
    const began = performance.now()
    const answer = await ask(place, 'kms:DescribeKey', send)
    expect(answer).toMatchObject({ reason: 'network', why: 'no response within 20 s' })
    expect(send).toHaveBeenCalledTimes(4)
    expect(performance.now() - began).toBeGreaterThanOrEqual(4 * CALL_TIMEOUT)
    expect(performance.now() - began).toBeLessThan(4 * CALL_TIMEOUT + 3 * SECOND)
  })

  test('time limit: a call that was answered in time does not wait', async () => {
    const began = performance.now()
    await ask(aPlace(), 'kms:DescribeKey', meeting('answer'))
    expect(performance.now() - began).toBeLessThan(SECOND)
  })
})

describe('when the run is stopped', () => {
  test('stopped run: no further call is sent', async () => {
    const place = aPlace()
    place.stop()
    const send = meeting('answer')
    expect(await ask(place, 'kms:DescribeKey', send)).toMatchObject({ known: false, reason: 'partial' })
    expect(send).not.toHaveBeenCalled()
  })

  test.each<[string, () => Promise<string>]>([
    ['under way', hanging()],
    ['waiting for another try', always(awsError('InternalFailure', 'sorry', 500))],
    ['throttled', always(throttled())],
  ])('stopped run: a call that is %s ends at once, as partial', async (_, send) => {
    const place = aPlace({})
    const call = place.client.call('kms:GetKeyLastUsage', 'one', send)
    // In the third pause, which is the longest.
    await vi.advanceTimersByTimeAsync(700)
    const stopped = performance.now()
    place.stop()
    expect(await finished(call)).toMatchObject({ known: false, reason: 'partial', givenUp: false })
    expect(performance.now() - stopped).toBeLessThan(100)
    expect(place.said()).toEqual([])
  })

  test('stopped run: a thousand calls that wait end without having been sent', async () => {
    const place = aPlace({})
    const send = vi.fn(async () => 'answer')
    const calls = Array.from({ length: 1000 }, (_, n) => place.client.call('kms:GetKeyLastUsage', `${n}`, send))
    await vi.advanceTimersByTimeAsync(1000)
    const sent = send.mock.calls.length
    place.stop()
    const answers = await finished(Promise.all(calls))
    expect(answers.filter(({ known }) => known)).toHaveLength(sent)
    expect(sent).toBeLessThanOrEqual(8)
    expect(send).toHaveBeenCalledTimes(sent)
  })

  test.each(['before', 'after'])('stopped run: no timer and no listener is left %s it', async when => {
    const place = aPlace({})
    const sends = [meeting('answer'), meeting(throttled(), 'answer'), always(awsError('Failure', '', 500)), hanging()]
    const calls = sends.map((send, n) => place.client.call('kms:GetKeyLastUsage', `${n}`, send))
    if (when === 'after') {
      await vi.advanceTimersByTimeAsync(500)
      place.stop()
    }
    await finished(Promise.all(calls))
    expect(vi.getTimerCount()).toBe(0)
    // That of the deadlines, one for all calls; it goes when it has fired.
    expect(getEventListeners(place.run.signal, 'abort')).toHaveLength(when === 'before' ? 1 : 0)
    expect(place.client.queue('kms:GetKeyLastUsage').waiting).toBe(0)
  })
})

describe('when the credentials have expired', () => {
  const expired = awsError('ExpiredTokenException', 'The security token included in the request is expired')

  test('expired credentials: the account gets no further call, in any Region, and one gap says so', async () => {
    const { run, account, gaps } = aRun()
    const callers = ['eu-west-1', 'us-east-1'].map(region => clientOf({ ...PLACE, region }, run, account))
    const send = always(expired)
    const calls = callers.flatMap(caller =>
      Array.from({ length: 40 }, (_, n) => caller.call('kms:DescribeKey', `${n}`, send)),
    )
    const answers = await finished(Promise.all(calls))
    expect(answers.every(answer => !answer.known && answer.reason === 'expired')).toBe(true)
    expect(gaps.all).toMatchObject([{ account: PLACE.account, region: null, keyId: null, reason: 'expired' }])
    const sent = send.mock.calls.length
    for (const caller of callers) {
      expect(await finished(caller.call('kms:ListKeys', 'one', send))).toMatchObject({ reason: 'expired' })
    }
    expect(send).toHaveBeenCalledTimes(sent)
  })

  test('expired credentials: the calls of another account go on', async () => {
    const { run, gaps } = aRun()
    const [mine, other] = [{ expired: false }, { expired: false }]
    await finished(clientOf(PLACE, run, mine).call('kms:ListKeys', 'one', always(expired)))
    const next = clientOf({ ...PLACE, account: '444455556666' }, run, other)
    expect(await finished(next.call('kms:ListKeys', 'one', meeting('answer')))).toMatchObject({ known: true })
    expect([mine.expired, other.expired]).toEqual([true, false])
    expect(gaps.all).toHaveLength(1)
  })

  test('expired credentials: a token that is renewed in between does not matter', async () => {
    const place = aPlace()
    expect(await ask(place, 'kms:ListKeys', meeting(expired, expired, 'answer'))).toMatchObject({ known: true })
    expect(place.account.expired).toBe(false)
    expect(place.said()).toEqual([])
  })
})

describe('the pace', () => {
  test('pace: each operation in each place has its own, all side by side', async () => {
    const { run, account } = aRun({})
    const [here, there] = ['eu-west-1', 'us-east-1'].map(region => clientOf({ ...PLACE, region }, run, account))
    const began = performance.now()
    const ended = { last: 0, trail: 0, there: 0 }
    const many = (client: PlaceClient | undefined, operation: Operation, count: number, name: keyof typeof ended) =>
      Promise.all(
        Array.from({ length: count }, async (_, n) => {
          await client?.call(operation, `${n}`, async () => 'answer')
          ended[name] = performance.now() - began
        }),
      )
    await finished(
      Promise.all([
        many(here, 'kms:GetKeyLastUsage', 50, 'last'),
        many(here, 'cloudtrail:LookupEvents', 20, 'trail'),
        many(there, 'kms:GetKeyLastUsage', 50, 'there'),
      ]),
    )
    for (const milliseconds of Object.values(ended)) {
      expect(milliseconds).toBeGreaterThan(9 * SECOND)
      expect(milliseconds).toBeLessThan(10.5 * SECOND)
    }
  })

  test('pace: --max-rate sets it', async () => {
    const place = aPlace({ 'kms:GetKeyLastUsage': 50 })
    const began = performance.now()
    const call = (_: unknown, n: number) => place.client.call('kms:GetKeyLastUsage', `${n}`, async () => 'answer')
    await finished(Promise.all(Array.from({ length: 125 }, call)))
    expect(performance.now() - began).toBeGreaterThan(1.9 * SECOND)
    expect(performance.now() - began).toBeLessThan(2.2 * SECOND)
  })

  test('pace: it is kept although an answer takes a second, with few calls under way at once', async () => {
    const place = aPlace({})
    let underWay = 0
    let most = 0
    const slow = async (): Promise<string> => {
      most = Math.max(most, ++underWay)
      await new Promise(resolve => setTimeout(resolve, SECOND))
      underWay--
      return 'answer'
    }
    const began = performance.now()
    const call = (_: unknown, n: number) => place.client.call('kms:GetKeyLastUsage', `${n}`, slow)
    await finished(Promise.all(Array.from({ length: 100 }, call)))
    expect(performance.now() - began).toBeLessThan(23 * SECOND)
    expect(most).toBeLessThanOrEqual(10)
  })
})

test('debug: every try is one line, with nothing secret in it', async () => {
  const place = aPlace()
  await ask(place, 'kms:DescribeKey', meeting(awsError('InternalFailure', 'sorry', 500), 'answer'))
  expect(place.lines).toHaveLength(2)
  expect(place.lines[0]).toMatch(/^111122223333 eu-west-1 kms:DescribeKey \d+ ms server-error: sorry$/)
  expect(place.lines[1]).toMatch(/^111122223333 eu-west-1 kms:DescribeKey \d+ ms ok$/)
})

const dated = (error: Error): Error =>
  Object.assign(error, {
    $response: { headers: { date: new Date(Date.UTC(2020, 0, 1)).toUTCString(), 'x-amzn-requestid': 'id' } },
  })

describe('the time of a run', () => {
  test.each([
    ['a refusal of AWS', denied.byIdentityPolicy(), Date.UTC(2020, 0, 1)],
    ["a proxy's page", html(502), Date.UTC(2026, 0, 1)],
    ['an error without a name', awsError('UnknownError', 'sorry', 502), Date.UTC(2026, 0, 1)],
    ['an error that AWS does not have', awsError('Forbidden', 'blocked', 403), Date.UTC(2026, 0, 1)],
  ])('clock: with %s as the first answer of a run', async (_, error, expected) => {
    const { run, account } = aRun()
    const clock = new RunClock(() => Date.UTC(2026, 0, 1))
    const caller = clientOf(PLACE, { ...run, clock }, account)
    await finished(caller.call('kms:DescribeKey', 'one', always(dated(error))))
    expect(clock.now).toBe(expected)
  })
})

test('throttling: the time before the first call does not count towards the five minutes', async () => {
  const place = aPlace({})
  await ask(place, 'cloudtrail:LookupEvents', meeting('answer'))
  await vi.advanceTimersByTimeAsync(6 * MINUTE)
  const send = meeting(throttled(), 'answer')
  expect(await ask(place, 'cloudtrail:LookupEvents', send)).toMatchObject({ known: true })
  expect(place.said()).toEqual([])
})

test('throttling: refusals of single keys count as successes', async () => {
  const place = aPlace({})
  const refused = Array.from({ length: 1800 }, (_, n) =>
    place.client.call('kms:GetKeyLastUsage', `${n}`, meeting(denied.byKeyPolicy())),
  )
  await finished(Promise.all(refused))
  const send = meeting(throttled(), 'answer')
  expect(await ask(place, 'kms:GetKeyLastUsage', send)).toMatchObject({ known: true })
})

test('credentials: a token that has worked and is now unknown has expired; the Region is enabled', async () => {
  const place = aPlace()
  await ask(place, 'kms:ListKeys', meeting('answer'))
  const unknownToken = meeting(awsError('UnrecognizedClientException'))
  expect(await ask(place, 'kms:DescribeKey', unknownToken)).toMatchObject({ reason: 'expired' })
})
