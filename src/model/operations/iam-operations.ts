/**
 * Operations of IAM, which is global: a part of the table in `operations.ts`. AWS publishes no quotas for them.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_Operations.html
 */
export const IAM_OPERATIONS = {
  'iam:GetAccountAuthorizationDetails': {
    perSecond: 5,
    access: 'read',
    without: 'findings about IAM policies that allow decryption',
  },
} as const
