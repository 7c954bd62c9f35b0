import { expect, test } from 'vitest'
import type { Activity } from '../../../src/model/assessments/activity.ts'
import { validate } from '../../../src/report/validators/activity.ts'
import { run } from '../../run.ts'
import { aRow, KEY, monthOf } from './an-athena.ts'
import { anIo, KEY_ID, worldOf } from './audited-world.ts'

const ASKED = ['activity', '--athena', 'audit.kms_audit_trail', '--since', '2025-06-01', '--until', '2025-07-31']

const world = () =>
  worldOf(sql => ({
    rows:
      monthOf(sql) === '2025-06-01'
        ? [
            aRow({ at: '2025-06-15T10:00:00Z', events: 7 }),
            aRow({ at: '2025-06-16T11:00:00Z', error: 'DisabledException', kind: 'refused', events: 2 }),
          ]
        : [],
  }))

test('activity through Athena: calls of the asked months are counted, and only those months are queried', async () => {
  const shown = world()
  const { exit, out, err } = await run([...ASKED, '-o', 'json'], shown, { io: anIo() })
  expect(exit).toBe(0)
  const whole = JSON.parse(out) as Activity
  expect(validate(whole), JSON.stringify(validate.errors)).toBe(true)
  expect(whole.windows).toMatchObject([{ source: 'athena', events: 9, is_complete: false }])
  expect(whole.days).toMatchObject([
    { day: '2025-06-16', error: 'DisabledException', calls: 2 },
    { day: '2025-06-15', error: null, calls: 7 },
  ])
  expect(whole.calls).toMatchObject([{ operation: 'Decrypt', calls: 9, with_unusable_key: 2, is_lower_bound: true }])
  expect(err).toMatch(/Athena scanned [\d.]+ GB in [2-4] queries/)
})

test('activity through Athena: a key without a call is shown with why one may be missing', async () => {
  const { exit, out } = await run(
    [...ASKED, '--key', KEY_ID],
    worldOf(() => ({})),
    { io: anIo() },
  )
  expect(exit).toBe(0)
  expect(out).toMatch(/^Source +log files of CloudTrail, searched by Athena/m)
  expect(out).toMatch(/^Incomplete +111122223333 eu-west-1: calls may be missing in 61 days\. /m)
})

test('activity through Athena: queries return only the asked keys, unless these are too many', async () => {
  const queriesOf = async (...args: string[]) => {
    const queries: string[] = []
    await run(
      [...ASKED, ...args],
      worldOf(sql => (queries.push(sql), { rows: [] })),
      { io: anIo() },
    )
    return queries
  }
  const one = await queriesOf('--key', KEY_ID)
  expect([one.length > 1, one.every(sql => sql.includes(`key_arn IN ('${KEY}')`))]).toEqual([true, true])
  expect((await queriesOf()).filter(sql => sql.includes('key_arn IN ('))).toEqual([])
  const many = Array.from({ length: 501 }, (_, index) => KEY.replace(/\d{3}ab$/, String(index).padStart(5, '0')))
  expect((await queriesOf('--key', many.join())).filter(sql => sql.includes('key_arn IN ('))).toEqual([])
})

const MEMBER = '444455556666'

test.each([
  ['a key ARN', ['--key', KEY.replace('111122223333', MEMBER)]],
  ['--accounts', ['--accounts', MEMBER]],
])('activity through Athena: %s reads an account that is not entered, and no other', async (_, args) => {
  const queries: string[] = []
  const shown = worldOf(sql => {
    queries.push(sql)
    const row = { at: '2025-06-15T10:00:00Z', account: MEMBER, key: KEY.replace('111122223333', MEMBER), events: 7 }
    return { rows: monthOf(sql) === '2025-06-01' ? [aRow(row)] : [] }
  })
  const { exit, out, aws } = await run([...ASKED, ...args, '-o', 'json'], shown, { io: anIo() })
  expect(exit).toBe(0)
  const whole = JSON.parse(out) as Activity
  expect(whole.scope.places).toMatchObject([{ account_id: MEMBER, region: 'eu-west-1' }])
  expect(whole.calls).toMatchObject([{ account_id: MEMBER, calls: 7 }])
  expect(queries.length).toBeGreaterThan(1)
  expect(queries.every(sql => sql.includes(`acct IN ('${MEMBER}')`))).toBe(true)
  expect(Object.keys(aws.calls).filter(call => /^(kms|cloudtrail):/.test(call))).toEqual([])
})

test('permissions of activity: those of Athena are in the policy if a table is named', async () => {
  const shown = await run(['permissions', 'activity', '--athena', 'audit.kms_audit_trail'], world(), { io: anIo() })
  const without = await run(['permissions', 'activity'], world(), { io: anIo() })
  expect(shown.out).toContain('athena:StartQueryExecution')
  expect(without.out).not.toContain('athena:')
})
