import { isoTime } from '../../model/time.ts'
import { callTime } from '../world/calls-of-use.ts'
import { seconds, type SimulatedCall } from '../wire/call.ts'
import { eventId } from '../world/event-id.ts'
import type { EventSeries } from '../world/region-index.ts'
import type { SimUse } from '../world/sim-key.ts'

/**
 * Returns one record of the event history. Only `CloudTrailEvent` shows that a call failed.
 * https://docs.aws.amazon.com/kms/latest/developerguide/ct-decrypt.html, …/ct-reencrypt.html
 */
export function eventRecord(call: SimulatedCall, series: EventSeries, number: number): unknown {
  const { use, arns } = series
  const at = Math.floor(callTime(use, number) / 1000) * 1000
  const id = eventId({ key: series.key, use: series.index, call: series.call ?? number, noise: series.noise })
  const { userName, accessKeyId, ...principal } = principalOf(use, call)
  return {
    EventId: id,
    EventName: use.operation,
    ReadOnly: String(isReadOnly(use.operation)),
    ...(accessKeyId !== undefined && { AccessKeyId: accessKeyId }),
    EventTime: seconds(at),
    EventSource: eventSource(use),
    Username: userName,
    Resources: arns.map(arn => ({ ResourceType: 'AWS::KMS::Key', ResourceName: arn })),
    CloudTrailEvent: JSON.stringify({
      eventVersion: '1.11',
      ...principal,
      eventTime: isoTime(at),
      eventSource: eventSource(use),
      eventName: use.operation,
      awsRegion: call.region,
      ...errorFields(use, arns),
      requestParameters: requestParameters(use, arns),
      responseElements: responseElements(use, arns),
      requestID: eventId({ key: series.key, use: series.index, call: series.call ?? number, noise: !series.noise }),
      eventID: id,
      readOnly: isReadOnly(use.operation),
      resources: arns.map(ARN => ({ accountId: call.account.id, type: 'AWS::KMS::Key', ARN })),
      ...(use.serviceEvent === undefined
        ? { eventType: 'AwsApiCall' }
        : { eventType: 'AwsServiceEvent', additionalEventData: use.serviceEvent.details }),
      managementEvent: true,
      recipientAccountId: call.account.id,
      eventCategory: 'Management',
    }),
  }
}

/** Returns the service that was called, or that made the event. */
export const eventSource = ({ serviceEvent, target }: SimUse): string =>
  serviceEvent?.source ?? target ?? 'kms.amazonaws.com'

/** Returns the answer of a change, which names the key by its ARN. Reads and uses have none. */
const responseElements = ({ operation, errorCode }: SimUse, [arn]: readonly string[]) =>
  arn === undefined || errorCode !== undefined || isReadOnly(operation) ? null : { keyId: arn }

/** Whether an operation is read-only. Cryptographic operations are, and so are Describe, Get and List. */
export const isReadOnly = (operation: string): boolean =>
  !/^(Create|Delete|Disable|Enable|Import|Put|Replicate|Retire|Revoke|Rotate|Schedule|Cancel|Synchronize|Tag|Untag|Update)/.test(
    operation,
  )

/** Returns the caller. An AWS service that calls for itself has its name as address too. */
export function principalOf({ by, via, from }: SimUse, { account }: Pick<SimulatedCall, 'account'>) {
  if (by?.endsWith('.amazonaws.com') === true)
    return {
      userName: by.split('.')[0] ?? by,
      accessKeyId: undefined,
      userIdentity: { type: 'AWSService', invokedBy: by },
      sourceIPAddress: by,
      userAgent: by,
    }
  const arn = by ?? `arn:${account.partition}:sts::${account.id}:assumed-role/app/i-0abcd1234ef567890`
  const userName = arn.split('/').at(-1) ?? arn
  const accessKeyId = arn.includes(':assumed-role/') ? 'ASIAEXAMPLEEXAMPLE00' : 'AKIAEXAMPLEEXAMPLE00'
  return {
    userName,
    accessKeyId,
    userIdentity: {
      type: arn.includes(':assumed-role/') ? 'AssumedRole' : 'IAMUser',
      principalId: `AROAEXAMPLEEXAMPLE00:${userName}`,
      arn,
      accountId: account.id,
      accessKeyId,
      ...(arn.includes(':assumed-role/') && { sessionContext: { sessionIssuer: { type: 'Role', arn: roleArn(arn) } } }),
      ...(via !== undefined && { invokedBy: via }),
    },
    sourceIPAddress: from ?? via ?? '192.0.2.10',
    userAgent: via ?? 'aws-sdk-java/2.29.0',
  }
}

const roleArn = (arn: string): string =>
  arn.replace(':sts:', ':iam:').replace(/assumed-role\/([^/]+)\/.*$/, (_, role: string) => `role/${role}`)

function errorFields({ errorCode, errorMessage, dryRun, operation }: SimUse, [arn = '']: readonly string[]) {
  if (dryRun === true)
    return {
      errorCode: 'DryRunOperationException',
      errorMessage: 'The request would have succeeded, but the DryRun option is set.',
    }
  if (errorCode === undefined) return {}
  const words = { DisabledException: 'is disabled.', KMSInvalidStateException: 'is pending deletion.' }[errorCode]
  return { errorCode, errorMessage: errorMessage ?? `${arn} ${words ?? `refused ${operation}.`}` }
}

/** Returns the parameters of a request. Decrypt with a symmetric key names no key there, only in `resources`. */
function requestParameters(
  { operation, encryptionContext, dryRun, parameters }: SimUse,
  [arn, destination]: readonly string[],
) {
  const context = encryptionContext === undefined ? {} : { encryptionContext }
  const dry = dryRun === true ? { dryRun: true } : {}
  if (operation === 'ReEncrypt')
    return {
      sourceKeyId: arn,
      destinationKeyId: destination,
      sourceEncryptionAlgorithm: 'SYMMETRIC_DEFAULT',
      destinationEncryptionAlgorithm: 'SYMMETRIC_DEFAULT',
      ...(encryptionContext !== undefined && { sourceEncryptionContext: encryptionContext }),
      ...dry,
    }
  if (operation === 'Decrypt') return { encryptionAlgorithm: 'SYMMETRIC_DEFAULT', ...context, ...dry }
  if (arn === undefined) return parameters ?? null
  return { keyId: arn, ...parameters, ...context, ...dry }
}
