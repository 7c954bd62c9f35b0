/**
 * The key policies of the sample account. Most come from one template of the company, which denies deletion of a key
 * that was used within the last 90 days. Three were written by hand and lack that. Several are wrong in one way each.
 */
export const samplePolicies = (account: string) => {
  const role = (name: string, owner?: string): string => roleArn(owner ?? account, name)
  const root = allow('Enable IAM User Permissions', { AWS: `arn:aws:iam::${account}:root` }, 'kms:*')
  const template = (...more: readonly object[]) => policy(root, ...more, NOT_WHILE_IN_USE)
  const byHand = (...more: readonly object[]) => policy(root, ...more)
  const ofThisAccount = { StringEquals: { 'aws:SourceAccount': account } }
  return {
    role,
    /** A correct policy: one role may use the key. */
    usedBy: (name: string) => template(allow('Application', { AWS: role(name) }, USE)),
    /** A correct policy: one role uses the key, another administers and deletes it. */
    administered: (name: string) =>
      policy(
        root,
        allow('Application', { AWS: role(name) }, USE),
        allow('Administrators', { AWS: role('KeyAdmin') }, ADMINISTRATION),
        deny('Deletion by administrators only', DELETION, { ArnNotEquals: { 'aws:PrincipalArn': role('KeyAdmin') } }),
      ),
    /** These services may use the key for any account, because `aws:SourceAccount` is missing. */
    forAnybodysBucket: template(
      allow('Inventory and logs', { Service: ['s3.amazonaws.com', 'delivery.logs.amazonaws.com'] }, [
        'kms:Decrypt',
        'kms:GenerateDataKey*',
      ]),
    ),
    /** One role administers the key and signs with it. */
    releases: template(
      allow('Release team', { AWS: role('release') }, [
        ...ADMINISTRATION,
        'kms:Sign',
        'kms:Verify',
        'kms:GetPublicKey',
      ]),
    ),
    /** One of the roles was deleted. */
    formerAnalysts: template(allow('Analysts', { AWS: [role('analyst'), GONE_ROLE] }, USE)),
    /** Another account may use the key. The Deny names an alias, but a policy can name its own key by `*` only. */
    lastYearsBackups: (alias: string) =>
      template(allow('Backup account', { AWS: `arn:aws:iam::${BACKUP_ACCOUNT}:root` }, USE), {
        ...deny('No new backups', ['kms:Encrypt', 'kms:GenerateDataKey*']),
        Resource: `arn:aws:kms:eu-west-1:${account}:${alias}`,
      }),
    /** The only administrator was a role that was deleted. */
    lockedOut: policy(
      allow('Administrators', { AWS: GONE_ADMIN }, 'kms:*'),
      allow('Application', { AWS: role('crm') }, USE),
      allow('Auditors', { AWS: role('KeyAuditor') }, ['kms:Describe*', 'kms:Get*', 'kms:List*']),
    ),
    /** One role is allowed everything. */
    buildServer: byHand(allow('Build server', { AWS: role('build-server') }, 'kms:*')),
    /** The policy looks narrow, but everyone can call S3. */
    public: byHand(
      allow('Shared through S3', { AWS: '*' }, ['kms:Decrypt', 'kms:DescribeKey'], {
        StringEquals: { 'kms:ViaService': 's3.eu-west-1.amazonaws.com' },
      }),
    ),
    /** A service may use the key for this account only. */
    forQueues: byHand(
      allow('EventBridge', { Service: 'events.amazonaws.com' }, ['kms:Decrypt', 'kms:GenerateDataKey'], ofThisAccount),
    ),
  }
}

export const BACKUP_ACCOUNT = '444455556666'
/** The ID that AWS shows in place of a deleted role. */
export const GONE_ROLE = 'AROAEXAMPLEGONE000001'
const GONE_ADMIN = 'AROAEXAMPLEGONE000002'

const USE = ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey']
const DELETION = ['kms:ScheduleKeyDeletion', 'kms:DisableKey']
const ADMINISTRATION = [
  'kms:CancelKeyDeletion',
  'kms:Create*',
  'kms:Describe*',
  'kms:Disable*',
  'kms:Enable*',
  'kms:Get*',
  'kms:List*',
  'kms:PutKeyPolicy',
  'kms:Revoke*',
  'kms:ScheduleKeyDeletion',
  'kms:TagResource',
  'kms:UntagResource',
  'kms:Update*',
]

const policy = (...Statement: readonly object[]) => ({ Version: '2012-10-17', Statement })

const allow = (Sid: string, Principal: object, Action: string | readonly string[], Condition?: object) => ({
  Sid,
  Effect: 'Allow',
  Principal,
  Action,
  Resource: '*',
  ...(Condition !== undefined && { Condition }),
})

const deny = (Sid: string, Action: readonly string[], Condition?: object) => ({
  Sid,
  Effect: 'Deny',
  Principal: '*',
  Action,
  Resource: '*',
  ...(Condition !== undefined && { Condition }),
})

/** https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html */
const NOT_WHILE_IN_USE = deny('Not while in use', DELETION, {
  NumericLessThanEquals: { 'kms:TrailingDaysWithoutKeyUsage': '90' },
})

const roleArn = (account: string, name: string): string => `arn:aws:iam::${account}:role/${name}`
