import type { Instant } from '../../../src/model/time.ts'
import type { Caller } from './caller.ts'
import type { Random } from './random.ts'
import { beginning, hostileOr, type JsonRecord } from './records.ts'

const CALLS: readonly [readonly [source: string, name: string], ...(readonly [source: string, name: string])[]] = [
  ['sts.amazonaws.com', 'AssumeRole'],
  ['ec2.amazonaws.com', 'DescribeInstances'],
  ['ec2.amazonaws.com', 'DescribeNetworkInterfaces'],
  ['s3.amazonaws.com', 'GetBucketAcl'],
  ['logs.amazonaws.com', 'CreateLogStream'],
  ['ssm.amazonaws.com', 'UpdateInstanceInformation'],
  ['secretsmanager.amazonaws.com', 'GetSecretValue'],
  ['dynamodb.amazonaws.com', 'DescribeTable'],
  ['elasticloadbalancing.amazonaws.com', 'DescribeTargetHealth'],
  ['cloudtrail.amazonaws.com', 'LookupEvents'],
]

/** A record of another service, about as long as real ones. */
export function otherRecord(
  random: Random,
  at: Instant,
  caller: Caller,
  account: string,
  region: string,
  hostile: number,
): JsonRecord {
  const [source, name] = random.pick(CALLS)
  return {
    ...beginning(at, caller, source, name, region),
    userAgent: hostileOr(random, caller.userAgent, hostile),
    ...(random.chance(0.03) ? { errorCode: 'AccessDenied', errorMessage: 'User is not authorized to do this' } : {}),
    requestParameters: parametersOf(random, name, account, region),
    responseElements: name === 'AssumeRole' ? assumed(random, account) : null,
    requestID: random.uuid(),
    eventID: random.uuid(),
    readOnly: !name.startsWith('Create'),
    ...(name === 'AssumeRole'
      ? { resources: [{ accountId: account, type: 'AWS::IAM::Role', ARN: `arn:aws:iam::${account}:role/service/app` }] }
      : {}),
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: account,
    eventCategory: 'Management',
    tlsDetails: {
      tlsVersion: 'TLSv1.3',
      cipherSuite: 'TLS_AES_128_GCM_SHA256',
      clientProvidedHostHeader: `${source.split('.')[0] ?? ''}.${region}.amazonaws.com`,
    },
  }
}

function parametersOf(random: Random, name: string, account: string, region: string): JsonRecord {
  const id = random.hex(17)
  if (name === 'AssumeRole')
    return {
      roleArn: `arn:aws:iam::${account}:role/service/app`,
      roleSessionName: `session-${id}`,
      durationSeconds: 3600,
    }
  if (name.startsWith('DescribeI') || name.startsWith('DescribeN'))
    return { maxResults: 1000, instancesSet: { items: [{ instanceId: `i-${id}` }] }, filterSet: {} }
  // Records of other services name keys, too.
  if (name === 'GetSecretValue' || name === 'DescribeTable')
    return {
      secretId: `arn:aws:secretsmanager:${region}:${account}:secret:db-${id}`,
      kmsKeyId: 'alias/aws/secretsmanager',
    }
  return { name: `resource-${id}`, group: `/aws/lambda/function-${random.below(40)}`, detail: random.hex(24) }
}

const assumed = (random: Random, account: string): JsonRecord => ({
  credentials: {
    accessKeyId: `ASIA${random.hex(16)}`,
    sessionToken: Buffer.from(random.hex(960), 'hex').toString('base64'),
    expiration: 'Jan 1, 2024 1:00:00 AM',
  },
  assumedRoleUser: { assumedRoleId: `AROA${random.hex(16)}:x`, arn: `arn:aws:sts::${account}:assumed-role/app/x` },
})
