import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ASCII, UNICODE } from '../../../src/formats/key/charset.ts'
import { sparkline } from '../../../src/formats/key/sparkline.ts'

test('sparkline: the highest day is the highest bar, and a day without requests is a dot', () => {
  expect(sparkline([0, 1, 50, 100], 30, UNICODE)).toBe('·▁▄█')
  expect(sparkline([0, 1, 50, 100], 30, ASCII)).toBe('._=#')
})

test('sparkline: one column per day as far as there is room, and a day with requests never looks like none', () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(), { minLength: 1, maxLength: 460 }),
      fc.integer({ min: 10, max: 90 }),
      (counts, width) => {
        const drawn = [...sparkline(counts, width, UNICODE)]
        expect(drawn).toHaveLength(Math.ceil(counts.length / Math.ceil(counts.length / width)))
        if (counts.length <= width) expect(drawn.map(mark => mark === '·')).toEqual(counts.map(count => count === 0))
        expect(drawn.every(mark => mark === '·')).toBe(counts.every(count => count === 0))
      },
    ),
  )
})
