import type { SimulatedService } from '../../wire/call.ts'
import { ecr, ecs, eks } from './containers.ts'
import { rds, redshift } from './databases.ts'
import { lambda } from './lambda.ts'
import { logs } from './logs.ts'
import { firehose, kafka, kinesis, sns, sqs } from './messages.ts'
import { route53 } from './route53.ts'
import { s3 } from './s3.ts'
import { secretsManager, ssm } from './secrets.ts'
import { backup, efs, fsx } from './storage.ts'
import { dynamodb } from './tables.ts'

/** Services that answer from the resources of a Region, by their name in the scope of a signature. */
export const resourceServices: Readonly<Record<string, SimulatedService>> = {
  backup,
  dynamodb,
  ecr,
  ecs,
  eks,
  elasticfilesystem: efs,
  firehose,
  fsx,
  kafka,
  kinesis,
  lambda,
  logs,
  rds,
  redshift,
  route53,
  s3,
  secretsmanager: secretsManager,
  sns,
  sqs,
  ssm,
}
