import type { KeyRecord } from '../../model/report/report.ts'
import { isUnused, potentialSavings } from '../../model/report/unused.ts'
import { lastUserText, lastUserValue } from './last-user.ts'
import type { Column } from './column.ts'
import { dependentsCount, dependentsValue, gapsText, gapsValue, usedByCell } from './dependents.ts'
import {
  amountText,
  descriptionText,
  roundDollars,
  stateText,
  enabledText,
  firstAliasText,
  lastUseRank,
  requestsText,
  verdictRank,
  verdictText,
} from './cell-texts.ts'

const whenUnused = (key: KeyRecord): 'yellow' | undefined => (isUnused(key) ? 'yellow' : undefined)

/**
 * Every column of the table and of the CSV, one entry each, in the order of the CSV. Names and order are a contract, so
 * new columns go to the end.
 */
export const columns = [
  { name: 'KeyId', also: ['key', 'id'], title: 'Key ID', value: key => key.key_id },
  {
    name: 'Enabled',
    title: 'Enabled',
    value: enabledText,
    style: key => (key.error === null ? undefined : 'red'),
  },
  { name: 'KeyState', also: ['state'], title: 'Key State', value: key => key.key_state, text: stateText },
  { name: 'LastUsed', title: 'Last Used', value: key => key.last_used, rank: lastUseRank, style: whenUnused },
  { name: 'Description', title: 'Description', value: descriptionText, shortens: true },
  {
    name: 'MonthlyUsage',
    also: ['requests'],
    title: 'Requests ({days}d)',
    align: 'right',
    value: key => key.monthly_usage,
    text: key => requestsText(key.monthly_usage),
  },
  {
    name: 'AccountId',
    also: ['account'],
    title: 'Account',
    value: key => key.account_id,
    text: ({ account_id: id }, { accounts }) => (accounts.has(id) ? `${id} ${accounts.get(id)}` : id),
  },
  { name: 'Region', title: 'Region', value: key => key.region },
  { name: 'Arn', also: ['key-arn'], title: 'ARN', value: key => key.key_arn },
  {
    name: 'Aliases',
    also: ['alias'],
    title: 'Alias',
    value: key => key.aliases.join(' '),
    text: firstAliasText,
    shortens: true,
  },
  { name: 'KeyManager', also: ['manager'], title: 'Manager', value: key => key.key_manager },
  { name: 'KeySpec', also: ['spec'], title: 'Key Spec', value: key => key.key_spec },
  { name: 'KeyUsage', title: 'Key Usage', value: key => key.key_usage },
  { name: 'Origin', title: 'Origin', value: key => key.origin },
  { name: 'CreatedAt', also: ['created'], title: 'Created', value: key => key.created_at },
  { name: 'LastUsedAt', title: 'Last Used At', value: key => key.usage?.last_used_at },
  {
    name: 'Disposition',
    also: ['verdict'],
    title: 'Verdict',
    value: key => key.disposition,
    rank: verdictRank,
    text: verdictText,
    style: whenUnused,
  },
  {
    name: 'MonthlyCost',
    also: ['cost'],
    title: '$/Month',
    align: 'right',
    value: key => roundDollars(key.cost.key),
    text: key => amountText(key.cost.key),
  },
  {
    name: 'PotentialSavings',
    also: ['savings'],
    title: 'Savings',
    align: 'right',
    value: key => roundDollars(potentialSavings(key)),
    text: key => amountText(potentialSavings(key)),
  },
  { name: 'Error', title: 'Error', value: key => key.error, shortens: true },
  { name: 'Findings', title: 'Findings', value: key => key.findings.join(' '), shortens: true },
  { name: 'FindingsUnknown', title: 'Findings Unknown', value: key => key.findings_unknown.join(' '), shortens: true },
  { name: 'CostBasis', title: 'Cost Basis', value: key => (key.cost.key === null ? null : key.cost.basis) },
  {
    name: 'LastUser',
    also: ['who'],
    title: 'Last User',
    value: lastUserValue,
    text: lastUserText,
    shortens: true,
  },
  {
    name: 'Dependents',
    also: ['used-by'],
    title: 'Used By',
    value: dependentsValue,
    rank: dependentsCount,
    text: usedByCell,
    shortens: true,
  },
  {
    name: 'DependentsGaps',
    title: 'Types Not Read',
    value: gapsValue,
    text: gapsText,
    shortens: true,
  },
  { name: 'RecordedBy', title: 'Recorded By', value: key => key.inventory?.source },
  { name: 'RecordedAt', also: ['recorded'], title: 'Recorded At', value: key => key.inventory?.recorded_at },
] as const satisfies readonly Column[]

export type ColumnName = (typeof columns)[number]['name']

const BY_NAME = new Map<string, Column>(columns.map(column => [column.name, column]))

/** Returns the column with this CSV header. The name has been checked before, against the same list. */
export function columnOf(name: ColumnName): Column {
  const column = BY_NAME.get(name)
  if (column === undefined) throw new Error(`No column '${name}'`)
  return column
}
