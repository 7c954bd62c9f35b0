/** What a row about an operation of the sweep says; `model/operations.ts` explains the fields. */
interface SweepRow {
  perSecond: number
  access: 'read'
  iamAction?: string
  giveUpWhen: 'denied' | 'denied-everywhere'
}

/** A call that lists resources: one refusal decides the Region. */
const list = (perSecond: number, iamAction?: string): SweepRow => row(perSecond, 'denied', iamAction)

/** A call about one resource, which a policy of that resource alone can refuse. */
const each = (perSecond: number, iamAction?: string): SweepRow => row(perSecond, 'denied-everywhere', iamAction)

const row = (perSecond: number, giveUpWhen: SweepRow['giveUpWhen'], iamAction?: string): SweepRow => ({
  perSecond,
  access: 'read',
  giveUpWhen,
  ...(iamAction !== undefined && { iamAction }),
})

/**
 * The operations that find resources which reference keys: a part of the table in `model/operations.ts`. Rates are
 * below the quotas of AWS, because the same quotas serve the account's own work; where AWS publishes no quota, they are
 * ten calls a second.
 *
 * EC2: https://docs.aws.amazon.com/ec2/latest/devguide/ec2-api-throttling.html
 */
export const SWEEP_OPERATIONS = {
  'ec2:DescribeVolumes': list(10),
  'sqs:ListQueues': list(10),
  'sqs:GetQueueAttributes': each(20),
} as const satisfies Record<string, SweepRow>
