import fc from 'fast-check'
import stringWidth from 'string-width'
import { describe, expect, test } from 'vitest'
import table from '../../src/formats/table.ts'
import type { KeyRecord, Report } from '../../src/model/report.ts'
import { aPlace, aRecord, aReport, anUnreadableRecord } from './a-report.ts'
import { hostileReport } from './hostile-report.ts'
import { PIPED, render, terminalOf } from './render.ts'

/** The lines of the table itself: three rules, the head, and the keys. */
const tableLines = (text: string): string[] => text.split('\n\n')[0]?.split('\n') ?? []
const rowsOf = (text: string): string[] => tableLines(text).slice(3, -1)
const titlesOf = (text: string): string[] => cellsOf(tableLines(text)[1])
const cellsOf = (line = ''): string[] =>
  line
    .split(/[|│]/)
    .slice(1, -1)
    .map(cell => cell.trim())
const rowOf = (key: KeyRecord, report: Partial<Report> = {}): string[] =>
  cellsOf(rowsOf(render(table, aReport({ ...report, keys: [key] })))[0])

const without = <T extends object, K extends keyof T>(value: T, key: K): Omit<T, K> => {
  const { [key]: _, ...rest } = value
  return rest
}

const linesWithNever = (text: string): number => text.split('\n').filter(line => line.includes('Never')).length

const SIX = ['Key ID', 'Enabled', 'Key State', 'Last Used', 'Requests (30d)', 'Description']

describe('columns', () => {
  test('are the promised ones', () => {
    expect(titlesOf(render(table, aReport()))).toEqual(SIX)
    expect(rowOf(aRecord())).toEqual([
      aRecord().key_id,
      'True',
      'Enabled',
      '2026-11-19 09:05 UTC',
      '1200',
      'Encrypts the orders',
    ])
  })

  test.each([
    ['accounts', { account_id: '444455556666' }, ['Key ID', 'Account', 'Enabled']],
    ['Regions', { region: 'us-east-1' }, ['Key ID', 'Region', 'Enabled']],
    ['both', { account_id: '444455556666', region: 'us-east-1' }, ['Key ID', 'Account', 'Region']],
  ])('name the place where several %s were asked for, even without keys there', (_, other, titles) => {
    const report = aReport()
    const places = [aPlace(), aPlace({ status: 'unreachable', keys: 0, ...other })]
    const text = render(table, { ...report, scope: { ...report.scope, places } })
    expect(titlesOf(text).slice(0, 3)).toEqual(titles)
  })

  test('leave out request counts that were not asked for', () => {
    expect(titlesOf(render(table, without(aReport(), 'request_days')))).toEqual(SIX.toSpliced(4, 1))
    expect(titlesOf(render(table, aReport({ request_days: 7 })))[4]).toBe('Requests (7d)')
  })

  test('show aliases behind the description only on a terminal that has the room', () => {
    expect(titlesOf(render(table, aReport(), terminalOf(200)))).toEqual([...SIX, 'Aliases'])
    expect(titlesOf(render(table, aReport(), terminalOf(120)))).toEqual(SIX)
  })
})

describe('cells', () => {
  test('of a key that could not be described say so, and when it was last used', () => {
    const key = anUnreadableRecord({ last_used: '2026-11-20 01:02 UTC' })
    const error = 'Error: Access denied for key description'
    expect(rowOf(key)).toEqual([key.key_id, 'ERROR', '', '2026-11-20 01:02 UTC', 'Unknown', error])
  })

  test.each([
    ['an unknown count is not 0', { monthly_usage: null }, 4, 'Unknown'],
    ['a count of 0 is', { monthly_usage: 0 }, 4, '0'],
    ['a large count has no separators', { monthly_usage: 1234567 }, 4, '1234567'],
    ['a disabled key', { enabled: false }, 1, 'False'],
    ['a state AWS has yet to think of', { key_state: 'Sleeping' }, 2, 'Sleeping'],
    ['no description', { description: null }, 5, ''],
    ['lines become one', { description: 'a\nb\u001b[2J' }, 5, String.raw`a\nb\u{1b}[2J`],
  ])('%s', (_, different, index, text) => expect(rowOf(aRecord(different))[index]).toBe(text))

  test('leave Last Used empty where no source was asked', () => {
    expect(rowOf(without(aRecord(), 'last_used'))[3]).toBe('')
  })
})

