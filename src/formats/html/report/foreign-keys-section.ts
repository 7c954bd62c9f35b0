import { countText } from '../../../lib/text/numbers.ts'
import { searchedTypes } from '../../../model/report/dependents-text.ts'
import { resourceInWords, type DependentRecord } from '../../../model/dependents.ts'
import type { Report } from '../../../model/report/report.ts'
import { foreignKeysText, OWNERS_DECIDE, SEARCH_LIMITS, searchedText } from '../../report-text/dependents-summary.ts'
import { type Content, type Markup, markup } from '../frame/markup.ts'
import { dataTable, restNote, section } from '../frame/parts.ts'

/** Resources that a row names. */
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
      markup`<p>${searched}. ${SEARCH_LIMITS}</p>`,
      foreign === null
        ? markup`<p>No resource that was read uses a key of another account.</p>`
        : markup`<p>${foreign}. ${OWNERS_DECIDE}</p>`,
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
  const names = [...new Set(all.map(one => resourceInWords(searchedTypes(report) ?? [], one)))]
  const left = names.length - RESOURCES_NAMED
  return `${names.slice(0, RESOURCES_NAMED).join(', ')}${left > 0 ? ` and ${countText(left)} more` : ''}`
}
