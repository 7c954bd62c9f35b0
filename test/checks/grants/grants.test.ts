import { describe, expect, test } from 'vitest'
import type { Check } from '../../../src/checks/check.ts'
import grantBroad from '../../../src/checks/grants/grant-broad.ts'
import grantCrossAccount from '../../../src/checks/grants/grant-cross-account.ts'
import grantDeadPrincipal from '../../../src/checks/grants/grant-dead-principal.ts'
import grantDuplicate from '../../../src/checks/grants/grant-duplicate.ts'
import grantUnconstrained from '../../../src/checks/grants/grant-unconstrained.ts'
import grantsNearQuota from '../../../src/checks/grants/grants-near-quota.ts'
import type { GrantRecord, KeyRecord } from '../../../src/model/report.ts'
import { aRecord, aReport } from '../../formats/a-report.ts'
import { aGrant, judged, verdict } from '../judged.ts'

type Row = [what: string, key: Partial<KeyRecord>, expected: string]

const granted = (...grants: Partial<GrantRecord>[]): Partial<KeyRecord> => ({ grants: grants.map(aGrant) })
const allowing = (...operations: string[]) => granted({ operations })
const retiring = (name: string) => ({ retiring_principal: `arn:aws:iam::111122223333:role/${name}` })
const many = (length: number): Partial<KeyRecord> => ({ grants: Array.from({ length }, () => aGrant()) })
const DEAD = 'AROAEXAMPLEEXAMPLE123'
const LINKED = 'arn:aws:iam::111122223333:role/aws-service-role/mq.amazonaws.com/AWSServiceRoleForAmazonMQ'
const RETIRER = '"${RETIRING_PRINCIPAL:?set RETIRING_PRINCIPAL to the ARN of who may retire the grant}"'
const ON_KEY = '--key-id 0a1b2c3d-0001-4000-8000-000000000001'
const HERE = '--region eu-west-1'

/** The report is of 2026-11-20 14:30:22 UTC. */
const madeAt = (created_at: string | null) => ({ created_at })

test.each<[Check]>([
  [grantBroad],
  [grantCrossAccount],
  [grantDeadPrincipal],
  [grantDuplicate],
  [grantUnconstrained],
  [grantsNearQuota],
])('$id: no grants pass, unread ones are unknown, and those on AWS managed keys are left alone', check => {
  expect(verdict(judged(check, { grants: [] }))).toBe('pass')
  expect(verdict(judged(check, granted({})))).toBe('pass')
  expect(verdict(judged(check, { grants: null }))).toBe('unknown')
  expect(verdict(judged(check, {}))).toBe('unknown')
  expect(verdict(judged(check, { grants: [], key_manager: 'AWS' }))).toBe('not_applicable')
})

describe('grant-broad', () => {
  const pairs = ['GenerateDataKeyPair', 'GenerateDataKeyPairWithoutPlaintext']
  const dataKeys = ['GenerateDataKey', 'GenerateDataKeyWithoutPlaintext']
  const symmetric = ['Decrypt', 'Encrypt', ...dataKeys, ...pairs]
  const hmac = { key_usage: 'GENERATE_VERIFY_MAC', key_spec: 'HMAC_256' }
  const signing = { key_usage: 'SIGN_VERIFY', key_spec: 'RSA_2048' }
  const agreement = { key_usage: 'KEY_AGREEMENT', key_spec: 'ECC_NIST_P256' }
  test.each<Row>([
    ['all operations and CreateGrant fail', allowing(...symmetric, 'CreateGrant'), 'fail medium'],
    [
      'all but CreateGrant pass',
      allowing(...symmetric, 'ReEncryptFrom', 'ReEncryptTo', 'DescribeKey', 'RetireGrant'),
      'pass',
    ],
    [
      'many that are not all pass',
      allowing(
        'Decrypt',
        ...dataKeys,
        ...pairs,
        'ReEncryptFrom',
        'ReEncryptTo',
        'CreateGrant',
        'DescribeKey',
        'RetireGrant',
      ),
      'pass',
    ],
    [
      'three are all that an HMAC key has',
      { ...hmac, ...allowing('GenerateMac', 'VerifyMac', 'CreateGrant') },
      'fail medium',
    ],
    ['checking MACs is not making them', { ...hmac, ...allowing('VerifyMac', 'CreateGrant', 'DescribeKey') }, 'pass'],
    [
      'two are all of an agreement key',
      { ...agreement, ...allowing('DeriveSharedSecret', 'CreateGrant') },
      'fail medium',
    ],
    ['an RSA signing key has two', { ...signing, ...allowing('Sign', 'Verify', 'CreateGrant') }, 'fail medium'],
    ['only verifying passes', { ...signing, ...allowing('Verify', 'GetPublicKey', 'CreateGrant') }, 'pass'],
    [
      'an RSA encryption key has no data keys',
      { key_spec: 'RSA_4096', ...allowing('Decrypt', 'Encrypt', 'CreateGrant') },
      'fail medium',
    ],
    ['a symmetric one has', allowing('Decrypt', 'Encrypt', 'CreateGrant'), 'pass'],
    [
      'a usage that nobody has met is unknown',
      { key_usage: 'TELEPORT', ...allowing('Sign', 'CreateGrant') },
      'unknown',
    ],
  ])('%s', (_, key, expected) => expect(verdict(judged(grantBroad, key))).toBe(expected))
})

