import { heldFindings } from '../../aws/security-hub/security-hub.ts'
import { GENERATOR_PREFIX, productArn, REGIONS_FIELD } from '../../formats/asff/asff-finding.ts'
import { regionsJudged, subjectsIn } from '../../formats/finding/subject.ts'
import { toSafeJson } from '../../formats/json/safe-json.ts'
import { mapBounded } from '../../lib/flow/map-bounded.ts'
import { safeText } from '../../lib/text/safe-text.ts'
import type { Finding } from '../../model/finding.ts'
import { callsOf } from './calls.ts'
import { withMoves } from './moves.ts'
import { planPlace } from './plan-place.ts'
import { proofsOf } from './proof.ts'
import { sendPlace } from './send-place.ts'
import { nameOf, targetsOf, type Open, type Planned, type Shut, type Target } from './target.ts'
import { findingsOf } from './to-send.ts'
import { mendedIn, rehoused } from './whole-account.ts'
import { countNoun } from '../../lib/text/numbers.ts'
import { notesOf, questionOf, sizeOf, summaryOf, troublesOf } from './words.ts'
import type { Delivery, Plan, Sink } from '../sink.ts'

/** Places that are asked or sent to at one time: each has quotas of its own, but they share this machine's memory. */
const AT_ONCE = 64

/**
 * Each problem as a finding of the account and Region that it is about, updated where it is there already, and archived
 * when it is over. https://docs.aws.amazon.com/securityhub/latest/userguide/finding-update-batchimportfindings.html
 */
const securityHub: Sink = {
  title: 'Security Hub CSPM of the account and Region that a finding is about',
  permissions: ['securityhub:BatchImportFindings', 'securityhub:GetFindings'],
  async plan(delivery) {
    const { report, regions: wanted, tell } = delivery
    const subjectOf = subjectsIn(report)
    const regionOf = (finding: Finding): string => finding.region ?? subjectOf(finding).region
    const targets = targetsOf(report, regionOf).filter(({ place }) => wanted?.includes(place.region) ?? true)
    const step = counter(targets.length, (done, all) =>
      tell(`Security Hub: read ${done} of ${countNoun(all, 'Region')}`),
    )
    const asked = rehoused(await mapBounded(AT_ONCE, targets, target => ask(target, delivery).finally(() => step(1))))
    const planned = planAll(
      asked.filter(each => 'access' in each),
      delivery,
    )
    const callsTo = (to: Planned) => callsOf(findingsOf(to, report, subjectOf))
    const plan: Plan = {
      summary: summaryOf(planned),
      question: questionOf(planned),
      notes: notesOf(planned),
      troubles: troublesOf(asked.filter(each => 'failure' in each)),
      *calls() {
        for (const to of planned) for (const Findings of callsTo(to)) yield `${toSafeJson({ Findings })}\n`
      },
      async send(complain) {
        const full = planned.filter(to => sizeOf(to.plan) > 0)
        const findings = full.reduce((sum, to) => sum + sizeOf(to.plan), 0)
        const sent = counter(findings, (done, all) =>
          tell(`Security Hub: ${done} of ${countNoun(all, 'finding')} sent`),
        )
        const tallies = await mapBounded(AT_ONCE, full, async to => ({
          to,
          tally: await sendPlace(to, callsTo(to), complain, sent),
        }))
        return {
          lines: tallies.map(({ to, tally }) => lineOf(to, tally)),
          taken: tallies.reduce((sum, { tally }) => sum + tally.active + tally.archived, 0),
          lost: tallies.reduce((sum, { tally }) => sum + tally.refused + tally.unsent, 0),
        }
      },
    }
    return plan
  },
}

export default securityHub

/** Says how many are done of how many: at once, and whenever more are. */
function counter(all: number, say: (done: number, all: number) => void): (more: number) => void {
  let done = 0
  const count = (more: number): void => say((done += more), all)
  count(0)
  return count
}

/** What Security Hub holds there, before anything is decided. Who may only send still can. */
async function ask(target: Target, { access: accessTo }: Delivery): Promise<Open | Shut> {
  const access = accessTo(target.place.account_id, target.place.region)
  if ('partition' in access) return { ...target, ...access, failure: null }
  const { partition, region, account } = access.place
  const arn = productArn(partition, region, account)
  const held = await heldFindings(access, {
    productArn: arn,
    generatorPrefix: GENERATOR_PREFIX,
    regionsField: REGIONS_FIELD,
  })
  const open = { ...target, access, productArn: arn }
  if (held.known) return { ...open, held: held.value, why: '' }
  return held.reason === 'denied'
    ? { ...open, held: null, why: held.why }
    : { ...target, failure: held, partition: null }
}

function planAll(open: readonly Open[], { report, least }: Delivery): Planned[] {
  const proofOf = proofsOf(report)
  const mended = mendedIn(report)
  const now = Date.parse(report.generated_at)
  const judged = (account: string): readonly string[] => regionsJudged(report, account)
  const planned = open.map(one => {
    const { place } = one
    const regions = judged(place.account_id)
    const findings = one.findings.concat(mended(place.account_id).filter(each => !one.findings.includes(each)))
    return { ...one, plan: planPlace({ ...one, findings, proof: proofOf(place), least, now, regions }) }
  })
  return withMoves(planned, judged, now)
}

/** `111122223333 eu-west-1: 12 active, 3 resolved` */
function lineOf({ place, held }: Planned, tally: Awaited<ReturnType<typeof sendPlace>>): string {
  const parts = [
    `${tally.active} active`,
    `${tally.archived} ${held === null ? 'passed' : 'resolved'}`,
    ...(tally.refused === 0 ? [] : [`${tally.refused} rejected`]),
    ...(tally.unsent === 0 ? [] : [`${tally.unsent} not sent`]),
  ]
  return `${safeText(nameOf(place))}: ${parts.join(', ')}`
}
