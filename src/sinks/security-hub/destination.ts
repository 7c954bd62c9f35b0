/*
 * A destination is one account and Region, because Security Hub takes a finding only in the account and Region that the
 * finding is about. This file decides which destinations there are and which findings belong to each. Every audited
 * Region is a destination, also one without a finding: Security Hub may have a finding there that is resolved by now.
 *
 * `open-destination.ts` asks Security Hub of each destination and sets its `state`. All later steps go by the state.
 */

import type { Failure } from '../../aws/answers/answer.ts'
import type { ExistingFinding } from '../../aws/security-hub/get-findings.ts'
import type { PlaceClient } from '../../aws/session/place-client.ts'
import type { Finding } from '../../model/finding.ts'
import type { PlaceRecord, Report } from '../../model/report/report.ts'

/** The findings of one account and Region. */
export interface PlaceFindings {
  place: PlaceRecord
  findings: readonly Finding[]
}

/** The findings of one account and Region, and what the sink can do there. */
export interface Destination<State extends DestinationState = DestinationState> extends PlaceFindings {
  state: State
}

export type DestinationState = SendableState | UnsendableState

export type SendableState = Readable | WriteOnly
export type UnsendableState = Failed | NoSession

/** Findings can be sent, and Security Hub returned the existing ones. */
interface Readable {
  kind: 'readable'
  client: PlaceClient
  productArn: string
  /** By Id. */
  existing: ReadonlyMap<string, ExistingFinding>
}

/** Findings can be sent, but AWS denied to read the existing ones. */
export interface WriteOnly {
  kind: 'write-only'
  client: PlaceClient
  productArn: string
  existing: null
  /** The message of AWS. */
  why: string
}

/** Security Hub is not enabled, or a call to it failed. */
interface Failed {
  kind: 'failed'
  failure: Failure
}

/** No credentials work in this account and Region. */
interface NoSession {
  kind: 'no-session'
  /** The partition of the account's credentials, if the Region lies in another one. Null: no credentials. */
  partition: string | null
}

export const isSendable = (destination: Destination): destination is Destination<SendableState> =>
  destination.state.kind === 'readable' || destination.state.kind === 'write-only'

export const isUnsendable = (destination: Destination): destination is Destination<UnsendableState> =>
  !isSendable(destination)

export const isWriteOnly = (destination: Destination): destination is Destination<WriteOnly> =>
  destination.state.kind === 'write-only'

/** Returns the places of a report with the findings of each. A place that could not be audited needs a finding. */
export function placeFindingsIn(report: Report, regionOf: (finding: Finding) => string): PlaceFindings[] {
  const places = new Map<string, { place: PlaceRecord; findings: Finding[] }>()
  for (const place of report.scope.places)
    if (place.status !== 'unreachable') places.set(placeName(place), { place, findings: [] })
  for (const finding of report.findings ?? []) {
    const place = { account_id: finding.account_id, region: regionOf(finding) }
    const entry = places.get(placeName(place)) ?? {
      place: { ...place, status: 'unreachable' as const, keys: 0 },
      findings: [],
    }
    places.set(placeName(place), entry)
    entry.findings.push(finding)
  }
  return [...places.values()]
}

/** `111122223333 eu-west-1` */
export const placeName = ({ account_id, region }: Pick<PlaceRecord, 'account_id' | 'region'>): string =>
  `${account_id} ${region}`
