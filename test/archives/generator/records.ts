import { isoTime, type Instant } from '../../../src/model/time.ts'
import { HOSTILE, type Caller } from './caller.ts'
import type { Random } from './random.ts'

export type JsonRecord = Record<string, unknown>

export interface KmsCall {
  at: Instant
  operation: string
  keys: readonly string[]
  caller: Caller
  region: string
  /** The account whose log this is. */
  account: string
  error: string | null
  dryRun: boolean
  eventId: string
  sharedEventId: string | null
}

/** A record of KMS as CloudTrail writes it. */
export function kmsRecord(random: Random, call: KmsCall, hostile: number): JsonRecord {
  const { operation, keys, caller, error } = call
  return {
    ...beginning(call.at, caller, 'kms.amazonaws.com', operation, call.region),
    ...(error === null ? {} : { errorCode: error, errorMessage: `${keys[0] ?? ''} is not usable` }),
    requestParameters: parameters(random, call, hostile),
    responseElements: null,
    ...(error === null ? { additionalEventData: { keyMaterialId: random.hex(64) } } : {}),
    requestID: random.uuid(),
    eventID: call.eventId,
    readOnly: !/^(Create|Disable|Schedule)/.test(operation),
    resources: keys.map(ARN => ({ accountId: ARN.split(':')[4], type: 'AWS::KMS::Key', ARN })),
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: call.account,
    ...(call.sharedEventId === null ? {} : { sharedEventID: call.sharedEventId }),
    eventCategory: 'Management',
    tlsDetails: {
      tlsVersion: 'TLSv1.3',
      cipherSuite: 'TLS_AES_256_GCM_SHA384',
      clientProvidedHostHeader: `kms.${call.region}.amazonaws.com`,
    },
  }
}

function parameters(random: Random, { operation, keys, dryRun }: KmsCall, hostile: number): JsonRecord {
  const context = random.chance(0.6)
    ? {
        encryptionContext: {
          'aws:s3:arn': `arn:aws:s3:::bucket-${random.below(3)}`,
          note: hostileOr(random, 'plain', hostile),
        },
      }
    : {}
  const dry = dryRun ? { dryRun: true } : {}
  if (operation === 'ReEncrypt')
    return { sourceKeyId: keys[0], destinationKeyId: keys[1] ?? keys[0], sourceEncryptionContext: {}, ...dry }
  if (operation === 'ScheduleKeyDeletion') return { keyId: keys[0], pendingWindowInDays: 30 }
  if (operation === 'CreateKey') return { keySpec: 'SYMMETRIC_DEFAULT', keyUsage: 'ENCRYPT_DECRYPT' }
  if (operation === 'DisableKey' || operation === 'GetPublicKey') return { keyId: keys[0] }
  return { keyId: keys[0], encryptionAlgorithm: 'SYMMETRIC_DEFAULT', ...context, ...dry }
}

export const hostileOr = (random: Random, plain: string, share: number): string =>
  random.chance(share) ? random.pick(HOSTILE) : plain

export const beginning = (at: Instant, caller: Caller, source: string, name: string, region: string): JsonRecord => ({
  eventVersion: '1.11',
  userIdentity: caller.userIdentity,
  eventTime: isoTime(at),
  eventSource: source,
  eventName: name,
  awsRegion: region,
  sourceIPAddress: caller.sourceIPAddress,
  userAgent: caller.userAgent,
})

/** A call that changes the trail, or whether it logs. */
export const trailRecord = (
  random: Random,
  { at, operation, caller, region, account }: Pick<KmsCall, 'at' | 'operation' | 'caller' | 'region' | 'account'>,
  requestParameters: JsonRecord,
): JsonRecord => ({
  ...beginning(at, caller, 'cloudtrail.amazonaws.com', operation, region),
  requestParameters,
  responseElements: null,
  requestID: random.uuid(),
  eventID: random.uuid(),
  readOnly: false,
  eventType: 'AwsApiCall',
  managementEvent: true,
  recipientAccountId: account,
  eventCategory: 'Management',
})
