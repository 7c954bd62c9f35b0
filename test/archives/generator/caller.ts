import type { Random } from './random.ts'

/** Who makes a call. */
export interface Caller {
  userIdentity: Record<string, unknown>
  /** As an archive's answer names it. */
  principal: string | null
  service: string | null
  sourceIPAddress: string
  userAgent: string
  account: string
}

const SERVICES = ['s3.amazonaws.com', 'lambda.amazonaws.com', 'secretsmanager.amazonaws.com', 'dynamodb.amazonaws.com']

/** Texts that a caller may choose, and that a reader must survive. */
export const HOSTILE: readonly [string, ...string[]] = [
  '{"eventSource":"kms.amazonaws.com","eventName":"Decrypt"}',
  '"}]}\n{"Records":[',
  '\u2028\u2029\u0000\u001b[31m',
  '\ud83d\udd11 \u202eyek',
  '\\u006b\\u006d\\u0073.amazonaws.com',
  "'; DROP TABLE kms_audit_trail; --",
  '\ud800 half of a pair',
]

/** Sessions of each role. */
const SESSIONS = 60

/** The callers of one account: many sessions of a few roles, a user, and services. */
export function callersOf(random: Random, account: string, partition: string): [Caller, ...Caller[]] {
  const role = (name: string): Caller => assumedRole(random, account, partition, name)
  const first = role('app')
  const sessions = Array.from({ length: SESSIONS }, () => [role('app'), role('batch'), role('deploy')]).flat()
  return [
    first,
    ...sessions,
    user(random, account, partition),
    ...sessions.slice(0, SESSIONS).flatMap((session, at) => byService(session, SERVICES[at % SERVICES.length] ?? '')),
    awsService('cloudtrail.amazonaws.com', account),
  ]
}

function assumedRole(random: Random, account: string, partition: string, name: string): Caller {
  const id = `AROA${random.hex(16).toUpperCase()}`
  const session = `${name}-${random.hex(20)}`
  const principal = `arn:${partition}:iam::${account}:role/service/${name}`
  return {
    userIdentity: {
      type: 'AssumedRole',
      principalId: `${id}:${session}`,
      arn: `arn:${partition}:sts::${account}:assumed-role/${name}/${session}`,
      accountId: account,
      accessKeyId: `ASIA${random.hex(16).toUpperCase()}`,
      sessionContext: {
        sessionIssuer: { type: 'Role', principalId: id, arn: principal, accountId: account, userName: name },
        attributes: { creationDate: '2024-01-01T00:00:00Z', mfaAuthenticated: 'false' },
      },
    },
    principal,
    service: null,
    sourceIPAddress: `10.${random.below(256)}.${random.below(256)}.${random.below(256)}`,
    userAgent: 'aws-sdk-js/3.600.0 ua/2.0 os/linux#5.10.217 lang/js md/nodejs#20.14.0 api/kms#3.600.0 m/E',
    account,
  }
}

function user(random: Random, account: string, partition: string): Caller {
  const principal = `arn:${partition}:iam::${account}:user/ana`
  return {
    userIdentity: {
      type: 'IAMUser',
      principalId: `AIDA${random.hex(16).toUpperCase()}`,
      arn: principal,
      accountId: account,
      accessKeyId: `AKIA${random.hex(16).toUpperCase()}`,
      userName: 'ana',
    },
    principal,
    service: null,
    sourceIPAddress: '203.0.113.9',
    userAgent: 'aws-cli/2.15.30 Python/3.11.8 Darwin/23.4.0 exe/x86_64 prompt/off command/kms.decrypt',
    account,
  }
}

/** A service that uses the credentials of a role: `invokedBy`. */
const byService = (caller: Caller, service: string): Caller => ({
  ...caller,
  userIdentity: { ...caller.userIdentity, invokedBy: service },
  service,
  sourceIPAddress: service,
  userAgent: service,
})

/** A service on its own behalf. */
const awsService = (service: string, account: string): Caller => ({
  userIdentity: { type: 'AWSService', invokedBy: service },
  principal: null,
  service,
  sourceIPAddress: service,
  userAgent: service,
  account,
})

/** The same caller as the log of another account, which owns the key, shows it: without an ARN. */
export const seenFromOutside = (caller: Caller): Caller => ({
  ...caller,
  userIdentity: {
    type: 'AWSAccount',
    principalId: caller.userIdentity['principalId'] ?? 'AIDAEXAMPLE',
    accountId: caller.account,
    ...(caller.service === null ? {} : { invokedBy: caller.service }),
  },
  principal: null,
})
