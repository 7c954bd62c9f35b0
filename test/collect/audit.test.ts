import { describe, expect, test } from 'vitest'
import {
  brokenTrailEvents,
  htmlPage,
  missingField,
  refuse,
  reset,
  statusOnly,
  truncated,
} from '../../src/simulation/faults/faults.ts'
import {
  deniedByIdentityPolicy,
  deniedByKeyPolicy,
  expiredToken,
  unsupported,
} from '../../src/simulation/faults/aws-errors.ts'
import { simAccount, simKey } from '../../src/simulation/world/world.ts'
import { DAY, HOUR } from '../../src/model/time.ts'
import { ACCOUNT, arn, aWorld, id, NOW } from '../simulation/services/clients.ts'
import { memoryIo } from '../memory-io.ts'
import { run } from '../run.ts'

const used = (ago: number, operation = 'Decrypt') => ({ operation, at: NOW - ago })
const busy = simKey({ id: id(1), uses: [used(3 * HOUR), used(200 * DAY)] })
const quiet = simKey({ id: id(2) })
const json = ['-o', 'json']

describe.concurrent('the inventory', () => {
  test('reads every page of 1,250 keys, each once', async () => {
    const keys = Array.from({ length: 1250 }, (_, n) =>
      simKey({ id: id(n), aliases: n < 250 ? [`alias/key-${n}`] : [] }),
    )
    const { report, aws, exit } = await run([...json, '--source', 'none'], aWorld(keys))
    expect(exit).toBe(0)
    expect(new Set(report().keys.map(({ key_id }) => key_id)).size).toBe(1250)
    expect(report().keys).toHaveLength(1250)
    expect(report().keys.filter(({ aliases }) => aliases.length === 1)).toHaveLength(250)
    expect(aws.calls).toMatchObject({ 'kms:ListKeys': 2, 'kms:ListAliases': 3, 'kms:DescribeKey': 1250 })
    expect(aws.calls).not.toHaveProperty('kms:GetKeyLastUsage')
  })

  test('leaves out a key that vanished, and says so', async () => {
    const { report, exit } = await run(json, aWorld([busy, simKey({ id: id(3), vanished: true })]))
    expect(report().keys.map(({ key_id }) => key_id)).toEqual([id(1)])
    expect(report().gaps).toMatchObject([{ key_id: id(3), operation: 'kms:DescribeKey', reason: 'vanished' }])
    expect(exit).toBe(0)
  })

  test('keeps a key that may not be described, with its last use and without a price', async () => {
    const faults = [deniedByKeyPolicy({ operation: 'DescribeKey', keyId: id(1) })]
    const { key, report } = await run(json, aWorld([busy, quiet]), { faults })
    expect(key(id(1))).toMatchObject({
      enabled: null,
      error: 'Access denied for key description',
      last_used: '2026-11-20 11:30 UTC',
      cost: { key: null },
    })
    expect(key(id(1)).created_at).not.toBeNull()
    expect(report().summary).toMatchObject({ keys: 2, unreadable: 1 })
    const table = await run([], aWorld([busy, quiet]), { faults })
    expect(table.out).toMatch(/ERROR .*2026-11-20 11:30 UTC .*Error: Access denied for key description/)
  })

  test('never asks about predefined aliases, and asks AWS managed keys for nothing but their description', async () => {
    const world = aWorld([])
    const keys = [busy, simKey({ id: id(9), manager: 'AWS', aliases: ['alias/aws/s3'] })]
    const regions = { 'us-east-1': { keys, predefinedAliases: ['alias/aws/ebs'] } }
    const { aws, report } = await run(json, { ...world, accounts: [simAccount({ id: ACCOUNT, regions })] })
    expect(aws.createdKeys).toEqual([])
    expect(report().keys).toHaveLength(1)
    expect(aws.log.filter(({ keyId }) => keyId === id(9)).map(({ operation }) => operation)).toEqual([
      'kms:DescribeKey',
    ])
  })

  test('shows AWS managed keys when asked, without a price', async () => {
    const aws = simKey({ id: id(9), manager: 'AWS', aliases: ['alias/aws/s3'] })
    const all = await run([...json, '--manager', 'all'], aWorld([busy, aws]))
    expect(all.report().keys).toHaveLength(2)
    expect(all.key(id(9)).cost.key).toBe(0)
    const only = await run([...json, '--manager', 'aws'], aWorld([busy, aws]))
    expect(only.report().keys.map(({ key_id }) => key_id)).toEqual([id(9)])
  })

  test('a refusal without an error code is a denied gap with the sentence of AWS', async () => {
    const message = 'User: dev is not authorized to perform: kms:ListAliases'
    const body = JSON.stringify({ message })
    const effect = { kind: 'raw', status: 400, contentType: 'application/x-amz-json-1.1', body } as const
    const { report } = await run(json, aWorld([busy]), { faults: [{ operation: 'ListAliases', effect }] })
    expect(report().gaps).toMatchObject([{ operation: 'kms:ListAliases', reason: 'denied', message }])
  })

  test('a denied ListAliases is a gap, and all else stands', async () => {
    const { report } = await run(json, aWorld([busy]), {
      faults: [deniedByIdentityPolicy({ operation: 'ListAliases' })],
    })
    expect(report().gaps).toMatchObject([{ operation: 'kms:ListAliases', reason: 'denied' }])
    expect(report().keys).toHaveLength(1)
  })

  test.each([
    ['an id', id(2)],
    ['an ARN', arn(2)],
    ['an alias', 'alias/two'],
  ])('finds a key by %s', async (_, name) => {
    const { report } = await run(
      [...json, '--key', name],
      aWorld([busy, simKey({ id: id(2), aliases: ['alias/two'] })]),
    )
    expect(report().keys.map(({ key_id }) => key_id)).toEqual([id(2)])
    expect(report().scope.keys).toEqual([name])
  })

  test.each([
    ['no key', 'alias/nothing', /matches 'alias\/nothing'/],
    ["another account's key", arn(2).replace(ACCOUNT, '444455556666'), /belongs to account 444455556666/],
  ])('naming %s is wrong usage', async (_, name, words) => {
    const { exit, out, err } = await run(['--key', name], aWorld([busy]))
    expect({ exit, out }).toEqual({ exit: 2, out: '' })
    expect(err).toMatch(words)
    expect(err.trim().split('\n')).toHaveLength(1)
  })
})

