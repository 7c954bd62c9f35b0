import { expect, test } from 'vitest'
import type { KeyRecord, Report } from '../../../src/model/report/report.ts'
import { readinessContext } from '../../../src/retirement/readiness/context.ts'
import * as rules from '../../../src/retirement/readiness/index.ts'
import { reportMessage } from '../../../src/sinks/message/report-message.ts'
import { ticketsFor } from '../../../src/sinks/ticket/content/tickets.ts'
import { aRecord, aReport } from '../../formats/a-report.ts'

const OPTIONS = ['--trail-index', 'my index']

/** A report of one unused key, of which nothing but its last use was read. */
function searched(key: Partial<KeyRecord> = {}): Report {
  const report = aReport({ keys: [aRecord({ disposition: 'never', ...key })] })
  return { ...report, scope: { ...report.scope, archive_options: OPTIONS } }
}

const commandsIn = (value: unknown): string[] =>
  JSON.stringify(value).match(/kms-audit (?:retire plan|key)[^".]*/g) ?? []

test('proposed commands: those of messages name the archives of the report', () => {
  expect(commandsIn(reportMessage(searched(), null))).toEqual(["kms-audit retire plan --trail-index 'my index'"])
})

test('proposed commands: those of tickets name the archives of the report', () => {
  const [ticket] = ticketsFor(searched(), 'check', { minSeverity: null, regions: null })
  expect(commandsIn(ticket)).toEqual(["kms-audit retire plan --trail-index 'my index'"])
})

test('proposed commands: those of reasons against a retirement name the archives of the report', () => {
  const report = searched({ grants: null, tags: null })
  const context = readinessContext(report)
  const found = report.keys.flatMap(key =>
    Object.values(rules)
      .flat()
      .flatMap(rule => rule.find(key, context)?.clears ?? []),
  )
  const commands = commandsIn(found)
  expect(commands.length).toBeGreaterThanOrEqual(4)
  expect(commands.filter(command => !command.includes("--trail-index 'my index'"))).toEqual([])
})
