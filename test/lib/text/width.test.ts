import stringWidth from 'string-width'
import { expect, test } from 'vitest'
import { isPlain } from '../../../src/lib/text/plain-text.ts'
import { displayWidth } from '../../../src/lib/text/width.ts'

test('width: plain text is counted as it would be measured', () => {
  const plain = Array.from({ length: 0x20000 }, (_, code) => String.fromCodePoint(code)).filter(isPlain)
  expect(plain.length).toBeGreaterThan(30_000)
  expect(plain.filter(character => displayWidth(character) !== stringWidth(character))).toEqual([])
  const text = plain.filter((_, index) => index % 97 === 0).join('')
  expect(displayWidth(text)).toBe(stringWidth(text))
})

test('width: characters of plain text are those that a reader counts', () => {
  const plain = Array.from({ length: 0x20000 }, (_, code) => String.fromCodePoint(code)).filter(isPlain)
  const texts = plain.map((character, index) => `${character}${plain[(index * 7919) % plain.length]}`)
  const graphemes = new Intl.Segmenter('en')
  expect(texts.filter(text => [...graphemes.segment(text)].length !== 2)).toEqual([])
})
