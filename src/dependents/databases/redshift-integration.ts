import type { Dependent } from '../dependent.ts'
import { noting } from '../shared/noting.ts'

/** Integrations that bring data into Redshift. https://docs.aws.amazon.com/redshift/latest/mgmt/zero-etl-using.html */
const redshiftIntegration: Dependent = {
  singular: 'Redshift integration',
  plural: 'Redshift integrations',
  operations: ['redshift:DescribeIntegrations'],
  effort: 'list',
  effect: { when: 'at-once', consequence: 'the warehouse gets no more data of the source' },
  namedBy: { arn: /^redshift:[^:]*:[^:]*:integration:(.+)$/ },
  // https://docs.aws.amazon.com/redshift/latest/APIReference/API_CreateIntegration.html
  encryption: {
    resourceType: 'AWS::Redshift::Integration',
    withoutKey: 'aws_owned',
    fix: 'new-resource',
    remedy:
      'The key of an integration cannot be changed. Create another integration with the key, and delete this one.',
  },
  async list(sweep) {
    const { DescribeIntegrationsCommand, RedshiftClient } = await import('@aws-sdk/client-redshift')
    const client = sweep.client('Redshift', config => new RedshiftClient(config))
    const send = (Marker: string | undefined) =>
      client.send(new DescribeIntegrationsCommand({ MaxRecords: 100, Marker }))
    await sweep.pages(
      'redshift:DescribeIntegrations',
      { send, items: 'Integrations', next: 'Marker' },
      noting(sweep, { id: 'IntegrationName', arn: 'IntegrationArn', key: 'KMSKeyId' }),
    )
  },
}

export default redshiftIntegration
