import { expect, test } from 'vitest'
import type { ArchiveStatus } from '../../../src/model/archive/archive-status.ts'
import { validator } from '../../archives/index-store/validator.ts'
import { statusAt } from './a-life.ts'

const NOW = Date.UTC(2026, 10, 20, 14, 30)
const BUILD_SECRETS = 'arn:aws:kms:us-east-1:111122223333:key/434c7132-da6f-436d-99d9-c46edbf65934'

test('archive status --demo: it shows the archive of the sample account, and how to fetch two log files', async () => {
  const { exit, out, err } = await statusAt(NOW, '--demo')
  expect({ exit, err }).toEqual({ exit: 0, err: '' })
  expect(out).toMatch(/^\| 111122223333 \| us-east-1 \| 2023-01-20 \| 2026-10-18 \| +32,801 \| +7 \|/m)
  expect(out).toContain(
    '  aws s3 cp s3://example-logs/AWSLogs/111122223333/CloudTrail/us-east-1/2023/01/20/ missing-logs/',
  )
  const json = await statusAt(NOW, '--demo', '-o', 'json')
  const status = JSON.parse(json.out) as ArchiveStatus
  expect(validator('archive-status')(status)).toEqual([])
  expect(status.summary).toMatchObject({ places: 1, missing_files: 2, damaged_files: 0 })
})

test('archive status --demo --key: all time of a key before KMS tracked uses is covered', async () => {
  const { out } = await statusAt(NOW, '--demo', '--key', BUILD_SECRETS)
  expect(out).toMatch(/^ +Not used, and all time from its creation to 2026-10-18 12:30 UTC is covered\. KMS tracks/m)
  const { keys } = JSON.parse((await statusAt(NOW, '--demo', '--key', '434c', '-o', 'json')).out) as ArchiveStatus
  expect(keys).toMatchObject([{ key_arn: BUILD_SECRETS, since_is: 'creation' }])
  expect(keys?.[0]?.uncovered.map(({ is_tracked_by_kms: isTracked }) => isTracked)).toEqual([true, true])
})