describe('grant-cross-account', () => {
  const to = (grantee_principal: string) => granted({}, { grantee_principal })
  const forSource = (source_arn: string) =>
    granted({ grantee_principal: 'rds.amazonaws.com', constraints: { source_arn } })
  const stranger = 'arn:aws:iam::444455556666:role/reader'
  test.each<Row>([
    ['a role of a stranger fails', to(stranger), 'fail high'],
    ['DescribeKey alone is enough', granted({ grantee_principal: stranger, operations: ['DescribeKey'] }), 'fail low'],
    [
      'DescribeKey and Verify are more than metadata',
      granted({ grantee_principal: stranger, operations: ['DescribeKey', 'Verify'] }),
      'fail high',
    ],
    [
      'a service for a resource of a stranger',
      forSource(`arn:aws:rds:eu-west-1:444455556666:db:orders`),
      'fail medium',
    ],
    ['a service for a resource of the own account', forSource('arn:aws:rds:eu-west-1:111122223333:db:orders'), 'pass'],
    ['a service for a bucket, whose ARN has no account', forSource('arn:aws:s3:::amzn-s3-demo-bucket'), 'pass'],
    [
      'a service held by the context to log groups of a stranger',
      granted({
        grantee_principal: 'logs.eu-west-1.amazonaws.com',
        constraints: {
          encryption_context_subset: { 'aws:logs:arn': 'arn:aws:logs:eu-west-1:444455556666:log-group:a' },
        },
      }),
      'fail medium',
    ],
    [
      'a service held by the context to mail of a stranger',
      granted({
        grantee_principal: 'ses.amazonaws.com',
        constraints: { encryption_context_equals: { 'aws:ses:source-account': '444455556666' } },
      }),
      'fail medium',
    ],
    [
      'a role whose context names a stranger is no stranger',
      granted({ constraints: { encryption_context_equals: { 'aws:ses:source-account': '444455556666' } } }),
      'pass',
    ],
    ['so is a session in another account', to('arn:aws:sts::444455556666:assumed-role/reader/me'), 'fail high'],
    ['in GovCloud too', to('arn:aws-us-gov:iam::444455556666:root'), 'fail high'],
    ['and in China', to('arn:aws-cn:iam::444455556666:user/me'), 'fail high'],
    ['a stranger who may only retire it is less', granted({ retiring_principal: stranger }), 'fail medium'],
    ['anybody is a stranger', to('*'), 'fail high'],
    ['the own account passes', to('arn:aws:iam::111122223333:root'), 'pass'],
    ['a service is no account', to('dynamodb.eu-west-1.amazonaws.com'), 'pass'],
    ['a deleted role is no foreign account', to(DEAD), 'pass'],
  ])('%s', (_, key, expected) => expect(verdict(judged(grantCrossAccount, key))).toBe(expected))

  test('accounts that are named are trusted', () => {
    const trusting = (...trustedAccounts: string[]) =>
      judged(grantCrossAccount, to(stranger), { settings: { trustedAccounts } })
    expect(verdict(trusting('444455556666'))).toBe('pass')
    expect(verdict(trusting('123456789012'))).toBe('fail high')
  })

  test('accounts of the organization are trusted, and unknown when it could not be read', () => {
    const scope = aReport().scope
    const within = (accounts: string[] | null) =>
      judged(grantCrossAccount, to(stranger), {
        scope: { ...scope, organization: accounts === null ? null : { id: 'o-exampleorgid', accounts } },
      })
    expect(verdict(within(['111122223333', '444455556666']))).toBe('pass')
    expect(verdict(within(['111122223333']))).toBe('fail high')
    expect(verdict(within(null))).toBe('unknown')
  })

  test('it names the stranger and how to take the grant back', () => {
    const { detail, remedy, advice } = judged(
      grantCrossAccount,
      granted({ grant_id: 'g-7', grantee_principal: stranger }),
    )
    expect(detail).toBe('1 grant to account 444455556666 allows Decrypt and GenerateDataKey.')
    expect(remedy).toBe(
      'aws kms revoke-grant --key-id 0a1b2c3d-0001-4000-8000-000000000001 --grant-id g-7 --region eu-west-1',
    )
    expect(advice).toBe('The commands end the access that these grants give to account 444455556666.')
  })

  test('what a stranger may only retire is made anew first: its grantee is trusted', () => {
    const { detail, remedy } = judged(grantCrossAccount, granted({ grant_id: 'g-7', retiring_principal: stranger }))
    expect(detail).toBe('Account 444455556666 can retire 1 grant, which ends the access of the grantee.')
    expect(remedy).toMatch(/^aws kms create-grant .* && sleep 300 && aws kms revoke-grant .*--grant-id g-7 /)
  })

  test('what a stranger was given is revoked at once, also where the same one retires others', () => {
    const { detail, remedy } = judged(
      grantCrossAccount,
      granted(
        { grant_id: 'g-1', retiring_principal: stranger },
        { grant_id: 'g-2', grantee_principal: stranger, retiring_principal: stranger },
      ),
    )
    expect(detail).toBe(
      '1 grant to account 444455556666 allows Decrypt and GenerateDataKey. Account 444455556666 can retire 1 more.',
    )
    expect(remedy).toMatch(/^aws kms revoke-grant .*--grant-id g-2 .* && aws kms create-grant .*--grant-id g-1 /)
  })
})

