import { type AccountCheck, type CheckContext, type ResourceCheck, unknown } from '../checks/check.ts'
import type { Finding } from '../model/finding.ts'
import { partitionOf } from '../model/partition.ts'
import type { Report } from '../model/report/report.ts'
import type { GapMessages } from './gap-messages.ts'
import { toFinding } from './to-finding.ts'

/** Returns the result of a check of the trails of an account. */
export function accountFinding(
  check: AccountCheck,
  account_id: string,
  messages: GapMessages,
  context: CheckContext,
): Finding {
  const trails = context.report.scope.trails?.[account_id] ?? {}
  const result = Array.isArray(trails)
    ? WITHOUT_REGIONS
    : Object.values(trails).every(seen => seen === null)
      ? unknown(messages.forTrails(account_id))
      : check.judge({ account_id, trails }, context)
  return toFinding(check, { account_id, region: null, key_id: null }, result)
}

/** Older reports have one list of trails per account, which does not say in which Region they were seen. */
const WITHOUT_REGIONS = unknown('The report does not record the Region of each trail. Run the audit again.')

/** Returns the results of a check of global resources of an account. */
export function* resourceFindings(check: ResourceCheck, account_id: string, context: CheckContext): Generator<Finding> {
  const { scope } = context.report
  const account = { account_id, partition: partitionIn(context.report, account_id), facts: scope }
  for (const { result, ...about } of check.judge(account, context))
    yield toFinding(check, { account_id, region: null, key_id: null, ...about }, result)
}

function partitionIn({ scope }: Report, account: string): string {
  const place = scope.places.find(({ account_id }) => account_id === account)
  return place?.partition ?? partitionOf(place?.region ?? '')
}