describe('lines', () => {
  test.each([1, 199, 200, 201, 400, 1000])('join for %i keys: one head, three rules', count => {
    const keys = Array.from({ length: count }, (_, index) => aRecord({ key_id: `key-${index}` }))
    const lines = tableLines(render(table, aReport({ keys })))
    expect(lines.map(line => (line.startsWith('+') ? 'rule' : cellsOf(line)[0]))).toEqual([
      'rule',
      'Key ID',
      'rule',
      ...keys.map(key => key.key_id),
      'rule',
    ])
    expect(new Set(lines.map(line => line.length)).size).toBe(1)
  })

  test('are plain ASCII when piped, but for what stands in the account', () => {
    expect(render(table, aReport())).toMatch(/^[\n -~]+$/)
    expect(render(table, aReport(), terminalOf(120))).toContain('│')
  })

  test('are coloured only where colours may be used', () => {
    expect(render(table, hostileReport, terminalOf(120, true))).toContain('\u001b[33m')
    expect(render(table, hostileReport, terminalOf(120))).not.toContain('\u001b')
    expect(render(table, hostileReport)).not.toContain('\u001b')
  })

  test.each([1, 10, 20, 30, 40, 60, 79, 80, 100, 120, 160, 250])('fit a terminal of %i columns', width => {
    const lines = tableLines(render(table, hostileReport, terminalOf(width, true)))
    expect(lines.length).toBe(hostileReport.keys.length + 4)
    expect(new Set(lines.map(line => stringWidth(line))).size).toBe(1)
    if (width >= 10) expect(stringWidth(lines[0] ?? '')).toBeLessThanOrEqual(width)
  })

  test.each([58, 80, 120])('keep the key id whole in %i columns', width => {
    expect(render(table, aReport(), terminalOf(width))).toContain(aRecord().key_id)
  })

  test('name the columns that a terminal has no room for', () => {
    expect(render(table, aReport(), terminalOf(80))).toMatch(/Not shown +Key State, Requests \(30d\), Description:/)
    expect(render(table, aReport(), terminalOf(120))).not.toContain('Not shown')
  })

  test('cut a long key state before they leave a column out', () => {
    const text = render(table, aReport({ keys: [aRecord({ key_state: 'PendingDeletion' })] }), terminalOf(118))
    expect(titlesOf(text)).toEqual(SIX)
    expect(text).toMatch(/Pending\w*…/)
  })

  test('give a description its room before aliases get any', () => {
    const report = aReport({ keys: [aRecord({ description: 'x'.repeat(60), aliases: [`alias/${'y'.repeat(60)}`] })] })
    expect(titlesOf(render(table, report, terminalOf(158)))).toContain('Aliases')
    expect(render(table, report, terminalOf(158))).toContain(`${'x'.repeat(29)}…`)
    expect(titlesOf(render(table, report, terminalOf(157)))).not.toContain('Aliases')
  })

  test('are never cut when piped; an endless description does not stretch the others', () => {
    const keys = [aRecord(), aRecord({ description: 'x'.repeat(8192) }), aRecord()]
    const [first = '', endless = '', last = ''] = rowsOf(render(table, aReport({ keys })))
    expect(endless).toContain('x'.repeat(8192))
    expect(first.length).toBeLessThan(400)
    expect(last.length).toBe(first.length)
  })

  test('are one for each key and equally wide, whatever the texts hold', () => {
    fc.assert(
      fc.property(fc.array(fc.array(hostilePiece, { maxLength: 8 }), { minLength: 1, maxLength: 4 }), texts => {
        const keys = texts.map(pieces => aRecord({ description: pieces.join('') }))
        const lines = tableLines(render(table, aReport({ keys }), PIPED))
        expect(lines.length).toBe(keys.length + 4)
        expect(new Set(lines.map(line => stringWidth(line))).size).toBe(1)
      }),
    )
  })

  test('come while the table is drawn', () => {
    const keys = Array.from({ length: 1000 }, () => aRecord())
    expect([...table.render(aReport({ keys }), PIPED)].length).toBeGreaterThan(5)
  })
})

describe('the word Never', () => {
  test('counts keys and nothing else', () => {
    const expected = hostileReport.keys.filter(key => key.last_used?.startsWith('Never')).length
    for (const view of [PIPED, terminalOf(60), terminalOf(120), terminalOf(250)]) {
      expect(linesWithNever(render(table, hostileReport, view))).toBe(expected)
    }
  })

  test('counts them whatever the texts hold', () => {
    const lastUsed = fc.constantFrom('Never', 'Never since 2026-04-23', 'Unknown', '2026-11-19 09:05 UTC')
    const text = fc.string({ unit: 'binary' }).filter(value => !value.includes('Never'))
    fc.assert(
      fc.property(fc.array(fc.tuple(lastUsed, text, text), { maxLength: 5 }), rows => {
        const keys = rows.map(([last_used, description, alias]) =>
          aRecord({ last_used, description, aliases: [alias] }),
        )
        const expected = keys.filter(key => key.last_used?.startsWith('Never')).length
        expect(linesWithNever(render(table, aReport({ keys })))).toBe(expected)
        expect(linesWithNever(render(table, aReport({ keys }), terminalOf(200)))).toBe(expected)
      }),
    )
  })
})

const hostilePiece = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 4 }),
  fc.constantFrom(
    '\n',
    '\r\n',
    '\t',
    '\u001b[31m',
    '\u202e',
    '\u0301',
    '\u200d',
    '\ufe0f',
    '\ud83d',
    '👨‍👩‍👧‍👦',
    '日本',
    '|',
    '❤️',
    '\u3164',
  ),
)
