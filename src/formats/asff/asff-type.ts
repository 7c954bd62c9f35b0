/**
 * Returns the type that Security Hub has for resources of a CloudFormation type: `AwsRdsDbInstance` for
 * `AWS::RDS::DBInstance`. `Other` if it has none.
 * https://docs.aws.amazon.com/securityhub/latest/userguide/asff-resources.html
 */
export const asffType = (cloudFormationType: string): string =>
  OTHER_NAMES[cloudFormationType] ?? BY_NAME.get(cloudFormationType.replaceAll('::', '').toLowerCase()) ?? 'Other'

/** Types that Security Hub names otherwise. */
const OTHER_NAMES: Readonly<Record<string, string>> = { 'AWS::IAM::ManagedPolicy': 'AwsIamPolicy' }

const TYPES = [
  'AwsAmazonMqBroker',
  'AwsAthenaWorkGroup',
  'AwsBackupBackupVault',
  'AwsBackupRecoveryPoint',
  'AwsCloudTrailTrail',
  'AwsCodeBuildProject',
  'AwsDmsEndpoint',
  'AwsDmsReplicationInstance',
  'AwsDynamoDbTable',
  'AwsEc2LaunchTemplate',
  'AwsEc2Volume',
  'AwsEcrRepository',
  'AwsEcsCluster',
  'AwsEksCluster',
  'AwsIamGroup',
  'AwsIamPolicy',
  'AwsIamRole',
  'AwsIamUser',
  'AwsKinesisStream',
  'AwsKmsKey',
  'AwsLambdaFunction',
  'AwsMskCluster',
  'AwsOpenSearchServiceDomain',
  'AwsRdsDbCluster',
  'AwsRdsDbClusterSnapshot',
  'AwsRdsDbInstance',
  'AwsRdsDbSnapshot',
  'AwsRedshiftCluster',
  'AwsS3Bucket',
  'AwsSageMakerNotebookInstance',
  'AwsSecretsManagerSecret',
  'AwsSnsTopic',
  'AwsSqsQueue',
]

const BY_NAME: ReadonlyMap<string, string> = new Map(TYPES.map(type => [type.toLowerCase(), type]))
