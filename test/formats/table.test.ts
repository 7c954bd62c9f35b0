import fc from 'fast-check'
import stringWidth from 'string-width'
import { describe, expect, test } from 'vitest'
import table from '../../src/formats/table.ts'
import { dayOnly } from '../../src/formats/table/short-forms.ts'
import type { KeyRecord, PlaceRecord, Report } from '../../src/model/report/report.ts'
import { aPlace, aRecord, aReport, anUnreadableRecord } from './a-report.ts'
import { hostileReport } from './hostile-report.ts'
import { PIPED, render, terminalOf } from './render.ts'
import { anyText } from '../any-text.ts'

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

/** The lines of the table itself: with its rules when piped, with one rule on a terminal. */
const tableLines = (text: string): string[] => text.split('\n\n')[0]?.trimEnd().split('\n') ?? []
const rowsOf = (text: string): string[] => tableLines(text).slice(3, -1)
const titlesOf = (text: string): string[] => cellsOf(tableLines(text)[1])
const cellsOf = (line = ''): string[] =>
  line
    .split('|')
    .slice(1, -1)
    .map(cell => cell.trim())
const rowOf = (key: KeyRecord, report: Partial<Report> = {}): string[] =>
  cellsOf(rowsOf(render(table, aReport({ ...report, keys: [key] })))[0])

const GRAPHEMES = new Intl.Segmenter('en')

/** The titles, and the cells of each key, of a terminal's table: the rule below the titles says where columns begin. */
function onTerminal(report: Report, width: number): { titles: string[]; rows: string[][] } {
  const [head = '', rule = '', ...rows] = tableLines(render(table, report, terminalOf(width)))
  const widths = rule.split('  ').map(part => part.length)
  const cells = (line: string): string[] => {
    const rest = Array.from(GRAPHEMES.segment(line), ({ segment }) => segment)
    return widths.map(size => {
      let cell = ''
      while (rest.length > 0 && stringWidth(cell) < size) cell += rest.shift()
      rest.splice(0, 2)
      return cell.trim()
    })
  }
  return { titles: cells(head), rows: rows.map(cells) }
}

const terminalRow = (key: KeyRecord, width: number): Record<string, string> => {
  const { titles, rows } = onTerminal(aReport({ keys: [key] }), width)
  return Object.fromEntries(titles.map((title, index) => [title, rows[0]?.[index] ?? '']))
}

const without = <T extends object, K extends keyof T>(value: T, key: K): Omit<T, K> => {
  const { [key]: _, ...rest } = value
  return rest
}

const linesWithNever = (text: string): number => text.split('\n').filter(line => line.includes('Never')).length

const PIPED_TITLES = [
  'Key ID',
  'Enabled',
  'Key State',
  'Last Used',
  'Verdict',
  'Requests (30d)',
  '$/Month',
  'Description',
  'Alias',
]

const unused = (different: Partial<KeyRecord> = {}): KeyRecord =>
  aRecord({ disposition: 'silent', last_used: 'Never since 2026-04-23', ...different })

describe('piped table: columns', () => {
  test('table piped: the columns are the documented ones', () => {
    expect(titlesOf(render(table, aReport()))).toEqual(PIPED_TITLES)
    expect(rowOf(aRecord({ aliases: ['alias/app', 'alias/b', 'alias/c'] }))).toEqual([
      aRecord().key_id,
      'True',
      'Enabled',
      '2026-11-19 09:05 UTC',
      'in_use',
      '1,200',
      '1.00',
      'Encrypts the orders',
      'alias/app +2',
    ])
  })

  test.each([
    ['accounts', { account_id: '444455556666' }, ['Key ID', 'Account', 'Enabled']],
    ['Regions', { region: 'us-east-1' }, ['Key ID', 'Region', 'Enabled']],
    ['both', { account_id: '444455556666', region: 'us-east-1' }, ['Key ID', 'Account', 'Region']],
  ])('table piped: several %s get a column, even without keys there', (_, other, titles) => {
    const report = aReport()
    const places = [aPlace(), aPlace({ status: 'unreachable', keys: 0, ...other })]
    const text = render(table, { ...report, scope: { ...report.scope, places } })
    expect(titlesOf(text).slice(0, 3)).toEqual(titles)
  })

  test('table piped: request counts that were not asked for have no column', () => {
    expect(titlesOf(render(table, without(aReport(), 'request_days')))).toEqual(PIPED_TITLES.toSpliced(5, 1))
    expect(titlesOf(render(table, aReport({ request_days: 7 })))[5]).toBe('Requests (7d)')
  })
})

