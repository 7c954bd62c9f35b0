/*
 * An account-level finding is about several Regions of an account together: "a trail of this account does not log". Each
 * one names the Regions that it covers. An audit of fewer Regions knows only a part of the answer, so it must not
 * resolve the finding, nor turn it into a warning.
 *
 * Example: Security Hub has "trail-not-logging" for eu-west-1 and us-east-1. Today only eu-west-1 was audited, and its
 * trail logs. The audit says nothing about the trail of us-east-1, so the finding stays active. If the trail of
 * eu-west-1 does not log, the finding is sent again and still covers both Regions.
 */

import { GLOBAL } from '../../formats/asff/asff-id.ts'
import type { ExistingFinding } from '../../aws/security-hub/get-findings.ts'
import { isProblem, type Finding } from '../../model/finding.ts'
import type { Report } from '../../model/report/report.ts'
import type { SendableState } from './destination.ts'

export const isAccountFinding = ({ region }: Finding): boolean => region === null

/** Returns the account-level findings that are no problem (any more), by account. Any Region may have an old copy. */
export function resolvedAccountFindings({ findings = [] }: Report): (account: string) => readonly Finding[] {
  const resolved = new Map<string, Finding[]>()
  for (const finding of findings.filter(each => isAccountFinding(each) && !isProblem(each)))
    resolved.set(finding.account_id, [...(resolved.get(finding.account_id) ?? []), finding])
  return account => resolved.get(account) ?? []
}

/**
 * Whether these Regions include all that an existing finding covers. False if it does not say which it covers. A global
 * resource, such as an IAM policy, is the same in every Region.
 */
export const coversAll = (regions: readonly string[], existing: ExistingFinding): boolean =>
  existing.id.split('/')[3] === GLOBAL ||
  (existing.regions !== null && existing.regions.every(region => regions.includes(region)))

/** The Regions that an existing finding covers and these do not include. Empty if it does not say which it covers. */
export const uncoveredRegions = (regions: readonly string[], existing: ExistingFinding): string[] =>
  (existing.regions ?? []).filter(region => !regions.includes(region))

/**
 * Returns the Regions that an account-level finding covers once it has been sent: those of the audit, and those that the
 * active copy covers already. Null: unknown, because the copy could not be read or does not say. Such a finding is sent
 * without Regions, so that no audit of some Regions resolves it.
 */
export function regionsAfterSending(
  audited: readonly string[],
  { existing }: Pick<SendableState, 'existing'>,
  copy: ExistingFinding | undefined,
): readonly string[] | null {
  if (existing === null) return null
  if (copy === undefined || !copy.isActive) return audited
  return copy.regions === null ? null : [...new Set([...audited, ...copy.regions])]
}
