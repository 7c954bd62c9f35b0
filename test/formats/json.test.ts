import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import json from '../../src/formats/json.ts'
import { aGrant } from '../checks/judge-check.ts'
import { aFinding } from './a-finding.ts'
import { aRecord, aReport } from './a-report.ts'
import { hostileReport } from './hostile-report.ts'
import { PIPED, render } from './render.ts'

test('json: the document is the report with every field', () => {
  expect(JSON.parse(render(json, hostileReport))).toEqual(hostileReport)
})

test.each([0, 1, 99, 100, 101, 250])('json: the pieces of %i keys form one document', count => {
  const report = aReport({ keys: Array.from({ length: count }, () => aRecord()) })
  expect(render(json, report)).toBe(`${JSON.stringify(report, null, 2)}\n`)
})

test('json: keys are written in pieces', () => {
  const report = aReport({ keys: Array.from({ length: 1000 }, () => aRecord()) })
  expect([...json.render(report, PIPED)].length).toBeGreaterThan(10)
})

test('json: findings are written in pieces too, because there are dozens for every key', () => {
  const findings = Array.from({ length: 5000 }, (_, number) => aFinding({ detail: `found ${number}` }))
  const report = aReport({ findings })
  const pieces = [...json.render(report, PIPED)]
  expect(JSON.parse(pieces.join(''))).toEqual(report)
  expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThan(pieces.join('').length / 10)
})

describe('json keys with more than 1,000 grants', () => {
  const many = Array.from({ length: 1001 }, (_, number) => aGrant({ name: `"grants": [], ${number}\n` }))
  const grantsOf = (length: number) => aRecord({ grants: many.slice(0, length), key_policy: { grants: [] } })

  test('json: more than 1,000 grants of a key take one line each, and other keys look as usual', () => {
    const usual = aReport({ keys: [grantsOf(1000), grantsOf(2)] })
    expect(render(json, usual)).toBe(`${JSON.stringify(usual, null, 2)}\n`)
    const report = aReport({ keys: [grantsOf(2), grantsOf(1001), grantsOf(0)] })
    const text = render(json, report)
    expect(JSON.parse(text)).toEqual(report)
    const lines = text.split('\n')
    const first = lines.findIndex(line => line.startsWith('        {"grant_id"'))
    expect(lines[first - 1]).toBe('      "grants": [')
    expect(lines[first]).toBe(`        ${JSON.stringify(many[0])},`)
    expect(lines[first + 1000]).toBe(`        ${JSON.stringify(many[1000])}`)
    expect(lines[first + 1001]).toBe('      ],')
    const others = JSON.stringify(aReport({ keys: [grantsOf(2), grantsOf(0), grantsOf(0)] }), null, 2).split('\n')
    // One list is no longer empty: its rows, and the line that ends it.
    expect(lines.length - 1).toBe(others.length + 1001 + 1)
  })

  test('json: a key with many grants among more than 1,000 keys stays one line, in pieces', () => {
    const report = aReport({ keys: [...Array.from({ length: 1000 }, () => aRecord()), grantsOf(1001)] })
    const pieces = [...json.render(report, PIPED)]
    expect(JSON.parse(pieces.join(''))).toEqual(report)
    expect(
      pieces
        .join('')
        .split('\n')
        .filter(line => line.startsWith('    {')).length,
    ).toBe(1001)
    expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThan(JSON.stringify(many).length)
  })
})

test('json: facts that were not asked for are left out', () => {
  const { request_days: _, ...report } = aReport()
  expect(JSON.parse(render(json, report))).not.toHaveProperty('request_days')
})

test('json: no character acts on a terminal', () => {
  // oxlint-disable-next-line no-control-regex
  const acting = /[\u0000-\u0009\u000b-\u001f\p{Cs}\p{Bidi_Control}\u007f-\u009f]/u
  const text = render(json, aReport({ keys: [aRecord({ description: '\u001b[2J\u009b2J\u202e\u2066\u200f\ud83d' })] }))
  expect(text).not.toMatch(acting)
})

test('json: any description can be read back', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.nat(0xffff).map(unit => String.fromCharCode(unit)) }), description => {
      const { keys } = JSON.parse(render(json, aReport({ keys: [aRecord({ description })] })))
      expect(keys[0].description).toBe(description)
    }),
  )
})
