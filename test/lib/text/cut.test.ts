import fc from 'fast-check'
import { expect, test } from 'vitest'
import { displayWidth } from '../../../src/lib/text/width.ts'
import { cut, cutMiddle, pad } from '../../../src/lib/text/cut.ts'

test.each([
  ['abcdef', 6, '…', 'abcdef'],
  ['abcdef', 5, '…', 'abcd…'],
  ['abcdef', 5, '...', 'ab...'],
  ['abcdef', 2, '...', '..'],
  ['abcdef', 0, '…', ''],
  ['日本語', 5, '…', '日本…'],
  ['日本語', 4, '…', '日…'],
] as const)('cut: %j to %i columns with %s', (text, width, ellipsis, expected) =>
  expect(cut(text, width, ellipsis)).toBe(expected),
)

test.each([
  ['abcdefghij', 10, '…', 'abcdefghij'],
  ['abcdefghij', 7, '…', 'abcd…ij'],
  ['abcdefghij', 9, '...', 'abcd...ij'],
  ['abcdefghij', 2, '…', 'a…'],
  ['日本語日本語', 8, '…', '日本…語'],
] as const)('cut in the middle: %j to %i columns with %s', (text, width, ellipsis, expected) =>
  expect(cutMiddle(text, width, ellipsis)).toBe(expected),
)

test('cut: no text is wider than asked for, and one that fits is not changed', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 20 })
  fc.assert(
    fc.property(text, fc.nat(30), fc.constantFrom('…', '...'), (whole, width, ellipsis) => {
      for (const shorten of [cut, cutMiddle]) {
        const short = shorten(whole, width, ellipsis)
        expect(displayWidth(short)).toBeLessThanOrEqual(width)
        if (displayWidth(whole) <= width) expect(short).toBe(whole)
      }
    }),
  )
})

test.each([
  ['abcdef', 4, 'abc…'],
  ['abcd', 4, 'abcd'],
  ['日本語の鍵', 6, '日本…'],
  ['👨‍👩‍👧‍👦👨‍👩‍👧‍👦', 3, '👨‍👩‍👧‍👦…'],
  ['e\u0301e\u0301e\u0301', 2, 'e\u0301…'],
])('cut: %s to %i columns', (text, width, kept) => expect(cut(text, width)).toBe(kept))

test('cut: never to more columns than asked for', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 12 }), (text, width) => {
      expect(displayWidth(cut(text, width))).toBeLessThanOrEqual(width)
    }),
  )
})

test('pad: fills on either side, by columns rather than characters', () => {
  expect(pad('日本', 6)).toBe('日本  ')
  expect(pad('12', 6, 'right')).toBe('    12')
  expect(pad('too long', 3)).toBe('too long')
})