describe('grant-unconstrained', () => {
  test('a grant that a service made for itself is not revoked', () => {
    const { detail, remedy } = judged(grantUnconstrained, granted({ grantee_principal: 'mq.amazonaws.com', ...open }))
    expect([detail, remedy]).toEqual([
      '1 grant (to mq.amazonaws.com) was created by AWS services for their own use. Revoking would interrupt these services.',
      '',
    ])
  })

  test('the narrower grant is made first, and only when its context is known', () => {
    const made = { ...open, name: 'app', retiring_principal: 'arn:aws:iam::111122223333:role/admin' }
    const { remedy, advice } = judged(
      grantUnconstrained,
      granted({ ...service, ...open }, { ...made, grant_id: 'g-2' }),
    )
    expect(advice).toBe('The grantees lose access to data with another encryption context.')
    expect(remedy.split(' && ')).toEqual([
      `aws kms create-grant ${ON_KEY} --name app --grantee-principal arn:aws:iam::111122223333:role/app ` +
        '--retiring-principal arn:aws:iam::111122223333:role/admin --operations Decrypt GenerateDataKey ' +
        `--constraints '{"EncryptionContextSubset":{'` +
        '"${CONTEXT:?set CONTEXT to the JSON pair that the data is encrypted with}"' +
        `'}}' ${HERE}`,
      'sleep 300',
      `aws kms revoke-grant ${ON_KEY} --grant-id g-2 ${HERE}`,
    ])
  })

  test('a source that a grant has stays in the narrower one', () => {
    const { remedy } = judged(grantUnconstrained, granted({ constraints: { source_arn: "arn:aws:rds:::db:it's" } }))
    expect(remedy).toContain(
      `--constraints '{"SourceArn":"arn:aws:rds:::db:it'\\''s","EncryptionContextSubset":{'"\${CONTEXT:?`,
    )
  })

  const open = { constraints: null }
  const service = { grantee_principal: 'rds.eu-west-1.amazonaws.com' }
  const source_arn = 'arn:aws:rds:eu-west-1:111122223333:db:orders'
  test.each<Row>([
    ['no constraint fails', granted(open), 'fail low'],
    ['an empty one fails', granted({ constraints: { encryption_context_equals: {} } }), 'fail low'],
    ['an exact context passes', granted({ constraints: { encryption_context_equals: { a: 'b' } } }), 'pass'],
    ['a service for one resource passes', granted({ ...service, constraints: { source_arn } }), 'pass'],
    ['a service for anything is its own business', granted({ ...service, ...open }), 'not_applicable'],
    ['a service of China', granted({ grantee_principal: 'mq.amazonaws.com.cn', ...open }), 'not_applicable'],
    [
      'a service of the European sovereign cloud',
      granted({ grantee_principal: 'mq.amazonaws.eu', ...open }),
      'not_applicable',
    ],
    ['a service-linked role', granted({ grantee_principal: LINKED, ...open }), 'not_applicable'],
    [
      'a role that only AWS can name',
      granted({ grantee_principal: 'arn:aws:sts::111122223333:assumed-role/aws:ec2-infrastructure/i-1', ...open }),
      'not_applicable',
    ],
    ['a service beside a role', granted({ ...service, ...open }, open), 'fail low'],
    ['a role with a source is not a service', granted({ constraints: { source_arn } }), 'fail low'],
    ['who may only describe needs none', granted({ ...open, operations: ['DescribeKey', 'RetireGrant'] }), 'pass'],
    [
      'signatures have no context',
      { key_usage: 'SIGN_VERIFY', key_spec: 'RSA_2048', ...granted(open) },
      'not_applicable',
    ],
    ['nor has RSA encryption', { key_spec: 'RSA_2048', ...granted(open) }, 'not_applicable'],
  ])('%s', (_, key, expected) => expect(verdict(judged(grantUnconstrained, key))).toBe(expected))
})

