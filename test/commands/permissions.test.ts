import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { PUBLISH } from '../../src/commands/permissions/sink-of.ts'
import { ACCOUNT } from '../simulation/services/clients.ts'
import { role, SHOP } from '../collect/enter/accounts.ts'
import { actionsIn, permissions, policy, rolesFor } from './printed-permissions.ts'

describe('permissions of one account', () => {
  test('permissions: named Regions limit the calls about keys, but not the list of Regions', async () => {
    const { Statement } = await policy(['-r', 'us-east-1,eu-west-1', '--checks'])
    const condition = { StringEquals: { 'aws:RequestedRegion': ['eu-west-1', 'us-east-1'] } }
    expect(Statement.map(({ Sid, Condition }) => [Sid, Condition])).toEqual([
      ['KmsAudit', condition],
      ['KmsAuditChecks', condition],
      // IAM is global, so its calls do not go to these Regions.
      ['KmsAuditAccountChecks', undefined],
    ])
    const all = await policy(['-r', 'eu-*'])
    expect(all.Statement.map(({ Sid, Condition }) => [Sid, Condition])).toEqual([
      ['KmsAudit', undefined],
      ['KmsAuditAllRegions', undefined],
    ])
  })

  test('permissions: key ARNs limit the calls about a key to these keys', async () => {
    const arn = `arn:aws:kms:us-east-1:${ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab`
    const { Statement } = await policy(['--key', arn, '--source', 'kms', '--no-requests'])
    const condition = { StringEquals: { 'aws:RequestedRegion': ['us-east-1'] } }
    expect(Statement).toEqual([
      expect.objectContaining({ Action: ['kms:ListAliases', 'kms:ListKeys'], Resource: '*', Condition: condition }),
      expect.objectContaining({
        Action: ['kms:DescribeKey', 'kms:GetKeyLastUsage'],
        Resource: [arn],
        Condition: condition,
      }),
    ])
    const others = await policy(['--key', `${arn},alias/orders`, '--source', 'none'])
    expect(others.Statement.map(({ Resource }) => Resource)).toEqual(['*'])
  })

  test('permissions: retire plan reads facts, and types whose lists contain keys, without further options', async () => {
    const actions = actionsIn(await policy(['retire', 'plan', '-r', 'us-east-1']))
    const needed = [
      'ec2:DescribeVolumes',
      'kms:GetKeyLastUsage',
      'kms:GetKeyPolicy',
      'kms:ListGrants',
      'kms:ListResourceTags',
    ]
    expect(actions).toEqual(expect.arrayContaining(needed))
    expect(actions.filter(action => /Disable|Schedule|Enable|Cancel/.test(action))).toEqual([])
  })

  test('permissions: mcp has what its tools call, whatever an assistant asks for', async () => {
    const actions = actionsIn(await policy(['mcp', '-r', 'us-east-1']))
    const others = [
      ...actionsIn(await policy(['-r', 'us-east-1', '--checks', '--who'])),
      ...actionsIn(await policy(['key', 'orders', '-r', 'us-east-1'])),
      ...actionsIn(await policy(['advise', '-r', 'us-east-1'])),
    ]
    expect(new Set(actions)).toEqual(new Set(others))
    expect(actions).toEqual(expect.arrayContaining(['s3:GetEncryptionConfiguration', 'secretsmanager:ListSecrets']))
    expect(actionsIn(await policy(['mcp']))).toContain('ec2:DescribeRegions')
  })

  test('permissions: --dependents adds the calls of the types, by their names in IAM', async () => {
    const { Statement } = await policy(['-r', 'us-east-1', '--dependents', 'rds-snapshot,efs-file-system,s3-bucket'])
    expect(Statement.find(({ Sid }) => Sid === 'KmsAuditDependents')).toMatchObject({
      Action: [
        'elasticfilesystem:DescribeFileSystems',
        'rds:DescribeDBClusterSnapshots',
        'rds:DescribeDBSnapshots',
        's3:GetEncryptionConfiguration',
        's3:ListAllMyBuckets',
      ],
      Resource: '*',
    })
  })

  test('permissions: makes no calls and needs no credentials or Region', async () => {
    const { exit, err } = await permissions([], {})
    expect({ exit, err }).toEqual({ exit: 0, err: '' })
  })
})

const rolesToAssume = async (words: readonly string[]) =>
  (await rolesFor(words)).caller_policy.Statement.find(({ Sid }) => Sid === 'KmsAuditRoles')?.Resource

