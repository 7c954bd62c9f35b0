import { describe, expect, test } from 'vitest'
import { htmlPage, missingField, refuse, reset, statusOnly, truncated } from '../../../src/simulation/faults/faults.ts'
import { deniedByIdentityPolicy, expiredToken, unsupported } from '../../../src/simulation/faults/aws-errors.ts'
import { simKey } from '../../../src/simulation/world/sim-key.ts'
import { HOUR } from '../../../src/model/time.ts'
import { aWorld, id, NOW } from '../../simulation/services/clients.ts'
import { memoryIo } from '../../memory-io.ts'
import { run } from '../../run.ts'
import { used, busy, quiet } from '../two-keys.ts'

const json = ['-o', 'json']

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
  ])('faults: if %s, the error is one line, exit 3, nothing on stdout', async (_, faults, words) => {
    const { exit, out, err } = await run([], aWorld([busy]), { faults })
    expect({ exit, out }).toEqual({ exit: 3, out: '' })
    expect(err).toMatch(words)
    expect(err.trim().split('\n')).toHaveLength(1)
  })

  test('faults: credentials that expire in mid-run give the report with a gap, exit 4', async () => {
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
  ])('faults: %s for one key is a gap, and the run goes on', async (_, fault) => {
    const { exit, report, key } = await run(json, aWorld([busy, quiet]), { faults: [fault] })
    expect(exit).toBe(0)
    expect(key(id(1)).disposition).toBe('in_use')
    expect(key(id(2))).toMatchObject({ enabled: null, cost: { key: null } })
    expect(report().gaps).toContainEqual(expect.objectContaining({ key_id: id(2), operation: 'kms:DescribeKey' }))
  })

  test.each([statusOnly(503, { times: 2 }), reset({ times: 2 }), htmlPage({ times: 1 }), refuseThrottled()])(
    'faults: a passing error leaves no trace',
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

  test('--strict: an incomplete report makes it exit 4, and --fail-on exit 1', async () => {
    const faults = [unsupported({ operation: 'LookupEvents' })]
    expect((await run(['--strict'], aWorld([quiet]), { faults })).exit).toBe(4)
    expect((await run(['--strict'], aWorld([quiet]))).exit).toBe(0)
    expect((await run(['--fail-on', 'unused', '--strict'], aWorld([quiet]), { faults })).exit).toBe(1)
    expect((await run(['--fail-on', 'unused'], aWorld([busy]))).exit).toBe(0)
  })

  test('gaps: each is one line on stderr, without the word that scripts grep for', async () => {
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

  test('clock: a machine whose clock is wrong gets a line with the time of AWS', async () => {
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
