import type { SimulatedService } from '../../wire/call.ts'
import { cognito, dlm, guardduty, identityCenter, prometheus } from './account-settings.ts'
import { athena } from '../athena/athena.ts'
import { glue, redshiftServerless, sagemaker } from './analytics.ts'
import { appflow, apprunner, connect, mq, storageGateway } from './applications.ts'
import { elasticache, memorydb } from './caches.ts'
import { codeartifact, codebuild, codecommit, codepipeline } from './code.ts'
import { config } from './config.ts'
import { ecr, ecs, eks } from './containers.ts'
import { rds, redshift } from './databases.ts'
import { eventbridge, pipes, scheduler } from './events.ts'
import { bedrock, kendra } from './intelligence.ts'
import { lambda } from './lambda.ts'
import { logs } from './logs.ts'
import { firehose, kafka, kinesis, sns, sqs } from './messages.ts'
import { dms, workspaces } from './migration.ts'
import { documentDbElastic, dsql, neptuneGraph } from './clusters.ts'
import { s3Express, s3Tables, s3Vectors } from './other-buckets.ts'
import { route53 } from './route53.ts'
import { s3 } from './s3.ts'
import { opensearch, opensearchServerless } from './search.ts'
import { secretsManager, ssm } from './secrets.ts'
import { stepFunctions } from './step-functions.ts'
import { backup, efs, fsx } from './storage.ts'
import { dynamodb } from './tables.ts'

const all: readonly SimulatedService[] = [
  appflow,
  apprunner,
  athena,
  backup,
  bedrock,
  codeartifact,
  codebuild,
  codecommit,
  codepipeline,
  cognito,
  config,
  connect,
  dlm,
  dms,
  documentDbElastic,
  dsql,
  dynamodb,
  ecr,
  ecs,
  efs,
  eks,
  elasticache,
  eventbridge,
  firehose,
  fsx,
  glue,
  guardduty,
  identityCenter,
  kafka,
  kendra,
  kinesis,
  lambda,
  logs,
  memorydb,
  mq,
  neptuneGraph,
  opensearch,
  opensearchServerless,
  pipes,
  prometheus,
  rds,
  redshift,
  redshiftServerless,
  route53,
  s3,
  s3Express,
  s3Tables,
  s3Vectors,
  sagemaker,
  scheduler,
  secretsManager,
  sns,
  sqs,
  ssm,
  stepFunctions,
  storageGateway,
  workspaces,
]

/** Services that answer from the resources of a Region. Each signs by its name in IAM actions. */
export const resourceServices: Readonly<Record<string, SimulatedService>> = Object.fromEntries(
  all.map(service => [service.name, service]),
)
