/**
 * Resources of a Region besides keys, by the operation that answers with them, in the form of the SDK: `{
 * 'ec2:DescribeVolumes': [{ VolumeId: 'vol-1', KmsKeyId: '…' }] }`. The service has its name in IAM actions. A time is a
 * `Date`; each protocol writes it in its own way.
 *
 * - An operation that lists has a list of items, or such lists by the resource that they belong to.
 * - An operation that describes has an answer for each name or ARN. An operation that lists only names or summaries
 *   takes them from these if it has no list of its own.
 * - An operation without a parameter, such as `ec2:GetEbsDefaultKmsKeyId`, has its answer.
 *
 * An operation that is left out lists nothing and finds nothing.
 */
export type SimResources = Readonly<Record<string, readonly unknown[] | Readonly<Record<string, unknown>>>>
