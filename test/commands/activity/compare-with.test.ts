import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { validate } from '../../../src/report/validators/activity.ts'
import { ACCOUNT } from '../../simulation/services/clients.ts'
import { activity, uses, worldOf } from './event-history.ts'

test('activity: --compare-with finds callers that an earlier result does not have', async () => {
  const path = join(mkdtempSync(join(tmpdir(), 'activity-')), 'earlier.json')
  await activity(worldOf(uses('Decrypt', 30)), ['-f', path])
  const stranger = uses('Decrypt', 2, { by: `arn:aws:sts::${ACCOUNT}:assumed-role/mallory/x`, from: '203.0.113.9' })
  const { whole } = await activity(worldOf(uses('Decrypt', 30), stranger), ['--compare-with', path])
  expect(whole().new_callers.map(({ kind, name, calls }) => [kind, name, calls])).toEqual([
    ['network', '203.0.113.0/24', 2],
    ['principal', `arn:aws:iam::${ACCOUNT}:role/mallory`, 2],
  ])
  expect(validate(whole()), JSON.stringify(validate.errors)).toBe(true)
})

test('activity: --compare-with refuses a file that is not a result of activity, before AWS is called', async () => {
  const path = join(mkdtempSync(join(tmpdir(), 'activity-')), 'other.json')
  writeFileSync(path, '{"kind": "secrets"}')
  const { exit, err, requests } = await activity(worldOf(), ['--compare-with', path])
  expect({ exit, calls: requests.length }).toEqual({ exit: 2, calls: 0 })
  expect(err).toContain('is not a result of kms-audit activity, but of secrets')
})