describe('piped table: cells', () => {
  test('table piped: a key that could not be described has ERROR and its last use', () => {
    const key = anUnreadableRecord({ last_used: '2026-11-20 01:02 UTC' })
    const error = 'Error: Access denied for key description'
    const cells = [key.key_id, 'ERROR', '', '2026-11-20 01:02 UTC', 'unknown', 'Unknown', 'Unknown', error, 'alias/app']
    expect(rowOf(key)).toEqual(cells)
  })

  test.each([
    ['an unknown count is not 0', { monthly_usage: null }, 5, 'Unknown'],
    ['a count of 0 is 0', { monthly_usage: 0 }, 5, '0'],
    ['a large count has separators', { monthly_usage: 1234567 }, 5, '1,234,567'],
    ['a cost has cents', { cost: { key: 1234.5, basis: 'base', requests: null } }, 6, '1,234.50'],
    ['an unknown cost is not 0', { cost: { key: null, basis: 'base', requests: null } }, 6, 'Unknown'],
    ['a disabled key', { enabled: false }, 1, 'False'],
    ['a state that is new in AWS', { key_state: 'Sleeping' }, 2, 'Sleeping'],
    ['no description', { description: null }, 7, ''],
    ['no alias', { aliases: [] }, 8, ''],
    ['lines become one', { description: 'a\nb\u001b[2J' }, 7, String.raw`a\nb\u{1b}[2J`],
  ] as const)('table piped: cell for %s', (_, different, index, text) =>
    expect(rowOf(aRecord(different))[index]).toBe(text),
  )

  test.each([
    ['an unused key is marked', unused(), '! silent'],
    ['a key in use is not', aRecord(), 'in_use'],
    ['an AWS managed key is not, whatever its last use', unused({ key_manager: 'AWS' }), 'silent'],
    ['a key that waits for its deletion is not', unused({ key_state: 'PendingDeletion' }), 'silent'],
  ])('table piped: verdict: %s', (_, key, text) => expect(rowOf(key)[4]).toBe(text))

  test('table piped: Last Used is empty if no source was asked', () => {
    expect(rowOf(without(aRecord(), 'last_used'))[3]).toBe('')
  })

  test('table piped: the name of the account follows its ID', () => {
    const report = aReport()
    const places = [aPlace({ account_name: 'orders' }), aPlace({ account_id: '444455556666', account_name: null })]
    const text = render(table, { ...report, scope: { ...report.scope, places } })
    expect(cellsOf(rowsOf(text)[0])[1]).toBe('111122223333 orders')
  })
})

describe('table: order of the keys', () => {
  test('table: unused keys come first, otherwise in the order of the report', () => {
    const keys = ['a', 'b', 'c', 'd'].map((key_id, index) =>
      index % 2 === 0 ? aRecord({ key_id }) : unused({ key_id }),
    )
    const rows = rowsOf(render(table, aReport({ keys })))
    expect(rows.map(row => cellsOf(row)[0])).toEqual(['b', 'd', 'a', 'c'])
  })
})

