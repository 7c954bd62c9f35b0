import { join } from 'node:path'
import { writeGzip } from '../generator/log-file.ts'

export const EXPECTED_ACCOUNT = '111122223333'
export const ROLE = 'arn:aws:iam::111122223333:role/app'

/** ARN of the key whose id ends with these two digits. */
export const keyOf = (digits: string): string =>
  `arn:aws:kms:us-east-1:${EXPECTED_ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890${digits}`

/** A session of a role. */
export const OWNER = {
  type: 'AssumedRole',
  arn: 'arn:aws:sts::111122223333:assumed-role/app/session',
  accountId: EXPECTED_ACCOUNT,
  sessionContext: { sessionIssuer: { type: 'Role', arn: ROLE, accountId: EXPECTED_ACCOUNT } },
}

type JsonRecord = Record<string, unknown>

/** A use of a key in March 2024. */
export const DECRYPT = (digits: string, time: string, eventID: string, more: JsonRecord = {}): JsonRecord => ({
  eventVersion: '1.11',
  userIdentity: OWNER,
  eventTime: `2024-03-${time}Z`,
  eventSource: 'kms.amazonaws.com',
  eventName: 'Decrypt',
  awsRegion: 'us-east-1',
  requestParameters: { encryptionAlgorithm: 'SYMMETRIC_DEFAULT', encryptionContext: { purpose: 'test' } },
  responseElements: null,
  eventID,
  readOnly: true,
  resources: [{ accountId: EXPECTED_ACCOUNT, type: 'AWS::KMS::Key', ARN: keyOf(digits) }],
  eventType: 'AwsApiCall',
  managementEvent: true,
  recipientAccountId: EXPECTED_ACCOUNT,
  eventCategory: 'Management',
  ...more,
})

export const DISABLE_KEY = (digits: string, time: string, eventID: string): JsonRecord =>
  DECRYPT(digits, time, eventID, {
    eventName: 'DisableKey',
    readOnly: false,
    requestParameters: { keyId: keyOf(digits) },
  })

/** Writes records into two log files of each day, in turn. Returns their paths below the folder. */
export function writeRecords(folder: string, records: readonly JsonRecord[]): string[] {
  const files = new Map<string, JsonRecord[]>()
  for (const [at, record] of records.entries()) {
    const [year, month, day] = String(record['eventTime']).slice(0, 10).split('-')
    const stamp = `${year}${month}${day}T235${at % 2}Z`
    const name = `${EXPECTED_ACCOUNT}_CloudTrail_us-east-1_${stamp}_0123456789ABCDEF.json.gz`
    const path = `AWSLogs/${EXPECTED_ACCOUNT}/CloudTrail/us-east-1/${year}/${month}/${day}/${name}`
    files.set(path, [...(files.get(path) ?? []), record])
  }
  for (const [path, Records] of files) writeGzip(join(folder, path), JSON.stringify({ Records }), 6)
  return [...files.keys()].toSorted()
}
