import fc from 'fast-check'
import { expect, test } from 'vitest'
import { diffReports } from '../../../src/history/diff-reports.ts'
import { plainMessage } from '../../../src/sinks/message/plain-text.ts'
import { reportMessage } from '../../../src/sinks/message/report-message.ts'
import { anyText } from '../../any-text.ts'
import { aPlace, aRecord, aReport } from '../../formats/a-report.ts'
import { sampleReport } from '../sample-report.ts'

test('message: the numbers are those of the report, and the dearest unused keys are named', async () => {
  const report = await sampleReport()
  const { title, facts, keys, cautions } = reportMessage(report, null)
  const { unused_key_count: unused, monthly_savings: savings } = report.savings
  expect(title).toBe(`${unused} unused KMS keys, at least $${savings?.toFixed(2)} a month; 1 unknown`)
  expect(Object.fromEntries(facts)['Keys']).toMatch(`${report.summary.keys}: ${report.summary.in_use} in use`)
  expect(Object.fromEntries(facts)['Findings']).toMatch(/^\d+ critical, \d+ high, .* could not be decided$/)
  expect(keys).toHaveLength(unused)
  expect(cautions.at(-1)).toBe('Last use alone does not show that a key can be deleted: run kms-audit retire plan.')
})

test('message: what is not known is said to be unknown, not zero', () => {
  const keys = [aRecord({ disposition: 'never', cost: { ...aRecord().cost, key: null } })]
  const savings = {
    ...aReport().savings,
    monthly_cost: null,
    annual_cost: null,
    monthly_savings: null,
    annual_savings: null,
  }
  const message = reportMessage(aReport({ keys, savings }), null)
  const facts = Object.fromEntries(message.facts)
  expect([message.title, facts['Cost'], facts['Possible savings']]).toEqual([
    '1 unused KMS key',
    'not known',
    'not known',
  ])
  expect(message.keys[0]).toMatch(/price not known$/)
})

test('message: an account and Region that was not read is named', () => {
  const scope = { ...aReport().scope, places: [aPlace(), aPlace({ region: 'us-east-1', status: 'unreachable' })] }
  expect(reportMessage(aReport({ scope }), null).cautions).toContain('Not read: 111122223333 us-east-1.')
})

test('message: the title says how much is not known, because a reader may see nothing else', () => {
  const report = aReport()
  const unknown = { ...report, summary: { ...report.summary, unknown: 3 }, keys: [] }
  expect(reportMessage(unknown, null).title).toBe('No unused KMS keys found; 3 unknown')
  const places = [aPlace({ status: 'unreachable' }), aPlace({ region: 'us-east-1', status: 'unreachable' })]
  const unread = { ...report, keys: [], scope: { ...report.scope, places } }
  expect(reportMessage(unread, null).title).toBe('No unused KMS keys found; 2 Regions not fully read')
  expect(reportMessage(aReport({ keys: [], gaps: [] }), null).title).toBe('No unused KMS keys')
})

test('message: a list of keys that broke off is a Region that was not fully read', () => {
  const gap = { account_id: '111122223333', region: 'eu-west-1', key_id: null, operation: 'kms:ListKeys' } as const
  const gaps = [{ ...gap, reason: 'throttled', message: 'Rate exceeded' } as const]
  expect(reportMessage(aReport({ keys: [], gaps }), null).title).toBe(
    'No unused KMS keys found; 1 Region not fully read',
  )
})

test('message: what changed since the baseline is counted', async () => {
  const report = await sampleReport()
  const old = { ...report, keys: report.keys.slice(1) }
  const facts = Object.fromEntries(reportMessage(report, diffReports(old, report, { old: 'old', new: 'new' })).facts)
  expect(facts['Changes']).toMatch(/^1 new; \d+ keys in both reports$/)
})

test('message: a baseline that is newer, or covers other Regions, is named as such', () => {
  const keys = [aRecord()]
  const report = aReport({ keys, generated_at: '2026-11-01T00:00:00.000Z' })
  const places = [aPlace({ region: 'ap-south-1' })]
  const other = aReport({ keys: [], generated_at: '2026-11-02T00:00:00.000Z', scope: { ...report.scope, places } })
  const { cautions } = reportMessage(report, diffReports(other, report, { old: 'old', new: 'new' }))
  expect(cautions).toEqual(
    expect.arrayContaining([
      'The baseline is newer than the report: every change reads backwards.',
      'Only one of the two reports covers 1 key: not compared.',
    ]),
  )
})

test('message: text of the account stays on its line and shows hidden characters', () => {
  fc.assert(
    fc.property(anyText, alias => {
      const message = reportMessage(
        aReport({ keys: [aRecord({ disposition: 'never', aliases: [`alias/${alias}`] })] }),
        null,
      )
      // oxlint-disable-next-line no-control-regex
      expect(plainMessage(message)).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/)
      expect(plainMessage(message).split('\n- ')).toHaveLength(3)
    }),
  )
})
