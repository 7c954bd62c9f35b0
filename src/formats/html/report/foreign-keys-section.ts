import { distinctResources, searchedTypes, typeName } from '../../../model/dependents-text.ts'
import type { DependentRecord } from '../../../model/dependents.ts'
import type { Report } from '../../../model/report.ts'
import { foreignKeysText, searchedText } from '../../report-text/dependents-summary.ts'
import { type Content, type Markup, markup } from '../frame/markup.ts'
import { dataTable, restNote, section } from '../frame/parts.ts'

/** Resources of a row that are named. */
const RESOURCES_NAMED = 10
const KEYS_SHOWN = 200

/** What was searched for resources that use keys, and which keys of other accounts they use. Null without a search. */
export function foreignKeysSection(report: Report): Markup | null {
  const searched = searchedText(report)
  if (searched === null) return null
  const { foreign_keys: all = [] } = report
  const foreign = foreignKeysText(report)
  return section({
    id: 'references',
    title: 'What uses the keys',
    body: [
      markup`<p>${searched}. Lists show which key a resource uses today, not which key its older data needs, and nothing that an application encrypts by itself.</p>`,
      foreign === null
        ? markup`<p>No key of another account was found in the resources that were read.</p>`
        : markup`<p>${foreign}. Only their owners can disable or delete them.</p>`,
      all.length === 0 ? null : foreignTable(report, all),
    ],
  })
}

function foreignTable(report: Report, all: NonNullable<Report['foreign_keys']>): Content {
  const columns = [
    { title: 'Key', wraps: true },
    { title: 'Account of the resources' },
    { title: 'Region' },
    { title: 'Used by', wraps: true },
  ] as const
  const rows = all
    .slice(0, KEYS_SHOWN)
    .map(({ key_arn: arn, account_id: account, region, dependents }) => [
      arn,
      account,
      region,
      resourceNames(dependents, report),
    ])
  return [dataTable('Keys of other accounts', columns, rows), restNote(KEYS_SHOWN, all.length, 'keys')]
}

/** `S3 bucket exports, secret partner-api and 3 more` */
function resourceNames(all: readonly DependentRecord[], report: Report): string {
  const names = [...new Set(all.map(({ type, id }) => `${typeName(type, 1, searchedTypes(report))} ${id}`))]
  const left = distinctResources(all) - RESOURCES_NAMED
  return `${names.slice(0, RESOURCES_NAMED).join(', ')}${left > 0 ? ` and ${left} more` : ''}`
}
