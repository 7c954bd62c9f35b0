import { describe, expect, test, vi } from 'vitest'
import { deniedByIdentityPolicy } from '../../src/simulation/faults/aws-errors.ts'
import type { AccessAssessment, AccessRecord } from '../../src/model/assessments/access.ts'
import { memoryIo } from '../memory-io.ts'
import { run, type RunOptions } from '../run.ts'
import { sampleWithFewGrants } from '../sample-world.ts'

vi.setConfig({ testTimeout: 30_000 })

const NOW = Date.UTC(2026, 10, 20, 14, 30)
const world = sampleWithFewGrants(NOW)
const SECRET = ['--secret', 'shop/payment-provider']

const env = { AWS_REGION: 'us-east-1', KMS_AUDIT_MAX_RATE: 'SimulatePrincipalPolicy=500,GetRole=500,ListGrants=5000' }

const access = async (words: readonly string[], options: RunOptions = {}) => {
  const ran = await run(['access', ...words], world, { io: memoryIo({ env }), ...options })
  return { ...ran, whole: () => JSON.parse(ran.out) as AccessAssessment }
}

const answersOf = async (words: readonly string[], options?: RunOptions): Promise<AccessRecord[]> =>
  (await access([...words, '-o', 'json'], options)).whole().answers

const short = ({ answer, deciding_link: link, reason }: AccessRecord): string => `${answer} ${link}: ${reason}`

describe('access: the sample account', () => {
  test.each([
    [
      'orders-api',
      'allowed key_policy: An identity policy allows secretsmanager:GetSecretValue. The key policy allows it: statement 2 ("Application").',
    ],
    ['checkout', 'denied identity_policy: No identity policy allows kms:Decrypt.'],
    [
      'worker',
      'allowed identity_policy: An identity policy allows secretsmanager:GetSecretValue. An identity policy allows kms:Decrypt.',
    ],
    ['analyst', 'denied permissions_boundary: The permissions boundary does not allow secretsmanager:GetSecretValue.'],
    ['KeyAdmin', 'denied identity_policy: No identity policy allows secretsmanager:GetSecretValue.'],
    [
      'user/alice',
      'allowed identity_policy: An identity policy allows secretsmanager:GetSecretValue. An identity policy allows kms:Decrypt.',
    ],
  ])('access: whether %s can read a secret', async (principal, expected) => {
    expect((await answersOf(['--principal', principal, ...SECRET])).map(short)).toEqual([expected])
  })

  test('access: a role that may decrypt only through Secrets Manager cannot use the key itself', async () => {
    const [answer] = await answersOf(['--principal', 'worker', '--key', 'alias/orders'])
    expect(answer && short(answer)).toBe('denied identity_policy: No identity policy allows kms:Decrypt.')
    const [via] = await answersOf(['--principal', 'worker', '--key', 'alias/orders', '--via', 'secretsmanager'])
    expect(via && short(via)).toBe('allowed identity_policy: An identity policy allows kms:Decrypt.')
  })

  test('access: the key aws/secretsmanager lets everyone in the account decrypt through Secrets Manager', async () => {
    const [answer] = await answersOf(['--principal', 'checkout', '--secret', 'shop/database'])
    expect(answer?.answer).toBe('allowed')
    expect(answer?.deciding_link).toBe('key_policy')
  })

  test('access: a key of an account without access leaves the answer unknown, with a gap', async () => {
    const { whole } = await access(['--principal', 'worker', '--secret', 'shop/partner-api', '-o', 'json'])
    expect(whole().answers.map(({ answer }) => answer)).toEqual(['unknown'])
    expect(whole().gaps.map(({ operation, account_id }) => `${operation} ${account_id}`)).toEqual([
      'kms:GetKeyPolicy 444455556666',
    ])
  })

  test('access: one answer shows every link, and what is not evaluated', async () => {
    const { out } = await access(['--principal', 'checkout', ...SECRET])
    expect(out).toContain('role/checkout: denied secretsmanager:GetSecretValue and kms:Decrypt with secret')
    expect(out).toContain('  no allow  Identity policies: No identity policy allows kms:Decrypt.')
    expect(out).toContain('Not read    resource control policies: IAM does not simulate them.')
  })

  test('access: a key that signs or makes HMAC codes decrypts nothing, also with --all-roles', async () => {
    for (const key of ['alias/release-signing', 'alias/session-tokens']) {
      const answers = await answersOf(['--all-roles', '*', '--key', key])
      expect(new Set(answers.map(one => `${one.answer} ${one.deciding_link}`))).toEqual(new Set(['denied key_usage']))
    }
    const [signs] = await answersOf(['--principal', 'break-glass', '--key', 'release-signing', '--action', 'Sign'])
    expect(signs?.answer).toBe('allowed')
  })

  test('access: several answers are a line each', async () => {
    const { out } = await access(['--all-roles', '*e*', '--secret', 'shop/*'])
    expect(out).toMatch(/^\| denied {2}\| role\/checkout +\| secret shop\/payment-provider \| us-east-1/m)
    expect(out).toMatch(/^\d+ allowed, \d+ denied, \d+ unknown$/m)
  })

  test('access: no call reads the value of a secret, or uses a key', async () => {
    const { aws } = await access(['--all-roles', '*', '--secret', 'shop/*', '--key', 'orders'])
    const called = Object.keys(aws.calls)
    expect(called).toContain('secretsmanager:GetResourcePolicy')
    expect(called.filter(name => /GetSecretValue|BatchGet|Decrypt|Encrypt|GenerateDataKey/.test(name))).toEqual([])
  })
})