describe.concurrent('the last use', () => {
  test('is what KMS says, and CloudTrail is not asked about a key in use', async () => {
    const { key, aws } = await run(json, aWorld([busy]))
    expect(key(id(1))).toMatchObject({ last_used: '2026-11-20 11:30 UTC', disposition: 'in_use' })
    expect(aws.calls).not.toHaveProperty('cloudtrail:LookupEvents')
  })

  test('of a key that nobody saw in use is told with the day from which on', async () => {
    const { key } = await run(json, aWorld([busy, quiet]))
    expect(key(id(2))).toMatchObject({ last_used: 'Never since 2026-04-23', disposition: 'silent' })
    expect(key(id(2)).usage?.evidence.map(({ source }) => source)).toEqual(['kms', 'cloudtrail', 'cloudwatch'])
  })

  test('from before tracking began is dated by CloudWatch, to the hour', async () => {
    const old = simKey({ id: id(3), uses: [used(300 * DAY, 'GenerateDataKey')] })
    const { key } = await run(json, aWorld([old]))
    expect(key(id(3))).toMatchObject({
      disposition: 'stale',
      usage: { status: 'used', precision: 'hour', source: 'cloudwatch', operation: 'GenerateDataKey' },
    })
    expect(key(id(3)).usage?.last_used_at).toBe('2026-01-24T14:00:00Z')
  })

  test('comes from CloudTrail where KMS refuses a key', async () => {
    const { key } = await run(json, aWorld([busy, quiet]), {
      faults: [deniedByKeyPolicy({ operation: 'GetKeyLastUsage' })],
    })
    expect(key(id(1)).usage).toMatchObject({ status: 'used', source: 'cloudtrail', operation: 'Decrypt' })
    expect(key(id(2))).toMatchObject({ disposition: 'silent', last_used: 'Never since 2026-08-22' })
  })

  test('works from CloudTrail alone', async () => {
    const failed = { ...used(HOUR), errorCode: 'AccessDenied' }
    const dry = { ...used(2 * HOUR), dryRun: true, errorCode: 'DryRunOperationException' }
    const noisy = simKey({
      id: id(3),
      uses: [failed, dry, used(30 * HOUR, 'Encrypt')],
      noise: [used(HOUR, 'DescribeKey')],
    })
    const { key, aws } = await run([...json, '--source', 'cloudtrail', '--no-requests'], aWorld([noisy, quiet]))
    expect(key(id(3)).usage).toMatchObject({ last_used_at: '2026-11-19T08:30:00Z', operation: 'Encrypt' })
    expect(key(id(2)).usage).toMatchObject({ status: 'not_observed' })
    expect(Object.keys(aws.calls).toSorted()).toEqual([
      'cloudtrail:LookupEvents',
      'kms:DescribeKey',
      'kms:ListAliases',
      'kms:ListKeys',
      'sts:GetCallerIdentity',
    ])
  })

  test('counts for both keys of a ReEncrypt', async () => {
    const from = simKey({ id: id(3), uses: [{ ...used(5 * HOUR, 'ReEncrypt'), partner: arn(4) }] })
    const { key } = await run(json, aWorld([from, simKey({ id: id(4) })]))
    for (const each of [id(3), id(4)]) {
      expect(key(each)).toMatchObject({ last_used: '2026-11-20 09:30 UTC', monthly_usage: 1 })
    }
  })

  describe('of a ReEncrypt pair that CloudWatch does not list any more', () => {
    const again = [20 * DAY, 20 * DAY + HOUR, 22 * DAY].map(ago => ({ ...used(ago, 'ReEncrypt'), partner: arn(4) }))
    const world = () => aWorld([simKey({ id: id(3), uses: [...again, used(25 * DAY)] }), simKey({ id: id(4) })])

    test('the count is unknown and says why, where CloudTrail was not asked', async () => {
      const { key, report } = await run(json, world())
      for (const each of [id(3), id(4)]) {
        expect(key(each)).toMatchObject({ last_used: '2026-10-31 14:30 UTC', monthly_usage: null })
        expect(report().gaps.filter(({ key_id }) => key_id === each)).toMatchObject([
          {
            operation: 'cloudwatch:GetMetricData',
            reason: 'partial',
            message: expect.stringContaining(
              'the ReEncrypt call with another key at 2026-10-31 14:30 UTC (kms) is not counted',
            ),
          },
        ])
      }
    })

    test('is asked for where CloudTrail names it', async () => {
      const { key, report } = await run([...json, '--source', 'kms,cloudtrail'], world())
      expect(key(id(3))).toMatchObject({ monthly_usage: 4 })
      expect(key(id(4))).toMatchObject({ monthly_usage: 3 })
      expect(report().gaps).toEqual([])
    })
  })

  test('is unknown, with a gap, when nobody may be asked', async () => {
    const faults = [
      deniedByIdentityPolicy({ operation: 'GetKeyLastUsage' }),
      deniedByIdentityPolicy({ operation: 'LookupEvents' }),
      deniedByIdentityPolicy({ service: 'cloudwatch' }),
    ]
    const { report, aws, out } = await run(json, aWorld([busy, quiet, simKey({ id: id(3) })]), { faults })
    expect(report().summary).toMatchObject({ unknown: 3, in_use: 0, silent: 0 })
    expect(report().savings.unused_key_count).toBe(0)
    expect(report().keys.map(({ last_used, monthly_usage }) => [last_used, monthly_usage])).toEqual(
      Array.from({ length: 3 }, () => ['Unknown', null]),
    )
    expect(out).not.toMatch(/Never/)
    expect(report().gaps.map(({ operation, reason }) => `${operation} ${reason}`)).toEqual(
      [
        'cloudtrail:LookupEvents denied',
        'cloudwatch:ListMetrics denied',
        'cloudwatch:GetMetricData denied',
        'kms:GetKeyLastUsage denied',
      ].toSorted(),
    )
    expect(aws.calls['cloudtrail:LookupEvents']).toBeLessThanOrEqual(4)
  })

  test('goes on asking keys whose own policy refuses only some', async () => {
    const faults = [deniedByKeyPolicy({ operation: 'GetKeyLastUsage', keyId: id(2) })]
    const { key, report } = await run([...json, '--source', 'kms'], aWorld([quiet, busy]), { faults })
    expect(key(id(1)).disposition).toBe('in_use')
    expect(key(id(2))).toMatchObject({ last_used: 'Unknown', disposition: 'unknown' })
    expect(report().gaps).toMatchObject([{ key_id: id(2), operation: 'kms:GetKeyLastUsage', reason: 'denied' }])
  })

  test('gives a source up after two answers that are none, with one gap for the place', async () => {
    const keys = Array.from({ length: 30 }, (_, n) => simKey({ id: id(n) }))
    const { report, aws, exit } = await run([...json, '--source', 'kms'], aWorld(keys), {
      faults: [htmlPage({ operation: 'GetKeyLastUsage' })],
      io: memoryIo({ env: { AWS_REGION: 'us-east-1' } }),
    })
    expect(exit).toBe(0)
    expect(report().gaps).toMatchObject([{ key_id: null, operation: 'kms:GetKeyLastUsage', reason: 'unsupported' }])
    expect(aws.calls['kms:GetKeyLastUsage']).toBeLessThanOrEqual(10)
    expect(report().summary.unknown).toBe(30)
  })

  test('does not take a use without its time for no use', async () => {
    const { key } = await run([...json, '--source', 'kms', '--no-requests'], aWorld([busy]), {
      faults: [missingField('Timestamp', { operation: 'GetKeyLastUsage' })],
    })
    expect(key(id(1))).toMatchObject({ last_used: 'Unknown', disposition: 'unknown' })
  })

  test('does not trust the silence of records that cannot be read', async () => {
    const { key, report } = await run([...json, '--source', 'cloudtrail'], aWorld([busy]), {
      faults: [brokenTrailEvents()],
    })
    expect(key(id(1)).usage?.status).not.toBe('not_observed')
    expect(report().gaps).toContainEqual(
      expect.objectContaining({ operation: 'cloudtrail:LookupEvents', reason: 'malformed' }),
    )
  })

  test('does not trust CloudTrail where looking up by ARN misses what is known to be there', async () => {
    const blind = hiddenByArn()
    const { key, report } = await run([...json, '--source', 'cloudtrail'], aWorld([busy, quiet]), { faults: blind })
    expect(key(id(2)).last_used).toBe('Unknown')
    expect(report().gaps).toMatchObject([{ operation: 'cloudtrail:LookupEvents', reason: 'unsupported', key_id: null }])
  })

  test('is partial, and unknown, when a busy history ends before its horizon', async () => {
    const noise = [{ operation: 'DescribeKey', at: NOW - HOUR, count: 500, over: 10 * DAY }]
    const { key, report } = await run(
      [...json, '--source', 'cloudtrail', '--max-pages', '2'],
      aWorld([simKey({ id: id(3), noise })]),
    )
    expect(key(id(3))).toMatchObject({ last_used: 'Unknown', usage: { evidence: [{ status: 'partial' }] } })
    expect(report().gaps).toMatchObject([{ reason: 'partial', key_id: id(3) }])
  })
})

