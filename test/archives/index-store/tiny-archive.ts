import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { onTestFinished, vi } from 'vitest'

export const ACCOUNT = '111122223333'
export const REGION = 'us-east-1'
export const keyArn = (end: number, account = ACCOUNT, region = REGION): string =>
  `arn:aws:kms:${region}:${account}:key/1234abcd-12ab-34cd-56ef-${String(end).padStart(12, '0')}`

/** A call of KMS, as a few words. */
export interface Call {
  id: number
  key: string
  at: number
  operation: string
  role: string
  service?: string
  error?: string
  context?: Record<string, string>
}

/** A folder that is removed after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'kms-audit-test-index-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Temporary folders of the test alone. Returns where they are. */
export function ownTemporary(): string {
  const folder = temporaryFolder()
  vi.stubEnv('TMPDIR', folder)
  onTestFinished(() => void vi.unstubAllEnvs())
  return folder
}

/** Where CloudTrail would deliver the log file with this number. */
export function logPath(tree: string, number: number, { account = ACCOUNT, region = REGION, day = 1 } = {}): string {
  const date = `202601${String(day).padStart(2, '0')}`
  const unique = String(number).padStart(16, 'A')
  const folder = join(tree, `AWSLogs/${account}/CloudTrail/${region}/2026/01/${String(day).padStart(2, '0')}`)
  return join(folder, `${account}_CloudTrail_${region}_${date}T0005Z_${unique}.json.gz`)
}

export function writeLog(path: string, calls: readonly Call[]): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, gzipSync(JSON.stringify({ Records: calls.map(recordOf) })))
}

export const eventId = (id: number): string => `${id.toString(16).padStart(8, '0')}-0000-4000-8000-000000000000`

const recordOf = ({ id, key, at, operation, role, service, error, context }: Call) => ({
  eventVersion: '1.11',
  userIdentity: {
    type: 'AssumedRole',
    arn: `arn:aws:sts::${ACCOUNT}:assumed-role/${role}/session`,
    sessionContext: { sessionIssuer: { type: 'Role', arn: roleArn(role) } },
    ...(service !== undefined && { invokedBy: service }),
  },
  eventTime: new Date(at).toISOString().replace('.000Z', 'Z'),
  eventSource: 'kms.amazonaws.com',
  eventName: operation,
  awsRegion: key.split(':')[3],
  ...(error !== undefined && { errorCode: error }),
  ...(context !== undefined && { requestParameters: { encryptionContext: context } }),
  eventID: eventId(id),
  readOnly: true,
  resources: [{ accountId: key.split(':')[4], type: 'AWS::KMS::Key', ARN: key }],
  eventType: 'AwsApiCall',
  managementEvent: true,
  recipientAccountId: key.split(':')[4],
  eventCategory: 'Management',
})

export const roleArn = (role: string): string => `arn:aws:iam::${ACCOUNT}:role/${role}`
