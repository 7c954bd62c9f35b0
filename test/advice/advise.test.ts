import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { advise } from '../../src/advice/advise.ts'
import type { AdviceReport } from '../../src/model/advice.ts'
import type { CallerGroupRecord, DependentRecord, KeyRecord } from '../../src/model/report/report.ts'
import { aRecord, aReport } from '../formats/a-report.ts'
import { recompute } from './recompute.ts'

const ACCOUNT = '111122223333'
const ROOT = { AWS: `arn:aws:iam::${ACCOUNT}:root` }
const policyFor = (Principal: object, Condition?: object) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal, Action: 'kms:*', Resource: '*', ...(Condition && { Condition }) }],
})

const resource = (type: string, id: string, more: Partial<DependentRecord> = {}): DependentRecord => ({
  type,
  id,
  arn: null,
  found_by: ['list'],
  when_unusable: 'at-once',
  consequence: 'fails',
  acts_on_disabled: false,
  irreversible_after_days: null,
  fails_silently: false,
  role: null,
  ...more,
})

const caller = (service: string | null, operations: Record<string, number>, principal = 'app'): CallerGroupRecord => ({
  principal: `arn:aws:iam::${ACCOUNT}:role/${principal}`,
  principal_account: ACCOUNT,
  service,
  operations,
  errors: {},
  failures: [],
  first_at: '2026-11-20T10:00:00Z',
  last_at: '2026-11-20T14:00:00Z',
  sessions: [],
  source_addresses: [],
  encryption_contexts: [],
})

const calledBy = (...callers: CallerGroupRecord[]): Partial<KeyRecord> => ({
  activity: {
    since: '2026-11-20T10:00:00Z',
    until: '2026-11-20T14:00:00Z',
    events: 100,
    metadata_reads: 0,
    unreadable: 0,
    callers,
    management: [],
    management_unread: [],
  },
})

const aKey = (id: string, more: Partial<KeyRecord>): KeyRecord =>
  aRecord({
    key_id: id,
    key_arn: `arn:aws:kms:us-east-1:${ACCOUNT}:key/${id}`,
    account_id: ACCOUNT,
    region: 'us-east-1',
    aliases: [],
    disposition: 'in_use',
    multi_region: false,
    monthly_usage: 10_000_000,
    cost: { key: 1, basis: 'with_rotations', requests: 30 },
    key_policy: policyFor(ROOT),
    grants: [],
    tags: [],
    dependents: [],
    dependents_gaps: [],
    ...more,
  })

const PRICES = [
  { region: 'us-east-1', source: 'list', published_on: null, key: 1, requests: { standard: 0.03, asymmetric: 0.15 } },
] as const

const adviseOn = (...keys: KeyRecord[]): AdviceReport =>
  advise({
    report: aReport({
      keys,
      request_days: 30,
      prices: [...PRICES],
      scope: { ...aReport({}).scope, dependents: { types: [], from: 'lists' } },
    }),
    secrets: null,
    realized: null,
  })

const kindsIn = ({ advice }: AdviceReport): string[] => advice.map(({ kind, status }) => `${kind} ${status}`)

const BUCKET = resource('s3-bucket', 'raw', { bucket_key: false })
const FROM_S3 = calledBy(caller('s3.amazonaws.com', { Decrypt: 60, GenerateDataKey: 40 }))

