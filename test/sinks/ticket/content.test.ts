import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Report } from '../../../src/model/report/report.ts'
import { quietSubjects } from '../../../src/sinks/ticket/content/quiet-subjects.ts'
import type { Ticket } from '../../../src/sinks/ticket/content/ticket.ts'
import { ticketId, ticketsFor } from '../../../src/sinks/ticket/content/tickets.ts'
import { decide, decideQuiet } from '../../../src/sinks/ticket/decide.ts'
import { plainTicket } from '../../../src/sinks/ticket/trackers/text.ts'
import { anyText } from '../../any-text.ts'
import { aFinding } from '../../formats/a-finding.ts'
import { aPlace, aRecord, aReport } from '../../formats/a-report.ts'

const ALL = { minSeverity: null, regions: null }
const tickets = (report: Report): Ticket[] => ticketsFor(report, 'check', ALL)
const unused = (alias: string, number = 0) =>
  aRecord({ disposition: 'never', aliases: [`alias/${alias}`], key_id: `key-${number}` })

const linesOf = ({ title, parts }: Ticket): string[] => [
  title,
  ...parts.flatMap(part => (part.kind === 'paragraph' ? [part.text] : part.items)),
]

test('ticket text: names and details of an account are one visible line each, and fit every system', () => {
  fc.assert(
    fc.property(fc.array(anyText, { minLength: 1, maxLength: 30 }), anyText, (aliases, detail) => {
      const keys = aliases.map(unused)
      const findings = [aFinding({ status: 'fail', detail }), aFinding({ status: 'fail', rule: detail, detail })]
      for (const ticket of tickets(aReport({ keys, findings }))) {
        for (const line of linesOf(ticket)) expect(line).toMatch(/^[^\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+$/u)
        expect(plainTicket(ticket.parts).length).toBeLessThan(4000)
        expect(ticket.id).toMatch(/^kms-audit-[0-9a-f]{16}$/)
      }
    }),
  )
})

test('ticket text: with a thousand keys, it names the first, counts the others, and ends with its reference', () => {
  const keys = Array.from({ length: 1000 }, (_, number) => unused('k'.repeat(250), number))
  const [ticket] = tickets(aReport({ keys }))
  const text = ticket === undefined ? '' : plainTicket(ticket.parts)
  expect(text).toMatch(/\n- and 9\d\d more\n/)
  expect(text.endsWith(`Reference: ${ticket?.id}`)).toBe(true)
})

test('ticket text: a ticket of many checks shows the worst, counts the others, and fits every system', () => {
  const findings = Array.from({ length: 40 }, (_, number) =>
    aFinding({ check: `check-${number}`, severity: number === 30 ? 'critical' : 'low', detail: 'd'.repeat(200) }),
  )
  const [ticket, ...others] = ticketsFor(aReport({ keys: [unused('a')], findings }), 'account', ALL)
  const text = ticket === undefined ? '' : plainTicket(ticket.parts)
  expect([others, ticket?.title]).toEqual([
    [],
    'KMS: 1 finding of check-30 and 40 other findings in account 111122223333',
  ])
  expect(text).toMatch(/^check-30 \(critical\)\.\n/)
  expect(text).toMatch(/\n\d+ findings of \d+ other checks are not shown here\.\n/)
  expect(text.length).toBeLessThan(4000)
})

test('ticket of unused keys: the check of the same name has no second ticket, and accepted keys are left out', () => {
  const keys = [unused('a', 1), unused('b', 2)]
  const finding = { check: 'key-unused', severity: 'low', region: 'eu-west-1' } as const
  const findings = [
    aFinding({ ...finding, key_id: 'key-1' }),
    aFinding({
      ...finding,
      key_id: 'key-2',
      status: 'muted',
      muted: { status: 'fail', reason: 'Spare', expires: null },
    }),
  ]
  expect(tickets(aReport({ keys, findings })).map(({ title }) => title)).toEqual([
    'KMS: 1 unused key in account 111122223333',
  ])
})

test('ticket text: it names only what is unknown about its own check', () => {
  const unknown = { status: 'unknown' } as const
  const findings = [aFinding(), aFinding({ ...unknown, key_id: 'k' }), aFinding({ ...unknown, check: 'opa' })]
  const [ticket] = tickets(aReport({ findings, keys: [aRecord({ disposition: 'unknown' })] }))
  const lines = ticket === undefined ? [] : linesOf(ticket)
  expect(lines.filter(line => /decided|not known/.test(line))).toEqual(['1 finding could not be decided.'])
})

test('ticket state: it changes with the problems, and not with the time or the order of the report', () => {
  const [one, other] = [unused('a', 1), unused('b', 2)]
  const states = [
    aReport({ keys: [one, other] }),
    aReport({ keys: [one, other], generated_at: '2027-01-01T00:00:00Z', tool_version: '9.9.9' }),
    aReport({ keys: [other, one] }),
    aReport({ keys: [one] }),
  ].map(report => tickets(report)[0]?.state)
  expect([states[1], states[2]]).toEqual([states[0], states[0]])
  expect(states[3]).not.toBe(states[0])
  const stateOf = (detail: string) => tickets(aReport({ findings: [aFinding({ detail })] }))[0]?.state
  expect(stateOf('It expires in 12 days, on 2026-12-02.')).toBe(stateOf('It expires in 11 days, on 2026-12-02.'))
  expect(stateOf('Account 444455556666 may use it.')).not.toBe(stateOf('Account 123456789012 may use it.'))
})

const place = (region: string, status: 'complete' | 'unreachable' = 'complete') => aPlace({ region, status })
const quietReport = (more: Partial<Report['scope']>, rest: Partial<Report> = {}): Report =>
  aReport({
    keys: [aRecord()],
    scope: { manager: 'customer', sources: ['kms'], places: [place('eu-west-1')], ...more },
    ...rest,
  })
const quietIds = (report: Report, restriction = ALL): string[] => quietSubjects(report, restriction).map(({ id }) => id)
const UNUSED = ticketId('111122223333', 'unused-keys')

test('ticket of a solved problem: only a whole and complete answer shows that it is solved', () => {
  const checks = ['rotation-off']
  const rotation = ticketId('111122223333', 'rotation-off')
  expect(quietIds(quietReport({ checks }))).toEqual([rotation, UNUSED])
  expect(quietIds(quietReport({}))).toEqual([UNUSED])
  expect(quietIds(quietReport({ checks, keys: ['alias/app'] }))).toEqual([])
  expect(quietIds(quietReport({ checks, manager: 'aws' }))).toEqual([])
  expect(quietIds(quietReport({ checks, severity: 'high' }))).toEqual([UNUSED])
  expect(quietIds(quietReport({ places: [place('eu-west-1', 'unreachable')] }))).toEqual([])
  const undecided = [aFinding({ check: 'rotation-off', status: 'unknown' })]
  expect(quietIds(quietReport({ checks }, { findings: undecided }))).toEqual([UNUSED])
  expect(quietIds(quietReport({}, { keys: [aRecord({ disposition: 'unknown' })] }))).toEqual([])
})

const open = (regions: string[] | null, state = '0'.repeat(16)) => ({
  key: '1',
  name: 'KMS-1',
  written: { state, regions },
})

test('ticket of a solved problem: it stays if one of its Regions was not read', () => {
  const quiet = { id: UNUSED, regions: ['eu-west-1'] }
  expect(decideQuiet(quiet, open(['eu-west-1'])).kind).toBe('resolve')
  expect(decideQuiet(quiet, open(['eu-west-1', 'us-east-1'])).kind).toBe('keep')
  expect(decideQuiet(quiet, open(null)).kind).toBe('keep')
  expect(decideQuiet(quiet, open(['eu-west-1'], 'resolved')).kind).toBe('keep')
  expect(decideQuiet(quiet, { ...open([]), written: null }).kind).toBe('keep')
})

test('ticket update: Regions that were not read this time stay with the ticket', () => {
  const [ticket] = tickets(aReport({ keys: [unused('a')] }))
  if (ticket === undefined) throw new Error('no ticket')
  expect(decide(ticket, open(['us-east-1']), ['eu-west-1'])).toMatchObject({
    kind: 'update',
    ticket: { regions: ['eu-west-1', 'us-east-1'] },
  })
  expect(decide(ticket, open(['us-east-1']), ['eu-west-1', 'us-east-1'])).toMatchObject({
    ticket: { regions: ['eu-west-1'] },
  })
})
