import type { SecretRecord } from '../../../model/assessments/secrets.ts'
import { awsCommand, type Word } from '../../shared/remedy.ts'

/** Returns an AWS CLI command for a secret: `aws secretsmanager describe-secret --secret-id … --region …`. */
export const secretCommand = (
  operation: string,
  { arn, region }: Pick<SecretRecord, 'arn' | 'region'>,
  ...more: readonly Word[]
): string => awsCommand('secretsmanager', operation, '--secret-id', arn, ...more, '--region', region)
