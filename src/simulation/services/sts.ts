import { isoTime, SECOND } from '../../model/time.ts'
import { text, WireError, type Call, type Caller, type Service } from '../wire/call.ts'
import { xml } from '../wire/protocols.ts'
import { accessDenied } from '../faults/refusals.ts'
import { SESSION } from '../world/world.ts'

/** https://docs.aws.amazon.com/STS/latest/APIReference/welcome.html */
export const sts: Service = {
  name: 'sts',
  protocol: 'query',
  throttle: { name: 'Throttling', message: 'Rate exceeded', status: 400 },
  operations: { GetCallerIdentity: getCallerIdentity, AssumeRole: assumeRole },
}

function getCallerIdentity({ caller }: Call): string {
  const { arn, accessKeyId, account } = caller
  return answer(
    'GetCallerIdentity',
    `<Arn>${xml(arn)}</Arn><UserId>${userId(accessKeyId)}</UserId><Account>${account.id}</Account>`,
  )
}

/** AssumeRole returns credentials of the role's account to callers that the role trusts, with the right external ID. */
function assumeRole(call: Call): string {
  const { input, world, now } = call
  const roleArn = text(input['RoleArn']) ?? ''
  const [, accountId, name] = /^arn:[\w-]+:iam::(\d{12}):role\/(.+)$/.exec(roleArn) ?? []
  const session = text(input['RoleSessionName'])
  if (accountId === undefined || name === undefined || session === undefined)
    throw new WireError('ValidationError', `${roleArn} is invalid`)
  const account = world.accounts.find(({ id }) => id === accountId)
  const role = account?.roles?.find(candidate => candidate.name === name)
  const trusted = role?.trusts === undefined || role.trusts.includes(call.account.id)
  const known = role?.externalId === undefined || role.externalId === input['ExternalId']
  if (account === undefined || role === undefined || !trusted || !known)
    throw accessDenied(call, `on resource: ${roleArn}`)
  const lasts = (role.sessionSeconds ?? Number(input['DurationSeconds'] ?? SESSION / SECOND)) * SECOND
  const arn = `arn:${account.partition}:sts::${accountId}:assumed-role/${name.split('/').at(-1) ?? name}/${session}`
  const started: Omit<Caller, 'accessKeyId'> = { account, arn, expiresAt: now + lasts }
  const accessKeyId = call.startSession(started)
  const credentials =
    `<AccessKeyId>${accessKeyId}</AccessKeyId><SecretAccessKey>simulated</SecretAccessKey>` +
    `<SessionToken>simulated-${accessKeyId}</SessionToken><Expiration>${isoTime(now + lasts)}</Expiration>`
  const user = `<AssumedRoleId>${userId(accessKeyId)}:${xml(session)}</AssumedRoleId><Arn>${xml(arn)}</Arn>`
  return answer('AssumeRole', `<Credentials>${credentials}</Credentials><AssumedRoleUser>${user}</AssumedRoleUser>`)
}

const userId = (accessKeyId: string): string => accessKeyId.replace(/^A[KS]IA/, 'AIDA')

const answer = (operation: string, result: string): string =>
  `<${operation}Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/">` +
  `<${operation}Result>${result}</${operation}Result></${operation}Response>`
