import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { main } from '../../src/main.ts'
import type { AdviceReport } from '../../src/model/advice.ts'
import { recompute } from '../advice/recompute.ts'
import { aRecord, aReport } from '../formats/a-report.ts'
import { memoryIo } from '../memory-io.ts'

const DIRECTORY = mkdtempSync(join(tmpdir(), 'kms-audit-advise-'))
afterAll(() => rmSync(DIRECTORY, { recursive: true }))

function file(name: string, content: object): string {
  const path = join(DIRECTORY, name)
  writeFileSync(path, JSON.stringify(content))
  return path
}

async function advise(args: readonly string[], settings: Parameters<typeof memoryIo>[0] = {}) {
  const io = memoryIo(settings)
  const exit = await main(['advise', ...args], io)
  return { exit, out: io.out(), err: io.err() }
}

const QUICK = ['--demo', '-q', '--max-rate', 'LookupEvents=200,ListGrants=5000']
const demo = await advise([...QUICK, '-o', 'json'])
const whole = JSON.parse(demo.out) as AdviceReport

test('advise: every number of the demo can be computed again from the JSON alone', () => {
  const again = recompute(whole)
  expect(whole.advice.length).toBeGreaterThan(0)
  for (const [at, one] of whole.advice.entries()) {
    const computed = again.advice[at]
    expect(computed?.amounts).toEqual(one.claims.map(({ amount }) => amount))
    if (one.monthly_savings === null) expect(computed?.savings).toBeNull()
    else expect(computed?.savings).toBeCloseTo(one.monthly_savings, 5)
    if (one.bill !== null) expect(computed?.after).toBeCloseTo(one.bill.after, 5)
  }
  expect(again.advised).toBeCloseTo(whole.totals.advice.monthly_savings, 4)
  expect(again.unused).toBeCloseTo(whole.totals.unused_keys.monthly_savings ?? 0, 5)
})

test('advise: a bucket without a bucket key saves most requests of its key', () => {
  const found = whole.advice.find(({ kind }) => kind === 's3-bucket-key')
  expect(found?.summary).toContain('example-shop-raw')
  expect(found?.commands).toContain('"BucketKeyEnabled":true')
  expect(found?.monthly_savings).toBeGreaterThan(12)
})

const SAVED = file('saved.json', aReport())

test('advise: a saved report is advised on without AWS, and one line names each lack with the option that ends it', async () => {
  const { exit, out } = await advise(['--from', SAVED])
  expect(exit).toBe(0)
  expect(out).toMatch(/^Not given {3}s3-bucket-key: The report does not contain .*audit again with --dependents all/m)
})

test('advise: what was saved since the baseline is a number of its own', async () => {
  const unused = aRecord({ key_id: 'gone', disposition: 'stale' })
  const baseline = file('before.json', aReport({ generated_at: '2026-10-20T06:00:00Z', keys: [aRecord(), unused] }))
  const { out } = await advise(['--from', SAVED, '--baseline', baseline, '-o', 'json'])
  const { totals } = JSON.parse(out) as AdviceReport
  expect(totals.realized).toEqual({ keys: 1, monthly_savings: 1, since: '2026-10-20T06:00:00Z' })
  expect(totals.unused_keys).toEqual({ keys: 0, monthly_savings: 0 })
})

test('advise: a baseline that is not a report is wrong usage, before AWS is called', async () => {
  const { exit, err } = await advise(['--demo', '--baseline', file('other.json', { kind: 'something' })])
  expect(exit).toBe(2)
  expect(err).toContain('is not a report of kms-audit')
})
