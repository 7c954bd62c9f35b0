/*
 * Decides what happens to each finding in one Region, by comparing the findings of the report with those that Security
 * Hub has there. Both use the same Id for the same problem.
 *
 * - A problem (fail or unknown) is sent as active, if it is severe enough for --severity.
 * - A finding that is no problem is sent only to archive an active finding with its Id. Thousands of passes that never
 *   failed would only cost money.
 * - An active finding that the report does not contain is archived only if the report proves that it is resolved
 *   (`resolution.ts`), for example because the key no longer exists.
 * - If AWS denies to read the existing findings, passes are sent too, because any of them could archive one.
 * - A finding from a later audit stays as it is.
 * - An account-level finding about more Regions than were audited stays as it is, unless it fails again
 *   (`account-findings.ts`).
 *
 * Example: Security Hub has "rotation-off" for the keys A, B and C. The report says that A fails, and that B passes; C
 * is not in the report, which lists all keys. Then A is sent again as active, B is sent as passed and archived, and C is
 * archived with the note that the key no longer exists.
 */

import type { ExistingFinding } from '../../aws/security-hub/get-findings.ts'
import { asffId } from '../../formats/asff/asff-id.ts'
import type { Finding, Severity } from '../../model/finding.ts'
import { isProblem, isSevere } from '../../model/finding.ts'
import type { Instant } from '../../model/time.ts'
import { SECOND } from '../../model/time.ts'
import { coversAll, isAccountFinding, uncoveredRegions } from './account-findings.ts'
import type { Destination, SendableState } from './destination.ts'
import type { FindResolution } from './resolution.ts'
import type { Resolution } from './resolution-record.ts'

/** What is to be sent to one account and Region. */
export interface RegionPlan {
  destination: Destination<SendableState>
  /** Problems. */
  active: PlannedFinding[]
  /** Findings of the report that are no problem, or are muted. Security Hub archives them. */
  resolvedByFinding: PlannedFinding[]
  /** Existing findings that the report does not contain, and proves to be resolved. */
  resolvedByReport: ResolvedFinding[]
  /** Existing account-level findings that were sent to another Region of the account (`relocation.ts`). */
  relocated: ResolvedFinding[]
  /** Number of findings that stay as they are, because Security Hub has them from a later audit. */
  keptBecauseNewer: number
  /** For each account-level finding that stays as it is: the Regions that it covers and the audit left out, if known. */
  keptBecauseBroader: (readonly string[])[]
}

interface PlannedFinding {
  finding: Finding
  /** The copy that Security Hub has. */
  existing: ExistingFinding | undefined
}

/** An existing finding that no finding of the report replaces. */
export interface ResolvedFinding {
  existing: ExistingFinding
  resolution: Resolution
}

interface RegionTask {
  destination: Destination<SendableState>
  /** Those of the destination, and account-level ones that are no problem. */
  findings: readonly Finding[]
  resolutionOf: FindResolution
  /** Problems of a lower severity are not sent. Null: all are. */
  minSeverity: Severity | null
  /** The time of the report. */
  now: Instant
  /** The Regions that the account-level findings of the report cover. */
  auditedRegions: readonly string[]
}

export function planRegion(task: RegionTask): RegionPlan {
  const { destination, findings } = task
  const plan: RegionPlan = {
    destination,
    active: [],
    resolvedByFinding: [],
    resolvedByReport: [],
    relocated: [],
    keptBecauseNewer: 0,
    keptBecauseBroader: [],
  }
  const notInReport = new Map(destination.state.existing)
  for (const finding of findings) {
    notInReport.delete(asffId(finding))
    planFinding(plan, finding, task)
  }
  for (const existing of notInReport.values()) planResolution(plan, existing, task)
  return plan
}

function planFinding(plan: RegionPlan, finding: Finding, task: RegionTask): void {
  const { destination, now, auditedRegions } = task
  const existing = destination.state.existing?.get(asffId(finding))
  if (!isToSend(finding, existing, task)) return
  if (existing !== undefined && isNewer(existing, now)) plan.keptBecauseNewer++
  else if (existing !== undefined && isBroader(existing, finding, auditedRegions))
    plan.keptBecauseBroader.push(uncoveredRegions(auditedRegions, existing))
  else (isProblem(finding) ? plan.active : plan.resolvedByFinding).push({ finding, existing })
}

function planResolution(plan: RegionPlan, existing: ExistingFinding, { resolutionOf, now }: RegionTask): void {
  const resolution = existing.isActive ? resolutionOf(existing) : null
  if (resolution === null) return
  if (isNewer(existing, now)) plan.keptBecauseNewer++
  else plan.resolvedByReport.push({ existing, resolution })
}

function isToSend(
  finding: Finding,
  existing: ExistingFinding | undefined,
  { destination, minSeverity }: RegionTask,
): boolean {
  if (isProblem(finding)) return isSevere(finding, minSeverity)
  if (destination.state.existing !== null) return existing?.isActive === true
  // Which findings exist is unknown, so passes are sent too. An existing account-level one may cover other Regions.
  return isSevere(finding, minSeverity) && !isAccountFinding(finding)
}

/** A failure is one in any Region; every other status needs an answer for all Regions that the existing finding covers. */
const isBroader = (existing: ExistingFinding, finding: Finding, auditedRegions: readonly string[]): boolean =>
  isAccountFinding(finding) && finding.status !== 'fail' && existing.isActive && !coversAll(auditedRegions, existing)

/** Whether a finding is of a later audit than the report, which states its time in whole seconds. */
export const isNewer = ({ updatedAt }: ExistingFinding, now: Instant): boolean => updatedAt >= now + SECOND

/** Number of findings that a plan sends. */
export const findingCount = ({ active, resolvedByFinding, resolvedByReport, relocated }: RegionPlan): number =>
  active.length + resolvedByFinding.length + resolvedByReport.length + relocated.length
