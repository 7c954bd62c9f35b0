import type { Dependent } from '../dependent.ts'
import { keyInRegion } from '../shared/key-in-region.ts'

/**
 * Systems Manager encrypts with this key the inventory that it copies to a bucket, which may be in another Region.
 * https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_ResourceDataSyncS3Destination.html
 */
const ssmDataSync: Dependent = {
  singular: 'SSM resource data sync',
  plural: 'SSM resource data syncs',
  operations: ['ssm:ListResourceDataSync'],
  effort: 'list',
  namesOtherRegions: true,
  effect: { when: 'at-once', consequence: 'inventory is no longer copied, and earlier data cannot be read' },
  namedBy: { arn: /^ssm:[^:]*:[^:]*:resource-data-sync\/(.+)$/ },
  encryption: { notJudged: 'It delivers objects to Amazon S3. Buckets are judged.' },
  async list(sweep) {
    const { ListResourceDataSyncCommand, SSMClient } = await import('@aws-sdk/client-ssm')
    const ssm = sweep.client('SSM', config => new SSMClient(config))
    const send = (NextToken: string | undefined) =>
      ssm.send(new ListResourceDataSyncCommand({ MaxResults: 50, NextToken }))
    await sweep.pages('ssm:ListResourceDataSync', { send, items: 'ResourceDataSyncItems' }, sync => {
      const destination = sync.at('S3Destination')
      const region = destination.text('Region') ?? sweep.place.region
      const key = keyInRegion(sweep.place, region, destination.text('AWSKMSKeyARN'))
      sweep.found({ id: sync.word('SyncName'), key })
    })
  },
}

export default ssmDataSync