/** A CloudTrail that finds events by name, but not by the ARN of a key. */
function hiddenByArn() {
  return [{ operation: 'LookupEvents', when: isByArn, effect: emptyPage }]
}
const isByArn = ({ input }: { input: unknown }): boolean => JSON.stringify(input).includes('ResourceName')
const emptyPage = {
  kind: 'raw',
  status: 200,
  contentType: 'application/x-amz-json-1.1',
  body: '{"Events":[]}',
} as const

describe.concurrent('request counts', () => {
  test('are the sum over the days asked for, older activity than two weeks too', async () => {
    const uses = [
      { operation: 'Decrypt', at: NOW - 2 * DAY, count: 10 },
      { operation: 'GenerateDataKey', at: NOW - 20 * DAY, count: 5 },
      { operation: 'Decrypt', at: NOW - 40 * DAY, count: 100 },
    ]
    const { key } = await run(json, aWorld([simKey({ id: id(3), uses }), quiet]))
    expect(key(id(3)).monthly_usage).toBe(15)
    expect(key(id(3)).cost.requests).toBeCloseTo(0.000045, 9)
    expect(key(id(2)).monthly_usage).toBe(0)
  })

  test('are unknown, not 0, where the metric does not exist although keys are used', async () => {
    const { key, report } = await run(json, aWorld([busy, quiet], { delays: { metrics: 1000 * DAY } }))
    expect(key(id(1)).monthly_usage).toBeNull()
    expect(key(id(2)).monthly_usage).toBeNull()
    expect(report().gaps).toMatchObject([{ operation: 'cloudwatch:GetMetricData', reason: 'unsupported' }])
  })

  test('are unknown when refused, and every other column stands', async () => {
    const faults = [deniedByIdentityPolicy({ operation: 'GetMetricData' })]
    const { key, report } = await run(json, aWorld([busy]), { faults })
    expect(key(id(1))).toMatchObject({ monthly_usage: null, disposition: 'in_use' })
    expect(report().gaps).toMatchObject([{ operation: 'cloudwatch:GetMetricData', reason: 'denied', key_id: null }])
  })

  test('are left out with --no-requests', async () => {
    const { key, report } = await run([...json, '--no-requests'], aWorld([busy]))
    expect(key(id(1))).not.toHaveProperty('monthly_usage')
    expect(report()).not.toHaveProperty('request_days')
  })
})

