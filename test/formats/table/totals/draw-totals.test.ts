import { describe, expect, test } from 'vitest'
import table from '../../../../src/formats/table.ts'
import type { View } from '../../../../src/formats/format.ts'
import type { KeyRecord, PlaceRecord, Report } from '../../../../src/model/report/report.ts'
import { aPlace, aRecord, anUnreadableRecord, aReport } from '../../a-report.ts'
import { PIPED, render, terminalOf } from '../../render.ts'

const unused = (different: Partial<KeyRecord> = {}): KeyRecord =>
  aRecord({ disposition: 'silent', last_used: 'Never since 2026-04-23', ...different })

const reportOf = (keys: readonly KeyRecord[], places: readonly PlaceRecord[], rest: Partial<Report> = {}): Report => {
  const report = aReport({ keys: [...keys], ...rest })
  return { ...report, scope: { ...report.scope, places: [...places] } }
}

/** The lines of the totals; empty where there are none. */
function totalsOf(report: Report, view: View = PIPED): string[] {
  const block = render(table, report, view)
    .split('\n\n')
    .find(part => /^(Account|Region) .*Savings\n/.test(part))
  return block?.trimEnd().split('\n') ?? []
}

const price = (key: number | null): KeyRecord['cost'] => ({ key, basis: 'base', requests: null })
const inTwoRegions = [aPlace(), aPlace({ region: 'us-east-1' })]
const east = { region: 'us-east-1' }
const other = { account_id: '444455556666' }

describe('totals', () => {
  test('totals: one account with several Regions gets a row for each, the highest savings first', () => {
    const keys = [
      aRecord(),
      aRecord({ cost: price(1234) }),
      unused(east),
      unused({ ...east, cost: price(3) }),
      aRecord(east),
    ]
    expect(totalsOf(reportOf(keys, inTwoRegions))).toEqual([
      'Region     Keys  Unused   $/Month  Savings',
      '---------  ----  ------  --------  -------',
      'us-east-1     3       2      5.00     4.00',
      'eu-west-1     2       0  1,235.00     0.00',
    ])
  })

  test('totals: several accounts with one Region get a row each, with their names', () => {
    const places = [aPlace(), aPlace({ ...other, account_name: 'orders' })]
    const report = reportOf([aRecord(), unused(other)], places)
    expect(totalsOf(report)[2]).toMatch(/^444455556666 orders {2,}1 +1 +1\.00 +1\.00$/)
    expect(totalsOf(report, terminalOf(80))[2]).toMatch(/^orders +1 +1 +1\.00 +1\.00$/)
  })

  test.each([
    ['one place', [aRecord(), unused()], [aPlace()]],
    ['several places of which one has keys', [aRecord()], inTwoRegions],
  ])('totals: not drawn for %s', (_, keys, places) => expect(totalsOf(reportOf(keys, places))).toEqual([]))

  test('totals: keys that --only leaves out count too', () => {
    const keys = [aRecord(), unused(east)]
    const report = { ...reportOf(keys, inTwoRegions), keys: keys.slice(1) }
    expect(totalsOf(report, { ...PIPED, allKeys: keys })).toHaveLength(4)
  })

  test('totals: not drawn if the report does not have every key', () => {
    const report = reportOf([aRecord(), unused(east)], inTwoRegions)
    expect(totalsOf({ ...report, summary: { ...report.summary, keys: 3 } })).toEqual([])
  })

  test('totals: a sum is unknown if a price is unknown, but not because of an unreadable key', () => {
    const keys = [unused({ cost: price(null) }), unused(east), anUnreadableRecord(east)]
    const [, , first, second] = totalsOf(reportOf(keys, inTwoRegions))
    expect(first).toMatch(/^us-east-1 +2 +1 +1\.00 +1\.00$/)
    expect(second).toMatch(/^eu-west-1 +1 +1 +Unknown +Unknown$/)
  })

  test('totals: a line says how many Regions have no keys', () => {
    const places = [...inTwoRegions, aPlace({ region: 'eu-north-1', keys: 0 })]
    expect(totalsOf(reportOf([aRecord(), unused(east)], places)).at(-1)).toContain('1 of 3 Regions has no keys.')
  })

  describe('totals of many places', () => {
    const regions = Array.from({ length: 14 }, (_, index) => `eu-west-${index}`)
    const places = regions.map(region => aPlace({ region }))
    const report = reportOf(
      regions.map((region, index) => unused({ region, cost: price(index) })),
      places,
    )

    test('totals: a terminal shows the ten with the highest savings, and how to see the others', () => {
      const lines = totalsOf(report, terminalOf(80))
      expect(lines).toHaveLength(2 + 10 + 1)
      expect(lines[2]).toMatch(/^eu-west-13 /)
      expect(lines.at(-1)).toContain('4 more with lower savings: pipe the output (| less) to see them all.')
    })

    test('totals: a pipe gets all of them', () => expect(totalsOf(report)).toHaveLength(2 + 14))
  })

  test.each([20, 30, 40, 60, 80])('totals: they fit into %i columns, and what is left out is named', width => {
    const places = [aPlace(), aPlace({ ...other, region: 'ap-southeast-1' })]
    const keys = [aRecord(), unused({ ...other, region: 'ap-southeast-1' })]
    const text = render(table, reportOf(keys, places), terminalOf(width))
    const lines = totalsOf(reportOf(keys, places), terminalOf(width))
    for (const line of lines) expect(line.length).toBeLessThan(width)
    const all = ['Account', 'Region', 'Keys', 'Unused', '$/Month', 'Savings']
    const named = text.replace(/\s+/g, ' ')
    for (const title of all)
      expect(
        lines[0]?.includes(title) ||
          named.includes('totals by account and Region') ||
          / Hidden columns: .*\./.test(named),
      ).toBe(true)
    if (width >= 60) expect(lines[0]).toMatch(/Unused.*Savings/)
  })
})
