import { onlyOrders } from '../only-orders.ts'
import { KEY, type TypeCase } from '../sweep-type.ts'

const HERE = 'eu-west-1:111122223333'

const cases: Record<string, TypeCase> = {
  'athena-workgroup': {
    answers: {
      ListWorkGroups: {
        WorkGroups: [
          { Name: 'primary', State: 'ENABLED' },
          { Name: 'orders', State: 'ENABLED' },
        ],
      },
      GetWorkGroup: ({ WorkGroup }) => ({
        WorkGroup: {
          Name: WorkGroup,
          Configuration: onlyOrders(WorkGroup, {
            ResultConfiguration: {
              OutputLocation: 's3://results/',
              EncryptionConfiguration: { EncryptionOption: 'SSE_KMS', KmsKey: KEY },
            },
            ManagedQueryResultsConfiguration: { Enabled: true, EncryptionConfiguration: { KmsKey: KEY } },
            CustomerContentEncryptionConfiguration: { KmsKey: KEY },
            MonitoringConfiguration: {
              ManagedLoggingConfiguration: { Enabled: true, KmsKey: KEY },
              S3LoggingConfiguration: { Enabled: true, KmsKey: KEY },
            },
          }),
        },
      }),
    },
    lists: { ListWorkGroups: ['WorkGroups', 'NextToken'] },
    found: [
      'orders / query results',
      'orders / managed query results',
      'orders / notebooks',
      'orders / managed logs',
      'orders / logs in S3',
    ],
  },
  'sagemaker-notebook': {
    answers: {
      ListNotebookInstances: { NotebookInstances: ['orders', 'plain'].map(name => ({ NotebookInstanceName: name })) },
      DescribeNotebookInstance: ({ NotebookInstanceName: name }) => ({
        NotebookInstanceName: name,
        NotebookInstanceArn: `arn:aws:sagemaker:${HERE}:notebook-instance/${name}`,
        ...onlyOrders(name, { KmsKeyId: KEY }),
      }),
    },
    lists: { ListNotebookInstances: ['NotebookInstances', 'NextToken'] },
    found: ['orders'],
  },
  'sagemaker-domain': {
    answers: {
      ListDomains: { Domains: ['d-new', 'd-old', 'd-plain'].map(DomainId => ({ DomainId })) },
      DescribeDomain: ({ DomainId }) => ({
        DomainId,
        DomainArn: `arn:aws:sagemaker:${HERE}:domain/${DomainId}`,
        ...(DomainId === 'd-new' && { KmsKeyId: KEY, HomeEfsFileSystemKmsKeyId: KEY }),
        ...(DomainId === 'd-old' && { HomeEfsFileSystemKmsKeyId: KEY }),
      }),
    },
    lists: { ListDomains: ['Domains', 'NextToken'] },
    found: ['d-new', 'd-old'],
  },
  'sagemaker-endpoint-config': {
    answers: {
      ListEndpointConfigs: { EndpointConfigs: ['orders', 'plain'].map(name => ({ EndpointConfigName: name })) },
      DescribeEndpointConfig: ({ EndpointConfigName: name }) => ({
        EndpointConfigName: name,
        EndpointConfigArn: `arn:aws:sagemaker:${HERE}:endpoint-config/${name}`,
        ...onlyOrders(name, {
          KmsKeyId: KEY,
          DataCaptureConfig: { EnableCapture: true, KmsKeyId: KEY },
          AsyncInferenceConfig: { OutputConfig: { KmsKeyId: KEY, S3OutputPath: 's3://results/' } },
        }),
      }),
    },
    lists: { ListEndpointConfigs: ['EndpointConfigs', 'NextToken'] },
    found: ['orders', 'orders / captured data', 'orders / asynchronous results'],
  },
  'route53-dnssec': {
    answers: {
      ListHostedZones: {
        HostedZones: [
          { Id: '/hostedzone/Z0ORDERS', Name: 'example.com.', Config: { PrivateZone: false } },
          { Id: '/hostedzone/Z0PLAIN', Name: 'example.net.', Config: { PrivateZone: false } },
          { Id: '/hostedzone/Z0PRIVATE', Name: 'internal.', Config: { PrivateZone: true } },
        ],
        IsTruncated: false,
        MaxItems: 100,
      },
      GetDNSSEC: ({ HostedZoneId }) => ({
        Status: { ServeSignature: 'SIGNING' },
        KeySigningKeys: HostedZoneId === 'Z0PLAIN' ? [] : [{ Name: 'ksk', KmsArn: KEY, Status: 'ACTIVE' }],
      }),
    },
    lists: { ListHostedZones: ['HostedZones', 'Marker', 'NextMarker'] },
    found: ['Z0ORDERS'],
  },
}

export default cases
