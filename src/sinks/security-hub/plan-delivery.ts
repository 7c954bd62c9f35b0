import { subjectsIn } from '../../formats/finding/subject.ts'
import { toSafeJson } from '../../lib/text/safe-json.ts'
import { mapBounded } from '../../lib/flow/map-bounded.ts'
import { countNoun } from '../../lib/text/numbers.ts'
import type { Finding } from '../../model/finding.ts'
import type { AwsDelivery, Plan, Sent } from '../sink.ts'
import type { AsffFinding } from '../../formats/asff/asff-finding.ts'
import { asffFindings } from './asff-findings.ts'
import { batchesOf } from './batches.ts'
import { type Destination, isUnsendable, placeFindingsIn } from './destination.ts'
import { openDestination } from './open-destination.ts'
import { planRegions } from './plan.ts'
import { findingCount, type RegionPlan } from './region-plan.ts'
import { assignAccountFindings } from './relocation.ts'
import { sendBatches } from './send.ts'
import { errorsOf } from './texts/errors.ts'
import { notesOf } from './texts/notes.ts'
import { questionText, summaryText } from './texts/plan.ts'
import { sentText } from './texts/sent.ts'

/** Places that are read or sent to at one time. Each has its own quotas, but all share the memory of this machine. */
const PLACES_AT_ONCE = 64

/** Reads what Security Hub has, and decides what to send. Sends nothing yet. */
export async function planDelivery(delivery: AwsDelivery): Promise<Plan> {
  const { report, minSeverity, showProgress } = delivery
  const subjectOf = subjectsIn(report)
  const regionOf = (finding: Finding): string => finding.region ?? subjectOf(finding).region
  const destinations = assignAccountFindings(await openDestinations(delivery, regionOf))
  const plans = planRegions(destinations, report, minSeverity)
  const batchesFor = (plan: RegionPlan) => batchesOf(asffFindings(plan, report, subjectOf))
  return {
    summary: summaryText(plans),
    question: questionText(plans),
    notes: notesOf(plans),
    errors: errorsOf(destinations.filter(isUnsendable)),
    *calls() {
      for (const plan of plans) for (const Findings of batchesFor(plan)) yield `${toSafeJson({ Findings })}\n`
    },
    send: onError => sendAll(plans, batchesFor, onError, showProgress),
  }
}

async function openDestinations(
  { report, regions, clientFor, showProgress }: AwsDelivery,
  regionOf: (finding: Finding) => string,
): Promise<Destination[]> {
  const places = placeFindingsIn(report, regionOf).filter(({ place }) => regions?.includes(place.region) ?? true)
  const onRead = counter(places.length, (done, all) =>
    showProgress(`Security Hub: read ${done} of ${countNoun(all, 'Region')}`),
  )
  return mapBounded(PLACES_AT_ONCE, places, each => openDestination(each, clientFor).finally(() => onRead(1)))
}

async function sendAll(
  plans: readonly RegionPlan[],
  batchesFor: (plan: RegionPlan) => Iterator<AsffFinding[]>,
  onError: (line: string) => void,
  showProgress: AwsDelivery['showProgress'],
): Promise<Sent> {
  const sending = plans.filter(plan => findingCount(plan) > 0)
  const findings = sending.reduce((sum, plan) => sum + findingCount(plan), 0)
  const onBatch = counter(findings, (done, all) =>
    showProgress(`Security Hub: ${done} of ${countNoun(all, 'finding')} sent`),
  )
  const results = await mapBounded(PLACES_AT_ONCE, sending, async plan => ({
    destination: plan.destination,
    counts: await sendBatches(plan.destination, batchesFor(plan), onError, onBatch),
  }))
  return {
    lines: results.map(({ destination, counts }) => sentText(destination, counts)),
    accepted: results.reduce((sum, { counts }) => sum + counts.active + counts.archived, 0),
    failed: results.reduce((sum, { counts }) => sum + counts.rejected + counts.notSent, 0),
  }
}

/** Reports how many are done of how many: at once, and again whenever more are done. */
function counter(all: number, report: (done: number, all: number) => void): (more: number) => void {
  let done = 0
  const add = (more: number): void => report((done += more), all)
  add(0)
  return add
}
