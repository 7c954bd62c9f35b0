import { isObject } from '../../lib/json.ts'
import type { CallerRecord } from '../../model/report/activity.ts'
import { type TrailRecord } from './trail-record.ts'

/**
 * Returns who made the call of an event. Any member may be missing or of another type; it is then null. For a call that
 * an AWS service made, `invokedBy` names the service.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html
 */
export function callerOf({ inner }: TrailRecord): CallerRecord {
  const identity = objectOf(inner['userIdentity'])
  const issuer = objectOf(objectOf(identity['sessionContext'])['sessionIssuer'])
  const principal = wordOf(identity['arn'])
  return {
    principal,
    principal_type: wordOf(identity['type']),
    principal_id: wordOf(identity['principalId']),
    principal_account: wordOf(identity['accountId']),
    session_name: sessionOf(principal, wordOf(identity['principalId'])),
    issuer: wordOf(issuer['arn']),
    service: wordOf(identity['invokedBy']),
    source_address: wordOf(inner['sourceIPAddress']),
    user_agent: wordOf(inner['userAgent']),
  }
}

/**
 * Returns the encryption context of a call. A ReEncrypt has one for each of its keys: this one decides which counts. Null:
 * the call has none.
 */
export function encryptionContextOf({ inner }: TrailRecord, isDestination: boolean): Record<string, string> | null {
  const parameters = objectOf(inner['requestParameters'])
  const given =
    parameters['encryptionContext'] ??
    parameters[isDestination ? 'destinationEncryptionContext' : 'sourceEncryptionContext']
  const pairs = Object.entries(objectOf(given)).filter((pair): pair is [string, string] => typeof pair[1] === 'string')
  return pairs.length === 0 ? null : Object.fromEntries(pairs)
}

/** The last part of the ARN of a role session, or of the id of the session of another account's role. */
function sessionOf(arn: string | null, id: string | null): string | null {
  const [, name] = /:assumed-role\/(?:.*\/)?[^/]+\/([^/]+)$/.exec(arn ?? '') ?? []
  if (name !== undefined || arn !== null) return name ?? null
  return /^AROA[^:]*:(.+)$/.exec(id ?? '')?.[1] ?? null
}

const objectOf = (value: unknown): Readonly<Record<string, unknown>> => (isObject(value) ? value : {})

const wordOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)
