import { expect, test } from 'vitest'
import { HOUR } from '../../../../src/model/time.ts'
import { readWatchEvent } from '../../../../src/sources/cloudtrail/watch/watch-event.ts'
import { arn } from '../../../aws/a-place.ts'
import { event } from '../lookups.ts'

const kindOf = (name: string, record: object = {}) => {
  const read = readWatchEvent(event(name, HOUR, record), arn(1))
  return typeof read === 'object' ? read.kind : read
}
const failed = (errorCode: string, errorMessage?: string) => ({ errorCode, ...(errorMessage && { errorMessage }) })

test.each<[code: string, message?: string]>([
  ['DisabledException'],
  ['Disabled'],
  ['KMSInvalidStateException'],
  ['KMSInvalidState'],
  ['InvalidStateException'],
  ['com.amazonaws.kms#DisabledException'],
  ['KMS.DisabledException'],
  ['KMSDisabledException'],
  ['InvalidKeyUsage', `${arn(1)} is pending deletion.`],
  ['ServiceException', `${arn(1)} is disabled.`],
])('watch events: %s (%s) is a refused call', (code, message) => {
  expect(kindOf('Decrypt', failed(code, message))).toBe('refused')
  expect(kindOf('CreateGrant', failed(code, message))).toBe('refused')
})

test.each<[code: string, message?: string]>([
  ['AccessDeniedException', 'User is not authorized, because the service control policy is disabled for them'],
  ['DryRunOperationException'],
  ['NotFoundException'],
  ['DisabledOptInRegion'],
])('watch events: %s is no refusal by the state of the key', (code, message) => {
  expect(kindOf('Decrypt', failed(code, message))).toBe('plain')
})

test.each<[operation: string, kind: string]>([
  ['DisableKey', 'disabled'],
  ['ScheduleKeyDeletion', 'deletion-scheduled'],
  ['DeleteKey', 'deleted'],
  ['EnableKey', 'changed-back'],
  ['CancelKeyDeletion', 'changed-back'],
  ['PutKeyPolicy', 'changed-back'],
  ['CreateGrant', 'changed-back'],
  ['DescribeKey', 'plain'],
  ['Decrypt', 'plain'],
])('watch events: %s that succeeded is %s', (operation, kind) => expect(kindOf(operation)).toBe(kind))

test.each(['EnableKey', 'DisableKey', 'PutKeyPolicy', 'EnableKeyRotation'])(
  'watch events: %s that failed by the state of the key is no need of it',
  operation => expect(kindOf(operation, failed('KMSInvalidStateException'))).toBe('plain'),
)

test('watch events: an operation that is newer than this program counts if it was refused', () => {
  expect(kindOf('EncryptTwice', failed('DisabledException'))).toBe('refused')
})

test('watch events: events of another key or service are left out', () => {
  expect(readWatchEvent(event('Decrypt', HOUR, failed('DisabledException'), 2), arn(1))).toBe('other')
  expect(kindOf('Decrypt', { eventSource: 's3.amazonaws.com', ...failed('DisabledException') })).toBe('other')
})

test('watch events: a record that cannot be read may be a refused call, unless its name says otherwise', () => {
  expect(readWatchEvent(event('Decrypt', HOUR, 'not JSON'), arn(1))).toBe('unreadable')
  expect(readWatchEvent(event('DescribeKey', HOUR, 'not JSON'), arn(1))).toBe('plain')
  expect(kindOf('Decrypt', { errorCode: 7 })).toBe('unreadable')
  expect(readWatchEvent(null, arn(1))).toBe('unreadable')
})

test('watch events: the caller, the service, the address and the encryption context are read', () => {
  const record = {
    ...failed('DisabledException'),
    sourceIPAddress: 's3.amazonaws.com',
    userIdentity: {
      type: 'AssumedRole',
      arn: 'arn:aws:sts::111122223333:assumed-role/app/i-1',
      invokedBy: 's3.amazonaws.com',
    },
    requestParameters: { encryptionContext: { 'aws:s3:arn': 'arn:aws:s3:::orders' } },
  }
  expect(readWatchEvent(event('Decrypt', HOUR, record), arn(1))).toMatchObject({
    operation: 'Decrypt',
    error: 'DisabledException',
    caller: { session_name: 'i-1', service: 's3.amazonaws.com', source_address: 's3.amazonaws.com' },
    encryptionContext: { 'aws:s3:arn': 'arn:aws:s3:::orders' },
  })
})