describe('table on a terminal: columns', () => {
  const places = [aPlace(), aPlace({ region: 'ap-southeast-1' })]
  const inTwoRegions = (keys: KeyRecord[], more: PlaceRecord[] = []): Report => {
    const report = aReport({ keys })
    return { ...report, scope: { ...report.scope, places: [...places, ...more] } }
  }

  test('table on a terminal: 80 columns show what identifies the key, its last use, verdict and cost', () => {
    const keys = [unused({ region: 'ap-southeast-1', aliases: ['alias/orders-archive'] }), aRecord()]
    const { titles, rows } = onTerminal(inTwoRegions(keys), 80)
    expect(titles).toEqual(['Name', 'Key ID', 'Region', 'Last Used', 'Verdict', '$/Month'])
    expect(rows).toEqual([
      ['orders…ive', '0a1b2c3d', 'ap-southeast-1', 'Never since 2026-04-23', '! silent', '1.00'],
      ['app', '0a1b2c3d', 'eu-west-1', '2026-11-19 09:05 UTC', 'in_use', '1.00'],
    ])
  })

  test.each([
    [20, ['Key ID', 'Verdict']],
    [40, ['Name', 'Key ID', 'Verdict']],
    [60, ['Name', 'Key ID', 'Last Used', 'Verdict']],
    [100, ['Name', 'Key ID', 'Region', 'Last Used', 'Verdict', '$/Month']],
    [120, ['Name', 'Key ID', 'Region', 'Last Used', 'Verdict', '$/Month', 'Requests (30d)']],
    [
      200,
      [
        'Alias',
        'Key ID',
        'Region',
        'Last Used',
        'Verdict',
        '$/Month',
        'Requests (30d)',
        'Key State',
        'Enabled',
        'Description',
      ],
    ],
  ])('table on a terminal: %i columns show what fits', (width, titles) => {
    const keys = [unused({ aliases: ['alias/orders-archive-of-2025'] }), aRecord({ region: 'ap-southeast-1' })]
    expect(onTerminal(inTwoRegions(keys), width).titles).toEqual(titles)
  })

  test('table on a terminal: the account is its name if space is short, and has its ID otherwise', () => {
    const other = aPlace({ account_id: '444455556666', account_name: 'orders' })
    const keys = [aRecord({ account_id: '444455556666' })]
    const cell = (width: number): string | undefined => {
      const { titles, rows } = onTerminal(inTwoRegions(keys, [other]), width)
      return rows[0]?.[titles.indexOf('Account')]
    }
    expect(cell(100)).toBe('orders')
    expect(cell(220)).toBe('444455556666 orders')
  })

  test('table on a terminal: accounts with the same name are shown by ID', () => {
    const others = ['444455556666', '222233334444'].map(account_id => aPlace({ account_id, account_name: 'orders' }))
    const { rows } = onTerminal(inTwoRegions([aRecord({ account_id: '444455556666' })], others), 100)
    expect(rows[0]).toContain('444455556666')
  })

  test('table on a terminal: Last Used and Verdict are left out if no source was asked', () => {
    const report = inTwoRegions([without(aRecord({ disposition: 'unknown' }), 'last_used')])
    const { titles } = onTerminal({ ...report, scope: { ...report.scope, sources: [] } }, 80)
    expect(titles.filter(title => title === 'Last Used' || title === 'Verdict')).toEqual([])
  })

  test('table on a terminal: columns that do not fit are named below', () => {
    const keys = [aRecord({ last_used: '>= 2026-11-19 09:05 UTC' }), unused({ aliases: ['alias/orders-archive'] })]
    const text = (width: number): string =>
      (render(table, inTwoRegions(keys), terminalOf(width)).split('Not shown')[1]?.split('\n\n')[0] ?? '').replace(
        /\s+/g,
        ' ',
      )
    expect(text(80)).toBe(
      ' Enabled, Key State, Requests (30d), Description, full key IDs, the time of day. ' +
        'Widen the terminal or use -o csv.',
    )
    expect(text(40)).toContain('Region, Enabled, Key State, Last Used, Requests (30d), $/Month, Description')
    expect(text(20)).toContain('Alias')
    expect(text(220)).toBe('')
  })
})

describe('table on a terminal: key ids', () => {
  test('table on a terminal: a key ID is shortened to a prefix that no other key of the report has', () => {
    const keys = ['11112222-aa', '11112222-ab', '33334444-ac'].map(key_id => aRecord({ key_id }))
    const { rows } = onTerminal(aReport({ keys }), 60)
    expect(rows.map(([, id]) => id)).toEqual(['11112222-aa', '11112222-ab', '33334444-ac'])
    const [one] = onTerminal(aReport({ keys: [aRecord({ key_id: '11112222-aa' })] }), 60).rows
    expect(one?.[1]).toBe('11112222')
  })

  test('table on a terminal: short key IDs differ from those of keys that --only leaves out', () => {
    const [shown, left] = [aRecord({ key_id: '11112222-aa' }), aRecord({ key_id: '11112222-ab' })]
    const view = { ...terminalOf(60), allKeys: [shown, left] }
    expect(render(table, aReport({ keys: [shown] }), view)).toContain('11112222-aa')
  })

  test('table on a terminal: a multi-Region key and its replica are shown with their Regions, even without a column for it', () => {
    const mrk = { key_id: 'mrk-1234567890abcdef1234567890abcdef', aliases: ['alias/customers'] }
    const keys = [aRecord(mrk), aRecord({ ...mrk, region: 'us-east-1' }), aRecord()]
    const report = aReport({ keys })
    const places = [aPlace(), aPlace({ region: 'us-east-1' })]
    const { titles, rows } = onTerminal({ ...report, scope: { ...report.scope, places } }, 52)
    expect(titles).not.toContain('Region')
    expect(rows.map(([name]) => name)).toEqual(['customers eu-west-1', 'customers us-east-1', 'app'])
  })
})

