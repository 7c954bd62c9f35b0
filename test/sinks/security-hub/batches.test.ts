import { expect, test } from 'vitest'
import { toAsff } from '../../../src/formats/asff/asff-finding.ts'
import type { AsffFinding } from '../../../src/formats/asff/asff-finding.ts'
import { subjectsIn } from '../../../src/formats/finding/subject.ts'
import { batchesOf } from '../../../src/sinks/security-hub/batches.ts'
import { aMutedFinding } from '../../formats/a-finding.ts'
import { aRecord, aReport } from '../../formats/a-report.ts'

/** The largest finding that an account can cause: every text is too long, and has letters of three bytes. */
function largest(): AsffFinding {
  const long = '鍵'.repeat(100_000)
  const tags = Array.from({ length: 100 }, (_, n) => ({ TagKey: `${n}${long}`, TagValue: long }))
  const key = aRecord({ description: long, tags })
  const report = aReport({ keys: [key] })
  const { account_id, region, key_id } = key
  const texts = { title: long, detail: long, remedy: long, rule: long }
  const muted = { status: 'fail', reason: long, expires: '2027-01-31' } as const
  const finding = { ...aMutedFinding(), account_id, region, key_id, ...texts, muted }
  return toAsff(subjectsIn(report)(finding), report)
}

test('batches: a single finding never comes near 240 KB', () => {
  expect(Buffer.byteLength(JSON.stringify(largest()))).toBeLessThan(120_000)
})

test('batches: each holds at most 100 findings, in their order, and none is lost', () => {
  const findings = Array.from({ length: 230 }, (_, n) => ({ Id: String(n) }) as AsffFinding)
  const batches = [...batchesOf(findings)]
  expect(batches.map(call => call.length)).toEqual([100, 100, 30])
  expect(batches.flat()).toEqual(findings)
  expect([...batchesOf([])]).toEqual([])
})

test('batches: each stays below 6 MB, however large its findings are', () => {
  const one = largest()
  const findings = Array.from({ length: 100 }, () => one)
  const batches = [...batchesOf(findings)]
  expect(batches.length).toBeGreaterThan(1)
  expect(batches.flat()).toHaveLength(100)
  for (const Findings of batches) expect(Buffer.byteLength(JSON.stringify({ Findings }))).toBeLessThanOrEqual(6_000_000)
})
