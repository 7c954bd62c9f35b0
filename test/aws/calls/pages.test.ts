import { expect, test } from 'vitest'
import { kmsPage, type Page, pagesOf } from '../../../src/aws/calls/pages.ts'
import { text, list } from '../../../src/aws/answers/shape.ts'
import type { TimedAnswer } from '../../../src/aws/answers/answer.ts'
import { NOW } from '../a-place.ts'

const AT = { date: NOW, earliest: NOW, latest: NOW }
const pageOf = (next?: string): Page => ({ next, unreadableToken: null })

/** Reads a list whose pages answer with these, one after the other. Returns the ids of the calls and the items. */
async function read(pages: readonly Page[], request: { id?: string; name?: string; maxPages?: number } = {}) {
  const answers = [...pages]
  const [ids, tokens, items]: [string[], (string | undefined)[], TimedAnswer<Page>[]] = [[], [], []]
  const callPage = async (id: string, send: () => Promise<unknown>): Promise<TimedAnswer<Page>> => {
    ids.push(id)
    return { known: true, value: (await send()) as Page, at: AT }
  }
  const send = async (token: string | undefined) => {
    tokens.push(token)
    return answers.shift()
  }
  const all = pagesOf(callPage, 'cloudtrail:LookupEvents', { ...request, send, read: answer => answer as Page })
  for await (const item of all) items.push(item)
  return { ids, tokens, last: items.at(-1), pages: items.filter(({ known }) => known).length }
}

test('pages: each is asked for by the token of the one before it', async () => {
  const { ids, tokens, pages } = await read([pageOf('a'), pageOf('b'), pageOf()])
  expect([ids, tokens, pages]).toEqual([['first', 'a', 'b'], [undefined, 'a', 'b'], 3])
})

test('pages: calls are named by the id that was given', async () => {
  expect((await read([pageOf('a'), pageOf()], { id: 'the key' })).ids).toEqual(['the key', 'the key'])
})

test.each([
  ['at once', [pageOf('a'), pageOf('a')]],
  ['after another one', [pageOf('a'), pageOf('b'), pageOf('a')]],
])('pages: a token that comes again %s ends the list with a failure', async (_, pages) => {
  const { last } = await read(pages)
  expect(last).toMatchObject({ reason: 'malformed', why: 'LookupEvents returned the same page twice' })
})

test('pages: a page whose token cannot be read counts, and a failure follows', async () => {
  const { pages, last } = await read([{ next: undefined, unreadableToken: 'malformed response: NextToken' }])
  expect([pages, last]).toEqual([
    1,
    expect.objectContaining({ reason: 'malformed', why: 'malformed response: NextToken' }),
  ])
})

test.each([
  ['and more follow', [pageOf('a'), pageOf('b')], false],
  ['and none follows', [pageOf('a'), pageOf()], true],
])('pages: after the most pages that may be read, %s', async (_, pages, known) => {
  const { ids, last } = await read(pages, { maxPages: 2 })
  expect([ids.length, last?.known, last?.known === false ? last.reason : null]).toEqual([
    2,
    known,
    known ? null : 'partial',
  ])
})

test.each([
  ['without a token', { Keys: ['k'], Truncated: true }, true, undefined],
  ['with one that does not say whether it is truncated', { Keys: ['k'], NextMarker: 'a' }, true, 'a'],
  ['that is the last', { Keys: ['k'], Truncated: false, NextMarker: 'a' }, false, 'a'],
])('pages: a page of KMS %s', (_, answer, truncated, next) => {
  expect(kmsPage('Keys', list(text))(answer)).toMatchObject({ items: ['k'], truncated, next, unreadableToken: null })
})

test('pages: a truncated page of KMS without a token is a failure', async () => {
  const { last } = await read([{ next: undefined, unreadableToken: null, truncated: true }], { name: 'ListKeys' })
  expect(last).toMatchObject({ why: 'ListKeys returned a truncated page without a token for the next page' })
})
