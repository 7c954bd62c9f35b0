import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Operation } from '../../../src/model/operations/operations.ts'
import { reachOf } from '../../../src/aws/calls/reach.ts'
import { aPlace, awsError, finished, networkError, throttled } from '../a-place.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const named = (name: string): Error => Object.assign(new Error(`${name} it is`), { name })
const refused = networkError('ECONNREFUSED')
const silent = named('TimeoutError')

test.each([
  ['answered', awsError('AccessDeniedException')],
  ['answered', awsError('ServiceUnavailable', 'busy', 503)],
  ['answered', throttled()],
  ['refused', refused],
  ['refused', networkError('ENOTFOUND')],
  ['refused', networkError('EHOSTUNREACH')],
  ['refused', networkError('SELF_SIGNED_CERT_IN_CHAIN')],
  ['refused', named('ProxyError')],
  ['timed-out', silent],
  ['timed-out', named('AbortError')],
  ['timed-out', networkError('ETIMEDOUT')],
])('reach: %s by %s', (reach, error) => {
  expect(reachOf(error)).toBe(reach)
})

/** Calls of one place, one after the other; null is an answer. */
async function calling(operation: Operation, ...outcomes: (Error | null)[]) {
  const place = aPlace()
  let tries = 0
  const call = (name: Operation, outcome: Error | null) =>
    finished(
      place.client.call(name, 'one', () => {
        tries++
        return outcome === null ? Promise.resolve('answer') : Promise.reject(outcome)
      }),
    )
  const answers = []
  for (const outcome of outcomes) answers.push(await call(operation, outcome))
  return { answers, tries: () => tries, said: place.said(), call }
}

describe('a service without a way to it', () => {
  test.each([
    ['cloudtrail:LookupEvents', refused, 4],
    ['cloudwatch:ListMetrics', refused, 4],
    ['cloudtrail:LookupEvents', silent, 2],
    ['cloudwatch:GetMetricData', silent, 2],
  ] as const)('reach: %s is not asked any more after tries that met %s', async (operation, error, tries) => {
    const asked = await calling(operation, error, null, null)
    expect(asked.tries()).toBe(tries)
    expect(asked.answers).toEqual(asked.answers.map(() => asked.answers[0]))
    expect(asked.answers[0]).toMatchObject({ known: false, reason: 'network', givenUp: true })
    expect(asked.said).toEqual([`${operation} network`])
  })

  test('reach: other operations of an unreachable service are not asked either', async () => {
    const { call, tries } = await calling('cloudwatch:ListMetrics', refused)
    expect(await call('cloudwatch:GetMetricData', null)).toMatchObject({ reason: 'network', givenUp: true })
    expect(tries()).toBe(4)
  })

  test('reach: other services are still asked', async () => {
    const { call } = await calling('cloudtrail:LookupEvents', refused)
    expect(await call('cloudwatch:ListMetrics', null)).toMatchObject({ known: true })
  })

  test.each<Operation>(['kms:ListKeys', 'kms:GetKeyLastUsage', 'sts:GetCallerIdentity'])(
    'reach: %s is asked for every key although the service is unreachable',
    async operation => {
      const { tries, answers } = await calling(operation, refused, silent, null)
      expect(tries()).toBe(9)
      expect(answers.map(({ known }) => known)).toEqual([false, false, true])
    },
  )
})

describe('a service that has answered once', () => {
  test.each([
    ['with an answer', null],
    ['with a refusal', awsError('ValidationException')],
    ['with a server error', awsError('ServiceUnavailable', 'busy', 503)],
  ])('reach: %s is asked for every key once the service has answered, however often it fails', async (_, first) => {
    const { answers, call } = await calling('cloudtrail:LookupEvents', first, refused, silent)
    expect(answers.slice(1).map(answer => 'givenUp' in answer && answer.givenUp)).toEqual([false, false])
    expect(await call('cloudtrail:LookupEvents', null)).toMatchObject({ known: true })
  })
})