describe('S3 Bucket Keys', () => {
  test('bucket key advice: it saves up to 99 % of the share of Amazon S3, after the free tier', () => {
    const [found] = adviseOn(aKey('a', { dependents: [BUCKET], ...FROM_S3 })).advice
    expect(found?.claims[0]?.counted).toBe(9_900_000)
    // 10,000,000 requests less 20,000 free ones cost $29.94; 100,000 less 20,000 cost $0.24.
    expect(found?.bill).toEqual({ before: 29.94, after: 0.24 })
    expect(found?.monthly_savings).toBe(29.7)
  })

  test('bucket key advice: there is none for a bucket that has one, or that uses dual-layer encryption', () => {
    const dependents = [resource('s3-bucket', 'on', { bucket_key: true }), resource('s3-bucket', 'dsse')]
    expect(adviseOn(aKey('a', { dependents, ...FROM_S3 })).advice).toEqual([])
  })

  test('bucket key advice: a key policy that requires the ARN of an object blocks it, and is named', () => {
    const key_policy = policyFor(ROOT, {
      StringLike: { 'kms:EncryptionContext:aws:s3:arn': 'arn:aws:s3:::raw/private/*' },
    })
    const { advice, totals } = adviseOn(aKey('a', { dependents: [BUCKET], key_policy, ...FROM_S3 }))
    expect(advice[0]).toMatchObject({ status: 'blocked', monthly_savings: null, claims: [] })
    expect(advice[0]?.reason).toContain('aws:s3:arn is limited by statement 1 of the key policy.')
    expect(totals.advice).toEqual({ count: 0, unknown: 0, blocked: 1, monthly_savings: 0 })
  })

  test('bucket key advice: a key policy that allows the ARN of the bucket does not block it', () => {
    const key_policy = policyFor(ROOT, { StringLike: { 'kms:EncryptionContext:aws:s3:arn': 'arn:aws:s3:::raw*' } })
    expect(kindsIn(adviseOn(aKey('a', { dependents: [BUCKET], key_policy, ...FROM_S3 })))).toEqual([
      's3-bucket-key suggested',
    ])
  })

  test.each<[effect: string, operator: string, value: string, status: string]>([
    ['Deny', 'StringEquals', 'arn:aws:s3:::raw', 'blocked'],
    ['Deny', 'StringLike', 'arn:aws:s3:::raw/private/*', 'blocked'],
    ['Deny', 'StringLike', 'arn:aws:s3:::other/*', 'suggested'],
    ['Deny', 'StringNotLike', 'arn:aws:s3:::raw/*', 'blocked'],
    ['Deny', 'StringNotLike', 'arn:aws:s3:::raw*', 'suggested'],
    ['Allow', 'StringNotLike', 'arn:aws:s3:::raw/private/*', 'blocked'],
    ['Allow', 'StringEquals', 'arn:aws:s3:::raw*', 'blocked'],
    ['Allow', 'Null', 'false', 'blocked'],
  ])('bucket key advice: %s with %s %s makes it %s', (effect, operator, value, status) => {
    const Condition = { [operator]: { 'kms:EncryptionContext:aws:s3:arn': value } }
    const { Statement } = policyFor(ROOT)
    const limit = { Effect: effect, Principal: { AWS: '*' }, Action: 'kms:Decrypt', Resource: '*', Condition }
    const key_policy = { Version: '2012-10-17', Statement: [...Statement, limit] }
    expect(kindsIn(adviseOn(aKey('a', { dependents: [BUCKET], key_policy, ...FROM_S3 })))).toEqual([
      `s3-bucket-key ${status}`,
    ])
  })

  test('bucket key advice: there is no number if the key policy could not be read', () => {
    const { advice } = adviseOn(aKey('a', { dependents: [BUCKET], key_policy: null, ...FROM_S3 }))
    expect(advice[0]).toMatchObject({ status: 'unknown', monthly_savings: null })
  })
})

test('advice: an unused key has no advice, and its price is a number of its own', () => {
  const { advice, totals } = adviseOn(aKey('a', { dependents: [BUCKET], disposition: 'stale', ...FROM_S3 }))
  expect(advice).toEqual([])
  expect(totals.unused_keys).toEqual({ keys: 1, unknown: 0, is_lower_bound: false, monthly_savings: 1 })
})

test('advice: requests that the free tier covers save nothing', () => {
  expect(adviseOn(aKey('a', { dependents: [BUCKET], monthly_usage: 19_000, ...FROM_S3 })).advice).toEqual([])
})

test('advice: requests of another account save nothing, because they are billed there', () => {
  const foreign = { ...caller('s3.amazonaws.com', { Decrypt: 75 }), principal_account: '444455556666' }
  const callers = calledBy(foreign, caller('s3.amazonaws.com', { Decrypt: 25 }))
  const [found] = adviseOn(aKey('a', { dependents: [BUCKET], ...callers })).advice
  expect(found?.claims[0]?.counted).toBe(2_475_000)
})

test('advice: the assumption says how many calls were seen, also if it was one', () => {
  const dependents = [resource('sqs-queue', 'jobs', { data_key_reuse_seconds: 300 })]
  const { advice } = adviseOn(aKey('a', { dependents, ...calledBy(caller('sqs.amazonaws.com', { Decrypt: 1 })) }))
  expect(advice[0]?.assumptions[0]).toMatch(
    /^Of 1 call that CloudTrail event history shows, 1 came through Amazon SQS;/,
  )
})

test('SQS advice: requests are fewer in proportion to the reuse period', () => {
  const dependents = [resource('sqs-queue', 'jobs', { data_key_reuse_seconds: 300 })]
  const { advice } = adviseOn(aKey('a', { dependents, ...calledBy(caller('sqs.amazonaws.com', { Decrypt: 50 })) }))
  expect(advice[0]?.kind).toBe('sqs-data-key-reuse')
  expect(advice[0]?.claims[0]?.counted).toBe(9_166_666)
})

