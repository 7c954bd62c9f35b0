import { DAY, HOUR } from '../../../model/time.ts'
import type { SimIam, SimIamRole } from '../../world/sim-iam.ts'
import { samplePlace } from '../resources/sample-place.ts'
import { AWS_MANAGED, customerManaged } from './managed-policies.ts'
import { allow, deny, document, trusts, USE_KEYS } from './statements.ts'
import type { SampleMoments } from '../sample-key.ts'

/**
 * Users, groups, roles and policies of the shop. Most roles may use the keys that they need. Some policies allow
 * decryption with every key, each in another way, and others only look as if they did.
 */
export const sampleIam = (moments: SampleMoments): SimIam => ({
  roles: sampleRoles(moments),
  users: [
    { name: 'alice', groups: ['administrators'] },
    { name: 'bob', groups: ['developers'], boundary: 'developer-boundary' },
    // Inline, and with no limit but the boundary.
    {
      name: 'backup-script',
      boundary: 'developer-boundary',
      inline: { restore: document(allow(['kms:Decrypt', 'kms:DescribeKey'], '*')) },
    },
  ],
  groups: [
    { name: 'administrators', attached: ['AdministratorAccess'] },
    { name: 'developers', attached: ['developers', 'ReadOnlyAccess'] },
    // Everything except IAM includes decryption.
    {
      name: 'on-call',
      inline: { everything: document({ Effect: 'Allow', NotAction: ['iam:*', 'organizations:*'], Resource: '*' }) },
    },
  ],
  policies: [...AWS_MANAGED, ...customerManaged(moments)],
  serviceControl: [[document(allow('*', '*')), document(deny('secretsmanager:GetSecretValue', BREAK_GLASS))]],
})

/** No one in the organization may read these secrets. */
const BREAK_GLASS = 'arn:aws:secretsmanager:*:*:secret:break-glass/*'

/** The roles that the key policies of the shop name, and those of its data and build teams. */
function sampleRoles(moments: SampleMoments): SimIamRole[] {
  const { key, arn, account } = samplePlace(moments, 'us-east-1')
  const dublin = samplePlace(moments, 'eu-west-1')
  const lastUsed = (ago: number, region = 'us-east-1') => ({ lastUsed: { at: moments.now - ago, region } })
  return [
    {
      name: 'orders-api',
      inline: {
        orders: document(
          allow(USE_KEYS, key('orders')),
          readSecret(arn('secretsmanager', 'secret:shop/payment-provider-*')),
        ),
      },
      trust: trusts({ Service: 'ecs-tasks.amazonaws.com' }),
      ...lastUsed(HOUR),
    },
    // May read the secret, but not use its key.
    {
      name: 'checkout',
      inline: { secrets: document(readSecret(arn('secretsmanager', 'secret:shop/*'))) },
      trust: trusts({ Service: 'ecs-tasks.amazonaws.com' }),
      ...lastUsed(2 * HOUR),
    },
    // May use keys, but only through Secrets Manager.
    {
      name: 'worker',
      inline: {
        secrets: document(
          readSecret('*'),
          allow('kms:Decrypt', `arn:aws:kms:us-east-1:${account}:key/*`, {
            StringEquals: { 'kms:ViaService': 'secretsmanager.us-east-1.amazonaws.com' },
          }),
        ),
      },
      // The auditor may assume it, to try what it may do.
      trust: trusts({ AWS: `arn:aws:iam::${account}:role/KeyAuditor` }),
      ...lastUsed(DAY),
    },
    // The boundary takes away what the policy allows.
    {
      name: 'analyst',
      attached: ['analytics-read'],
      boundary: 'no-secrets-boundary',
      inline: { secrets: document(readSecret('*')) },
      ...lastUsed(3 * DAY, 'eu-west-1'),
    },
    {
      name: 'sepa',
      inline: { files: document(allow(USE_KEYS, dublin.key('sepa-files'))) },
      ...lastUsed(DAY, 'eu-west-1'),
    },
    { name: 'crm', attached: ['crm-keys'], ...lastUsed(8 * DAY, 'eu-west-1') },
    { name: 'export-worker', attached: ['export-worker'], ...lastUsed(HOUR, 'eu-west-1') },
    {
      name: 'build-server',
      inline: { build: document(allow(['kms:*', 's3:*'], '*')) },
      trust: trusts({ Service: 'codebuild.amazonaws.com' }),
      ...lastUsed(300 * DAY),
    },
    {
      name: 'KeyAdmin',
      attached: ['key-administration'],
      trust: trusts({ AWS: `arn:aws:iam::${account}:user/alice` }),
      ...lastUsed(26 * DAY),
    },
    {
      name: 'KeyAuditor',
      attached: ['SecurityAudit'],
      trust: trusts({ AWS: `arn:aws:iam::${account}:root` }),
      ...lastUsed(0),
    },
    {
      name: 'break-glass',
      attached: ['PowerUserAccess'],
      trust: trusts({ AWS: `arn:aws:iam::${account}:user/alice` }),
    },
  ]
}

const readSecret = (secret: string) => allow(['secretsmanager:GetSecretValue', 'secretsmanager:DescribeSecret'], secret)