describe('table on a terminal: names', () => {
  test.each([
    ['the first alias and how many there are besides', { aliases: ['alias/orders', 'alias/b'] }, 'alias/orders +1'],
    ['the description where there is no alias', { aliases: [] }, 'Encrypts the orders'],
    ['a dash where there is neither', { aliases: [], description: ' ' }, '-'],
    ['the error where there is neither', { aliases: [], error: 'Access denied' }, 'Error: Access denied'],
    ['control characters made visible', { aliases: ['alias/a\u202eb'] }, String.raw`alias/a\u{202e}b`],
  ])('table on a terminal: the name of a key is %s', (_, different, name) =>
    expect(terminalRow(aRecord(different), 100)['Name']).toBe(name),
  )

  test('table on a terminal: names lose alias/ before they are cut, and are cut in the middle', () => {
    const name = (alias: string): string | undefined => terminalRow(unused({ aliases: [alias, 'alias/x'] }), 60)['Name']
    expect(name('alias/orders-eu')).toBe('orders-eu +1')
    expect(name('alias/orders-of-2025-eu')).toBe('orders-o…-eu +1')
  })
})

describe('table on a terminal: at any width', () => {
  const lastUsed = fc.constantFrom(
    'Never',
    'Never since 2026-04-23',
    'Unknown',
    '2026-11-19 09:05 UTC',
    '>= 2026-11-20 14:00 UTC',
  )
  const id = fc.constantFrom('', 'mrk-').chain(start => fc.uuid().map(uuid => `${start}${uuid.slice(start.length)}`))
  const text = fc.array(hostilePiece, { maxLength: 20 }).map(pieces => pieces.join(''))
  const key = fc.record({
    key_id: id,
    last_used: lastUsed,
    description: text,
    aliases: fc.array(text, { maxLength: 3 }),
    region: fc.constantFrom('eu-west-1', 'ap-southeast-1'),
    account_id: fc.constantFrom('111122223333', '444455556666'),
    disposition: fc.constantFrom('in_use', 'stale', 'never', 'silent', 'new', 'unknown'),
    monthly_usage: fc.option(fc.nat()),
  })
  const places = [aPlace(), aPlace({ region: 'ap-southeast-1', account_id: '444455556666', account_name: 'orders' })]

  test('table on a terminal: a title is shown completely, or the column is named as not shown', () => {
    for (let width = 120; width <= 220; width++) {
      const report = aReport({ keys: [aRecord({ description: 'A description of some length' })] })
      const { titles } = onTerminal({ ...report, scope: { ...report.scope, places } }, width)
      expect(titles.filter(title => title.includes('…'))).toEqual([])
    }
  })

  test('table on a terminal: no line is too wide, no ID, date or verdict is cut, and what is missing is named', () => {
    fc.assert(
      fc.property(fc.array(key, { minLength: 1, maxLength: 6 }), fc.integer({ min: 40, max: 260 }), (some, width) => {
        const keys = some.map(aRecord)
        const report = aReport({ keys })
        const whole = { ...report, scope: { ...report.scope, places } }
        const drawn = render(table, whole, terminalOf(width))
        for (const line of drawn.split('\n')) expect(stringWidth(line)).toBeLessThanOrEqual(width - 1)

        const { titles, rows } = onTerminal(whole, width)
        const notShown = drawn.split('Not shown')[1]?.replace(/\s+/g, ' ') ?? ''
        for (const title of [...PIPED_TITLES.slice(0, -1), 'Account', 'Region'])
          expect(titles.includes(title) || notShown.includes(title)).toBe(true)
        const column = (title: string): string[] =>
          titles.includes(title) ? rows.map(row => row[titles.indexOf(title)] ?? '') : []
        for (const cell of [...column('Key ID'), ...column('Last Used'), ...column('Verdict')])
          expect(cell).not.toContain('…')
        for (const cell of column('Last Used'))
          expect(keys.flatMap(({ last_used: when = '' }) => [when, dayOnly(when)])).toContain(cell)
        for (const cell of column('Verdict')) expect(cell).toMatch(/^(! )?(in_use|stale|never|silent|new|unknown)$/)
        for (const cell of column('Key ID'))
          expect(new Set(keys.map(({ key_id }) => key_id).filter(one => one.startsWith(cell))).size).toBe(1)
      }),
    )
  })
})

