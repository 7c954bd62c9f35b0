import { groupBy } from '../../../lib/group-by.ts'
import { countNoun, countText } from '../../../lib/text/numbers.ts'
import type { GapRecord, PlaceRecord, Report } from '../../../model/report/report.ts'
import { configText } from '../../report-text/config-text.ts'
import { recordedText } from '../../report-text/recorded-text.ts'
import { leftOutText } from '../../table/summary/left-out-text.ts'
import { unverifiedText } from '../../table/summary/unverified-text.ts'
import { type Content, type Markup, markup } from '../frame/markup.ts'
import { dataTable, restNote, section } from '../frame/parts.ts'

/** What could not be read, as plainly as the results. */
export function gapsSection(report: Report): Markup {
  const { gaps, scope, keys } = report
  const unverified = unverifiedText(keys)
  const leftOut = leftOutText(report)
  const config = configText(report)
  const recorded = recordedText(report)
  return section({
    id: 'gaps',
    title: 'What could not be read',
    body: [
      markup`<p>${gaps.length === 0 ? 'Every call that this report needs was answered.' : `${countNoun(gaps.length, 'gap')}. What a missing answer would have decided is unknown in this report, never a no.`}</p>`,
      gaps.length === 0 ? null : gapsTable(gaps),
      unverified === null ? null : markup`<p>Unverified: ${unverified}.</p>`,
      recorded === null ? null : markup`<p>Recorded: ${recorded}.</p>`,
      leftOut === null ? null : markup`<p>Left out: ${leftOut}.</p>`,
      markup`<h3>Accounts and Regions</h3>`,
      placesTable(scope.places),
      config === null ? null : markup`<p>Config file: ${config}.</p>`,
    ],
  })
}

const MOST_GAPS = 200

function gapsTable(gaps: readonly GapRecord[]): Content {
  const groups = groupBy(gaps, ({ operation, reason, account_id, region, message }) =>
    JSON.stringify([operation, reason, account_id, region, message]),
  )
  const columns = [
    { title: 'Operation' },
    { title: 'Reason' },
    { title: 'Account' },
    { title: 'Region' },
    { title: 'Keys', wraps: true },
    { title: 'Message', wraps: true },
  ] as const
  return [
    dataTable('Gaps', columns, groups.slice(0, MOST_GAPS).map(gapRow)),
    restNote(MOST_GAPS, groups.length, 'gaps'),
  ]
}

function gapRow(gaps: readonly GapRecord[]): Content[] {
  const [first] = gaps
  if (first === undefined) return []
  const ids = gaps.flatMap(({ key_id: id }) => (id === null ? [] : [id]))
  const more = ids.length > IDS_SHOWN ? ` and ${countText(ids.length - IDS_SHOWN)} more` : ''
  return [
    first.operation,
    first.reason.replace('_', ' '),
    first.account_id,
    first.region ?? 'all',
    ids.length === 0 ? 'all' : ids.slice(0, IDS_SHOWN).join(', ') + more,
    first.message,
  ]
}

const IDS_SHOWN = 3

function placesTable(places: readonly PlaceRecord[]): Content {
  const columns = [
    { title: 'Account' },
    { title: 'Region' },
    { title: 'Answer' },
    { title: 'Keys', align: 'right' },
  ] as const
  const ordered = [...places].toSorted((one, other) => STATUSES.indexOf(one.status) - STATUSES.indexOf(other.status))
  const rows = ordered
    .slice(0, MOST_GAPS)
    .map(({ account_id: id, account_name: name, region, status, keys, inventory }) => [
      name ? `${name} ${id}` : id,
      region,
      markup`<span class="badge ${status === 'complete' ? 'v-in_use' : 's-medium'}">${status}</span>`,
      inventory === undefined ? countText(keys) : `${countText(keys)} recorded`,
    ])
  return [dataTable('Accounts and Regions', columns, rows), restNote(MOST_GAPS, places.length, 'accounts and Regions')]
}

/** The worst first. */
const STATUSES: readonly string[] = ['unreachable', 'partial', 'complete']
