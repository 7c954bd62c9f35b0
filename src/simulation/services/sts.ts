import { isoTime, SECOND } from '../../model/time.ts'
import { textOrUndefined, WireError, type SimulatedCall, type Signer, type SimulatedService } from '../wire/call.ts'
import { escapeXml } from '../wire/xml.ts'
import { accessDeniedError } from '../faults/aws-errors.ts'
import { SESSION_LENGTH } from '../world/limits.ts'
import type { SimAccount, SimRole } from '../world/world.ts'
import { isPolicy } from '../world/session-policy.ts'

/** https://docs.aws.amazon.com/STS/latest/APIReference/welcome.html */
export const sts: SimulatedService = {
  name: 'sts',
  protocol: 'query',
  throttle: { name: 'Throttling', message: 'Rate exceeded', status: 400 },
  operations: { GetCallerIdentity: getCallerIdentity, AssumeRole: assumeRole },
}

function getCallerIdentity({ signer }: SimulatedCall): string {
  const { arn, accessKeyId, account } = signer
  return stsAnswer(
    'GetCallerIdentity',
    `<Arn>${escapeXml(arn)}</Arn><UserId>${userId(accessKeyId)}</UserId><Account>${account.id}</Account>`,
  )
}

/** Returns credentials of the account of the role to callers that the role trusts, with the right external ID. */
function assumeRole(call: SimulatedCall): string {
  const { input, world, now } = call
  const roleArn = textOrUndefined(input['RoleArn']) ?? ''
  const [, accountId, name] = /^arn:[\w-]+:iam::(\d{12}):role\/(.+)$/.exec(roleArn) ?? []
  const session = textOrUndefined(input['RoleSessionName'])
  if (accountId === undefined || name === undefined || session === undefined)
    throw new WireError('ValidationError', `${roleArn} is invalid`)
  const account = world.accounts.find(({ id }) => id === accountId)
  const role = account?.roles?.find(candidate => candidate.name === name) ?? ofIam(call, account, name)
  const trusted = role?.trusts === undefined || role.trusts.includes(call.account.id)
  const known = role?.externalId === undefined || role.externalId === input['ExternalId']
  if (account === undefined || role === undefined || !trusted || !known)
    throw accessDeniedError(call, `on resource: ${roleArn}`)
  const lasts = (role.sessionSeconds ?? Number(input['DurationSeconds'] ?? SESSION_LENGTH / SECOND)) * SECOND
  const arn = `arn:${account.partition}:sts::${accountId}:assumed-role/${name.split('/').at(-1) ?? name}/${session}`
  const started: Omit<Signer, 'accessKeyId'> = { account, arn, expiresAt: now + lasts, ...sessionPolicy(call) }
  const accessKeyId = call.startSession(started)
  const credentials =
    `<AccessKeyId>${accessKeyId}</AccessKeyId><SecretAccessKey>simulated</SecretAccessKey>` +
    `<SessionToken>simulated-${accessKeyId}</SessionToken><Expiration>${isoTime(now + lasts)}</Expiration>`
  const user = `<AssumedRoleId>${userId(accessKeyId)}:${escapeXml(session)}</AssumedRoleId><Arn>${escapeXml(arn)}</Arn>`
  return stsAnswer('AssumeRole', `<Credentials>${credentials}</Credentials><AssumedRoleUser>${user}</AssumedRoleUser>`)
}

/** A role of the simulated IAM whose trust policy names the caller or its account. */
function ofIam({ signer }: SimulatedCall, account: SimAccount | undefined, path: string): SimRole | undefined {
  const name = path.split('/').at(-1)
  const role = account?.iam?.roles?.find(one => one.name === name)
  const caller = /:assumed-role\/([^/]+)\//.exec(signer.arn)?.[1]
  const { partition, id } = signer.account
  const names = [`arn:${partition}:iam::${id}:root`, `arn:${partition}:iam::${id}:role/${caller}`, signer.arn]
  const trusted = JSON.stringify(role?.trust ?? {})
  return role !== undefined && names.some(one => trusted.includes(`"${one}"`)) ? { name: path } : undefined
}

/** Returns the session policy that the caller passes, if any. */
function sessionPolicy({ input }: SimulatedCall): Pick<Signer, 'sessionPolicy'> {
  const policy = textOrUndefined(input['Policy'])
  if (policy === undefined) return {}
  if (!isPolicy(policy)) throw new WireError('MalformedPolicyDocument', 'Syntax errors in policy.')
  return { sessionPolicy: policy }
}

const userId = (accessKeyId: string): string => accessKeyId.replace(/^A[KS]IA/, 'AIDA')

const stsAnswer = (operation: string, result: string): string =>
  `<${operation}Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/">` +
  `<${operation}Result>${result}</${operation}Result></${operation}Response>`
