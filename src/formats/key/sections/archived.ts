import { capitalized } from '../../../lib/text/capitalized.ts'
import { countNoun, countText } from '../../../lib/text/numbers.ts'
import { DRY_RUN_ERROR } from '../../../model/operations/dry-run-error.ts'
import type {
  ArchivedCallerRecord,
  ArchivedMonthRecord,
  ArchivedUseRecord,
} from '../../../model/report/archived-use.ts'
import { minuteText } from '../../../model/time.ts'
import { least } from '../../activity/row-texts.ts'
import { shortPrincipal } from '../../columns/last-user.ts'
import { type Block, type Section, type SheetInput, text } from '../sheet.ts'

/** In which months or years, and by which callers, the key was used. Null: they were not searched. */
export function archivedSection(input: SheetInput): Section | null {
  const { archived_use: archived } = input.key
  if (archived === undefined) return null
  const { callers, months } = archived
  return {
    title: 'In the log files',
    blocks: [
      ...(months.length === 0 ? [] : [periodsTable(months)]),
      ...(callers.length === 0 ? [] : [archivedCallers(archived)]),
      ...unlistedCallers(archived, input),
      text(archivedExtent(archived)),
    ],
  }
}

/** More months are added up by year. */
const MOST_MONTHS = 24
/** Callers that are shown; `-o json` has more. */
const SHOWN = 12

function periodsTable(months: readonly ArchivedMonthRecord[]): Block {
  const isYears = months.length > MOST_MONTHS
  const periods = new Map<string, { uses: number; failures: number; isLeast: boolean }>()
  for (const { month, uses, failures, is_lower_bound: isLeast = false } of months) {
    const name = isYears ? month.slice(0, 4) : month
    const known = periods.get(name) ?? { uses: 0, failures: 0, isLeast: false }
    periods.set(name, {
      uses: known.uses + uses,
      failures: known.failures + failures,
      isLeast: known.isLeast || isLeast,
    })
  }
  return {
    kind: 'table',
    titles: [isYears ? 'Year' : 'Month', '>Uses', '>Failed calls'],
    rows: [...periods].map(([name, { uses, failures, isLeast }]) => [
      name,
      least(uses, isLeast),
      least(failures, isLeast),
    ]),
  }
}

const archivedCallers = ({ callers }: ArchivedUseRecord): Block => ({
  kind: 'table',
  titles: ['Caller', '>Calls', 'Operations', 'First day', 'Last day'],
  rows: callers.slice(0, SHOWN).map(caller => [
    archivedName(caller),
    least(
      [...Object.values(caller.operations), ...Object.values(caller.errors)].reduce((a, b) => a + b, 0),
      caller.is_lower_bound === true,
    ),
    archivedCalls(caller),
    caller.first_day,
    caller.last_day,
  ]),
})

function archivedName({ principal, service }: ArchivedCallerRecord): string {
  if (principal === null) return service ?? 'not named'
  return `${shortPrincipal(principal)}${service === null ? '' : ` via ${service}`}`
}

/** The operations that were called most come first. */
function archivedCalls({ operations, errors }: ArchivedCallerRecord): string {
  const { [DRY_RUN_ERROR]: dryRuns = 0, ...failures } = errors
  const failed = Object.values(failures).reduce((sum, calls) => sum + calls, 0)
  return [
    ...Object.entries(operations)
      .toSorted(([, a], [, b]) => b - a)
      .map(([operation, calls]) => `${operation} ${countText(calls)}`),
    ...(failed === 0 ? [] : [`${countText(failed)} failed`]),
    ...(dryRuns === 0 ? [] : [countNoun(dryRuns, 'dry run')]),
  ].join(', ')
}

function unlistedCallers(archived: ArchivedUseRecord, { key, logFilesCommand }: SheetInput): Block[] {
  const { callers, unlisted_callers: unlisted, since } = archived
  const more = Math.max(0, callers.length - SHOWN) + unlisted
  if (more === 0) return []
  if (unlisted === 0) return [text(`${countNoun(more, 'more caller')}: use -o json.`)]
  const words = ['activity', '--key', key.key_arn, ...(since === null ? [] : ['--since', since.slice(0, 10)])]
  return [
    text(`${countNoun(more, 'more caller')}. This command shows them:`),
    { kind: 'commands', lines: [logFilesCommand(...words)] },
  ]
}

/** Says which time the tables are about, and whether they can lack a use. */
function archivedExtent({ since, until, why, months }: ArchivedUseRecord): string {
  const doubt = why === undefined ? '' : capitalized(`${why}.`)
  if (since === null || until === null) return `Nothing was read for this Region. ${doubt}`.trimEnd()
  const none = months.length === 0 ? 'The log files show no call with the key. ' : ''
  const span = `from ${minuteText(Date.parse(since))} to ${minuteText(Date.parse(until))}`
  const extent = why === undefined ? `${span}, without a gap.` : `${span}.`
  return `${none}Searched: log files on disk ${extent} ${doubt}`.trimEnd()
}
