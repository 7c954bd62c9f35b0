import type { LocalServer } from '../local-server.ts'
import { findMoto, startMoto } from '../moto-server.ts'
import { findMinistack, startMinistack } from './ministack-server.ts'
import { ACCOUNT } from './recipe.ts'

export interface Emulator {
  /** Null: it is not here. */
  executable: string | null
  /** The variable that names it. */
  variable: string
  start(executable: string): Promise<LocalServer>
  /** Types of which it makes and lists resources with their key. */
  confirms: readonly string[]
  /** Some types about which it cannot be asked. */
  cannotAnswer: readonly string[]
}

/** Servers that speak like AWS, written by people who have never seen this program. */
export const EMULATORS: Record<string, Emulator> = {
  moto: {
    executable: findMoto(process.env),
    variable: 'KMS_AUDIT_MOTO_SERVER',
    start: executable => startMoto(executable, { MOTO_ACCOUNT_ID: ACCOUNT }),
    confirms: [
      'athena-workgroup',
      'backup-vault',
      'cloudtrail-trail',
      'cognito-user-pool',
      'config-delivery-channel',
      'dms-endpoint',
      'dsql-cluster',
      'dynamodb-table',
      'ebs-volume',
      'ecr-repository',
      'ecs-cluster',
      'efs-file-system',
      'eks-cluster',
      'elasticache-replication-group',
      'eventbridge-bus',
      'eventbridge-pipe',
      'firehose-stream',
      'fsx-file-system',
      'glue-catalog',
      'glue-ml-transform',
      'glue-security-configuration',
      'kinesis-stream',
      'lambda-function',
      'launch-template',
      'log-group',
      'memorydb-cluster',
      'memorydb-snapshot',
      'mq-broker',
      'opensearch-domain',
      'rds-cluster',
      'rds-export',
      'rds-instance',
      'rds-proxy',
      'rds-snapshot',
      'redshift-cluster',
      'redshift-copy-grant',
      's3-bucket',
      's3-inventory',
      's3-replication',
      's3-vector-bucket',
      'sagemaker-domain',
      'sagemaker-endpoint-config',
      'sagemaker-notebook',
      'scheduler-schedule',
      'secret',
      'sns-topic',
      'sqs-queue',
      'ssm-parameter',
      'step-functions-activity',
      'step-functions-state-machine',
    ],
    cannotAnswer: ['ebs-default', 'rds-integration', 'codeartifact-domain'],
  },
  ministack: {
    executable: findMinistack(process.env),
    variable: 'KMS_AUDIT_MINISTACK',
    start: startMinistack,
    confirms: [
      'athena-workgroup',
      'backup-vault',
      'bedrock-agent',
      'bedrock-guardrail',
      'cloudtrail-trail',
      'codebuild-project',
      'config-delivery-channel',
      'dsql-cluster',
      'dynamodb-backup',
      'dynamodb-table',
      'ecr-repository',
      'ecs-cluster',
      'efs-file-system',
      'eks-cluster',
      'eventbridge-archive',
      'eventbridge-bus',
      'firehose-stream',
      'glue-security-configuration',
      'kinesis-stream',
      'lambda-function',
      'log-group',
      'opensearch-collection',
      'opensearch-domain',
      'rds-cluster',
      'rds-instance',
      'rds-proxy',
      'rds-snapshot',
      's3-bucket',
      's3-replication',
      'scheduler-schedule',
      'sns-topic',
      'sqs-queue',
      'ssm-parameter',
      'step-functions-state-machine',
    ],
    cannotAnswer: ['ebs-default', 'rds-integration', 'codepipeline', 'sagemaker-domain'],
  },
}
