import type { Dependent } from '../dependent.ts'
import { awsCommand, KEY, raw } from '../shared/aws-command.ts'

/**
 * Event data stores of CloudTrail Lake.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/encrypting-cloudtrail-log-files-with-aws-kms.html
 */
const cloudtrailEventDataStore: Dependent = {
  singular: 'event data store',
  plural: 'event data stores',
  operations: ['cloudtrail:ListEventDataStores', 'cloudtrail:GetEventDataStore'],
  effort: 'each',
  effect: { when: 'at-once', consequence: 'its events can no longer be queried' },
  namedBy: { arn: /^cloudtrail:[^:]*:[^:]*:eventdatastore\/(.+)$/ },
  // https://docs.aws.amazon.com/awscloudtrail/latest/userguide/encrypting-cloudtrail-log-files-with-aws-kms.html
  encryption: {
    resourceType: 'AWS::CloudTrail::EventDataStore',
    withoutKey: 'aws_owned',
    fix: 'in-place',
    remedy: 'Set the key of the event data store. After that it can be changed no more, and the key must stay usable.',
    command: ({ arn, id, region }) =>
      awsCommand(
        'cloudtrail update-event-data-store',
        { 'event-data-store': arn ?? id, 'kms-key-id': raw(KEY) },
        region,
      ),
  },
  async list(sweep) {
    const { CloudTrailClient, GetEventDataStoreCommand, ListEventDataStoresCommand } =
      await import('@aws-sdk/client-cloudtrail')
    const cloudtrail = sweep.client('CloudTrail', config => new CloudTrailClient(config))
    const send = (NextToken: string | undefined) =>
      cloudtrail.send(new ListEventDataStoresCommand({ MaxResults: 1000, NextToken }))
    await sweep.pages('cloudtrail:ListEventDataStores', { send, items: 'EventDataStores' }, async store => {
      const arn = store.word('EventDataStoreArn')
      const get = () => cloudtrail.send(new GetEventDataStoreCommand({ EventDataStore: arn }))
      const answer = await sweep.call('cloudtrail:GetEventDataStore', arn, get, ['EventDataStoreNotFoundException'])
      if (answer) sweep.found({ id: store.text('Name') ?? arn, arn, key: answer.text('KmsKeyId') })
    })
  },
}

export default cloudtrailEventDataStore
