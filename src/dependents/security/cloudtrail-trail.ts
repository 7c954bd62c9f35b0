import type { Dependent } from '../dependent.ts'
import { awsCommand, KEY, raw } from '../shared/aws-command.ts'
import { noting } from '../shared/noting.ts'

/**
 * Trails of the Region. Without the key, CloudTrail stops delivering, so that uses of other keys are missed, too.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/encrypting-cloudtrail-log-files-with-aws-kms.html
 */
const cloudtrailTrail: Dependent = {
  singular: 'trail',
  plural: 'trails',
  operations: ['cloudtrail:DescribeTrails'],
  effort: 'list',
  namesOtherRegions: true,
  effect: {
    when: 'at-once',
    consequence: 'no more log files are delivered, and those delivered can no longer be read',
  },
  namedBy: { arn: /^cloudtrail:[^:]*:[^:]*:trail\/(.+)$/, context: 'aws:cloudtrail:arn' },
  config: [{ resourceType: 'AWS::CloudTrail::Trail', property: 'kmsKeyId' }],
  // https://docs.aws.amazon.com/awscloudtrail/latest/userguide/encrypting-cloudtrail-log-files-with-aws-kms.html
  encryption: {
    resourceType: 'AWS::CloudTrail::Trail',
    withoutKey: 'aws_owned',
    fix: 'in-place',
    remedy:
      'Set the key of the trail. Its key policy must allow CloudTrail to encrypt and readers of the log files ' +
      'to decrypt.',
    command: ({ id, region }) => awsCommand('cloudtrail update-trail', { name: id, 'kms-key-id': raw(KEY) }, region),
  },
  async list(sweep) {
    const { CloudTrailClient, DescribeTrailsCommand } = await import('@aws-sdk/client-cloudtrail')
    const cloudtrail = sweep.client('CloudTrail', config => new CloudTrailClient(config))
    const send = () => cloudtrail.send(new DescribeTrailsCommand({ includeShadowTrails: false }))
    const request = { send, items: 'trailList' }
    await sweep.pages('cloudtrail:DescribeTrails', request, noting(sweep, { id: 'Name', arn: 'TrailARN' }))
  },
}

export default cloudtrailTrail
