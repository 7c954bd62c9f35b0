import { joinWithAnd } from '../../../lib/text/lists.ts'
import { countNoun } from '../../../lib/text/numbers.ts'
import { safeText } from '../../../lib/text/safe-text.ts'
import { resourceTypesOf } from '../../../model/assessments/findings-report.ts'
import type { Report } from '../../../model/report/report.ts'
import { UNUSED_KEYS } from './problem.ts'

/** Returns what the report does not know about the checks of a ticket, one sentence each. */
export function cautionsOf(report: Report, account: string, checks: readonly string[]): string[] {
  const { scope, keys, findings = [] } = report
  const unread = scope.places.filter(place => place.account_id === account && place.status === 'unreachable')
  const isAboutUse = checks.includes(UNUSED_KEYS)
  const unknown = keys.filter(key => isAboutUse && key.account_id === account && key.disposition === 'unknown').length
  const undecided = findings.filter(
    ({ account_id, status, check }) => account_id === account && status === 'unknown' && checks.includes(check),
  ).length
  return [
    ...(unread.length === 0 ? [] : [safeText(`Not read: ${joinWithAnd(unread.map(({ region }) => region))}.`)]),
    ...(unknown === 0 ? [] : [`The use of ${countNoun(unknown, 'key')} of the account is not known.`]),
    ...(undecided === 0 ? [] : [`${countNoun(undecided, 'finding')} could not be decided.`]),
    ...(isNarrowed(report) ? ['The report does not cover all of the account.'] : []),
  ]
}

/** Whether options left out keys, resources or findings, besides those of other accounts, Regions and checks. */
export const isNarrowed = (report: Report): boolean => {
  const { keys, exclude_keys, tags, only, manager } = report.scope
  const isPart = [keys, exclude_keys, tags, only].some(part => part !== undefined)
  return isPart || manager === 'aws' || resourceTypesOf(report) !== null
}
