import { CloudTrailClient, LookupEventsCommand } from '@aws-sdk/client-cloudtrail'
import { CloudWatchClient, GetMetricDataCommand, ListMetricsCommand } from '@aws-sdk/client-cloudwatch'
import { mockClient } from 'aws-sdk-client-mock'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { keyMetricsOf } from '../src/aws/cloudwatch/key-metrics.ts'
import { classifyError } from '../src/aws/answers/call-error.ts'
import { Deadlines } from '../src/lib/flow/deadlines.ts'
import { ALLOWED } from './collect/account/allowed.ts'
import { NO_MEMORY } from '../src/collect/run/memory.ts'
import { planOf } from '../src/collect/plan/plan.ts'
import { loadSources } from '../src/sources/load-sources.ts'
import cloudtrail from '../src/sources/cloudtrail/cloudtrail.ts'
import { MINUTE, HOUR } from '../src/model/time.ts'
import { aPlace, arn, awsError, denied, finished, id, NOW, throttled, networkError } from './aws/a-place.ts'
import { deniedByIdentityPolicy, expiredToken } from '../src/simulation/faults/aws-errors.ts'
import { refuse, statusOnly, htmlPage } from '../src/simulation/faults/faults.ts'
import { simKey } from '../src/simulation/world/world.ts'
import { aWorld } from './simulation/services/clients.ts'
import { run } from './run.ts'

const meeting = (...answers: (Error | string)[]) => {
  let calls = 0
  return vi.fn(async (): Promise<string> => {
    const answer = answers[Math.min(calls++, answers.length - 1)]
    if (typeof answer !== 'string') throw answer
    return answer
  })
}

