import { describe, expect, test } from 'vitest'
import { withCompliance } from '../../src/findings/compliance.ts'
import type { Finding } from '../../src/model/finding.ts'
import type { ControlRecord, GapRecord, Report } from '../../src/model/report/report.ts'
import { aFinding, aMutedFinding } from '../formats/a-finding.ts'
import { aPlace, aRecord, aReport } from '../formats/a-report.ts'

/** Returns the result for KMS.3, which two checks cover. */
async function deletion(findings: Finding[], different: Partial<Report> = {}): Promise<ControlRecord> {
  const { compliance } = await withCompliance(aReport({ findings, ...different }), ['security-hub'])
  const found = compliance?.[0]?.controls.find(({ id }) => id === 'KMS.3')
  if (found === undefined) throw new Error('the control was lost')
  return found
}

const one = (status: Finding['status'], different: Partial<Finding> = {}): Finding =>
  status === 'muted'
    ? aMutedFinding({ check: 'pending-deletion', ...different })
    : aFinding({
        check: 'pending-deletion',
        status,
        detail: status === 'unknown' ? 'Access denied.' : '',
        ...different,
      })

const other = (status: Finding['status']): Finding => one(status, { check: 'pending-deletion-in-use' })
const second = { key_id: 'second' }

describe('status of a control', () => {
  test.each<[what: string, findings: Finding[], status: string, detail: string]>([
    ['one key fails', [one('fail'), one('pass', second)], 'fail', '1 of 2 keys fails.'],
    ['fail beats unknown', [one('fail'), one('unknown', second)], 'fail', '1 of 2 keys fails; 1 unknown.'],
    ['unknown beats pass', [one('pass'), one('unknown', second)], 'unknown', '1 of 2 keys is unknown: Access denied.'],
    ['the other check is unknown', [one('pass'), other('unknown')], 'unknown', '1 of 1 key is unknown: Access denied.'],
    ['every key passes', [one('pass'), other('not_applicable'), one('pass', second)], 'pass', '2 keys pass.'],
    ['it applies to no key', [one('not_applicable')], 'not_applicable', 'No key is subject to this control.'],
    ['there is no key', [], 'not_applicable', 'No key is subject to this control.'],
    [
      'the mutelist accepts what fails',
      [one('muted'), one('pass', second)],
      'muted',
      '1 of 2 keys does not pass, and the mutelist accepts it.',
    ],
    ['a failing key beside a muted one', [one('muted'), one('fail', second)], 'fail', '1 of 2 keys fails; 1 muted.'],
  ])('compliance: %s', async (_, findings, status, detail) =>
    expect(await deletion(findings)).toMatchObject({ status, detail }),
  )
})

test('compliance: a key counts once, by its worst result', async () => {
  const { keys } = await deletion([one('pass'), other('fail'), one('not_applicable', second)])
  expect(keys).toEqual({ fail: 1, unknown: 0, muted: 0, pass: 0, not_applicable: 1 })
})

const gap = (different: Partial<GapRecord>): GapRecord => ({
  account_id: '111122223333',
  region: 'eu-west-1',
  key_id: null,
  operation: 'kms:ListKeys',
  reason: 'denied',
  message: 'Access denied.',
  ...different,
})

describe('keys that were not read', () => {
  const scope = { manager: 'customer' as const, sources: [], places: [aPlace({ status: 'unreachable' })] }

  test.each<[what: string, different: Partial<Report>]>([
    ['a Region could not be listed', { scope }],
    ['the list of keys broke off', { gaps: [gap({})] }],
    ['a key was left out because its tags could not be read', { gaps: [gap({ key_id: 'gone' })] }],
  ])('compliance: no control passes if %s', async (_, different) => {
    const text = 'There may be keys that could not be read in eu-west-1 of account 111122223333.'
    expect(await deletion([one('pass')], different)).toMatchObject({ status: 'unknown', detail: text })
    expect(await deletion([], different)).toMatchObject({ status: 'unknown', detail: text })
    expect(await deletion([one('fail')], different)).toMatchObject({ status: 'fail' })
  })

  test.each<[what: string, GapRecord]>([
    ['request counts', gap({ operation: 'cloudwatch:GetMetricData' })],
    ['a key that is listed', gap({ key_id: aRecord().key_id, operation: 'kms:GetKeyPolicy' })],
    ['a key that vanished', gap({ key_id: 'gone', reason: 'vanished' })],
  ])('compliance: a gap about %s hides no key', async (_, hidden) =>
    expect(await deletion([one('pass')], { gaps: [hidden] })).toMatchObject({ status: 'pass' }),
  )
})

test('compliance: a control without a check is not covered, and says why', async () => {
  const { compliance } = await withCompliance(aReport({ findings: [] }), ['cis-7.0'])
  expect(compliance?.[0]?.controls.map(({ id, status, detail }) => [id, status, detail])).toEqual([
    ['2.21', 'not_applicable', 'No key is subject to this control.'],
    ['4.5', 'not_covered', 'kms-audit does not read how trails are encrypted.'],
    ['4.6', 'not_applicable', 'No key is subject to this control.'],
    ['5.7', 'not_covered', 'kms-audit does not read metric filters and alarms.'],
  ])
})
