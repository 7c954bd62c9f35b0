import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

export const ACCOUNT = '111122223333'
export const REGION = 'us-east-1'
export const KEY = `arn:aws:kms:${REGION}:${ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab`
export const OTHER_KEY = `arn:aws:kms:${REGION}:${ACCOUNT}:key/2234abcd-12ab-34cd-56ef-1234567890ab`

/** A call of a role to KMS, as CloudTrail records it. */
export const record = (at: string, operation: string, more: object = {}, keys: readonly string[] = [KEY]): object => ({
  eventVersion: '1.08',
  eventTime: at,
  eventSource: 'kms.amazonaws.com',
  eventName: operation,
  awsRegion: REGION,
  eventID: `${operation}-${at}`,
  userIdentity: {
    type: 'AssumedRole',
    arn: `arn:aws:sts::${ACCOUNT}:assumed-role/app/session`,
    accountId: ACCOUNT,
    sessionContext: { sessionIssuer: { type: 'Role', arn: `arn:aws:iam::${ACCOUNT}:role/app` } },
  },
  requestParameters: { keyId: KEY, encryptionContext: { 'a "quote"': 'é\n' } },
  responseElements: null,
  readOnly: true,
  resources: keys.map(ARN => ({ ARN, accountId: ACCOUNT, type: 'AWS::KMS::Key' })),
  managementEvent: true,
  recipientAccountId: ACCOUNT,
  ...more,
})

/** Writes a log file of a day (`2026/01/31`) below this folder of accounts, and returns its path. */
export function writeLog(accounts: string, day: string, name: string, content: readonly object[] | Buffer): string {
  const folder = join(accounts, ACCOUNT, 'CloudTrail', REGION, day)
  mkdirSync(folder, { recursive: true })
  const path = join(folder, `${ACCOUNT}_CloudTrail_${REGION}_${day.replaceAll('/', '')}T0005Z_${name}.json.gz`)
  writeFileSync(path, Buffer.isBuffer(content) ? content : gzipSync(JSON.stringify({ Records: content })))
  return path
}
