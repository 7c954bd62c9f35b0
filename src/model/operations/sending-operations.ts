/**
 * The operations that send a report to AWS: a part of the table in `operations.ts`. All are called a few times in a run.
 *
 * Security Hub: https://docs.aws.amazon.com/securityhub/1.0/APIReference/Welcome.html
 * SNS: https://docs.aws.amazon.com/general/latest/gr/sns.html
 */
export const SENDING_OPERATIONS = {
  'securityhub:GetFindings': { perSecond: 3, access: 'read', giveUpWhen: 'denied' },
  'securityhub:BatchImportFindings': { perSecond: 10, access: 'write', giveUpWhen: 'denied' },
  'sns:Publish': { perSecond: 30, access: 'write', giveUpWhen: 'denied' },
} as const
