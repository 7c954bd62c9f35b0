import { compileFunction } from 'node:vm'
import { expect, test } from 'vitest'
import { planChunks } from '../../../src/archives/athena/plan/chunks.ts'
import { LIMITS } from '../../../src/archives/athena/plan/limits.ts'
import { splitChunk } from '../../../src/archives/athena/plan/split-chunk.ts'
import type { Chunk } from '../../../src/archives/athena/query/chunk.ts'
import { partitionDay } from '../../../src/archives/athena/query/literals.ts'
import { chunkSql } from '../../../src/archives/athena/query/sql.ts'
import { TRAIL_TABLE } from '../../../src/archives/athena/query/trail-table.ts'
import { DAY, HOUR, isoTime, type Instant } from '../../../src/model/time.ts'
import { randomRuns } from '../../random-runs.ts'

/** Whether the text of a query counts an event of this time that was delivered on this day. */
function counter(chunk: Chunk): (at: Instant, delivered: Instant) => boolean {
  const sql = chunkSql(chunk, {
    kind: TRAIL_TABLE,
    database: 'a',
    table: 't',
    columns: new Set(),
    digests: null,
    detail: 'days',
  })
  const [, from = '', to = ''] = /day BETWEEN '(.*?)' AND '(.*?)'/.exec(sql) ?? []
  const windows = /AND \((\(eventtime >= [^]*?)\n {6}OR NOT regexp_like/.exec(sql)?.[1] ?? ''
  const condition = windows.replaceAll('AND', '&&').replaceAll('OR', '||').replaceAll(' = ', ' === ')
  const counts = compileFunction(`return ${condition}`, ['eventtime', 'day']) as (time: string, day: string) => boolean
  return (at, delivered) => {
    const day = partitionDay(delivered)
    return day >= from && day <= to && counts(isoTime(at), day)
  }
}

/** The days of delivery of log files and of digest files that a query reads. */
function daysRead(chunk: Chunk): { logs: Set<string>; digests: Set<string> } {
  const digests = { database: 'a', table: 'd' }
  const shape = { kind: TRAIL_TABLE, database: 'a', table: 't', columns: new Set<string>(), digests }
  const [logs, ofDigests] = [
    ...chunkSql(chunk, { ...shape, detail: 'last-use' }).matchAll(/day BETWEEN '(.*?)' AND '(.*?)'/g),
  ].map(([, from = '', to = '']) => ({ from, to }))
  const daysIn = ({ from, to }: { from: string; to: string } = { from: '', to: '' }): Set<string> => {
    const days = new Set<string>()
    for (let day = chunk.since; day <= chunk.deliveredUntil; day += DAY)
      if (partitionDay(day) >= from && partitionDay(day) <= to) days.add(partitionDay(day))
    return days
  }
  return { logs: daysIn(logs), digests: daysIn(ofDigests) }
}

const HALVES = [
  (chunk: Chunk): readonly Chunk[] => [chunk],
  (chunk: Chunk): readonly Chunk[] => splitChunk(chunk) ?? [chunk],
]

/** The queries of one account and Region, of which some took too long. */
function someChunks(): { chunks: Chunk[]; since: Instant; until: Instant; now: Instant } {
  const since = Date.UTC(2025, 3, 1) + Math.floor(Math.random() * 60) * DAY
  const until = since + (1 + Math.floor(Math.random() * 120)) * DAY
  const now = until + Math.floor(Math.random() * 50) * DAY
  const chunks = planChunks({ places: [{ account: '1', region: 'r' }], since, until, now })
    .flatMap(chunk => HALVES[Math.floor(Math.random() * 2)]?.(chunk) ?? [])
    .flatMap(chunk => HALVES[Math.floor(Math.random() * 2)]?.(chunk) ?? [])
  return { chunks, since, until, now }
}

test('athena: each digest file is read by one query, which also reads the log files of its day and of the day before', () => {
  for (let run = 0; run < randomRuns(8); run++) {
    const { chunks, since } = someChunks()
    const read = chunks.map(daysRead)
    const last = chunks.at(-1)?.deliveredUntil ?? 0
    for (let day = since; day <= last; day += DAY) {
      const readers = read.filter(({ digests }) => digests.has(partitionDay(day)))
      const before = partitionDay(Math.max(since, day - DAY))
      const what = partitionDay(day)
      expect({ what, readers: readers.length }).toEqual({ what, readers: 1 })
      expect({ what, logs: readers.every(({ logs }) => logs.has(what) && logs.has(before)) }).toEqual({
        what,
        logs: true,
      })
    }
  }
})

test('athena: each event is counted by one query, however late it was delivered', () => {
  for (let run = 0; run < randomRuns(30); run++) {
    const { chunks, since, until, now } = someChunks()
    const counters = chunks.map(counter)
    for (let event = 0; event < 60; event++) {
      const at = since - 3 * DAY + Math.floor(Math.random() * (until - since + 6 * DAY))
      const delay = [0, HOUR, DAY, 29 * DAY][Math.floor(Math.random() * 4)] ?? 0
      const delivered = Math.min(at + delay, now)
      if (delivered < at) continue
      const counted = counters.filter(counts => counts(at, delivered)).length
      const what = `${isoTime(at)} delivered ${isoTime(delivered)}, ${isoTime(since)} to ${isoTime(until)}`
      expect({ what, counted }).toEqual({ what, counted: at >= since && at < until ? 1 : 0 })
    }
  }
})

test('athena: a plan for 1,100 accounts with 17 Regions and for three years keeps to the limits of Athena', () => {
  const accounts = Array.from({ length: 1100 }, (_, index) => String(100_000_000_000 + index))
  const places = accounts.flatMap(account =>
    Array.from({ length: 17 }, (_, index) => ({ account, region: `r-${index}` })),
  )
  const until = Date.UTC(2026, 6, 1)
  const chunks = planChunks({
    places,
    since: Date.UTC(2023, 6, 1),
    until,
    now: until + 40 * DAY,
  })
  for (const chunk of chunks) {
    const days = (chunk.deliveredUntil - chunk.since) / DAY + 1
    expect(chunk.accounts.length * chunk.regions.length * days).toBeLessThanOrEqual(LIMITS.partitions)
    expect(chunk.accounts.length).toBeLessThanOrEqual(LIMITS.accounts)
    const sql = chunkSql(chunk, {
      kind: TRAIL_TABLE,
      database: 'a',
      table: 't',
      columns: new Set(),
      digests: null,
      detail: 'days',
    })
    expect(Buffer.byteLength(sql)).toBeLessThanOrEqual(LIMITS.sqlBytes)
  }
  expect(new Set(chunks.flatMap(chunk => chunk.accounts)).size).toBe(1100)
})

test('athena: accounts with the same Regions share queries', () => {
  const chunks = planChunks({
    places: [
      { account: '2', region: 'b' },
      { account: '1', region: 'b' },
      { account: '3', region: 'a' },
      { account: '3', region: 'b' },
    ],
    since: Date.UTC(2026, 0, 1),
    until: Date.UTC(2026, 0, 3),
    now: Date.UTC(2026, 0, 3),
  })
  expect(chunks.map(({ accounts, regions }) => [accounts, regions])).toEqual([
    [['1', '2'], ['b']],
    [['3'], ['a', 'b']],
  ])
})
