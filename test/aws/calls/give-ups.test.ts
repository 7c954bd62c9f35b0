import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Operation } from '../../../src/model/operations/operations.ts'
import { GiveUps } from '../../../src/aws/calls/give-ups.ts'
import { aPlace, awsError, denied, finished, html } from '../a-place.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const SOURCES: readonly Operation[] = [
  'kms:GetKeyLastUsage',
  'cloudtrail:LookupEvents',
  'cloudwatch:ListMetrics',
  'cloudwatch:GetMetricData',
]
const INVENTORY: readonly Operation[] = ['kms:ListKeys', 'kms:ListAliases', 'kms:DescribeKey', 'sts:GetCallerIdentity']

/** Asks once for each of these troubles, one after the other; null is an answer. Tells how often it was really asked. */
async function asking(operation: Operation, ...troubles: (Error | null)[]) {
  const place = aPlace()
  let calls = 0
  const answers = []
  for (const trouble of troubles) {
    const send = async (): Promise<string> => {
      calls++
      if (trouble !== null) throw trouble
      return 'answer'
    }
    answers.push(await finished(place.client.call(operation, 'one', send)))
  }
  return { calls, answers, said: place.said(), last: answers.at(-1) }
}

describe('an operation that serves a source', () => {
  test.each(
    SOURCES.flatMap(operation => [html(), awsError('UnknownOperationException')].map(e => [operation, e] as const)),
  )('giving up: %s is given up as unsupported when it answers twice with %s', async (operation, trouble) => {
    const { calls, last, said } = await asking(operation, trouble, null)
    expect(calls).toBe(2)
    expect(last).toMatchObject({ known: false, reason: 'unsupported', givenUp: true })
    expect(said).toEqual([`${operation} unsupported`])
  })

  test('giving up: one such answer before each good one never gives an operation up', () => {
    const giveUps = new GiveUps()
    for (let time = 0; time < 5; time++) {
      expect(giveUps.isNonsense('kms:GetKeyLastUsage')).toBe(false)
      giveUps.succeeded('kms:GetKeyLastUsage')
    }
    expect(giveUps.isNonsense('kms:GetKeyLastUsage')).toBe(false)
    expect(giveUps.isNonsense('kms:GetKeyLastUsage')).toBe(true)
  })

  test('giving up: an operation is asked again and again when a good answer follows every such one', async () => {
    const place = aPlace()
    for (let call = 0; call < 5; call++) {
      const answers = [html(), null]
      const send = async (): Promise<string> => {
        const trouble = answers.shift() ?? null
        if (trouble !== null) throw trouble
        return 'answer'
      }
      expect(await finished(place.client.call('kms:GetKeyLastUsage', 'one', send))).toMatchObject({ known: true })
    }
    expect(place.said()).toEqual([])
  })

  test.each(['cloudtrail:LookupEvents', 'cloudwatch:ListMetrics', 'cloudwatch:GetMetricData'] as const)(
    'giving up: %s is given up as denied when it is denied once, by any policy',
    async operation => {
      for (const refusal of [denied.byKeyPolicy(), denied.byIdentityPolicy(), awsError('AccessDenied', 'no')]) {
        const { calls, last, said } = await asking(operation, refusal, null)
        expect(calls).toBe(1)
        expect(last).toMatchObject({ reason: 'denied', givenUp: true })
        expect(said).toEqual([`${operation} denied`])
      }
    },
  )

  test.each([
    ['goes on', denied.byKeyPolicy(), 3],
    ['goes on', awsError('AccessDeniedException', ''), 3],
    ['ends', denied.byIdentityPolicy(), 1],
    ['ends', awsError('AccessDeniedException', 'with an explicit deny in a service control policy: arn'), 1],
    ['ends', awsError('AccessDeniedException', 'because no permissions boundary allows it'), 1],
  ])('giving up: GetKeyLastUsage %s after %s', async (_, refusal, calls) => {
    const asked = await asking('kms:GetKeyLastUsage', refusal, refusal, refusal)
    expect(asked.calls).toBe(calls)
    expect(asked.answers.every(answer => !answer.known && answer.reason === 'denied')).toBe(true)
    expect(asked.said).toEqual(calls === 1 ? ['kms:GetKeyLastUsage denied'] : [])
  })

  test.each(SOURCES)('giving up: %s that is given up says nothing about another operation', async operation => {
    const place = aPlace()
    await finished(place.client.call(operation, 'one', () => Promise.reject(html())))
    for (const other of SOURCES.filter(each => each !== operation)) {
      expect(await finished(place.client.call(other, 'one', async () => 'answer'))).toMatchObject({ known: true })
    }
  })

  test.each([
    ['a server error', awsError('InternalFailure', 'sorry', 500)],
    ['a key that is gone', awsError('NotFoundException')],
    ['a refusal for the state of one key', awsError('KMSInvalidStateException')],
  ])("giving up: a source's operation is never given up for %s", async (_, trouble) => {
    for (const operation of SOURCES) {
      const { last, said } = await asking(operation, trouble, trouble, trouble, null)
      expect(last).toMatchObject({ known: true })
      expect(said).toEqual([])
    }
  })
})

describe('an operation that lists and describes keys', () => {
  test.each(INVENTORY)('giving up: %s is never given up, because there would be nothing to report', async operation => {
    const troubles = [denied.byIdentityPolicy(), html(), html(), awsError('UnknownOperationException')]
    const { last, said } = await asking(operation, ...troubles, null)
    expect(last).toMatchObject({ known: true })
    expect(said).toEqual([])
  })
})

test('given up operation: its first gap is kept, and later calls fail as given up', () => {
  const place = aPlace()
  const first = place.client.giveUp('cloudtrail:LookupEvents', 'unsupported', 'misses events')
  place.client.giveUp('cloudtrail:LookupEvents', 'denied', 'no')
  expect(first).toEqual({ known: false, reason: 'unsupported', why: 'misses events', givenUp: true })
  expect(place.gaps.all).toMatchObject([{ reason: 'unsupported', message: 'misses events', keyId: null }])
})

test('giving up: calls that wait in the queue of a given-up operation are not sent', async () => {
  const place = aPlace({})
  const send = vi.fn(() => Promise.reject(denied.byIdentityPolicy()))
  const calls = Array.from({ length: 10 }, (_, n) => place.client.call('cloudtrail:LookupEvents', `${n}`, send))
  await finished(Promise.all(calls))
  expect(send).toHaveBeenCalledTimes(1)
})
