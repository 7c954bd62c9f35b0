import { expect, test } from 'vitest'
import { dayFolder, dayIn } from '../../src/archives/day-folder.ts'

const DIGEST = '111122223333_CloudTrail-Digest_us-east-1_years_us-east-1_20240217T090000Z.json.gz'
const LOG = '111122223333_CloudTrail_us-east-1_20240216T2355Z_0123456789ABCDEF.json.gz'

test('delivery in S3: a file lies in the directory of the day in its name', () => {
  expect(dayFolder({ account: '111122223333', region: 'us-east-1' }, 'CloudTrail', dayIn(LOG) ?? '')).toBe(
    '111122223333/CloudTrail/us-east-1/2024/02/16/',
  )
  expect(dayIn(DIGEST)).toBe('2024/02/17')
  expect(dayIn('notes.json')).toBeNull()
})
