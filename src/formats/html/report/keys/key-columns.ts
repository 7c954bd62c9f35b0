import { safeText } from '../../../../lib/text/safe-text.ts'
import { SEVERITIES } from '../../../../model/finding.ts'
import { distinctResources, searchedTypes, usedByText } from '../../../../model/report/dependents-text.ts'
import { hasSeveral } from '../../../../model/report/place-records.ts'
import type { KeyRecord, Report } from '../../../../model/report/report.ts'
import { isUnused } from '../../../../model/report/unused.ts'
import {
  amountText,
  firstAliasText,
  lastUseRank,
  requestsText,
  stateText,
  verdictRank,
} from '../../../columns/cell-texts.ts'
import { accountNamesOf, columnTitle } from '../../../columns/column.ts'
import { columnOf } from '../../../columns/index.ts'
import type { KeyFindings } from './key-findings.ts'

/** A cell: text; or a badge with the style class of its word, and text beside it; or the name of a key with its ID. */
export type KeyCell =
  string | { badge: string; css: string; text: string } | { name: string; id: string; about: string }

export interface KeyColumn {
  title: string
  kind: 'key' | 'text' | 'number' | 'badge'
  /** On a narrow page the column is hidden; what it says is below the row. */
  expendable?: 'small' | 'medium' | 'narrow'
  cell(key: KeyRecord): KeyCell
  /** What sorting compares, if not the text. Null sorts last. */
  rank?(key: KeyRecord): number | string | null
}

/** The columns of the table of keys. Texts are safe; the account and the Region have columns only if they differ. */
export function keyColumns(report: Report, findings: KeyFindings): KeyColumn[] {
  const { scope, keys, request_days: days } = report
  const several = (field: 'account_id' | 'region'): boolean =>
    hasSeveral(scope.places, field) || new Set(keys.map(key => key[field])).size > 1
  const names = accountNamesOf(report)
  const account = ({ account_id: id }: KeyRecord): string => safeText(names.has(id) ? `${names.get(id)} ${id}` : id)
  return [
    { title: 'Key', kind: 'key', cell: nameCell },
    ...(several('account_id') ? [{ title: 'Account', kind: 'text', expendable: 'small', cell: account } as const] : []),
    ...(several('region')
      ? [
          {
            title: 'Region',
            kind: 'text',
            expendable: 'small',
            cell: ({ region }: KeyRecord) => safeText(region),
          } as const,
        ]
      : []),
    ...(scope.sources.length === 0 ? [] : USE_COLUMNS),
    ...(days === undefined ? [] : [requestsColumn(columnTitle(columnOf('MonthlyUsage'), report))]),
    COST_COLUMN,
    ...(report.findings === undefined ? [] : [findingsColumn(findings)]),
    ...(scope.dependents === undefined ? [] : [usedByColumn(report)]),
    ...LAST_COLUMNS,
  ]
}

/** The first alias, else the description, else the ID. */
function nameCell(key: KeyRecord): KeyCell {
  const alias = safeText(firstAliasText(key)).replace(/^alias\//, '')
  const about = safeText(key.error === null ? (key.description ?? '') : `Error: ${key.error}`)
  const id = safeText(key.key_id)
  if (alias !== '') return { name: alias, id, about }
  return about === '' ? { name: id, id, about } : { name: about, id, about: '' }
}

const USE_COLUMNS: readonly KeyColumn[] = [
  { title: 'Last Used', kind: 'text', cell: ({ last_used: text }) => safeText(text ?? ''), rank: lastUseRank },
  {
    title: 'Verdict',
    kind: 'badge',
    cell: key => ({ badge: key.disposition, css: `v-${key.disposition}`, text: isUnused(key) ? 'unused' : '' }),
    rank: verdictRank,
  },
]

const requestsColumn = (title: string): KeyColumn => ({
  title,
  kind: 'number',
  expendable: 'medium',
  cell: ({ monthly_usage: count }) => requestsText(count),
  rank: ({ monthly_usage: count }) => count ?? null,
})

const COST_COLUMN: KeyColumn = {
  title: '$/Month',
  kind: 'number',
  cell: ({ cost }) => amountText(cost.key),
  rank: ({ cost }) => cost.key,
}

const findingsColumn = ({ failing }: KeyFindings): KeyColumn => ({
  title: 'Findings',
  kind: 'badge',
  cell: key => {
    const [worst, ...more] = failing(key)
    if (worst !== undefined)
      return { badge: worst.severity, css: `s-${worst.severity}`, text: more.length === 0 ? '' : `+${more.length}` }
    return key.findings_unknown.length > 0 ? `${key.findings_unknown.length} unknown` : ''
  },
  rank: key => {
    const all = failing(key)
    const [worst] = all
    return worst === undefined ? null : SEVERITIES.indexOf(worst.severity) * 1000 - Math.min(all.length, 999)
  },
})

const usedByColumn = (report: Report): KeyColumn => {
  const types = searchedTypes(report)
  return {
    title: 'Used By',
    kind: 'text',
    expendable: 'medium',
    cell: key => safeText(usedByText(key, types, 2)),
    rank: ({ dependents }) => (dependents === undefined ? null : distinctResources(dependents)),
  }
}

const LAST_COLUMNS: readonly KeyColumn[] = [
  { title: 'State', kind: 'text', expendable: 'medium', cell: key => safeText(stateText(key) || 'Unknown') },
  {
    title: 'Created',
    kind: 'text',
    expendable: 'narrow',
    cell: ({ created_at: at }) => (at === null ? 'Unknown' : safeText(at.slice(0, 10))),
    rank: ({ created_at: at }) => at,
  },
]
