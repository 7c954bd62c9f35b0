import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { AppendLog } from '../../../src/lib/files/append-log.ts'

const isWindows = process.platform === 'win32'

let folder: string
let path: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'append-log-'))
  path = join(folder, 'log.ndjson')
})
afterEach(() => rmSync(folder, { recursive: true }))

const text = (): string => readFileSync(path, 'utf8')

function appended(...values: unknown[]): void {
  const { log } = AppendLog.open(path)
  for (const value of values) expect(log.append(value)).toBeNull()
  log.close()
}

function readAgain(): unknown[] {
  const values: unknown[] = []
  const { log } = AppendLog.open(path, value => void values.push(value))
  log.close()
  return values
}

test('append-log: appended values are in the file, one a line, before the log is closed', () => {
  const { log } = AppendLog.open(path, value => expect.unreachable(String(value)))
  log.append({ a: 1 })
  log.append('two\nlines, é')
  expect(text()).toBe('{"a":1}\n"two\\nlines, é"\n')
  log.close()
  expect(readAgain()).toEqual([{ a: 1 }, 'two\nlines, é'])
})

test('append-log: nothing is written after it was closed, nor to another file with its number', () => {
  const { log } = AppendLog.open(path)
  log.append(1)
  log.close()
  const others = join(folder, 'other.ndjson')
  const { log: other } = AppendLog.open(others)
  expect(log.append('too late')).toBeNull()
  other.close()
  expect([text(), readFileSync(others, 'utf8')]).toEqual(['1\n', ''])
})

test.skipIf(isWindows)('append-log: only its owner may read a new file', () => {
  appended(1)
  expect(statSync(path).mode & 0o777).toBe(0o600)
})

test('append-log: clear removes everything, and the next value is at the start', () => {
  appended(1, 2)
  const { log } = AppendLog.open(path)
  log.clear()
  log.append(3)
  log.close()
  expect(text()).toBe('3\n')
})

test('append-log: a last line that was cut off is dropped, and the next one does not join it', () => {
  appended({ a: 1 })
  appendFileSync(path, '{"é":')
  appended({ b: 2 })
  expect(text()).toBe('{"a":1}\n{"b":2}\n')
})

test('append-log: opening changes nothing, so a foreign file stays as it is', () => {
  const torn = '{"a":1}\n{"b"'
  writeFileSync(path, torn)
  readAgain()
  expect(text()).toBe(torn)
})

test('append-log: a last line without its end counts as cut off, even if it can be parsed', () => {
  writeFileSync(path, '1\n2')
  expect(readAgain()).toEqual([1])
})

test('append-log: wherever a crash cuts the file, complete lines are read, and appending goes on after them', () => {
  const anyValues = fc.array(fc.jsonValue(), { maxLength: 6 })
  fc.assert(
    fc.property(anyValues, fc.nat(), fc.jsonValue(), (values, seed, next) => {
      rmSync(path, { force: true })
      // A file that begins with nothing whole may be anybody's.
      appended('ours', ...values)
      const bytes = readFileSync(path)
      const cut = 7 + (seed % (bytes.length - 6))
      writeFileSync(path, bytes.subarray(0, cut))
      const lines = bytes.subarray(0, cut).toString('latin1').split('\n').length - 1
      const kept = ['ours', ...values].slice(0, lines)
      expect(readAgain()).toEqual(JSON.parse(JSON.stringify(kept)))
      appended(next)
      expect(readAgain()).toEqual(JSON.parse(JSON.stringify([...kept, next])))
    }),
    { numRuns: 60 },
  )
})

test.each([
  ['a folder', () => folder],
  ['a device', () => '/dev/null'],
])('append-log: %s is refused', (_, place) => {
  expect(() => AppendLog.open(place())).toThrow(/it is not a regular file/)
})

test('append-log: errors of the file system are thrown', () => {
  expect(() => AppendLog.open(join(folder, 'nowhere', 'log'))).toThrow(/ENOENT/)
  expect(existsSync(join(folder, 'nowhere'))).toBe(false)
})