describe('grant-duplicate', () => {
  test('a service has one grant for each of its resources', () => {
    const service = { grantee_principal: 'mq.amazonaws.com', constraints: null }
    expect(verdict(judged(grantDuplicate, granted(service, { ...service, grant_id: 'g-2' })))).toBe('pass')
  })

  const both = { encryption_context_subset: { a: '1', b: '2' } }
  const turned = { encryption_context_subset: { b: '2', a: '1' } }
  test.each<Row>([
    ['the same twice fails', granted({}, { grant_id: 'g-2' }), 'fail low'],
    [
      'order does not matter',
      granted(
        { operations: ['Encrypt', 'Decrypt'], constraints: both },
        { operations: ['Decrypt', 'Encrypt'], constraints: turned },
      ),
      'fail low',
    ],
    ['another operation passes', granted({}, { operations: ['Decrypt'] }), 'pass'],
    [
      'operations that nobody has met count too',
      granted({ operations: ['Melt', 'Decrypt', 'Boil'] }, { operations: ['Boil', 'Melt', 'Decrypt'] }),
      'fail low',
    ],
    ['one of them more passes', granted({ operations: ['Decrypt'] }, { operations: ['Decrypt', 'Melt'] }), 'pass'],
    ['another volume passes', granted({}, { constraints: { encryption_context_subset: { order: '8' } } }), 'pass'],
    [
      'equals is not subset',
      granted({ constraints: both }, { constraints: { encryption_context_equals: both.encryption_context_subset } }),
      'pass',
    ],
    ['another grantee passes', granted({}, { grantee_principal: 'arn:aws:iam::111122223333:role/other' }), 'pass'],
  ])('%s', (_, key, expected) => expect(verdict(judged(grantDuplicate, key))).toBe(expected))

  test.each<Row>([
    ['another retiring principal passes', granted(retiring('one'), { grant_id: 'g-2', ...retiring('other') }), 'pass'],
    ['none is another', granted(retiring('one'), { grant_id: 'g-2' }), 'pass'],
    ['the same one fails', granted(retiring('one'), { grant_id: 'g-2', ...retiring('one') }), 'fail low'],
    [
      'the account that made it may retire it too',
      granted({}, { grant_id: 'g-2', issuing_account: 'arn:aws:iam::444455556666:root' }),
      'pass',
    ],
  ])('%s', (_, key, expected) => expect(verdict(judged(grantDuplicate, key))).toBe(expected))

  const [old, middle, late] = ['2026-02-01T00:00:00Z', '2026-03-01T00:00:00Z', '2026-03-01T00:00:00.500Z']
  test.each<[what: string, made: (string | null)[], revoked: string[]]>([
    ['oldest first', [old, middle, late], ['g-2', 'g-3']],
    ['newest first', [late, middle, old], ['g-1', 'g-2']],
    ['in any order', [middle, old, late], ['g-1', 'g-3']],
    ['at the same time', [old, old], ['g-2']],
    ['at a time that is not known', [null, null], ['g-2']],
    ['one at a time that is not known', [null, old], ['g-2']],
  ])('the oldest stays: listed %s', (_, made, revoked) => {
    const grants = made.map((created_at, index) => ({ grant_id: `g-${index + 1}`, created_at }))
    const { detail, remedy } = judged(grantDuplicate, granted(...grants))
    expect([...remedy.matchAll(/--grant-id (\S+)/g)].map(([, id]) => id).toSorted()).toEqual(revoked)
    expect(detail).toMatch(
      /^(?:1 of .*\) repeats|[2-9] of .*\) repeat) another grant with the same operations, constraints and retiring principal\.$/,
    )
  })
})

