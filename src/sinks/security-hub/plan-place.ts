import type { HeldFinding } from '../../aws/security-hub.ts'
import { asffId } from '../../formats/asff/finding.ts'
import type { Finding, Severity } from '../../model/finding.ts'
import { SEVERITIES } from '../../model/finding.ts'
import type { Instant } from '../../model/time.ts'
import { SECOND } from '../../model/time.ts'
import type { Proof } from './proof.ts'

/** What is to be sent to one account and Region. */
export interface PlacePlan {
  /** What fails, and what nobody could tell. */
  active: Planned[]
  /** What was a problem and is none any more, or is accepted; where nobody may ask, whatever is no problem. */
  resolved: Planned[]
  /** What is held as a problem and the report proves to be over without a finding that says so. */
  over: { held: HeldFinding; why: string }[]
  /** What Security Hub holds from a later audit, and keeps. */
  newer: number
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
}

/** Pure. What never was a problem is not sent: thousands of passes would only be paid for. */
export function planPlace({ findings, held, proof, least, now }: PlaceTask): PlacePlan {
  const plan: PlacePlan = { active: [], resolved: [], over: [], newer: 0 }
  const unmade = new Map(held)
  for (const finding of findings) {
    const id = asffId(finding)
    const there = held?.get(id)
    unmade.delete(id)
    const list = isProblem(finding) ? plan.active : plan.resolved
    if (!isToSend(finding, there, held === null, least)) continue
    if (there !== undefined && isNewer(there, now)) plan.newer++
    else list.push({ finding, held: there })
  }
  for (const there of unmade.values()) {
    const why = there.active ? proof(there) : null
    if (why === null) continue
    if (isNewer(there, now)) plan.newer++
    else plan.over.push({ held: there, why })
  }
  return plan
}

export const isProblem = ({ status }: Finding): boolean => status === 'fail' || status === 'unknown'

function isToSend(finding: Finding, held: HeldFinding | undefined, isBlind: boolean, least: Severity | null): boolean {
  const isSevere = least === null || SEVERITIES.indexOf(finding.severity) <= SEVERITIES.indexOf(least)
  if (isProblem(finding) || isBlind) return isSevere
  return held?.active === true
}

/** A report tells its time in whole seconds. */
const isNewer = ({ updatedAt }: HeldFinding, now: Instant): boolean => updatedAt >= now + SECOND
