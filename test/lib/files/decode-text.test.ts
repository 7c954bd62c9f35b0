import { expect, test } from 'vitest'
import { decodeText } from '../../../src/lib/files/decode-text.ts'

const text = '{"a": "ключ 🔑 é"}\r\n'
const utf16le = Buffer.from(text, 'utf16le')

test.each([
  ['UTF-8', Buffer.from(text)],
  ['UTF-8 with a byte order mark', Buffer.from(`\uFEFF${text}`)],
  ['UTF-16 LE with a byte order mark', Buffer.concat([Buffer.from([0xff, 0xfe]), utf16le])],
  ['UTF-16 BE with a byte order mark', Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(utf16le).swap16()])],
])('decode-text: %s', (_, bytes) => {
  expect(decodeText(bytes)).toBe(text)
})

test.each([
  ['nothing', [], ''],
  ['one byte of a mark', [0xff], '\uFFFD'],
  ['a mark alone', [0xfe, 0xff], ''],
  ['half a character at the end', [0xfe, 0xff, 0x00, 0x61, 0x00], 'a'],
])('decode-text: a file of %s', (_, bytes, decoded) => {
  expect(decodeText(Buffer.from(bytes))).toBe(decoded)
})
