import { reportCommand } from '../../../model/report/report-command.ts'
import type { DependentsScope, KeyRecord, Report } from '../../../model/report/report.ts'
import { type Field, fields, type Section, type SheetInput, text } from '../sheet.ts'

/** What could not be read, and why. Null: everything was read. */
export function gapsSection({ key, report }: SheetInput): Section | null {
  const own = report.gaps.filter(
    ({ key_id, region }) => (key_id === null || key_id === key.key_id) && (region === null || region === key.region),
  )
  if (own.length === 0) return null
  return {
    title: 'Not read',
    blocks: [
      fields(
        own.map(({ operation, reason, message }): Field => [operation, `${reason.replace('_', ' ')}: ${message}`]),
      ),
      text('What depends on these calls is not known.'),
      ...(own.some(({ reason }) => reason === 'denied')
        ? [
            text('This command prints a policy that allows the denied calls:'),
            { kind: 'commands', lines: [permissionsCommand(key, report)] } as const,
          ]
        : []),
    ],
  }
}

const permissionsCommand = (key: KeyRecord, report: Report): string =>
  reportCommand(report, 'permissions', 'key', key.key_arn, ...searchOptions(key, report.scope.dependents))

/** The options of a search that makes the denied calls. */
function searchOptions({ dependents_gaps: gaps = [] }: KeyRecord, scope: DependentsScope | undefined): string[] {
  const denied = new Set(gaps.filter(({ reason }) => reason === 'denied').map(({ type }) => type))
  if (scope === undefined || denied.size === 0) return []
  return ['--dependents', [...denied].join(','), ...(scope.from === 'lists' ? [] : ['--dependents-from', scope.from])]
}
