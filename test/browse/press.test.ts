import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { frame } from '../../src/browse/frame.ts'
import { press } from '../../src/browse/press.ts'
import { initialState, resize, type Browsed } from '../../src/browse/state.ts'
import { displayWidth } from '../../src/lib/text/width.ts'
import { isUnused } from '../../src/model/report/unused.ts'
import { randomRuns } from '../random-runs.ts'
import { sampleReport } from '../sinks/sample-report.ts'
import { after, browsedOf, keysOf, listed, SIZE } from './browsed.ts'

let browsed: Browsed
beforeAll(async () => {
  browsed = browsedOf(await sampleReport())
}, 60_000)

test('browse keys: a filter keeps the keys that contain every word, in any case', () => {
  const { state } = after(browsed, 'fUS-EAST-1 Silent<enter>')
  expect(state.shown.length).toBeGreaterThan(0)
  for (const { key } of state.shown) expect([key.region, key.disposition]).toEqual(['us-east-1', 'silent'])
  expect(state.mode).toBe('list')
})

test('browse keys: Esc clears the filter and the verdict, and the selected key stays selected', () => {
  const { state } = after(browsed, 'fus-east-1<enter><down><down>')
  const selected = state.shown[state.selected]
  const cleared = press(state, browsed, { name: 'escape' }).state
  expect(cleared.shown).toHaveLength(browsed.rows.length)
  expect(cleared.shown[cleared.selected]).toBe(selected)
})

test('browse keys: v shows the unused keys first', () => {
  const { state } = after(browsed, 'v')
  expect(listed(state)).toEqual(browsed.rows.filter(({ key }) => isUnused(key)).map(({ key }) => key.key_id))
})

test.each([...'1245678'])('browse keys: %s sorts by that column, and again the other way round', column => {
  const up = listed(after(browsed, column).state)
  const down = listed(after(browsed, column + column).state)
  expect(up.toSorted()).toEqual(browsed.rows.map(({ key }) => key.key_id).toSorted())
  expect(down.toSorted()).toEqual(up.toSorted())
  expect(down).not.toEqual(up)
})

test('browse keys: / finds the next key with all words, n and N go on and back', () => {
  const places = browsed.rows.flatMap(({ key }, at) => (key.disposition === 'silent' ? [at] : []))
  expect(places.length).toBeGreaterThan(1)
  expect(after(browsed, '/silent<enter>').state.selected).toBe(places[0])
  expect(after(browsed, '/silent<enter>n').state.selected).toBe(places[1])
  expect(after(browsed, '/silent<enter>nN').state.selected).toBe(places[0])
  expect(after(browsed, '/no such key<enter>').state.message).toContain('No key in this list contains')
})

test('browse keys: marks survive filters, and w writes the ARNs in the order of the list', () => {
  const { effects, state } = after(browsed, 'fsilent<enter>a<escape><home> wmarked.txt<enter>')
  const arns = browsed.rows
    .filter(({ key }, at) => at === 0 || key.disposition === 'silent')
    .map(({ key }) => key.key_arn)
  expect(effects).toEqual([{ kind: 'write', path: 'marked.txt', arns }])
  expect(state.marked.size).toBe(arns.length)
})

test('browse keys: q asks once before marks are lost, and leaves at once if they are written on leaving', () => {
  expect(after(browsed, ' q').effects).toEqual([])
  expect(after(browsed, ' q').state.message).toContain('1 marked key is not written to a file.')
  expect(after(browsed, ' qq').effects).toEqual([{ kind: 'leave', isInterrupted: false }])
  expect(after({ ...browsed, markedFile: 'marked.txt' }, ' q').effects).toHaveLength(1)
  expect(after(browsed, ' qjq').effects).toEqual([])
  expect(after(browsed, 'q').effects).toHaveLength(1)
})

test('browse keys: Ctrl-C leaves from everywhere', () => {
  for (const before of ['', 'f', '/', ' w', '<enter>', '?'])
    expect(after(browsed, `${before}<interrupt>`).effects).toEqual([{ kind: 'leave', isInterrupted: true }])
})

test('browse keys: an explanation scrolls to its end and no further', () => {
  const { state } = after(browsed, '<enter><end><down><down>')
  expect(frame(state, browsed, { color: false, ellipsis: '…' })).toContain(`${browsed.rows[0]?.key.key_id} line 50`)
  expect(after(browsed, '<enter><end><down><up>').state.scroll).toBe(state.scroll - 1)
})

const anyKeys = fc.array(
  fc.oneof(
    fc.constantFrom(...keysOf('jkgGbfvVacnN/ sr?wq123456789us-east')),
    fc.constantFrom(...keysOf('<up><down><pageup><pagedown><home><end><enter><escape><erase><erase-all>')),
  ),
  { maxLength: 60 },
)
const anySize = fc.record({ columns: fc.integer({ min: 1, max: 200 }), rows: fc.integer({ min: 1, max: 60 }) })

test('browse keys: whatever is pressed and however the terminal is resized, the selection is in the list and on the screen, and the screen fits', () => {
  fc.assert(
    fc.property(anyKeys, anySize, anySize, (keys, size, other) => {
      let state = initialState(browsed, size)
      for (const [at, key] of keys.entries()) {
        if (at === 20) state = resize(state, other)
        state = press(state, browsed, key).state
      }
      if (state.shown.length > 0) {
        expect(state.shown[state.selected]).toBeDefined()
        expect(state.selected).toBeGreaterThanOrEqual(state.top)
      } else expect(state.selected).toBe(0)
      const lines = frame(state, browsed, { color: false, ellipsis: '…' })
      expect(lines.length).toBeLessThanOrEqual(Math.max(1, state.size.rows - 1))
      const widest = Math.max(1, state.size.columns - 1)
      if (state.mode === 'list') expect(lines.filter(line => displayWidth(line) > widest)).toEqual([])
    }),
    { numRuns: randomRuns(24) },
  )
})

test('browse keys: marks never change with filters, sorting and moving', () => {
  const moving = fc.array(fc.constantFrom(...keysOf('jkgGvVfsr12345nN<up><down><enter><escape>')), { maxLength: 40 })
  fc.assert(
    fc.property(moving, keys => {
      let { state } = after(browsed, ' j ')
      const { marked } = state
      for (const key of keys) state = press(state, browsed, key).state
      expect([...state.marked]).toEqual([...marked])
    }),
    { numRuns: randomRuns(16) },
  )
})

test('browse keys: of 10,000 keys only those on the screen are drawn', async () => {
  const report = await sampleReport()
  const [key] = report.keys
  if (key === undefined) throw new Error('The sample account has no key.')
  const keys = Array.from({ length: 10_000 }, (_, at) => ({
    ...key,
    key_id: `key-${at}`,
    key_arn: `arn-${at}`,
    aliases: [],
  }))
  const large = browsedOf({ ...report, keys })
  let drawn = 0
  const rows = large.rows.map(row => ({
    ...row,
    get cells() {
      drawn++
      return row.cells
    },
  }))
  const { state } = after({ ...large, rows }, 'fkey-99<end>')
  frame(state, { ...large, rows }, { color: false, ellipsis: '…' })
  expect(state.shown).toHaveLength(111)
  expect(drawn).toBeLessThan(SIZE.rows * large.columns.length)
})
