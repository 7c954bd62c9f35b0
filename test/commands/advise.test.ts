import { expect, test } from 'vitest'
import { main } from '../../src/main.ts'
import type { AdviceReport } from '../../src/model/advice.ts'
import { recompute } from '../advice/recompute.ts'
import { memoryIo } from '../memory-io.ts'

async function advise(args: readonly string[], settings: Parameters<typeof memoryIo>[0] = {}) {
  const io = memoryIo(settings)
  const exit = await main(['advise', ...args], io)
  return { exit, out: io.out(), err: io.err() }
}

const demo = await advise(['--demo', '-o', 'json', '-q'])
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
