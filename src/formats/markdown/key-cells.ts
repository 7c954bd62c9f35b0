import { codeSpan } from '../../lib/text/markdown.ts'
import type { KeyRecord, Report } from '../../model/report.ts'
import { amountText, verdictText } from '../columns/cell-texts.ts'

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

/** Returns the columns for a report: the account only if there are several. */
export function keyColumns({ scope, keys }: Report): KeyColumn[] {
  const accounts = new Set([...scope.places, ...keys].map(({ account_id }) => account_id))
  return COLUMNS.filter(({ title }) => title !== 'Account' || accounts.size > 1)
}

const COLUMNS: readonly KeyColumn[] = [
  { title: 'Key', cell: keyName },
  { title: 'Key ID', cell: ({ key_id }) => codeSpan(key_id, NAME) },
  { title: 'Account', cell: ({ account_id }) => codeSpan(account_id, NAME) },
  { title: 'Region', cell: ({ region }) => awsName(region) },
  { title: 'Last used', cell: ({ last_used: text }) => lastUsed(text) },
  { title: 'Verdict', cell: key => `${verdictText(key).startsWith('!') ? '**unused** ' : ''}\`${key.disposition}\`` },
  { title: '>USD a month', cell: ({ cost }) => amountText(cost.key) },
]

/** The greater-than sign would begin a quote in some readers. */
const lastUsed = (text: string | undefined): string =>
  text === undefined ? '' : text.startsWith('>= ') ? codeSpan(text) : text