describe('permissions of several accounts', () => {
  const org = ['--org', '--org-role', 'audit/KeyAuditor', '--source', 'none']

  test('permissions: the caller may assume the role of the options in the named accounts only', async () => {
    expect(await rolesToAssume(org)).toEqual(['arn:aws:iam::*:role/audit/KeyAuditor'])
    expect(await rolesToAssume([...org, '--accounts', SHOP])).toEqual([role(SHOP)])
    expect(await rolesToAssume(['--role-arn', role(SHOP)])).toEqual([role(SHOP)])
    expect(await rolesToAssume([...org, '-r', 'cn-north-1'])).toEqual(['arn:aws-cn:iam::*:role/audit/KeyAuditor'])
  })

  test('permissions: a caller whose own account is left out needs no audit permissions', async () => {
    const { caller_policy } = await rolesFor([...org, '--caller', ACCOUNT, '--exclude-accounts', ACCOUNT])
    expect(actionsIn(caller_policy)).toEqual(['organizations:ListAccounts', 'sts:AssumeRole'])
  })

  test('permissions: the role trusts the caller and requires the external ID', async () => {
    const arn = `arn:aws:iam::${ACCOUNT}:role/ci`
    const { role: printed } = await rolesFor([...org, '--caller', arn, '--external-id', 'abc'])
    expect(printed.roles).toEqual([{ name: 'KeyAuditor', path: '/audit/' }])
    expect(printed.trust_policy.Statement).toEqual([
      {
        Sid: 'KmsAuditAssume',
        Effect: 'Allow',
        Principal: { AWS: arn },
        Action: ['sts:AssumeRole'],
        Condition: { StringEquals: { 'sts:ExternalId': 'abc' } },
      },
    ])
  })

  test('permissions: without --caller, stderr says what to replace', async () => {
    const { out, err } = await permissions(org)
    expect(out).toContain('"AWS": "arn:aws:iam::CALLER_ACCOUNT:root"')
    expect(err).toBe(
      'kms-audit: Replace CALLER_ACCOUNT in the trust policy by the account that runs kms-audit, or add --caller.\n',
    )
    expect((await permissions([...org, '--caller', ACCOUNT])).err).toBe('')
    expect((await permissions([...org, '-o', 'terraform'])).err).toBe('')
  })

  test('permissions: the CloudFormation template has the policies of the JSON output', async () => {
    const words = [...org, '--caller', ACCOUNT]
    const { Resources } = parse((await permissions([...words, '-o', 'cloudformation'])).out, { version: '1.1' }) as {
      Resources: Record<string, { Properties: { PolicyDocument: unknown; Policies: { PolicyDocument: unknown }[] } }>
    }
    const { caller_policy, role: printed } = await rolesFor(words)
    expect(Resources['KmsAuditPolicy']?.Properties.PolicyDocument).toEqual(caller_policy)
    expect(Resources['KmsAuditRole']?.Properties.Policies[0]?.PolicyDocument).toEqual(printed.policy)
  })
})

test.each<[words: readonly string[], message: string]>([
  [['publish'], `permissions publish requires a destination. ${PUBLISH}`],
  [['--dry-run'], `--dry-run has no effect without publish. ${PUBLISH}`],
  [['audit', 'x'], `Unexpected argument 'x'. ${PUBLISH}`],
  [['publish', 'x'], `Unknown publish destination 'x'. ${PUBLISH}`],
  [['--demo'], '--demo has no effect with permissions. The demo needs no permissions.'],
  [['--caller', '111122223333'], '--caller has no effect without a role. Add --org with --org-role, or --role-arn.'],
  [['-o', 'sarif'], 'permissions does not support -o sarif. Use -o json, -o cloudformation or -o terraform.'],
  [
    ['--caller', 'arn:aws:sts::111122223333:assumed-role/Ops/me'],
    "--caller takes the ARN of a role and not of its session, not 'arn:aws:sts::111122223333:assumed-role/Ops/me'. Run aws iam get-role --role-name Ops --query Role.Arn to print it.",
  ],
])('permissions: %j is a usage error', async (words, message) => {
  expect(await permissions(words)).toEqual({ exit: 2, out: '', err: `kms-audit: ${message}\n` })
})

test('permissions: a Region that is not known is said, because the policy would be useless', async () => {
  const { exit, err } = await permissions(['-r', 'us-esat-1', '--source', 'none'])
  expect({ exit, err }).toEqual({ exit: 0, err: "kms-audit: Unknown Region 'us-esat-1'. Did you mean us-east-1?\n" })
})

test.each(['cloudformation', 'terraform'])('permissions: %s is the expected text', async format => {
  const words = ['--org', '--org-role', 'audit/KmsAudit', '--caller', ACCOUNT, '--external-id', 'abc', '-r', 'all']
  const { out } = await permissions([...words, '-o', format])
  await expect(out).toMatchFileSnapshot(`../golden/permissions.${format}.txt`)
})
