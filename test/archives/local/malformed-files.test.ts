import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { listArchive } from '../../../src/archives/local/list-archive.ts'
import { DECRYPT, keyOf } from '../expected/expected-records.ts'
import { temporaryFolder } from '../index-store/tiny-archive.ts'
import { contentOf, keysIn, readBetween } from './read-between.ts'

const { signal } = new AbortController()

const log = contentOf(DECRYPT('ab', '05T10:00:00', 'e1'), DECRYPT('ab', '05T11:00:00', 'e2'))
const packed = gzipSync(log)
const without = (text: string): string => log.replace(text, '')
const [, firstRecord = ''] = /^\{"Records":\[(.*)\},\{"eventVersion"/.exec(log) ?? []

/** A copy of the packed log with one bit changed. */
function flipped(at: number): Buffer {
  const bytes = Buffer.from(packed)
  bytes[at] = (bytes[at] ?? 0) ^ 0x10
  return bytes
}

test.each<[what: string, content: string | Buffer, why: string | RegExp, ending?: string]>([
  ['an empty file', '', 'it is empty'],
  ['an empty file that is not packed', '', 'it is empty', '.json'],
  ['packed nothing', gzipSync(''), 'it has no content'],
  ['a file that is not gzip', log, /^damaged gzip data: incorrect header check/],
  ['text of an error page', '<html>403 Forbidden</html>', /^damaged gzip data/],
  ['a header of gzip alone', packed.subarray(0, 10), /^damaged gzip data: unexpected end of file/],
  ['three bytes', packed.subarray(0, 3), /^damaged gzip data: unexpected end of file/],
  ['a file that is cut in half', packed.subarray(0, packed.length / 2), /^damaged gzip data: unexpected end of file/],
  ['a file without its last byte', packed.subarray(0, -1), /^damaged gzip data: unexpected end of file/],
  ['a flipped bit in the data', flipped(packed.length - 40), /^damaged gzip data: /],
  ['a flipped bit in the checksum', flipped(packed.length - 6), /^damaged gzip data: incorrect data check/],
  ['a flipped bit in the length', flipped(packed.length - 2), /^damaged gzip data: incorrect length check/],
  [
    'something after the data',
    Buffer.concat([packed, Buffer.from('tail')]),
    /^damaged gzip data: incorrect header check/,
  ],
  ['zeros after the data', Buffer.concat([packed, Buffer.alloc(512)]), /after the end/],
  ['two logs in one file', Buffer.concat([packed, packed]), 'it is not valid JSON'],
  ['two lines of JSON', gzipSync(`${log}\n${log}`), 'it is not valid JSON'],
  ['half of the JSON', gzipSync(log.slice(0, -300)), 'it is not valid JSON'],
  ['JSON without its last brace', gzipSync(log.slice(0, -1)), 'it is not valid JSON'],
  ['JSON that is cut in the middle', gzipSync(without(firstRecord.slice(40, 400))), 'it is not valid JSON'],
  ['zeros in place of a record', gzipSync(log.replace(firstRecord, '\0'.repeat(400))), 'it is not valid JSON'],
  ['a quote too many', gzipSync(log.replace('"Decrypt"', '"Decrypt""')), 'it is not valid JSON'],
  ['a comma too many', gzipSync(log.replace(/\]\}$/, ',]}')), 'it is not valid JSON'],
  ['a line break within a text', gzipSync(log.replace('AwsApiCall', 'Aws\nApiCall')), 'it is not valid JSON'],
  ['bytes that are not UTF-8', gzipSync(Buffer.from(log.replace('test', '\xff'), 'latin1')), 'it is not valid UTF-8'],
  ['UTF-16', gzipSync(Buffer.from(log, 'utf16le')), /not valid (JSON|UTF-8)/],
  ['null', gzipSync('null'), 'it has no list of records'],
  ['a list', gzipSync(`[${log}]`), 'it has no list of records'],
  ['an object without records', gzipSync('{"Message":"AccessDenied"}'), 'it has no list of records'],
  ['records that are an object', gzipSync('{"Records":{}}'), 'it has no list of records'],
  ['records that are null', gzipSync('{"Records":null}'), 'it has no list of records'],
  ['JSON that is not valid and not packed', log.slice(0, -1), 'it is not valid JSON', '.json'],
])('malformed log files: %s is named, and its neighbors are complete', async (_, content, why, ending = '.json.gz') => {
  const [before, bad, after] = await readBetween(content, ending)
  expect(keysIn(before)).toEqual([keyOf('01')])
  expect(keysIn(after)).toEqual([keyOf('02')])
  expect(bad).toMatchObject({ read: false, why: typeof why === 'string' ? why : expect.stringMatching(why) })
})

const OTHER = { ...DECRYPT('ab', '05T10:00:00', 'e3'), eventSource: 's3.amazonaws.com' }

test.each<[what: string, record: unknown]>([
  ['null', null],
  ['a number', 7],
  ['a list', [DECRYPT('ab', '05T10:00:00', 'e4')]],
  ['an object without a service', { eventVersion: '1.11' }],
  ['a use without a time', DECRYPT('ab', '05T10:00:00', 'e4', { eventTime: undefined })],
  ['a use whose resources are a text', DECRYPT('ab', '05T10:00:00', 'e4', { resources: 'all' })],
])('malformed log files: a record that is %s is counted, and the others of its file are read', async (_, record) => {
  const [before, bad, after] = await readBetween(
    gzipSync(contentOf(OTHER, record, DECRYPT('03', '05T10:00:00', 'e5'))),
    '.json.gz',
  )
  expect(keysIn(before)).toEqual([keyOf('01')])
  expect(keysIn(after)).toEqual([keyOf('02')])
  expect(keysIn(bad)).toEqual([keyOf('03')])
  expect(bad).toMatchObject({ read: true, log: { records: 3, odd: 1 } })
})

test.each<[what: string, content: string | Buffer, ending: string]>([
  ['not packed', log, '.json'],
  ['with a byte order mark', gzipSync(`\ufeff${log}`), '.json.gz'],
  ['with line breaks', gzipSync(JSON.stringify(JSON.parse(log), null, 2)), '.json.gz'],
  ['with a line break at its end', gzipSync(`${log}\n`), '.json.gz'],
  ['packed in two parts', Buffer.concat([gzipSync(log.slice(0, 700)), gzipSync(log.slice(700))]), '.json.gz'],
  ['with letters of other languages', gzipSync(log.replaceAll('test', 'прüf🔑')), '.json.gz'],
  ['with other members beside the records', gzipSync(log.replace('{', '{"version":1,')), '.json.gz'],
])('log files: one that is %s is read', async (_, content, ending) => {
  const [, read] = await readBetween(content, ending)
  expect(read).toMatchObject({
    read: true,
    log: { records: 2, odd: 0, facts: [{ key: keyOf('ab'), operation: 'Decrypt' }] },
  })
})

test('log files: one without any record is read', async () => {
  const [, read] = await readBetween(gzipSync('{"Records":[]}'), '.json.gz')
  expect(read).toMatchObject({ read: true, log: { records: 0, odd: 0, facts: [] } })
})

test('malformed log files: a directory with the name of a log is not read as one', async () => {
  const folder = temporaryFolder()
  mkdirSync(join(folder, '111122223333_CloudTrail_us-east-1_20240305T1200Z_0123456789ABCDEF.json.gz'))
  expect(await listArchive([folder], signal)).toEqual({ files: [], unreadable: [], others: 0 })
})
