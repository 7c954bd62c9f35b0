import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { safeText } from '../../../src/lib/text/safe-text.ts'
import { anyText } from '../../any-text.ts'

describe('safe text', () => {
  test.each([
    ['a newline', 'a\nb', String.raw`a\nb`],
    ['a Windows line end', 'a\r\nb', String.raw`a\r\nb`],
    ['a tab', 'a\tb', String.raw`a\tb`],
    ['other line ends', 'a\u0085\u2028\u2029\vb', String.raw`a\u{85}\u{2028}\u{2029}\u{b}b`],
    ['colour codes', '\u001b[31mred', String.raw`\u{1b}[31mred`],
    ['an 8-bit control sequence', '\u009b2J', String.raw`\u{9b}2J`],
    ['text that runs backwards', 'a\u202eb\u2066c\u200f', String.raw`a\u{202e}b\u{2066}c\u{200f}`],
    ['what cannot be seen', 'a\u200bb\u00adc\ufeff\u3164', String.raw`a\u{200b}b\u{ad}c\u{feff}\u{3164}`],
    ['hidden letters', 'a\u{e0041}', String.raw`a\u{e0041}`],
    ['hidden letters behind an emoji', '😀\u{e0101}\u{e0102}', String.raw`😀\u{e0101}\u{e0102}`],
    ['a joiner that joins nothing', 'a\u200db', String.raw`a\u{200d}b`],
    ['halves of surrogate pairs', '\ud83d and \udc00', String.raw`\u{d83d} and \u{dc00}`],
    ['no character at all', '\uffff', String.raw`\u{ffff}`],
    ['a mark without a letter', '\u0301a', String.raw`\u{301}a`],
    ['a heap of marks', 'Z\u0301\u0302\u0303\u0304\u0305', 'Z\u0301\u0302\u0303\u0304\\u{305}'],
  ])('safe-text: shows %s', (_, text, shown) => expect(safeText(text)).toBe(shown))

  test.each([
    ['plain text', 'Encrypts the "orders" | of C:\\new'],
    ['emoji of several parts', '👨‍👩‍👧‍👦 🏴󠁧󠁢󠁥󠁮󠁧󠁿 1️⃣ ❤️ 👍🏽 🇪🇺 👩‍❤‍👨'],
    ['accents', 'e\u0301tude'],
    ['scripts that need joiners', 'क्‍ष می‌خواهم'],
    ['a Japanese name with its variant', '葛\u{e0100}城'],
  ])('safe-text: leaves %s alone', (_, text) => expect(safeText(text)).toBe(text))

  test('safe-text: any text becomes one line without control characters', () => {
    fc.assert(
      fc.property(anyText, fc.string({ unit: fc.nat(0xffff).map(unit => String.fromCharCode(unit)) }), (one, other) => {
        for (const text of [one, other])
          expect(safeText(text)).not.toMatch(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}]/u)
      }),
    )
  })

  test('safe-text: any text is shown in the same way with and without an accented letter behind it', () => {
    const piece = fc.oneof(
      anyText,
      fc.constantFrom('\n', '\u009b', '\u202e', '\ud83d', '👨‍👩‍👧‍👦', '❤️', '葛', '\u200d', '…'),
    )
    const texts = fc.array(piece).map(pieces => pieces.join(''))
    fc.assert(
      fc.property(texts, text => {
        expect(safeText(`${text} e\u0301`)).toBe(`${safeText(text)} e\u0301`)
      }),
    )
  })
})
