/** What the keys of the sample account let whom do: some as it should be, each of the others wrong in a way of its own. */
export const samplePolicies = (account: string) => {
  const role = (name: string, owner?: string): string => roleArn(owner ?? account, name)
  const root = allow('Enable IAM User Permissions', { AWS: `arn:aws:iam::${account}:root` }, 'kms:*')
  const withRoot = (...more: readonly object[]) => policy(root, ...more)
  const ofThisAccount = { StringEquals: { 'aws:SourceAccount': account } }
  const unguarded = ['kms:ScheduleKeyDeletion', 'kms:DisableKey']
  return {
    role,
    /** Nobody deletes what was used within the last 90 days. */
    guarded: withRoot(
      allow('The application', { AWS: role('app') }, USE),
      deny('Not while in use', unguarded, { NumericLessThanEquals: { 'kms:TrailingDaysWithoutKeyUsage': '90' } }),
    ),
    /** Only the administrators of keys delete. */
    administered: withRoot(
      allow('Administrators', { AWS: role('KeyAdmin') }, ADMINISTRATION),
      deny('Deletion by administrators only', unguarded, { ArnNotEquals: { 'aws:PrincipalArn': role('KeyAdmin') } }),
    ),
    forQueues: withRoot(
      allow('EventBridge', { Service: 'events.amazonaws.com' }, ['kms:Decrypt', 'kms:GenerateDataKey'], ofThisAccount),
    ),
    forAnybodysBucket: withRoot(
      allow('Inventory and logs', { Service: ['s3.amazonaws.com', 'delivery.logs.amazonaws.com'] }, [
        'kms:Decrypt',
        'kms:GenerateDataKey*',
      ]),
    ),
    /** It looks narrow, but everybody has an S3. */
    public: withRoot(
      allow('Shared through S3', { AWS: '*' }, ['kms:Decrypt', 'kms:DescribeKey'], {
        StringEquals: { 'kms:ViaService': 's3.us-east-1.amazonaws.com' },
      }),
    ),
    sharedWithBackup: withRoot(allow('Backup account', { AWS: `arn:aws:iam::${BACKUP_ACCOUNT}:root` }, USE)),
    buildServer: withRoot(allow('Build server', { AWS: role('build-server') }, 'kms:*')),
    releases: withRoot(
      allow('Release team', { AWS: role('release') }, [
        ...ADMINISTRATION,
        'kms:Sign',
        'kms:Verify',
        'kms:GetPublicKey',
      ]),
    ),
    formerAnalysts: withRoot(allow('Analysts', { AWS: [role('analyst'), GONE_ROLE] }, USE)),
    /** The administrators were one role, and that role was deleted. */
    lockedOut: policy(
      allow('Administrators', { AWS: GONE_ADMIN }, 'kms:*'),
      allow('The application', { AWS: role('crm') }, USE),
      allow('Auditors', { AWS: role('KeyAuditor') }, ['kms:Describe*', 'kms:Get*', 'kms:List*']),
    ),
    /** A policy names the key that it belongs to by `*`, never by an alias. */
    frozen: withRoot({
      ...deny('No more writing', ['kms:Encrypt', 'kms:GenerateDataKey*']),
      Resource: `arn:aws:kms:eu-west-1:${account}:alias/archive/2025`,
    }),
  }
}

export const BACKUP_ACCOUNT = '444455556666'
/** What AWS shows in place of roles that are no more. */
export const GONE_ROLE = 'AROAEXAMPLEGONE000001'
const GONE_ADMIN = 'AROAEXAMPLEGONE000002'

const USE = ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey']
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

const roleArn = (account: string, name: string): string => `arn:aws:iam::${account}:role/${name}`