test('SQS advice: a period that could not be read gives no number', () => {
  const dependents = [resource('sqs-queue', 'jobs')]
  const { advice } = adviseOn(aKey('a', { dependents, ...calledBy(caller('sqs.amazonaws.com', { Decrypt: 50 })) }))
  expect(advice[0]).toMatchObject({ kind: 'sqs-data-key-reuse', status: 'unknown', monthly_savings: null })
})

test('caching advice: applications and readers of secrets are advised each for its own share', () => {
  const callers = [
    caller(null, { GenerateDataKey: 50 }, 'writer'),
    caller('secretsmanager.amazonaws.com', { Decrypt: 30 }),
    caller('dynamodb.amazonaws.com', { Decrypt: 20 }),
  ]
  const { advice } = adviseOn(aKey('a', calledBy(...callers)))
  expect(advice.map(({ kind, claims }) => [kind, claims[0]?.counted])).toEqual([
    ['secrets-client-cache', 3_000_000 - 720],
    ['data-key-cache', 5_000_000 - 8640],
  ])
})

describe('AWS managed keys', () => {
  const QUEUE = resource('sqs-queue', 'jobs', { data_key_reuse_seconds: 86_400 })
  const FROM_SQS = calledBy(caller('sqs.amazonaws.com', { Decrypt: 50 }))

  test('AWS managed key advice: a key of one service, open to its own account only, can be replaced', () => {
    const { advice } = adviseOn(aKey('a', { dependents: [QUEUE], ...FROM_SQS }))
    expect(advice[0]).toMatchObject({ kind: 'aws-managed-key', monthly_savings: 1 })
    expect(advice[0]?.commands).toContain('KmsMasterKeyId=alias/aws/sqs')
  })

  test.each<[string, Partial<KeyRecord>]>([
    ['another account in the key policy', { key_policy: policyFor({ AWS: 'arn:aws:iam::444455556666:root' }) }],
    ['a service in the key policy', { key_policy: policyFor({ Service: 's3.amazonaws.com' }) }],
    ['everyone in the key policy', { key_policy: policyFor({ AWS: '*' }) }],
    ['a condition in the key policy', { key_policy: policyFor(ROOT, { Bool: { 'aws:SecureTransport': 'true' } }) }],
    ['an application that calls the key', calledBy(caller(null, { Decrypt: 1 }))],
    ['resources of two services', { dependents: [QUEUE, resource('sns-topic', 'news')] }],
    ['a type without an AWS managed key', { dependents: [resource('log-group', '/shop/api')] }],
    ['a multi-Region key', { multi_region: true }],
    ['a number of grants', { grants_total: 3 }],
  ])('AWS managed key advice: %s forbids it', (_what, more) => {
    const found = adviseOn(aKey('a', { dependents: [QUEUE], ...FROM_SQS, ...more }))
    expect(kindsIn(found)).not.toContainEqual(expect.stringContaining('aws-managed-key'))
  })

  test('AWS managed key advice: types that could not be read leave it without a number', () => {
    const dependents_gaps = [{ type: 'rds-instance', reason: 'denied', message: 'denied' } as const]
    const { advice } = adviseOn(aKey('a', { dependents: [QUEUE], dependents_gaps, ...FROM_SQS }))
    expect(advice[0]).toMatchObject({ kind: 'aws-managed-key', status: 'unknown', monthly_savings: null })
  })
})

test('advice: facts that a report lacks are named with the option that adds them', () => {
  const { not_given } = advise({
    report: aReport({ keys: [aRecord({ monthly_usage: 50_000 })] }),
    secrets: null,
    realized: null,
  })
  expect(not_given.find(({ kind }) => kind === 's3-bucket-key')?.reason).toContain('run kms-audit advise')
})

const SERVICES = ['s3.amazonaws.com', 'sqs.amazonaws.com', 'secretsmanager.amazonaws.com', null]
const POLICIES = [
  policyFor(ROOT),
  policyFor({ AWS: 'arn:aws:iam::444455556666:root' }),
  policyFor(ROOT, { StringLike: { 'kms:EncryptionContext:aws:s3:arn': 'arn:aws:s3:::raw/*' } }),
  null,
]

