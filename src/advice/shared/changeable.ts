import type { DependentRecord } from '../../model/report/report.ts'

/**
 * Types whose resources can be given another key in place, so that the data that they need is encrypted with it or can
 * be written again. Of all others, the resource would have to be created again. The remedies of `dependents/` say how.
 */
export const CHANGEABLE: readonly string[] = [
  's3-bucket',
  'sqs-queue',
  'sns-topic',
  'secret',
  'ssm-parameter',
  'log-group',
  'dynamodb-table',
  'lambda-function',
  'kinesis-stream',
  'firehose-stream',
  'cloudtrail-trail',
  'eventbridge-bus',
  'codebuild-project',
  'athena-workgroup',
  'step-functions-state-machine',
]

export const canChangeKey = ({ type, role }: Pick<DependentRecord, 'type' | 'role'>): boolean =>
  role === null && CHANGEABLE.includes(type)
