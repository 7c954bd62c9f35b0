import fc from 'fast-check'
import { expect, test } from 'vitest'
import { diffLines, hunkTitle } from '../../../src/lib/text/line-diff.ts'

const shown = (before: string, after: string): string[] =>
  diffLines(before.split(''), after.split('')).flatMap(hunk => [
    hunkTitle(hunk),
    ...hunk.lines.map(({ sign, text }) => sign + text),
  ])

test('line diff: equal texts have none', () => {
  expect(diffLines(['a', 'b'], ['a', 'b'])).toEqual([])
  expect(diffLines([], [])).toEqual([])
})

test('line diff: a change has three lines around it, and numbers as diff -u counts them', () => {
  expect(shown('abcdefghi', 'abcdeXfghi')).toEqual(['@@ -3,6 +3,7 @@', ' c', ' d', ' e', '+X', ' f', ' g', ' h'])
})

test('line diff: changes that are far apart are separate, and removed lines come first', () => {
  expect(shown('abcdefghijkl', 'Xbcdefghijk')).toEqual([
    '@@ -1,4 +1,4 @@',
    '-a',
    '+X',
    ' b',
    ' c',
    ' d',
    '@@ -9,4 +9,3 @@',
    ' i',
    ' j',
    ' k',
    '-l',
  ])
})

test('line diff: the lines without + are the old text, and those without - the new one', () => {
  const text = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 12 })
  fc.assert(
    fc.property(text, text, (before, after) => {
      // Without room for context, a diff of short texts has every line near a change.
      const lines = diffLines(before, after).flatMap(hunk => hunk.lines)
      const changed = (sign: string) => lines.filter(line => line.sign === sign).map(line => line.text)
      expect(before.length - changed('-').length).toBe(after.length - changed('+').length)
      for (const { oldStart, newStart, lines: own } of diffLines(before, after)) {
        const old = own.filter(({ sign }) => sign !== '+').map(line => line.text)
        const now = own.filter(({ sign }) => sign !== '-').map(line => line.text)
        expect(before.slice(oldStart - 1, oldStart - 1 + old.length)).toEqual(old)
        expect(after.slice(newStart - 1, newStart - 1 + now.length)).toEqual(now)
      }
    }),
  )
})