describe('table: lines', () => {
  test.each([1, 199, 200, 201, 400, 1000])(
    'table piped: the pieces of %i keys have one head and three rules',
    count => {
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
    },
  )

  test('table piped: lines are ASCII, except texts of the account', () => {
    expect(render(table, aReport())).toMatch(/^[\n -~]+$/)
    expect(render(table, aReport(), terminalOf(120))).toContain('─')
  })

  test('table on a terminal: lines are ASCII on a terminal that shows nothing else', () => {
    const key = unused({ aliases: ['alias/a-name-that-is-longer-than-its-column'] })
    const text = render(table, aReport({ keys: [key] }), { ...terminalOf(60), unicode: false })
    expect(text).toMatch(/^[\n -~]+$/)
    expect(text).toContain('...')
  })

  test('table: lines have colours only if colours are allowed', () => {
    expect(render(table, hostileReport, terminalOf(120, true))).toContain('\u001b[33m')
    expect(render(table, hostileReport, terminalOf(120))).not.toContain('\u001b')
    expect(render(table, hostileReport)).not.toContain('\u001b')
  })

  test.each([1, 10, 20, 30, 40, 60, 79, 80, 100, 120, 160, 250])(
    'table on a terminal: every line fits into %i columns',
    width => {
      const lines = tableLines(render(table, hostileReport, terminalOf(width, true)))
      expect(lines.length).toBe(hostileReport.keys.length + 2)
      expect(Math.max(...lines.map(line => stringWidth(line)))).toBeLessThanOrEqual(Math.max(1, width - 1))
    },
  )

  test('table piped: no line is cut, and an endless description does not widen the others', () => {
    const keys = [aRecord(), aRecord({ description: 'x'.repeat(8192) }), aRecord()]
    const [first = '', endless = '', last = ''] = rowsOf(render(table, aReport({ keys })))
    expect(endless).toContain('x'.repeat(8192))
    expect(first.length).toBeLessThan(400)
    expect(last.length).toBe(first.length)
  })

  test('table piped: each key is one line of equal width for any texts', () => {
    fc.assert(
      fc.property(fc.array(fc.array(hostilePiece, { maxLength: 8 }), { minLength: 1, maxLength: 4 }), texts => {
        const keys = texts.map(pieces => aRecord({ description: pieces.join('') }))
        const lines = tableLines(render(table, aReport({ keys }), PIPED))
        expect(lines.length).toBe(keys.length + 4)
        expect(new Set(lines.map(line => stringWidth(line))).size).toBe(1)
      }),
    )
  })

  test('table: lines are written while the table is drawn', () => {
    const keys = Array.from({ length: 1000 }, () => aRecord())
    expect([...table.render(aReport({ keys }), PIPED)].length).toBeGreaterThan(5)
  })
})

describe('the word Never', () => {
  test('table: the word Never counts keys and nothing else', () => {
    const expected = hostileReport.keys.filter(key => key.last_used?.startsWith('Never')).length
    for (const view of [PIPED, terminalOf(60), terminalOf(120), terminalOf(250)]) {
      expect(linesWithNever(render(table, hostileReport, view))).toBe(expected)
    }
  })

  test('table: the word Never counts keys for any texts', () => {
    const lastUsed = fc.constantFrom('Never', 'Never since 2026-04-23', 'Unknown', '2026-11-19 09:05 UTC')
    const text = anyText.filter(value => !value.includes('Never'))
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
