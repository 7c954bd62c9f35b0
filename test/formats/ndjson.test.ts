import { expect, test } from 'vitest'
import ndjson from '../../src/formats/ndjson.ts'
import { aFinding } from './a-finding.ts'
import { aRecord, aReport } from './a-report.ts'
import { hostileReport } from './hostile-report.ts'
import { PIPED, render } from './render.ts'

const linesOf = (text: string): Record<string, unknown>[] =>
  text
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line) as Record<string, unknown>)

test('ndjson: each key is a line in the order of the report, and the rest of the report is the last line', () => {
  const lines = linesOf(render(ndjson, hostileReport))
  const { keys, ...rest } = hostileReport
  expect(lines.slice(0, -1)).toEqual(keys.map(key => ({ type: 'key', ...key })))
  expect(lines.at(-1)).toEqual({ type: 'summary', ...rest })
})

test('ndjson: no text of an account breaks a line or acts on a terminal', () => {
  const text = render(ndjson, hostileReport)
  expect(text.split('\n')).toHaveLength(hostileReport.keys.length + 2)
  for (const acting of ['\u001b', '\u009b', '\u202e', '\r']) expect(text).not.toContain(acting)
})

test('ndjson: a report without keys is one line, with findings if there are any', () => {
  const findings = [aFinding()]
  expect(linesOf(render(ndjson, aReport({ keys: [], findings })))).toMatchObject([{ type: 'summary', findings }])
})

test('ndjson: many keys are written in pieces', () => {
  const pieces = [...ndjson.render(aReport({ keys: Array.from({ length: 1000 }, () => aRecord()) }), PIPED)]
  expect(pieces.length).toBeGreaterThan(9)
})
