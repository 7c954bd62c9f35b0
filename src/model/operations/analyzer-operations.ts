/**
 * The operations of IAM Access Analyzer: a part of the table in `operations.ts`. AWS publishes no rates for them.
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
export const ANALYZER_OPERATIONS = {
  'access-analyzer:ListAnalyzers': {
    perSecond: 5,
    access: 'read',
    giveUpWhen: 'denied',
    without: 'what IAM Access Analyzer says about access from outside',
  },
  'access-analyzer:ListFindingsV2': {
    perSecond: 5,
    access: 'read',
    iamAction: 'access-analyzer:ListFindings',
    giveUpWhen: 'denied',
    without: 'what IAM Access Analyzer says about access from outside',
  },
  'access-analyzer:GetFindingV2': {
    perSecond: 5,
    access: 'read',
    iamAction: 'access-analyzer:GetFinding',
    giveUpWhen: 'denied',
    without: 'the callers that IAM Access Analyzer found',
  },
  'access-analyzer:CheckNoPublicAccess': {
    perSecond: 5,
    access: 'read',
    giveUpWhen: 'denied',
    without: 'what IAM Access Analyzer says about public key policies',
  },
} as const
