import { codeSpan, proseWithCode } from '../../lib/text/markdown.ts'
import { searchedTypes, usedByText } from '../../model/report/dependents-text.ts'
import { isRecorded } from '../../model/report/recorded.ts'
import type { KeyRecord, Report } from '../../model/report/report.ts'
import { amountText, verdictText } from '../columns/cell-texts.ts'

/** Types of resources that a cell names. The others are counted. */
const TYPES_SHOWN = 3

/** Characters of a name from an account. */
const NAME = 80

/** Returns the first alias, else the description, else the key ID, as a code span. */
export const keyName = ({ aliases: [alias], description, key_id }: KeyRecord): string =>
  codeSpan(alias?.replace(/^alias\//, '') ?? '', NAME) || codeSpan(description ?? '', NAME) || codeSpan(key_id, NAME)

/** Returns a name that AWS gives, such as a Region: as it is if it looks like one, else as a code span. */
export const awsName = (name: string): string => (/^[a-z]+(?:-[a-z]+)*-\d$/.test(name) ? name : codeSpan(name, NAME))

export interface KeyColumn {
  title: string
  cell(key: KeyRecord): string
}

/** Returns the columns for a report: the account only if there are several, and what uses the keys if that was searched. */
export function keyColumns(report: Report): KeyColumn[] {
  const { scope, keys } = report
  const accounts = new Set([...scope.places, ...keys].map(({ account_id }) => account_id))
  const types = searchedTypes(report)
  const usedBy: KeyColumn = { title: 'Used by', cell: key => proseWithCode(usedByText(key, types, TYPES_SHOWN)) }
  return [
    ...COLUMNS.filter(({ title }) => title !== 'Account' || accounts.size > 1),
    ...(types === undefined ? [] : [usedBy]),
  ]
}

const COLUMNS: readonly KeyColumn[] = [
  { title: 'Key', cell: keyName },
  { title: 'Key ID', cell: ({ key_id }) => codeSpan(key_id, NAME) },
  { title: 'Account', cell: ({ account_id }) => codeSpan(account_id, NAME) },
  { title: 'Region', cell: ({ region }) => awsName(region) },
  { title: 'Last used', cell: ({ last_used: text }) => lastUsed(text) },
  { title: 'Verdict', cell: verdict },
  { title: '>USD a month', cell: ({ cost }) => amountText(cost.key) },
]

/** A key that AWS KMS did not list says so. */
function verdict(key: KeyRecord): string {
  const unused = verdictText(key).startsWith('!') ? '**unused** ' : ''
  return `${unused}\`${key.disposition}\`${isRecorded(key) ? ', recorded' : ''}`
}

/** The greater-than sign would begin a quote in some readers. */
const lastUsed = (text: string | undefined): string =>
  text === undefined ? '' : text.startsWith('>= ') ? codeSpan(text) : text