describe.concurrent('places', () => {
  const twoRegions = {
    ...aWorld([]),
    accounts: [
      simAccount({
        id: ACCOUNT,
        enabledRegions: ['us-east-1', 'eu-west-1', 'eu-central-1'],
        regions: { 'us-east-1': { keys: [busy] }, 'eu-west-1': { keys: [quiet] } },
      }),
    ],
  }

  test.each([
    ['a list', ['-r', 'us-east-1,eu-west-1'], ['eu-west-1', 'us-east-1']],
    ['a repeated option', ['-r', 'us-east-1', '-r', 'eu-west-1'], ['eu-west-1', 'us-east-1']],
    ['a glob', ['-r', 'eu-*'], ['eu-central-1', 'eu-west-1']],
    ['all', ['-r', 'all'], ['eu-central-1', 'eu-west-1', 'us-east-1']],
    ['nothing but the environment', [], ['us-east-1']],
  ])('are chosen by %s', async (_, argv, regions) => {
    const { report } = await run([...json, ...argv], twoRegions)
    expect(report().scope.places.map(({ region }) => region)).toEqual(regions)
  })

  test('asks EC2 only where the Account API refuses', async () => {
    const allowed = await run([...json, '-r', 'all'], twoRegions)
    expect(allowed.aws.calls).not.toHaveProperty('ec2:DescribeRegions')
    const refused = await run([...json, '-r', 'all'], twoRegions, {
      faults: [deniedByIdentityPolicy({ operation: 'ListRegions' })],
    })
    expect(refused.report().scope.places).toHaveLength(3)
    expect(refused.aws.calls['ec2:DescribeRegions']).toBe(1)
  })

  test('that are not enabled are a gap, not a failed run', async () => {
    const { report, exit } = await run([...json, '-r', 'us-east-1,ap-south-1,cn-north-1'], twoRegions)
    expect(exit).toBe(0)
    expect(report().keys).toHaveLength(1)
    expect(report().gaps.map(({ region, reason }) => [region, reason])).toEqual([
      ['ap-south-1', 'not_enabled'],
      ['cn-north-1', 'not_enabled'],
    ])
    expect(report().scope.places.find(({ region }) => region === 'ap-south-1')?.status).toBe('unreachable')
  })

  test('that do not answer are a gap, and the others stand', async () => {
    const { report } = await run([...json, '-r', 'us-east-1,eu-west-1'], twoRegions, {
      faults: [reset({ region: 'eu-west-1' })],
    })
    expect(report().gaps).toContainEqual(expect.objectContaining({ region: 'eu-west-1', reason: 'network' }))
    expect(report().keys).toHaveLength(1)
  })

  test.each(['eu-wst-1', 'mars-*'])('named %s are wrong usage', async name => {
    const { exit, out, err } = await run(['-r', name], twoRegions)
    expect({ exit, out }).toEqual({ exit: 2, out: '' })
    expect(err).toContain(name)
    expect(err.trim().split('\n')).toHaveLength(1)
  })

  test('without any Region there is nothing to audit', async () => {
    const { exit, err } = await run([], twoRegions, { io: memoryIo() })
    expect(exit).toBe(2)
    expect(err).toMatch(/No Region given.*-r/)
  })

  test('a multi-Region key is in use when its replica is, and Regions of members not asked are named', async () => {
    const family = 'mrk-1234567890abcdef1234567890abcdef'
    const at = (region: string) => `arn:aws:kms:${region}:${ACCOUNT}:key/${family}`
    const members = { primary: at('us-east-1'), replicas: [at('eu-west-1')] }
    const world = {
      ...twoRegions,
      accounts: [
        simAccount({
          id: ACCOUNT,
          regions: {
            'us-east-1': { keys: [simKey({ id: family, multiRegion: { type: 'PRIMARY', ...members } })] },
            'eu-west-1': {
              keys: [simKey({ id: family, multiRegion: { type: 'REPLICA', ...members }, uses: [used(2 * DAY)] })],
            },
          },
        }),
      ],
    }
    const both = await run([...json, '-r', 'us-east-1,eu-west-1'], world)
    expect(both.report().keys.map(({ disposition }) => disposition)).toEqual(['in_use', 'in_use'])
    const one = await run(json, world)
    expect(one.report().keys.map(({ disposition }) => disposition)).toEqual(['unknown'])
    expect(one.err).toMatch(
      /1 multi-Region key has a related key in eu-west-1. To include it, use -r eu-west-1,us-east-1.\n/,
    )
  })
})