describe('grant-dead-principal', () => {
  test.each<Row>([
    ['a deleted role fails', granted({ grantee_principal: DEAD }), 'fail low'],
    ['a deleted user fails', granted({ grantee_principal: 'AIDAEXAMPLEEXAMPLE123' }), 'fail low'],
    ['a deleted role that was to retire it is told', granted({ retiring_principal: DEAD }), 'fail info'],
    [
      'a deleted grantee weighs more than a deleted retiring principal',
      granted({ retiring_principal: DEAD }, { grantee_principal: DEAD, retiring_principal: DEAD }),
      'fail low',
    ],
    ['a role with such a name lives', granted({ grantee_principal: `arn:aws:iam::111122223333:role/${DEAD}` }), 'pass'],
  ])('%s', (_, key, expected) => expect(verdict(judged(grantDeadPrincipal, key))).toBe(expected))

  test.each<Row>([
    [
      'a grant of half a minute is unknown',
      granted({ grantee_principal: DEAD, ...madeAt('2026-11-20T14:29:52Z') }),
      'unknown',
    ],
    [
      'a grant of 59 minutes is unknown',
      granted({ grantee_principal: DEAD, ...madeAt('2026-11-20T13:31:22Z') }),
      'unknown',
    ],
    ['a grant of an hour fails', granted({ grantee_principal: DEAD, ...madeAt('2026-11-20T13:30:22Z') }), 'fail low'],
    ['a grant of unknown age fails', granted({ grantee_principal: DEAD, ...madeAt(null) }), 'fail low'],
    ['a new grant to a role passes', granted(madeAt('2026-11-20T14:29:52Z')), 'pass'],
    [
      'a new grant that such a principal may retire is unknown',
      granted({ retiring_principal: DEAD, ...madeAt('2026-11-20T14:29:52Z') }),
      'unknown',
    ],
    [
      'an old one beside a new one fails',
      granted({ grantee_principal: DEAD, ...madeAt('2026-11-20T14:29:52Z') }, { grantee_principal: DEAD }),
      'fail low',
    ],
  ])('grant-dead-principal: %s', (_, key, expected) => expect(verdict(judged(grantDeadPrincipal, key))).toBe(expected))

  test('grant-dead-principal: a new grant says why it is unknown, and is not revoked', () => {
    const { detail, remedy } = judged(
      grantDeadPrincipal,
      granted({ grantee_principal: DEAD, ...madeAt('2026-11-20T14:29:52Z') }),
    )
    expect(detail).toMatch(/less than an hour old\. AWS also shows the ID of a new principal/)
    expect(remedy).toBe('')
  })

  test('grant-dead-principal: an empty name in a saved report is no name', () => {
    const { remedy } = judged(grantDeadPrincipal, granted({ name: '', retiring_principal: DEAD }))
    expect(remedy).not.toContain('--name')
  })

  test('a grant that the deleted role was given is revoked', () => {
    const { detail, remedy } = judged(grantDeadPrincipal, granted({ grantee_principal: DEAD }))
    expect(detail).toBe(`1 grant (to ${DEAD}) names a deleted grantee principal.`)
    expect(remedy).toBe(`aws kms revoke-grant ${ON_KEY} --grant-id g-1 ${HERE}`)
  })

  test('one that it was only to retire is made anew first: its grantee lives', () => {
    const { detail, remedy } = judged(grantDeadPrincipal, granted({ retiring_principal: DEAD }))
    expect(detail).toBe(
      '1 grant (to arn:aws:iam::111122223333:role/app) names a deleted retiring principal. Only the account that ' +
        'created the grant, or a grantee with the RetireGrant operation, can still retire it. Key administrators can ' +
        'revoke it.',
    )
    expect(remedy.split(' && ')).toEqual([
      `aws kms create-grant ${ON_KEY} --grantee-principal arn:aws:iam::111122223333:role/app ` +
        `--retiring-principal ${RETIRER} --operations Decrypt GenerateDataKey ` +
        `--constraints '{"EncryptionContextSubset":{"order":"7"}}' ${HERE}`,
      'sleep 300',
      `aws kms revoke-grant ${ON_KEY} --grant-id g-1 ${HERE}`,
    ])
  })

  test('a grant made anew is the same but for who retires it', () => {
    const constraints = { encryption_context_equals: { "it's": '$(id)' }, source_arn: 'arn:aws:rds:::db:orders' }
    const service = { name: 'orders', grantee_principal: 'rds.eu-west-1.amazonaws.com', constraints }
    const [named = ''] = judged(grantDeadPrincipal, granted({ ...service, retiring_principal: DEAD })).remedy.split(
      '&&',
    )
    expect(named).toContain(' --name orders --grantee-service-principal rds.eu-west-1.amazonaws.com ')
    expect(named).toContain(
      ` --constraints '{"EncryptionContextEquals":{"it'\\''s":"$(id)"},"SourceArn":"arn:aws:rds:::db:orders"}' `,
    )
    for (const none of [null, {}]) {
      const { remedy } = judged(grantDeadPrincipal, granted({ constraints: none, retiring_principal: DEAD }))
      expect(remedy).not.toContain('--constraints')
    }
  })

  test('of both kinds, the first three are in the remedy, and one wait does for all', () => {
    const { remedy, advice } = judged(
      grantDeadPrincipal,
      granted(
        { grant_id: 'g-1', retiring_principal: DEAD },
        { grant_id: 'g-2', retiring_principal: DEAD },
        { grant_id: 'g-3', retiring_principal: DEAD },
        { grant_id: 'g-4', grantee_principal: DEAD },
      ),
    )
    expect(remedy.replace(/aws kms (\S+) .*?(?:--grant-id (\S+) )?--region eu-west-1/g, '$1 $2')).toBe(
      'revoke-grant g-4 && create-grant  && create-grant  && sleep 300 && revoke-grant g-1 && revoke-grant g-2',
    )
    expect(advice).toBe('The commands are for 3 of 4 grants.')
  })
})

describe('grants-near-quota', () => {
  test.each<Row>([
    ['40,000 fail', many(40_000), 'fail medium'],
    ['39,999 pass', many(39_999), 'pass'],
  ])('%s', (_, key, expected) => expect(verdict(judged(grantsNearQuota, key))).toBe(expected))

  test('a remedy for thousands stays short', () => {
    const open = Array.from({ length: 5000 }, (_, index) => aGrant({ grant_id: `g-${index}`, constraints: null }))
    const { remedy, advice } = judged(grantUnconstrained, { grants: open })
    expect(remedy).toMatch(/^(aws kms create-grant .* && ){3}sleep 300( && aws kms revoke-grant [^&]*){3}$/)
    expect(advice).toMatch(/\nThe commands are for 3 of 5,000 grants\.$/)
  })
})

test('a key that could not be described still shows to whom it was granted', () => {
  const key = { ...aRecord(granted({ grantee_principal: 'arn:aws:iam::444455556666:root' })), key_state: null }
  const denied = { ...key, key_manager: null, key_usage: null, key_spec: null, error: 'Access denied' }
  expect(verdict(judged(grantCrossAccount, denied))).toBe('fail high')
  expect(verdict(judged(grantUnconstrained, denied))).toBe('unknown')
})
