import type { Dependent } from '../dependent.ts'
import { noting } from '../shared/noting.ts'

/** Zero-ETL integrations. https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/zero-etl.html */
const rdsIntegration: Dependent = {
  singular: 'RDS integration',
  plural: 'RDS integrations',
  operations: ['rds:DescribeIntegrations'],
  effort: 'list',
  effect: { when: 'at-once', consequence: 'the data warehouse gets no more changes of the database' },
  namedBy: { arn: /^rds:[^:]*:[^:]*:integration:(.+)$/ },
  // https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateIntegration.html
  encryption: {
    resourceType: 'AWS::RDS::Integration',
    withoutKey: 'aws_owned',
    fix: 'new-resource',
    remedy:
      'The key of an integration cannot be changed. Create another integration with the key, and delete this one.',
  },
  async list(sweep) {
    const { DescribeIntegrationsCommand, RDSClient } = await import('@aws-sdk/client-rds')
    const rds = sweep.client('RDS', config => new RDSClient(config))
    const send = (Marker: string | undefined) => rds.send(new DescribeIntegrationsCommand({ MaxRecords: 100, Marker }))
    const request = { send, items: 'Integrations', next: 'Marker' }
    await sweep.pages(
      'rds:DescribeIntegrations',
      request,
      noting(sweep, { id: 'IntegrationName', arn: 'IntegrationArn', key: 'KMSKeyId' }),
    )
  },
}

export default rdsIntegration