const ev = (EventName: string, EventId: string) => ({
  EventName,
  EventId,
  EventTime: new Date(NOW - HOUR),
  Resources: [{ ResourceName: arn(7) }],
  CloudTrailEvent: JSON.stringify({ eventName: EventName, resources: [{ ARN: arn(7) }] }),
})
const never = () => new Promise<never>(() => {})
const look = () => new Promise<never>((_, reject) => setTimeout(() => reject(new Error('later')), 30))
describe('faked', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())
  test('a throttled call after a long rest is not taken for five minutes of it', async () => {
    const place = aPlace({})
    await finished(place.client.call('cloudtrail:LookupEvents', 'one', meeting('answer')))
    await vi.advanceTimersByTimeAsync(6 * MINUTE)
    const send = meeting(throttled(), 'answer')
    expect(await finished(place.client.call('cloudtrail:LookupEvents', 'two', send))).toMatchObject({ known: true })
    expect(place.said()).toEqual([])
  })
  test('refusals of single keys are answers too', async () => {
    const place = aPlace({})
    const refused = Array.from({ length: 1800 }, (_, n) =>
      place.client.call('kms:GetKeyLastUsage', `${n}`, meeting(denied.byKeyPolicy())),
    )
    await finished(Promise.all(refused))
    const send = meeting(throttled(), 'answer')
    expect(await finished(place.client.call('kms:GetKeyLastUsage', 'last', send))).toMatchObject({ known: true })
  })
  test('an answer without Events is malformed, never silence', async () => {
    const trail = mockClient(CloudTrailClient)
    trail.on(LookupEventsCommand).resolves({})
    const place = aPlace()
    const key = { id: id(1), arn: arn(1), spec: null, usage: null, manager: 'CUSTOMER' }
    const { sighting } = await finished(cloudtrail.open(place.client, { maxPages: 40 }).look(key, 'full'))
    trail.restore()
    expect(sighting).toMatchObject({ kind: 'unknown', reason: 'malformed' })
    expect(place.said()).toEqual([`cloudtrail:LookupEvents malformed ${id(1)}`])
  })
  test.each([
    ['UnknownError', 503, 'server-error'],
    ['SyntaxError', 502, 'no-aws-answer'],
    ['UnknownError', 500, 'server-error'],
    ['SyntaxError', 429, 'throttled'],
    ['UnknownError', 429, 'throttled'],
  ])('%s with HTTP %i is %s', (name, status, kind) => {
    expect(classifyError(awsError(name, name, status)).kind).toBe(kind)
  })
  test.each(['denied', 'server_error'])(
    'a count is not claimed where the list of series is not whole: %s',
    async how => {
      const cw = mockClient(CloudWatchClient)
      cw.on(ListMetricsCommand).rejects(
        how === 'denied' ? denied.byIdentityPolicy() : awsError('InternalFailure', '', 500),
      )
      cw.on(GetMetricDataCommand).callsFake(({ MetricDataQueries }) => ({
        MetricDataResults: MetricDataQueries.map(({ Id }: { Id: string }) => ({
          Id,
          StatusCode: 'Complete',
          Timestamps: [],
          Values: [],
        })),
      }))
      const place = aPlace()
      const sums = await finished(
        keyMetricsOf(place.client).daily({ arn: arn(1), spec: 'SYMMETRIC_DEFAULT', usage: 'ENCRYPT_DECRYPT' }, 30),
      )
      const hmac = await finished(
        keyMetricsOf(place.client).daily({ arn: arn(2), spec: 'HMAC_256', usage: 'GENERATE_VERIFY_MAC' }, 30),
      )
      cw.restore()
      expect(place.said()).toEqual([`cloudwatch:ListMetrics ${how}`])
      expect(sums).toMatchObject({ known: true, value: { listed: false } })
      expect(hmac).toMatchObject({ known: true, value: { listed: true } })
    },
  )
  test('a wrong clock that the SDK has just corrected is worth another try', () => {
    const skewed = Object.assign(awsError('SignatureDoesNotMatch', 'Signature expired', 403), {
      $metadata: { httpStatusCode: 403, clockSkewCorrected: true },
    })
    expect(classifyError(skewed).kind).toBe('transient')
    expect(classifyError(awsError('SignatureDoesNotMatch', 'does not match', 403)).kind).toBe('refused')
    const other = Object.assign(awsError('ValidationException'), {
      $metadata: { httpStatusCode: 400, clockSkewCorrected: true },
    })
    expect(classifyError(other).kind).toBe('refused')
  })
  test.each([
    'ERR_TLS_CERT_ALTNAME_INVALID',
    'ERR_SSL_WRONG_VERSION_NUMBER',
    'HPE_INVALID_CONSTANT',
    'EADDRNOTAVAIL',
    'INVALID_CA',
    'HOSTNAME_MISMATCH',
    'CRL_HAS_EXPIRED',
  ])('%s is the network, no bug', code => {
    expect(classifyError(networkError(code)).kind).toBe('transient')
  })
  test.each(['EACCES', 'EPERM', 'EMFILE'])('%s of a connect is the network', code => {
    expect(classifyError(Object.assign(networkError(code), { syscall: 'connect' })).kind).toBe('transient')
  })
  test('the control wants the event itself, not any', async () => {
    const trail = mockClient(CloudTrailClient)
    trail
      .on(LookupEventsCommand)
      .callsFake(({ LookupAttributes: [{ AttributeKey }], EndTime }) =>
        AttributeKey === 'EventName'
          ? { Events: [ev('Decrypt', 'a')] }
          : { Events: EndTime === undefined ? [] : [ev('DescribeKey', 'b')] },
      )
    const place = aPlace()
    const key = { id: id(1), arn: arn(1), spec: null, usage: null, manager: 'CUSTOMER' }
    const { sighting } = await finished(cloudtrail.open(place.client, { maxPages: 40 }).look(key, 'full'))
    trail.restore()
    expect(sighting).toMatchObject({ kind: 'unknown', reason: 'unsupported' })
  })
  test('a token that worked and is unknown now has been lost, not the Region', async () => {
    const place = aPlace()
    await finished(place.client.call('kms:ListKeys', 'one', meeting('answer')))
    expect(
      await finished(place.client.call('kms:DescribeKey', 'one', meeting(awsError('UnrecognizedClientException')))),
    ).toMatchObject({ reason: 'expired' })
  })
  test('what waits for its turn when an operation is given up is not sent', async () => {
    const place = aPlace({})
    const send = meeting(denied.byIdentityPolicy())
    const calls = Array.from({ length: 10 }, (_, n) => place.client.call('cloudtrail:LookupEvents', `${n}`, send))
    await finished(Promise.all(calls))
    expect(send).toHaveBeenCalledTimes(1)
  })
  test('a task that does not listen to its signal does not hold up the run', async () => {
    for (const signal of [new AbortController().signal, AbortSignal.abort()])
      await expect(finished(new Deadlines(signal, 1000).within(never))).rejects.toMatchObject({ name: 'AbortError' })
  })
  test('an event that names no resource at all is what was looked up', async () => {
    const trail = mockClient(CloudTrailClient)
    trail.on(LookupEventsCommand).resolves({
      Events: [
        {
          EventName: 'Decrypt',
          EventTime: new Date(NOW - HOUR),
          CloudTrailEvent: JSON.stringify({ eventName: 'Decrypt', resources: null }),
        },
      ],
    })
    const place = aPlace()
    const key = { id: id(1), arn: arn(1), spec: null, usage: null, manager: 'CUSTOMER' }
    const { sighting } = await finished(cloudtrail.open(place.client, { maxPages: 40 }).look(key, 'full'))
    trail.restore()
    expect(sighting.kind).not.toBe('not-seen')
  })
  test('a resource that is null does not end the run', async () => {
    const trail = mockClient(CloudTrailClient)
    trail.on(LookupEventsCommand).resolves({
      Events: [
        {
          EventName: 'Decrypt',
          EventTime: new Date(NOW - HOUR),
          CloudTrailEvent: JSON.stringify({ eventName: 'Decrypt', resources: [null] }),
        },
      ],
    })
    const place = aPlace()
    const key = { id: id(1), arn: arn(1), spec: null, usage: null, manager: 'CUSTOMER' }
    await finished(cloudtrail.open(place.client, { maxPages: 40 }).look(key, 'full')).finally(() => trail.restore())
  })
  test('CloudTrail decides how long a run takes that asks it for every key', async () => {
    const options = {
      regions: null,
      profiles: [],
      manager: 'customer',
      keys: [],
      exceptKeys: [],
      tags: [],
      unusedDays: 90,
      requestDays: null,
      sources: ['kms', 'cloudtrail'],
      doubleCheck: false,
      refusalsMatter: false,
      maxPages: 40,
      maxRates: {},
      pricePerKey: null,
      needs: [],
      looks: { states: [], inUse: true, unused: true },
      trustOrganization: false,
      fast: false,
      maxDuration: null,
      checkpoint: null,
      accounts: { roleArns: [], externalId: null, sessionName: 'kms-audit', organization: null },
    } as const
    const place = { partition: 'aws', account: '111122223333', region: 'eu-west-1' }
    const sources = await loadSources(options.sources)
    expect(planOf([{ place, keys: 1000 }], options, sources).seconds).toBe(500)
  })
})
describe('whole program', () => {
  const busy = simKey({ id: id(1), uses: [{ operation: 'Decrypt', at: NOW - 3 * HOUR }] })
  test('two empty 503s do not take KMS away from a whole place', async () => {
    const { report } = await run(['-o', 'json'], aWorld([busy, simKey({ id: id(2) })]), {
      faults: [statusOnly(503, { operation: 'GetKeyLastUsage', times: 2 })],
    })
    expect(report().gaps).toEqual([])
  })
  test.each([['alias/two', 'ListAliases']])(
    '%s cannot be found when %s is denied: that is not "no such key"',
    async (name, operation) => {
      const { exit, err } = await run(['--key', name], aWorld([busy, simKey({ id: id(2), aliases: ['alias/two'] })]), {
        faults: [deniedByIdentityPolicy({ operation })],
      })
      expect(err).not.toMatch(/^kms-audit: No key in/)
      expect(exit).toBe(3)
    },
  )
  test('a gap names the reason', async () => {
    const { err } = await run(['-o', 'json'], aWorld([busy]), { faults: [expiredToken()] })
    expect(err).toMatch(/expired/)
  })
})
void refuse
void htmlPage
import { gatherEvidence } from '../src/collect/place/gather-evidence.ts'
import kmsSource from '../src/sources/kms.ts'
import { listAliases } from '../src/aws/kms/list-aliases.ts'
import { KMSClient, ListAliasesCommand } from '@aws-sdk/client-kms'
import { STSClient, GetCallerIdentityCommand } from '@aws-sdk/client-sts'
import { enterAccount } from '../src/aws/session/enter-account.ts'
import { PLAIN_CONNECTION } from '../src/aws/credentials/connection.ts'
import { aRun } from './aws/a-place.ts'
test('counts that fail while KMS is being asked end the inquiry, not the process', async () => {
  const unhandled = vi.fn()
  process.on('unhandledRejection', unhandled)
  const key = { id: id(1), arn: arn(1), spec: null, usage: null, manager: null }
  const inquiry = {
    key,
    createdAt: null,
    counted: Promise.reject(new TypeError('bug')),
    auto: true,
    doubleCheck: false,
    refusalsMatter: false,
    fast: false,
    memory: NO_MEMORY,
    opinions: ALLOWED,
    looks: { inUse: true, unused: true },
    place: { partition: 'aws', account: '111122223333', region: 'eu-west-1' },
    unusedDays: 90,
    now: NOW,
    latest: () => NOW,
  }
  await expect(gatherEvidence(inquiry, [{ id: 'kms', source: kmsSource, reader: { look } }])).rejects.toThrow()
  process.off('unhandledRejection', unhandled)
  expect(unhandled).not.toHaveBeenCalled()
})
test('an answer without Aliases is not "no aliases"', async () => {
  const kms = mockClient(KMSClient)
  kms.on(ListAliasesCommand).resolves({})
  const { failure } = await listAliases(aPlace().client)
  kms.restore()
  expect(failure).toMatchObject({ reason: 'malformed' })
})
test.each([
  ['network', networkError('ENOTFOUND')],
  ['expired', awsError('ExpiredToken', 'The token is expired.', 403)],
  ['not_enabled', awsError('InvalidClientTokenId', 'invalid', 403)],
])('an account that stays shut says %s once', async (reason, error) => {
  const sts = mockClient(STSClient)
  sts.on(GetCallerIdentityCommand).rejects(error)
  const kms = mockClient(KMSClient)
  kms.rejects(networkError('ENOTFOUND'))
  const { run: context, gaps } = aRun()
  const entering = enterAccount({
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
    connection: PLAIN_CONNECTION,
    requestHandler: { handle: () => {} } as never,
    regions: ['eu-west-1'],
    run: context,
  })
  expect(await entering).toMatchObject({ known: false, reason })
  sts.restore()
  kms.restore()
  expect(gaps.all).toEqual([])
})
