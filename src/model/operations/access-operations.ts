/**
 * The operations that find out what the policies of users and roles allow: a part of the table in `operations.ts`. IAM
 * publishes no rates; it is one service for all Regions of an account, and throttles simulations first.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
export const ACCESS_OPERATIONS = {
  'iam:GetRole': { perSecond: 10, access: 'read', without: 'the ID and the tags of roles, and whether they exist' },
  'iam:GetUser': { perSecond: 10, access: 'read', without: 'the ID and the tags of users, and whether they exist' },
  'iam:ListRoles': { perSecond: 10, access: 'read', without: 'the roles that --all-roles matches' },
  'iam:SimulatePrincipalPolicy': {
    perSecond: 10,
    access: 'read',
    giveUpWhen: 'denied',
    without: 'what identity policies, permissions boundaries and service control policies decide',
  },
  'secretsmanager:GetResourcePolicy': { perSecond: 20, access: 'read', without: 'what the policies of secrets decide' },
  // Only as dry runs, as the role that is asked about (--try).
  'kms:Decrypt': { perSecond: 50, access: 'read', neededFor: 'dry-runs' },
  'kms:Encrypt': { perSecond: 50, access: 'read', neededFor: 'dry-runs' },
  'kms:GenerateDataKey': { perSecond: 50, access: 'read', neededFor: 'dry-runs' },
} as const
