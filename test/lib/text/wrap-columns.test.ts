import { expect, test } from 'vitest'
import { displayWidth } from '../../../src/lib/text/width.ts'
import { wrapColumns, wrapWhole } from '../../../src/lib/text/wrap-columns.ts'

test.each<[string, string, number, number, string[]]>([
  ['breaks between words', 'one two three', 7, 7, ['one two', 'three']],
  ['gives the lines after the first their own width', 'one two three four', 7, 5, ['one two', 'three', 'four']],
  ['breaks a word that is longer than a line', 'see arn:aws:kms ok', 5, 5, ['see', 'arn:a', 'ws:km', 's ok']],
  ['keeps wide characters whole', '顧客データ', 5, 5, ['顧客', 'デー', 'タ']],
  ['keeps a character that is wider than a line', '顧客', 1, 1, ['顧', '客']],
  ['makes one line of empty text', '', 5, 5, ['']],
])('wrapWhole: %s', (_, text, width, rest, lines) => expect(wrapWhole(text, width, rest)).toEqual(lines))

test('wrapWhole: no line runs over, and no character is lost', () => {
  const text = 'Statement 2 allows arn:aws:iam::111122223333:role/data/pipeline-writer 🔐 to use the key'
  for (let width = 2; width < 100; width++) {
    const lines = wrapWhole(text, width)
    expect(Math.max(...lines.map(displayWidth))).toBeLessThanOrEqual(width)
    expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''))
  }
})

test('wrapColumns: keeps a word that is longer than a line on a line of its own', () =>
  expect(wrapColumns('see arn:aws:kms ok', 5)).toEqual(['see', 'arn:aws:kms', 'ok']))

test('wrapColumns: counts a wide character as two columns', () =>
  expect(wrapColumns('顧客 データ', 9)).toEqual(['顧客', 'データ']))

test('wrapColumns: breaks lines between words', () => {
  expect(wrapColumns('a few words and a very-long-one', 10)).toEqual(['a few', 'words and', 'a', 'very-long-one'])
})
