import fc from 'fast-check'
import { expect, test } from 'vitest'
import { columnAt, drawTimeline, scaleFor, type TimelineRow } from '../../../src/formats/key/timeline.ts'
import { DAY } from '../../../src/model/time.ts'

const NOW = Date.UTC(2026, 10, 20, 14, 30)

test('timeline: a use is drawn in its month, and the year in place of January', () => {
  const scale = scaleFor(NOW - 400 * DAY, NOW, 60)
  const use = { at: Date.UTC(2026, 1, 2), mark: '*' }
  const span = { since: Date.UTC(2026, 3, 23), until: NOW, mark: '-' }
  const lines = drawTimeline([{ label: 'kms', spans: [span], marks: [use] }], scale)
  expect(lines).toEqual([
    '       Nov Dec  2026 Feb Mar Apr  May  Jun Jul  Aug Sep  Oct  Nov',
    `kms                  *           ${'-'.repeat(32)}`,
  ])
})

test.each([
  ['a key of ten years', 3650, 455],
  ['a key of unknown age', null, 455],
  ['a key of today', 0, 30],
  ['a key of a hundred days', 100, 100],
])('timeline: the time that is drawn for %s', (_, age, days) => {
  const { from, to } = scaleFor(age === null ? null : NOW - age * DAY, NOW, 60)
  expect((to - from) / DAY).toBe(days)
})

test('timeline: whatever is drawn, no line is wider than its scale, and every mark can be seen', () => {
  const moment = fc.integer({ min: NOW - 900 * DAY, max: NOW + 9 * DAY })
  fc.assert(
    fc.property(
      fc.array(moment, { maxLength: 9 }),
      moment,
      moment,
      fc.integer({ min: 20, max: 120 }),
      (uses, a, b, width) => {
        const scale = scaleFor(NOW - 300 * DAY, NOW, width)
        const row: TimelineRow = {
          label: 'kms',
          spans: [{ since: Math.min(a, b), until: Math.max(a, b), mark: '-' }],
          marks: uses.map(at => ({ at, mark: '*' })),
        }
        const lines = drawTimeline([row], scale)
        for (const line of lines) expect(line.length).toBeLessThanOrEqual(5 + width)
        for (const at of uses) expect(lines[1]?.[5 + columnAt(at, scale)]).toBe('*')
      },
    ),
  )
})

test('timeline: a later moment is never left of an earlier one', () => {
  const moment = fc.integer({ min: NOW - 900 * DAY, max: NOW + 9 * DAY })
  fc.assert(
    fc.property(moment, moment, (a, b) => {
      const scale = scaleFor(null, NOW, 64)
      expect(columnAt(Math.min(a, b), scale)).toBeLessThanOrEqual(columnAt(Math.max(a, b), scale))
    }),
  )
})
