import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { main } from '../../src/main.ts'
import type { AdviceReport } from '../../src/model/advice.ts'
import type { Report } from '../../src/model/report/report.ts'
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
  expect(again.keys).toBeCloseTo(whole.bills[0]?.keys_monthly ?? 0, 5)
  expect(whole.bills[0]?.keys.map(({ monthly_price: price }) => price)).toContain(3)
  expect(again.unused).toBeCloseTo(whole.totals.unused_keys.monthly_savings ?? 0, 5)
})

test('advise: a bucket without a bucket key saves most requests of its key', () => {
  const found = whole.advice.find(({ kind }) => kind === 's3-bucket-key')
  expect(found?.summary).toContain('example-shop-raw')
  expect(found?.commands).toContain('"BucketKeyEnabled":true')
  expect(found?.monthly_savings).toBeGreaterThan(12)
})

const SAVED = file('saved.json', aReport())

test('advise: a saved report is advised on without AWS, and one line says what adds the facts that it lacks', async () => {
  const { exit, out } = await advise(['--from', SAVED])
  expect(exit).toBe(0)
  expect(out.split('\n').slice(-4)).toEqual([
    'Advice      nothing to change was found in what the report contains',
    'Missing     the resources that use the keys, key policies, grants, who calls the busiest keys and secrets, for 8 kinds of advice: run kms-audit advise without --from',
    '            tags, key policies, grants, rotations and the resources that use the keys, for 3 kinds of advice: run kms-audit with --checks --dependents all',
    '',
  ])
})

test('advise: without a number, the summary does not speak of savings, and says whose use is not known', async () => {
  const price = { region: 'eu-west-1', source: 'list', published_on: null, key: 1, requests: {} } as const
  const rotated = { cost: { key: 3, basis: 'with_rotations', requests: 0 } } as const
  const policies = { key_policy: {}, grants: [], dependents: [], dependents_gaps: [] }
  const keys = [
    aRecord({ ...rotated, disposition: 'unknown', grants_total: 1 }),
    aRecord({ ...rotated, ...policies, key_id: 'other', region: 'us-east-1' }),
  ]
  const report = aReport({ prices: [price, { ...price, region: 'us-east-1' }], keys })
  const { out, err } = await advise(['--from', file('open.json', report)])
  expect(err).toBe('')
  expect(out).toMatch(/^Advice {6}1 change whose savings are not known and 1 blocked change$/m)
  expect(out).toMatch(/^Unused {6}no unused key was found; the use of 1 key is not known$/m)
  expect(out).not.toContain('$0.00 a month')
})

test('advise: what unused keys cost is a lower bound if rotations were not counted', async () => {
  const keys = [aRecord({ disposition: 'stale', cost: { key: 1, basis: 'base', requests: 0 } })]
  const { out } = await advise(['--from', file('base.json', aReport({ keys }))])
  expect(out).toMatch(/^Cost {8}at least \$1\.00 a month for keys/m)
  expect(out).toMatch(/^Unused {6}1 unused key: at least \$1\.00 a month if deleted$/m)
})

test('advise: requests that were not counted are counted by another source, or without --no-requests', async () => {
  const { monthly_usage: _count, ...uncounted } = aRecord()
  const remedyOf = async (sources: Report['scope']['sources']): Promise<string | undefined> => {
    const { request_days: _, ...report } = aReport({ keys: [uncounted] })
    const { out } = await advise(['--from', file('uncounted.json', { ...report, scope: { ...report.scope, sources } })])
    return /: (?<remedy>run kms-audit with .*)$/m.exec(out)?.groups?.['remedy']
  }
  expect(await remedyOf(['kms'])).toBe('run kms-audit with --source auto --dependents all --checks')
  expect(await remedyOf(['kms', 'cloudwatch'])).toBe(
    'run kms-audit with --dependents all --checks and without --no-requests',
  )
})

test('advise: secrets are missing if keys are chosen, and the line names the options to leave out', async () => {
  const { out } = await advise([...QUICK, '--key', 'alias/orders-queue'])
  expect(out).toMatch(
    /^Missing {5}secrets, for 3 kinds of advice: run kms-audit advise without --key, --exclude-key or --tag$/m,
  )
})

test('advise: what was saved since the baseline is a number of its own', async () => {
  const unused = aRecord({ key_id: 'gone', disposition: 'stale' })
  const baseline = file('before.json', aReport({ generated_at: '2026-10-20T06:00:00Z', keys: [aRecord(), unused] }))
  const { out } = await advise(['--from', SAVED, '--baseline', baseline, '-o', 'json'])
  const { totals } = JSON.parse(out) as AdviceReport
  expect(totals.realized).toEqual({ keys: 1, monthly_savings: 1, since: '2026-10-20T06:00:00Z' })
  expect(totals.unused_keys).toEqual({ keys: 0, unknown: 0, is_lower_bound: false, monthly_savings: 0 })
})

test('advise: a baseline that is not a report is wrong usage, before AWS is called', async () => {
  const { exit, err } = await advise(['--demo', '--baseline', file('other.json', { kind: 'something' })])
  expect(exit).toBe(2)
  expect(err).toContain('is not a report of kms-audit')
})
