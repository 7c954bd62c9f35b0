import type { HeldFinding } from '../../aws/security-hub/security-hub.ts'
import { asffId } from '../../formats/asff/asff-finding.ts'
import type { Finding, Severity } from '../../model/finding.ts'
import { isProblem, isSevere } from '../../model/finding.ts'
import type { Instant } from '../../model/time.ts'
import { SECOND } from '../../model/time.ts'
import type { Ending, Proof } from './proof.ts'
import { covers, isOfAccount } from './whole-account.ts'

/** What is to be sent to one account and Region. */
export interface PlacePlan {
  /** What fails, and what nobody could tell. */
  active: Planned[]
  /** What was a problem and is none any more, or is accepted; where nobody may ask, whatever is no problem. */
  resolved: Planned[]
  /** What is held as a problem and the report proves to be over without a finding that says so. */
  over: { held: HeldFinding; ending: Ending }[]
  /** What Security Hub holds from a later audit, and keeps. */
  newer: number
  /**
   * What Security Hub holds of the whole account and keeps, as it is about other Regions than were judged now: which
   * those are, for each. Empty: nobody knows.
   */
  wider: (readonly string[])[]
}

export interface Planned {
  finding: Finding
  held: HeldFinding | undefined
}

export interface PlaceTask {
  findings: readonly Finding[]
  /** By Id. Null: nobody may ask. */
  held: ReadonlyMap<string, HeldFinding> | null
  proof: Proof
  /** Problems less severe than this stay here. */
  least: Severity | null
  /** Of the report. */
  now: Instant
  /** Those whose trails were judged now: what is said of the account is said of them. */
  regions: readonly string[]
}

/** Pure. What never was a problem is not sent: thousands of passes would only be paid for. */
export function planPlace({ findings, held, proof, least, now, regions }: PlaceTask): PlacePlan {
  const plan: PlacePlan = { active: [], resolved: [], over: [], newer: 0, wider: [] }
  const unmade = new Map(held)
  for (const finding of findings) {
    const id = asffId(finding)
    const there = held?.get(id)
    unmade.delete(id)
    const list = isProblem(finding) ? plan.active : plan.resolved
    if (!isToSend(finding, there, held === null, least)) continue
    if (there !== undefined && isNewer(there, now)) plan.newer++
    else if (there !== undefined && isOfAccount(finding) && !mayReplace(finding, there, regions))
      plan.wider.push(missingOf(there, regions))
    else list.push({ finding, held: there })
  }
  for (const there of unmade.values()) {
    const ending = there.active ? proof(there) : null
    if (ending === null) continue
    if (isNewer(there, now)) plan.newer++
    else plan.over.push({ held: there, ending })
  }
  return plan
}

function isToSend(finding: Finding, held: HeldFinding | undefined, isBlind: boolean, least: Severity | null): boolean {
  if (isProblem(finding)) return isSevere(finding, least)
  // What is there about an account may be about other Regions.
  if (isBlind) return isSevere(finding, least) && !isOfAccount(finding)
  return held?.active === true
}

/** What fails fails anyhow; that it does not, or cannot be told, must be known of every Region that the old one names. */
const mayReplace = ({ status }: Finding, held: HeldFinding, regions: readonly string[]): boolean =>
  status === 'fail' || !held.active || covers(regions, held.regions)

/** Of those that a finding is about, which were not judged. */
export const missingOf = (held: HeldFinding, regions: readonly string[]): string[] =>
  (held.regions ?? []).filter(region => !regions.includes(region))

/** A report tells its time in whole seconds. */
export const isNewer = ({ updatedAt }: HeldFinding, now: Instant): boolean => updatedAt >= now + SECOND
