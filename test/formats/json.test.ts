import fc from 'fast-check'
import { expect, test } from 'vitest'
import json from '../../src/formats/json.ts'
import { aFinding } from './a-finding.ts'
import { aRecord, aReport } from './a-report.ts'
import { hostileReport } from './hostile-report.ts'
import { render } from './render.ts'

test('is the report, description and all', () => {
  expect(JSON.parse(render(json, hostileReport))).toEqual(hostileReport)
})

test.each([0, 1, 99, 100, 101, 250])('joins its pieces for %i keys', count => {
  const report = aReport({ keys: Array.from({ length: count }, () => aRecord()) })
  expect(render(json, report)).toBe(`${JSON.stringify(report, null, 2)}\n`)
})

test('comes in pieces', () => {
  const report = aReport({ keys: Array.from({ length: 1000 }, () => aRecord()) })
  expect([...json.render(report, { terminal: false, width: 80, color: false })].length).toBeGreaterThan(10)
})

test('writes findings in pieces too: there are dozens for every key', () => {
  const findings = Array.from({ length: 5000 }, (_, number) => aFinding({ detail: `found ${number}` }))
  const report = aReport({ findings })
  const pieces = [...json.render(report, { terminal: false, width: 80, color: false })]
  expect(JSON.parse(pieces.join(''))).toEqual(report)
  expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThan(pieces.join('').length / 10)
})

test('leaves out what was not asked for', () => {
  const { request_days: _, ...report } = aReport()
  expect(JSON.parse(render(json, report))).not.toHaveProperty('request_days')
})

test('holds nothing that acts on a terminal', () => {
  // oxlint-disable-next-line no-control-regex
  const acting = /[\u0000-\u0009\u000b-\u001f\p{Cs}\p{Bidi_Control}\u007f-\u009f]/u
  const text = render(json, aReport({ keys: [aRecord({ description: '\u001b[2J\u009b2J\u202e\u2066\u200f\ud83d' })] }))
  expect(text).not.toMatch(acting)
})

test('can be read back whatever the description holds', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.nat(0xffff).map(unit => String.fromCharCode(unit)) }), description => {
      const { keys } = JSON.parse(render(json, aReport({ keys: [aRecord({ description })] })))
      expect(keys[0].description).toBe(description)
    }),
  )
})
