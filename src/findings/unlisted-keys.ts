import { listText } from '../lib/text/lists.ts'
import { placeOf } from '../model/finding.ts'
import { OPA_CALL } from '../model/opa.ts'
import type { GapRecord, Report } from '../model/report/report.ts'

/**
 * Says in a sentence where keys may exist that the report does not contain, because they could not be listed or
 * selected. Null: the report contains every key that was asked for.
 */
export function unlistedKeysText({ scope, gaps, keys }: Report): string | null {
  const rows = new Set(keys.map(placeOf))
  const unreachable = scope.places.filter(({ status }) => status === 'unreachable')
  const hiding = gaps.filter(gap => (gap.key_id === null ? !isAboutUse(gap) : isKeyLeftOut(gap, rows)))
  const where = [...unreachable, ...hiding].map(({ account_id, region }) => whereText(account_id, region))
  return where.length === 0 ? null : `There may be keys that could not be read in ${listText(where)}.`
}

/** Operations that tell more about listed keys or about accounts. Without an answer to them, no key is missing. */
const ABOUT_USE =
  /^(cloudtrail:|cloudwatch:|kms:ListAliases$|kms:GetKeyLastUsage$|iam:|organizations:DescribeOrganization$)/

const isAboutUse = ({ operation }: GapRecord): boolean => ABOUT_USE.test(operation) || operation === OPA_CALL

const isKeyLeftOut = (gap: GapRecord, rows: ReadonlySet<string>): boolean =>
  gap.reason !== 'vanished' && gap.region !== null && !rows.has(placeOf(gap))

function whereText(account: string, region: string | null): string {
  if (account === '') return 'an account that could not be entered'
  return region === null ? `account ${account}` : `${region} of account ${account}`
}