describe.concurrent('when things go wrong', () => {
  test.each([
    [
      'no credentials are valid',
      [
        refuse({
          service: 'sts',
          error: {
            name: 'InvalidClientTokenId',
            message: 'The security token included in the request is invalid.',
            status: 403,
          },
        }),
      ],
      /AWS rejected the credentials.*aws sso login/,
    ],
    ['the credentials have expired', [expiredToken()], /expired.*aws sso login/i],
    [
      'ListKeys is denied',
      [deniedByIdentityPolicy({ operation: 'ListKeys' })],
      /Could not list keys in any Region or account: .*kms:ListKeys/,
    ],
    ['nothing answers', [reset()], /Could not connect to AWS/],
  ])('%s: one line, exit 3, nothing on stdout', async (_, faults, words) => {
    const { exit, out, err } = await run([], aWorld([busy]), { faults })
    expect({ exit, out }).toEqual({ exit: 3, out: '' })
    expect(err).toMatch(words)
    expect(err.trim().split('\n')).toHaveLength(1)
  })

  test('credentials that die in mid-run: the report with a gap, exit 4', async () => {
    let identified = 0
    const faults = [
      expiredToken({ operation: 'GetKeyLastUsage' }),
      expiredToken({ operation: 'GetCallerIdentity', when: () => ++identified > 1 }),
    ]
    const { exit, report } = await run(json, aWorld([busy, quiet]), { faults })
    expect(exit).toBe(4)
    expect(report().gaps).toContainEqual(expect.objectContaining({ reason: 'expired', region: null }))
    expect(report().keys).toHaveLength(2)
    expect(report().summary.silent).toBe(0)
  })

  test.each([
    ['HTML', htmlPage({ operation: 'DescribeKey', keyId: id(2) })],
    ['half an answer', truncated({ operation: 'DescribeKey', keyId: id(2) })],
    ['an answer without the state', missingField('KeyState', { operation: 'DescribeKey', keyId: id(2) })],
    ['server errors', statusOnly(500, { operation: 'DescribeKey', keyId: id(2) })],
    ['broken connections', reset({ operation: 'DescribeKey', keyId: id(2) })],
  ])('%s for one key: a gap, and the run goes on', async (_, fault) => {
    const { exit, report, key } = await run(json, aWorld([busy, quiet]), { faults: [fault] })
    expect(exit).toBe(0)
    expect(key(id(1)).disposition).toBe('in_use')
    expect(key(id(2))).toMatchObject({ enabled: null, cost: { key: null } })
    expect(report().gaps).toContainEqual(expect.objectContaining({ key_id: id(2), operation: 'kms:DescribeKey' }))
  })

  test.each([statusOnly(503, { times: 2 }), reset({ times: 2 }), htmlPage({ times: 1 }), refuseThrottled()])(
    'a passing trouble leaves no trace',
    async fault => {
      const { report, err } = await run(json, aWorld([busy, quiet]), { faults: [fault] })
      expect(report().gaps).toEqual([])
      expect(err).toBe('')
    },
  )

  test('faults: two empty answers with HTTP 503 do not give KMS up for a whole place', async () => {
    const { report } = await run(json, aWorld([busy, quiet]), {
      faults: [statusOnly(503, { operation: 'GetKeyLastUsage', times: 2 })],
    })
    expect(report().gaps).toEqual([])
  })

  test('faults: an alias that is not found because ListAliases is denied is not called a key that does not exist', async () => {
    const world = aWorld([busy, simKey({ id: id(2), aliases: ['alias/two'] })])
    const { exit, err } = await run(['--key', 'alias/two'], world, {
      faults: [deniedByIdentityPolicy({ operation: 'ListAliases' })],
    })
    expect(err).not.toMatch(/^kms-audit: No key in/)
    expect(exit).toBe(3)
  })

  test('faults: the reason of a gap is shown: an expired token', async () => {
    const { err } = await run(json, aWorld([busy]), { faults: [expiredToken()] })
    expect(err).toMatch(/expired/)
  })

  test('--strict makes an incomplete report exit 4, and --fail-on exit 1', async () => {
    const faults = [unsupported({ operation: 'LookupEvents' })]
    expect((await run(['--strict'], aWorld([quiet]), { faults })).exit).toBe(4)
    expect((await run(['--strict'], aWorld([quiet]))).exit).toBe(0)
    expect((await run(['--fail-on', 'unused', '--strict'], aWorld([quiet]), { faults })).exit).toBe(1)
    expect((await run(['--fail-on', 'unused'], aWorld([busy]))).exit).toBe(0)
  })

  test('gaps are one line on stderr, without the word that scripts grep for', async () => {
    const { err } = await run([], aWorld([busy, quiet]), { faults: [unsupported({ operation: 'LookupEvents' })] })
    expect(err).toMatch(/^kms-audit: 1 gap: cloudtrail:LookupEvents unsupported/)
    expect(err.trim().split('\n')).toHaveLength(1)
    expect(err).not.toMatch(/Never/)
    expect((await run(['-q'], aWorld([busy]), { faults: [unsupported({ operation: 'LookupEvents' })] })).err).toBe('')
  })

  test('Ctrl-C: what is known is written, and the exit code is 130', async () => {
    const io = memoryIo({ env: { AWS_REGION: 'us-east-1' } })
    const keys = Array.from({ length: 40 }, (_, n) => simKey({ id: id(n), uses: [used(HOUR * (n + 2))] }))
    const asking = run(json, aWorld(keys), { io, quotas: 1 })
    setTimeout(() => io.signal('SIGINT'), 800)
    const { exit, report } = await asking
    expect(exit).toBe(130)
    expect(report().keys).toHaveLength(40)
    expect(report().summary.in_use).toBeGreaterThan(0)
    expect(report().summary.never + report().summary.silent).toBe(0)
    expect(report().gaps.some(({ reason }) => reason === 'partial')).toBe(true)
  })

  test('a machine whose clock is wrong says so, and tells AWS time', async () => {
    const { report, err } = await run(json, aWorld([busy]), { machine: () => NOW - 3 * HOUR })
    expect(report().generated_at).toBe('2026-11-20T14:30:00Z')
    expect(err).toMatch(/clock is 180 minutes behind AWS/)
  })
})

