import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { lineOf } from '../../src/history/lines/to-line.ts'
import { appendLine } from '../../src/lib/files/append-line.ts'
import { HistoryFile } from '../../src/report/saved-history.ts'
import { aReport } from '../formats/a-report.ts'

const DIRECTORY = mkdtempSync(join(tmpdir(), 'kms-audit-saved-'))
afterAll(() => rmSync(DIRECTORY, { recursive: true }))
const PATH = join(DIRECTORY, 'keys.ndjson')

const lineOn = (day: number): string =>
  JSON.stringify(lineOf(aReport({ generated_at: `2026-10-0${day}T06:00:00Z`, keys: [] })))

function read(): { days: number[]; damaged: number } {
  const file = HistoryFile.open(PATH)
  const days: number[] = []
  file.readAll(({ generated_at }) => void days.push(Number(generated_at.slice(8, 10))))
  file.close()
  return { days, damaged: file.damaged }
}

test('history: cut off at any byte, it loses at most the last run, also after the next one was appended', () => {
  const whole = Buffer.from(`${lineOn(1)}\n${lineOn(2)}\n`)
  const first = Buffer.byteLength(lineOn(1))
  const last = whole.length - 1
  const steps = Array.from({ length: whole.length + 1 }, (_, at) => at)
  const isNear = (at: number): boolean => [0, first, last].some(end => Math.abs(at - end) < 4)
  for (const length of steps.filter(at => at % 97 === 0 || isNear(at))) {
    writeFileSync(PATH, whole.subarray(0, length))
    const days = [...(length >= first ? [1] : []), ...(length >= last ? [2] : [])]
    expect({ length, days: read().days }).toEqual({ length, days })
    appendLine(PATH, lineOn(3))
    const isWhole = length === 0 || [first, first + 1, last, last + 1].includes(length)
    expect({ length, ...read() }).toEqual({ length, days: [...days, 3], damaged: isWhole ? 0 : 1 })
  }
})

test.each([
  ['a number', '1\n'],
  ['a list', '[]\n'],
  ['a run without a time', '{"history_version":1,"scope":{"sources":[],"places":[]}}\n'],
  ['a run without a scope', '{"history_version":1,"generated_at":"2026-10-01T06:00:00Z"}\n'],
  ['text that is not JSON', 'history_version\n'],
  ['text after runs', `${lineOn(1)}\nhello\n`],
])('history: %s is refused', (_, text) => {
  writeFileSync(PATH, text)
  expect(read).toThrow(/is not a history of kms-audit: line \d is not a run\.$/)
})
