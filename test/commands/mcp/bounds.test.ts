import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { answerOf, LONGEST_ANSWER } from '../../../src/commands/mcp/answer.ts'
import { pageOf } from '../../../src/commands/mcp/page.ts'
import { aWorld, id } from '../../simulation/services/clients.ts'
import { simKey } from '../../../src/simulation/world/sim-key.ts'
import { randomRuns } from '../../random-runs.ts'
import { answerIn, serve } from './serve.ts'

interface Row {
  at: number
  text?: unknown
}

/** Reads page after page as a client does, from the answers that it gets. */
function readAll(head: object, rows: readonly Row[], limit: number) {
  const read: Row[] = []
  let longest = 0
  for (let offset: number | null = 0; offset !== null;) {
    const page = pageOf(head, rows, limit, { offset, cursorAt: String })
    const answer = answerIn(answerOf(page))
    longest = Math.max(longest, JSON.stringify(answer).length)
    read.push(...(answer.rows as unknown as Row[]))
    offset = answer.next_cursor === undefined ? null : Number(answer.next_cursor)
  }
  return { read, longest }
}

describe('mcp answers', () => {
  test('mcp answers: pages have every row once and in order, and stay within the bound, for any rows and head', () => {
    const sized = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.integer({ min: 0, max: 60_000 }).map(length => 'x'.repeat(length)),
      fc.integer({ min: 0, max: 8000 }).map(length => '\u202e'.repeat(length)),
      fc.integer({ min: 0, max: 3000 }).map(length => Array.from({ length }, (_, at) => ({ name: `item-${at}` }))),
      fc.jsonValue(),
    )
    fc.assert(
      fc.property(fc.array(sized, { maxLength: 60 }), sized, fc.integer({ min: 1, max: 200 }), (texts, head, limit) => {
        const rows = texts.map((text, at) => ({ at, text }))
        const { read, longest } = readAll({ head }, rows, limit)
        expect(read.map(({ at }) => at)).toEqual(rows.map(({ at }) => at))
        expect(longest).toBeLessThanOrEqual(LONGEST_ANSWER)
      }),
      { numRuns: randomRuns(15) },
    )
  })

  test('mcp answers: what was left out of a long record is listed', () => {
    const answer = answerIn(answerOf({ key: { grants: Array.from({ length: 9000 }, (_, at) => ({ grant_id: at })) } }))
    expect(answer['cut']).toEqual([{ path: 'key.grants', shown: 200, of: 9000 }])
  })

  test('mcp answers: keys with descriptions of 8,000 characters are shortened, and divided into pages that fit', async () => {
    const long = Array.from({ length: 12 }, (_, at) => simKey({ id: id(at + 1), description: '=<b>\n'.repeat(1600) }))
    const server = await serve(['-q'], aWorld(long))
    await server.call('audit')
    const first = await server.call('keys', { audit_id: 'audit-1' })
    const next = await server.call('keys', { cursor: first.next_cursor })
    expect([first['total'], first.rows.length, next.rows.length]).toEqual([12, 11, 1])
    expect(first.rows[0]?.['cut']).toEqual([{ path: 'description', shown: 2000, of: 9600 }])
    await server.close()
  })
})