const anyKey = fc
  .record({
    monthly_usage: fc.option(fc.integer({ min: 0, max: 50_000_000 })),
    key_spec: fc.constantFrom('SYMMETRIC_DEFAULT', 'HMAC_256', 'RSA_4096'),
    disposition: fc.constantFrom('in_use', 'stale', 'never', 'unknown'),
    price: fc.option(fc.integer({ min: 0, max: 3 })),
    key_policy: fc.constantFrom(...POLICIES),
    region: fc.constantFrom('us-east-1', 'eu-west-1'),
    buckets: fc.array(fc.constantFrom(true, false, undefined), { maxLength: 2 }),
    queues: fc.array(fc.constantFrom(60, 300, 86_400, undefined), { maxLength: 2 }),
    calls: fc.array(fc.tuple(fc.constantFrom(...SERVICES), fc.integer({ min: 1, max: 50 }), fc.nat(2)), {
      maxLength: 5,
    }),
  })
  .map(
    ({ price, region, buckets, queues, calls, ...rest }) =>
      (id: string) =>
        aKey(id, {
          ...rest,
          region,
          key_arn: `arn:aws:kms:${region}:${ACCOUNT}:key/${id}`,
          cost: { key: price, basis: 'with_rotations', requests: 1 },
          dependents: [
            ...buckets.map((on, at) =>
              resource('s3-bucket', at === 0 ? 'raw' : 'b', on === undefined ? {} : { bucket_key: on }),
            ),
            ...queues.map((seconds, at) =>
              resource('sqs-queue', `q${at}`, seconds === undefined ? {} : { data_key_reuse_seconds: seconds }),
            ),
          ],
          ...calledBy(...calls.map(([service, count, name]) => caller(service, { Decrypt: count }, `app-${name}`))),
        }),
  )

const EU = { region: 'eu-west-1', source: 'list', published_on: null, key: 1, requests: { standard: 0.05 } } as const

const anyReport = fc.tuple(fc.array(anyKey, { maxLength: 6 }), fc.constantFrom(7, 30, 90)).map(([keys, days]) =>
  aReport({
    keys: keys.map((key, at) => key(`key-${at}`)),
    request_days: days,
    prices: [...PRICES, EU],
    scope: { ...aReport({}).scope, dependents: { types: [], from: 'lists' } },
  }),
)

test('advice: no dollar is counted twice, and nothing saves more than what is paid', () => {
  fc.assert(
    fc.property(anyReport, report => {
      const whole = advise({ report, secrets: null, realized: null })
      const unused = new Set(whole.unused_keys.map(({ key_arn }) => key_arn))
      const prices = new Map(report.keys.map(key => [key.key_arn, key.cost.key ?? 0]))
      const requests = new Map(report.keys.map(key => [key.key_arn, key.monthly_usage ?? 0]))
      for (const { claims } of whole.advice)
        for (const { of, arn, counted, amount } of claims) {
          const left = of === 'requests' ? requests : prices
          expect(unused.has(arn)).toBe(false)
          expect(counted).toBeLessThanOrEqual(amount)
          left.set(arn, (left.get(arn) ?? 0) - counted)
          expect(left.get(arn)).toBeGreaterThanOrEqual(-1e-6)
        }
      const paid = whole.bills.reduce(
        (sum, bill) => sum + bill.keys_monthly + (bill.requests_cost * 30) / (report.request_days ?? 30),
        0,
      )
      const saved =
        whole.totals.advice.monthly_savings +
        whole.unused_keys.reduce((sum, one) => sum + (one.monthly_savings ?? 0), 0)
      expect(saved).toBeLessThanOrEqual(paid + 1e-4)
    }),
  )
})

test('advice: every number is computed again from the document alone', () => {
  fc.assert(
    fc.property(anyReport, report => {
      const whole = advise({ report, secrets: null, realized: null })
      const again = recompute(whole)
      for (const [at, { claims, monthly_savings: savings }] of whole.advice.entries()) {
        expect(again.advice[at]?.amounts).toEqual(claims.map(({ amount }) => amount))
        if (savings === null) expect(again.advice[at]?.savings).toBeNull()
        else expect(again.advice[at]?.savings).toBeCloseTo(savings, 4)
      }
      const keys = whole.bills.reduce((sum, bill) => sum + bill.keys_monthly, 0)
      expect(again.keys).toBeCloseTo(keys, 4)
      expect(again.advised).toBeCloseTo(whole.totals.advice.monthly_savings, 3)
    }),
  )
})

test('advice: what a policy forbids is never suggested, and what is unknown has no number', () => {
  fc.assert(
    fc.property(anyReport, report => {
      for (const one of advise({ report, secrets: null, realized: null }).advice) {
        const key = report.keys.find(({ key_arn }) => key_arn === one.key_arns[0])
        if (one.status !== 'suggested') expect(one).toMatchObject({ monthly_savings: null, claims: [] })
        else if (one.kind === 's3-bucket-key') {
          expect(key?.dependents?.some(({ bucket_key: on }) => on === false)).toBe(true)
          expect(JSON.stringify(key?.key_policy)).not.toContain('raw/*')
          expect(key?.key_policy).not.toBeNull()
        } else if (one.kind === 'aws-managed-key') expect(key?.key_policy).toEqual(policyFor(ROOT))
        if (typeof key?.monthly_usage !== 'number') expect(one.claims.filter(({ of }) => of === 'requests')).toEqual([])
      }
    }),
  )
})
