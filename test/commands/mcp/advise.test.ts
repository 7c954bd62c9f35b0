import { expect, test } from 'vitest'
import { sampleWithFewGrants } from '../../sample-world.ts'
import { NOW } from '../../simulation/services/clients.ts'
import { serve } from './serve.ts'

test('mcp: advice is given once and read page by page', async () => {
  const { call, close, io } = await serve(['-q', '-r', 'us-east-1,eu-west-1'], sampleWithFewGrants(NOW))
  const first = await call('advise', { limit: 1 })
  expect(first).toMatchObject({ advice_id: 'advise-1', totals: { currency: 'USD' }, offset: 0 })
  const rows = [...first.rows]
  for (let page = first; page.next_cursor !== undefined;) {
    page = await call('advise', { cursor: page.next_cursor })
    rows.push(...page.rows)
  }
  const again = await call('advise', { advice_id: 'advise-1' })
  expect(again.rows).toEqual(rows)
  expect(rows).toHaveLength(Number(first['total']))
  expect((await call('advise', { advice_id: 'advise-1', unused_days: 30 })).error).toMatch(/^advice_id cannot be used/)
  expect((await call('advise', { unused_days: 0 })).error).toMatch(/^--unused-days takes/)
  expect(io.err()).toBe('')
  const { requests } = await close()
  expect(requests.filter(({ headers }) => headers['x-amz-target'] === 'TrentService.ListKeys')).toHaveLength(2)
})