const refuseThrottled = () =>
  refuse({
    service: 'kms',
    times: 5,
    error: { name: 'ThrottlingException', message: 'You have exceeded the rate at which you may call KMS.' },
  })

describe.concurrent('what is shown', () => {
  const world = aWorld([busy, quiet, simKey({ id: id(3), createdAt: NOW - 10 * DAY })])

  test('--only narrows the rows, not the summary', async () => {
    const { report } = await run([...json, '--only', 'unused'], world)
    expect(report().keys.map(({ key_id }) => key_id)).toEqual([id(2)])
    expect(report().summary.keys).toBe(3)
    expect(report().savings.monthly_savings).toBe(1)
    const both = await run([...json, '--only', 'in_use,new'], world)
    expect(both.report().keys.map(({ key_id }) => key_id)).toEqual([id(1), id(3)])
  })

  test('--price-per-key beats the list price', async () => {
    const { report } = await run([...json, '--price-per-key', '0.5'], world)
    expect(report().savings).toMatchObject({ monthly_cost: 1.5, monthly_savings: 0.5, annual_savings: 6 })
  })

  test('--unused-days moves the line', async () => {
    const uses = [used(100 * DAY)]
    const lately = await run([...json, '--unused-days', '120'], aWorld([simKey({ id: id(4), uses })]))
    expect(lately.key(id(4)).disposition).toBe('in_use')
    const long = await run(json, aWorld([simKey({ id: id(4), uses })]))
    expect(long.key(id(4)).disposition).toBe('stale')
  })
})

test('a key whose usage is not told stays readable, and is counted over every operation', async () => {
  const partner = simKey({ id: id(4) })
  const uses = [{ ...used(5 * HOUR, 'ReEncrypt'), partner: arn(4) }, used(6 * HOUR, 'Sign')]
  const { key } = await run(json, aWorld([simKey({ id: id(3), uses }), partner]), {
    faults: [missingField('KeyUsage', { operation: 'DescribeKey' })],
  })
  expect(key(id(3))).toMatchObject({ key_usage: null, error: null, monthly_usage: 2 })
})
