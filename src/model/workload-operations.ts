import { each, list, type SweepRow } from './sweep-row.ts'

/**
 * The operations that find keys of services which run code, move messages or keep settings: a part of the table in
 * `model/sweep-operations.ts`, which explains the rates.
 *
 * Athena: https://docs.aws.amazon.com/general/latest/gr/athena.html
 * Firehose: https://docs.aws.amazon.com/firehose/latest/dev/limits.html
 * Kinesis: https://docs.aws.amazon.com/streams/latest/dev/kinesis-using-api-throttling.html
 * Lambda, whose operations share fifteen calls: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 * Route 53, whose operations share five calls: https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DNSLimitations.html
 * SNS: https://docs.aws.amazon.com/general/latest/gr/sns.html
 * Step Functions: https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html
 */
export const WORKLOAD_OPERATIONS = {
  'lambda:ListFunctions': list(3),
  'lambda:GetFunction': each(10),
  'lambda:ListEventSourceMappings': list(1),
  'lambda:ListCapacityProviders': list(1),
  'sqs:ListQueues': list(10),
  'sqs:GetQueueAttributes': each(20),
  'sns:ListTopics': list(10),
  'sns:GetTopicAttributes': each(20),
  'kinesis:ListStreams': list(2),
  'kinesis:DescribeStreamSummary': each(10),
  'firehose:ListDeliveryStreams': list(2),
  'firehose:DescribeDeliveryStream': each(3),
  'kafka:ListClustersV2': list(10),
  'eks:ListClusters': list(10),
  'eks:DescribeCluster': each(10),
  'ecs:ListClusters': list(10),
  'ecs:DescribeClusters': each(10),
  'codebuild:ListProjects': list(10),
  'codebuild:BatchGetProjects': each(10),
  'codepipeline:ListPipelines': list(10),
  'codepipeline:GetPipeline': each(10),
  'codeartifact:ListDomains': list(10),
  'codecommit:ListRepositories': list(10),
  'codecommit:BatchGetRepositories': each(10),
  'states:ListStateMachines': list(2),
  'states:DescribeStateMachine': each(10),
  'states:ListActivities': list(2),
  'states:DescribeActivity': each(1),
  'events:ListEventBuses': list(10),
  'events:DescribeEventBus': each(10),
  'events:ListArchives': list(10),
  'events:DescribeArchive': each(10),
  'events:ListConnections': list(10),
  'events:DescribeConnection': each(10),
  'scheduler:ListSchedules': list(10),
  'scheduler:GetSchedule': each(10),
  'pipes:ListPipes': list(10),
  'pipes:DescribePipe': each(10),
  'glue:GetDataCatalogEncryptionSettings': list(10),
  'glue:GetSecurityConfigurations': list(10),
  'glue:GetConnections': list(10),
  'glue:GetMLTransforms': list(10),
  'athena:ListWorkGroups': list(2),
  'athena:GetWorkGroup': each(2),
  'sagemaker:ListNotebookInstances': list(10),
  'sagemaker:DescribeNotebookInstance': each(10),
  'sagemaker:ListDomains': list(10),
  'sagemaker:DescribeDomain': each(10),
  'sagemaker:ListEndpointConfigs': list(10),
  'sagemaker:DescribeEndpointConfig': each(10),
  'route53:ListHostedZones': list(1),
  'route53:GetDNSSEC': each(2),
} as const satisfies Record<string, SweepRow>
