import type { Failure } from '../../aws/answers/answer.ts'
import type { NoAccess, PlaceClient } from '../../aws/session/place-client.ts'
import type { HeldFinding } from '../../aws/security-hub/security-hub.ts'
import type { Finding } from '../../model/finding.ts'
import type { PlaceRecord, Report } from '../../model/report.ts'
import type { PlacePlan } from './plan-place.ts'

/** One account and Region with the findings that belong there. */
export interface Target {
  place: PlaceRecord
  findings: Finding[]
}

/** A target that can be sent to. */
export interface Open extends Target {
  access: PlaceClient
  productArn: string
  /** By Id. Null: nobody may ask. */
  held: ReadonlyMap<string, HeldFinding> | null
  /** Why not. */
  why: string
}

export interface Planned extends Open {
  plan: PlacePlan
}

/** A target that cannot; without a failure: no session leads there. */
export interface Shut extends Target, NoAccess {
  failure: Failure | null
}

/** Also those without a finding: what is held there may be over. Where nothing was read nothing is known. */
export function targetsOf(report: Report, regionOf: (finding: Finding) => string): Target[] {
  const targets = new Map<string, Target>()
  for (const place of report.scope.places)
    if (place.status !== 'unreachable') targets.set(nameOf(place), { place, findings: [] })
  for (const finding of report.findings ?? []) {
    const place = { account_id: finding.account_id, region: regionOf(finding) }
    const target = targets.get(nameOf(place)) ?? {
      place: { ...place, status: 'unreachable' as const, keys: 0 },
      findings: [],
    }
    targets.set(nameOf(place), target)
    target.findings.push(finding)
  }
  return [...targets.values()]
}

/** `111122223333 eu-west-1` */
export const nameOf = ({ account_id, region }: Pick<PlaceRecord, 'account_id' | 'region'>): string =>
  `${account_id} ${region}`