describe('access: exit codes', () => {
  test.each([
    ['allowed', 'orders-api', 0, ''],
    ['denied', 'orders-api', 1, '--expect denied: 1 answer of 1 is allowed.'],
    ['denied', 'checkout', 0, ''],
    ['allowed', 'checkout', 1, '--expect allowed: 1 answer of 1 is denied.'],
  ])('access: --expect %s of %s', async (expected, principal, code, note) => {
    const { exit, err } = await access(['--principal', principal, ...SECRET, '--expect', expected])
    expect(exit).toBe(code)
    expect(err).toContain(note)
  })

  test('access: --expect of an answer that is not known ends with 4', async () => {
    const { exit, err } = await access(['--principal', 'worker', '--secret', 'shop/partner-api', '--expect', 'allowed'])
    expect(exit).toBe(4)
    expect(err).toContain(
      '--expect allowed: 1 answer of 1 is not known: This run has no access to account 444455556666',
    )
  })

  test.each([
    [['--principal', 'nobody', ...SECRET], "Role or user 'nobody' does not exist in account 111122223333."],
    [['--principal', 'checkout', '--secret', 'nothing'], "Secret 'nothing' does not exist in us-east-1"],
    [['--principal', 'checkout', '--key', 'alias/nothing'], "Key 'alias/nothing' does not exist in us-east-1"],
    [['--all-roles', 'zzz*', ...SECRET], "No role matches 'zzz*' in account 111122223333."],
    [
      ['--principal', 'arn:aws:iam::444455556666:role/backup', ...SECRET],
      'The principal is in account 444455556666, and these credentials are of 111122223333.',
    ],
    [['--principal', 'arn:aws:s3:::bucket', ...SECRET], 'is not the name or ARN of a role or user.'],
    [['--principal', 'checkout'], 'No key and no secret given.'],
    [SECRET, 'No principal given.'],
    [['--principal', 'checkout', ...SECRET, '--action', 'kms:Sign'], '--action is about keys.'],
    [['--principal', 'checkout', '--key', 'orders', '--action', 'kms:Decypt'], 'Did you mean kms:Decrypt?'],
    [['--principal', 'checkout', '--key', 'orders', '--via', 'secretmanager'], 'Did you mean secretsmanager?'],
    [['--principal', 'checkout', '--key', 'orders', '--via', 'nosuchsvc'], "Unknown service 'nosuchsvc'."],
    [['--principal', 'checkout', '--key', 'orders', '--context', 'vpce'], '--context takes condition keys with values'],
  ])('access: %j is refused', async (words, message) => {
    const { exit, err } = await access(words)
    expect(err).toContain(message)
    expect(exit).toBe(2)
  })
})

describe('access: refused reads', () => {
  test('access: without SimulatePrincipalPolicy the answer is unknown, with a gap', async () => {
    const faults = [deniedByIdentityPolicy({ operation: 'SimulatePrincipalPolicy' })]
    const { exit, whole } = await access(['--principal', 'checkout', ...SECRET, '-o', 'json'], { faults })
    expect(whole().answers.map(({ answer, deciding_link: link }) => [answer, link])).toEqual([
      ['unknown', 'identity_policy'],
    ])
    expect(whole().gaps.map(({ operation, reason }) => [operation, reason])).toEqual([
      ['iam:SimulatePrincipalPolicy', 'denied'],
    ])
    expect(exit).toBe(0)
  })
})
