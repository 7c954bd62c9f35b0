import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { readLeanReport } from '../../src/report/lean-report.ts'
import { readSavedReport } from '../../src/report/saved-report.ts'
import { aRecord, aReport } from '../formats/a-report.ts'
import { memoryIo } from '../memory-io.ts'

const DIRECTORY = mkdtempSync(join(tmpdir(), 'kms-audit-lean-'))
afterAll(() => rmSync(DIRECTORY, { recursive: true }))

const REPORT = aReport({ keys: [aRecord(), aRecord({ key_id: 'other', description: '顧客 "]}' })] })
const { stdin } = memoryIo()

function file(content: string | Buffer): string {
  const path = join(DIRECTORY, 'report.json')
  writeFileSync(path, content)
  return path
}

const read = (path: string) => readLeanReport(path, stdin, '-', ({ key_id }) => key_id)

test.each<[what: string, content: string | Buffer]>([
  ['on one line', JSON.stringify(REPORT)],
  ['with indents', JSON.stringify(REPORT, null, 2)],
  ['with a byte order mark', `\ufeff${JSON.stringify(REPORT)}`],
  ['in UTF-16, which is read as a whole', Buffer.from(`\ufeff${JSON.stringify(REPORT)}`, 'utf16le')],
])('lean report: a file %s is the report, with the lean keys', async (_, content) => {
  expect(await read(file(content))).toEqual({ ...REPORT, keys: REPORT.keys.map(({ key_id }) => key_id) })
})

test('lean report: stdin is the report, with the lean keys', async () => {
  const { stdin: piped } = memoryIo({ stdin: JSON.stringify(REPORT) })
  const { keys } = await readLeanReport('-', piped, '-', ({ key_id }) => key_id)
  expect(keys).toEqual(REPORT.keys.map(({ key_id }) => key_id))
})

const BAD_KEY = JSON.stringify({ ...REPORT, keys: [...REPORT.keys, { ...aRecord(), enabled: 'yes' }] })

test.each<[what: string, content: string]>([
  ['that is cut off', JSON.stringify(REPORT).slice(0, -20)],
  ['with a mistake in a key', JSON.stringify(REPORT).replace('"enabled":true', '"enabled":tru')],
  ['with a key that does not fit the schema', BAD_KEY],
  ['of a newer version', JSON.stringify({ ...REPORT, schema_version: 2, keys: [{}] })],
  ['that is not a report', '{"keys":[]}'],
])('lean report: a file %s has the error of a whole read', async (_, content) => {
  const path = file(content)
  const expected = await readSavedReport(path).catch((error: unknown) => error)
  expect(expected).toBeInstanceOf(Error)
  await expect(read(path)).rejects.toEqual(expected)
})
