import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { scanRecords } from '../../../src/archives/local/scan-records.ts'
import { readRecords } from '../../../src/archives/records/read-records.ts'
import { anyText } from '../../any-text.ts'
import { DECRYPT, EXPECTED_ACCOUNT } from '../expected/expected-records.ts'
import { writeArchive } from '../generator/write-archive.ts'

const place = { account: EXPECTED_ACCOUNT, region: 'us-east-1' }
const folder = mkdtempSync(join(tmpdir(), 'kms-audit-scan-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** What is read of a file by a scan. Null: the scan leaves the file to the parser. */
function scanned(text: string) {
  const bytes = Buffer.from(text)
  const found = scanRecords(bytes)
  if (found === null) return null
  const needed = found.spans.map(([start, end]): unknown => JSON.parse(bytes.toString('utf8', start, end)))
  return { ...readRecords(needed, place), records: found.records, parsed: needed.length }
}

const parsed = (text: string) => readRecords(JSON.parse(text).Records, place)

const use = DECRYPT('ab', '05T10:00:00', 'e1')
const other = { ...DECRYPT('ab', '05T10:00:00', 'e2'), eventSource: 's3.amazonaws.com' }
const logOf = (...records: readonly unknown[]): string => JSON.stringify({ Records: records })

test('scan of a log file: generated archives read the same as if they were parsed', () => {
  const { logs } = writeArchive(folder, { days: 1, eventsPerDay: 300, kmsShare: 0.1, filesPerDay: 4, level: 1 })
  let [all, needed] = [0, 0]
  for (const { path } of logs) {
    const text = gunzipSync(readFileSync(join(folder, path))).toString()
    const { parsed: count, ...reading } = scanned(text) ?? { parsed: 0 }
    expect(reading).toEqual(parsed(text))
    all += JSON.parse(text).Records.length
    needed += count
  }
  expect(needed).toBeLessThan(all / 4)
})

test('scan of a log file: texts that callers choose change nothing', () => {
  const text = fc.oneof(
    anyText,
    fc.constantFrom('"', '\\', '\\"', '},{"eventVersion":"', '"eventSource":"kms.amazonaws.com"', ']}', '{"Records":['),
  )
  const record = fc.record({
    eventVersion: fc.constant('1.11'),
    userIdentity: fc.dictionary(text, text),
    eventTime: fc.constant('2024-03-05T10:00:00Z'),
    eventSource: fc.constantFrom('kms.amazonaws.com', 's3.amazonaws.com', 'cloudtrail.amazonaws.com', 'kms.example'),
    eventName: fc.constantFrom('Decrypt', 'StopLogging', 'DescribeKey'),
    eventID: text,
    userAgent: text,
    requestParameters: fc.dictionary(text, fc.oneof(text, fc.array(fc.dictionary(text, text)), fc.constant(null))),
    readOnly: fc.boolean(),
    managementEvent: fc.boolean(),
    resources: fc.constant(use['resources']),
  })
  fc.assert(
    fc.property(fc.array(record, { minLength: 1, maxLength: 6 }), records => {
      const log = logOf(...records)
      const found = scanned(log)
      if (found === null) return
      const { parsed: _, ...reading } = found
      expect(reading).toEqual(parsed(log))
    }),
    { numRuns: 100 },
  )
})

test('scan of a log file: of other services nothing is parsed, but the first write', () => {
  const write = { ...other, readOnly: false }
  expect(scanned(logOf(other, write, other, write))).toMatchObject({ records: 4, parsed: 1, shows: { writes: true } })
  const data = { ...write, managementEvent: false }
  expect(scanned(logOf(data, write))).toMatchObject({ parsed: 1, shows: { writes: true } })
})

test.each<[what: string, text: string]>([
  ['no record', logOf()],
  ['line breaks', JSON.stringify({ Records: [use] }, null, 1)],
  ['something before the records', logOf(use).replace('{', '{"a":1,')],
  ['something after the records', logOf(use).replace(/\}$/, ',"a":1}')],
  ['a record that begins in another way', logOf({ eventID: 'e0', ...other }, use)],
  ['a use within a list of another record', logOf({ ...other, requestParameters: { list: [use, use, use] } }, use)],
  ['a use within a list that begins with something else', logOf(use, { ...other, a: [{}, use, use] }, other)],
  ['a brace too few', logOf(use, other).replace('"test"}', '"test"')],
  ['a quote too many', logOf(use, other).replace('"Decrypt"', '"Decrypt""')],
])('scan of a log file: one with %s is left to the parser', (_, text) => {
  expect(scanned(text)).toBeNull()
})

test('scan of a log file: escaped characters hide no use', () => {
  const hidden = [
    logOf(use).replace('"kms.amazonaws.com"', String.raw`"\u006bms.amazonaws.com"`),
    logOf(use).replace('"kms.amazonaws.com"', String.raw`"k\u006ds.amazonaws.com"`),
    logOf(use).replace('"eventSource"', String.raw`"event\u0053ource"`),
  ]
  for (const text of hidden) expect(scanned(text)).toMatchObject({ facts: [{ operation: 'Decrypt' }] })
})
