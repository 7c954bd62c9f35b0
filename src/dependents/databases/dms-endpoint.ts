import type { Item } from '../../aws/answers/item.ts'
import type { Dependent, FoundResource } from '../dependent.ts'

/** https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Security.html */
const dmsEndpoint: Dependent = {
  singular: 'DMS endpoint',
  plural: 'DMS endpoints',
  operations: ['dms:DescribeEndpoints'],
  effort: 'list',
  effect: { when: 'at-once', consequence: 'tasks can no longer connect to it' },
  namedBy: { arn: /^dms:[^:]*:[^:]*:endpoint:(.+)$/ },
  config: [{ resourceType: 'AWS::DMS::Endpoint', property: 'KmsKeyId' }],
  // https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Security.html
  encryption: {
    resourceType: 'AWS::DMS::Endpoint',
    withoutKey: 'aws_managed',
    fix: 'new-resource',
    remedy:
      'The key of an endpoint cannot be changed. Create another endpoint with the key, and use that one in the tasks.',
  },
  async list(sweep) {
    const { DatabaseMigrationServiceClient, DescribeEndpointsCommand } =
      await import('@aws-sdk/client-database-migration-service')
    const dms = sweep.client('Database Migration Service', config => new DatabaseMigrationServiceClient(config))
    const send = (Marker: string | undefined) => dms.send(new DescribeEndpointsCommand({ MaxRecords: 100, Marker }))
    await sweep.pages('dms:DescribeEndpoints', { send, items: 'Endpoints', next: 'Marker' }, endpoint => {
      const names = { id: endpoint.word('EndpointIdentifier'), arn: endpoint.text('EndpointArn') }
      sweep.found({ ...names, key: endpoint.text('KmsKeyId') })
      for (const more of keysOfSettings(endpoint)) sweep.found({ ...names, ...more })
    })
  },
}

/** The keys for data that tasks write: files in Amazon S3, and documents on the replication instance. */
function* keysOfSettings(endpoint: Item): Generator<Pick<FoundResource, 'key' | 'role'>> {
  for (const member of ['S3Settings', 'RedshiftSettings'])
    yield { key: endpoint.at(member).text('ServerSideEncryptionKmsKeyId'), role: 'files in Amazon S3' }
  for (const member of ['MongoDbSettings', 'DocDbSettings'])
    yield { key: endpoint.at(member).text('KmsKeyId'), role: 'data on the replication instance' }
}

export default dmsEndpoint
