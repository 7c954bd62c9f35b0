import { expect, test } from 'vitest'
import { aRow, anAthena, KEY, monthOf } from './an-athena.ts'

const until = Date.UTC(2026, 3, 1)

/** One use on the first day of the month. */
const row = (sql: string) => ({ rows: [aRow({ at: `${monthOf(sql)}T10:00:00Z` })] })

test('athena: a run that is interrupted cancels its queries, and a resumed one asks only for what is missing', async () => {
  const remembered = new Map<string, unknown>()
  const first = await anAthena(sql => (monthOf(sql) === '2026-02-01' ? { looks: Infinity } : row(sql)), { remembered })
  const asked = first.ask({ until })
  while (remembered.size < 2) await new Promise(resolve => setTimeout(resolve, 1))
  first.stop()
  const partial = await asked
  expect(partial.known && partial.keys.get(KEY)?.last?.at).toBe(Date.UTC(2026, 2, 1, 10))
  expect(first.gaps().join()).toContain('2026-02-01 to 2026-02-28: the query was cancelled')
  expect([...first.athena.executions.values()].filter(({ isStopped }) => isStopped)).toHaveLength(1)

  const second = await anAthena(row, { remembered })
  const whole = await second.ask({ until })
  expect([...second.athena.executions.values()].map(({ sql }) => monthOf(sql))).toEqual(['2026-02-01'])
  expect(whole.known && whole.keys.get(KEY)?.first?.at).toBe(Date.UTC(2026, 0, 1, 10))
  expect(second.gaps()).toEqual([])
})

test('athena: --athena-max-bytes stops further queries and cancels those that run', async () => {
  const { ask, gaps, athena, engine } = await anAthena(() => ({ bytes: 3e9, looks: 2 }), { options: { maxBytes: 4e9 } })
  await ask({ until })
  expect(gaps().join()).toContain('as many bytes have been scanned as --athena-max-bytes permits')
  expect([...athena.executions.values()].filter(({ isStopped }) => isStopped).length).toBeGreaterThan(0)
  expect(engine.spent.bytes).toBeLessThanOrEqual(9e9)
})

test('athena: queries that are refused because too many run are asked again', async () => {
  const { ask, gaps, athena } = await anAthena(() => ({ looks: 1 }), { athena: { atOnce: 1 } })
  const answer = await ask({ until: Date.UTC(2026, 2, 1) })
  expect(answer.known).toBe(true)
  expect(gaps()).toEqual([])
  expect(athena.executions.size).toBe(2)
})

test('athena: what was scanned is reported with its price', async () => {
  const { ask, engine, lines } = await anAthena(() => ({ bytes: 2 ** 40 }))
  await ask({ until })
  await engine.close()
  expect(lines).toEqual(['Athena scanned 3.3 TB in 3 queries: about $15.00 at list price.'])
})

test('athena: a query that Ctrl-C meets while it is being started is cancelled too', async () => {
  const { ask, athena, stop } = await anAthena(() => {
    // Athena has the query, but the run has ended before its id arrives.
    stop()
    return { looks: Infinity }
  })
  await ask({ until: Date.UTC(2026, 1, 1) })
  expect([...athena.executions.values()].map(({ isStopped }) => isStopped)).toEqual([true])
})
