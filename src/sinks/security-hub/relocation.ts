/*
 * Decides in which Region an account-level finding is sent, and what happens to copies in other Regions.
 *
 * An account-level finding has no Region of its own, but Security Hub needs one. It is sent to the first Region of the
 * account, by name, that was audited and has Security Hub: its home. Another audit may have other Regions, and so
 * another home. The copy at the old home is then archived ("moved to …"), but only if the copy at the new home covers
 * every Region that the old one covers. Otherwise a problem would disappear from Security Hub without being solved.
 *
 * Worked example. The check "trail-not-logging" finds a trail that does not log:
 *
 * 1. Monday's audit has us-east-1 alone. The home is us-east-1, and the copy there covers {us-east-1}.
 * 2. Tuesday's audit has eu-west-1 and us-east-1. The new home is eu-west-1; the copy there covers both Regions after
 *    sending. That includes {us-east-1}, so the copy in us-east-1 is archived: `relocated`.
 * 3. Wednesday's audit has eu-west-1 alone and still fails. The copy there is sent again. It still covers both Regions,
 *    because the audit left out us-east-1 (`regionsAfterSending`).
 *
 * Tuesday's step is different in two cases:
 *
 * - The finding is not sent, because it is less severe than --severity. If eu-west-1 has no active copy, the old copy
 *   stays. If eu-west-1 has one of an earlier audit that covers {eu-west-1} alone, the old copy stays too, and a note
 *   names us-east-1 (`keptBecauseBroader`).
 * - The check passes. Then nothing moves: the pass is sent to each Region that has an active copy, and archives it
 *   (`resolvedAccountFindings`).
 */

import type { ExistingFinding } from '../../aws/security-hub/get-findings.ts'
import { asffId } from '../../formats/asff/asff-id.ts'
import { isProblem } from '../../model/finding.ts'
import type { Instant } from '../../model/time.ts'
import { coversAll, isAccountFinding, regionsAfterSending, uncoveredRegions } from './account-findings.ts'
import { type Destination, isSendable } from './destination.ts'
import { isNewer, type RegionPlan } from './region-plan.ts'

/**
 * Moves account-level findings from Regions where nothing can be sent to the first Region of the account, by name, where
 * findings can be sent. They stay if the account has no such Region, so that the error counts them.
 */
export function assignAccountFindings(destinations: readonly Destination[]): Destination[] {
  const homes = homeRegions(destinations)
  const unsendable = destinations.flatMap(each => (isSendable(each) ? [] : each.findings.filter(isAccountFinding)))
  return destinations.map(each => {
    const { account_id, region } = each.place
    const home = homes.get(account_id)
    if (home === undefined) return each
    if (!isSendable(each)) return { ...each, findings: each.findings.filter(finding => !isAccountFinding(finding)) }
    if (region !== home) return each
    return { ...each, findings: [...each.findings, ...unsendable.filter(finding => finding.account_id === account_id)] }
  })
}

/** The first Region by name of each account where findings can be sent. */
function homeRegions(destinations: readonly Destination[]): ReadonlyMap<string, string> {
  const homes = new Map<string, string>()
  for (const { place } of destinations.filter(isSendable))
    if (place.region < (homes.get(place.account_id) ?? '~')) homes.set(place.account_id, place.region)
  return homes
}

/**
 * Adds to each plan the old copies of account-level problems that are now sent to another Region.
 *
 * @param auditedRegions the Regions of an account that its account-level findings cover
 */
export function withRelocated(
  plans: readonly RegionPlan[],
  auditedRegions: (account: string) => readonly string[],
  now: Instant,
): RegionPlan[] {
  const homes = homePlans(plans)
  return plans.map(plan => {
    const relocated = [...plan.relocated]
    const keptBecauseBroader = [...plan.keptBecauseBroader]
    let { keptBecauseNewer } = plan
    for (const copy of plan.destination.state.existing?.values() ?? []) {
      const home = copy.isActive ? homes.get(copy.id) : undefined
      if (home === undefined || home === plan) continue
      const { account_id, region } = home.destination.place
      const covered = regionsAtHome(home, copy.id, auditedRegions(account_id))
      if (covered === undefined) continue
      if (isNewer(copy, now)) keptBecauseNewer++
      else if (covered === null || coversAll(covered, copy)) relocated.push(movedTo(region, copy))
      else keptBecauseBroader.push(uncoveredRegions(covered, copy))
    }
    return { ...plan, relocated, keptBecauseNewer, keptBecauseBroader }
  })
}

/** The plan of the Region that each account-level problem belongs to, by Id. */
const homePlans = (plans: readonly RegionPlan[]): ReadonlyMap<string, RegionPlan> =>
  new Map(
    plans.flatMap(plan =>
      plan.destination.findings
        .filter(each => isAccountFinding(each) && isProblem(each))
        .map(each => [asffId(each), plan] as const),
    ),
  )

/**
 * Returns the Regions that the copy at its home covers after this run. Null: unknown, so nothing resolves that copy.
 * Undefined: after this run there is no active copy at its home.
 */
function regionsAtHome(
  { active, destination: { state } }: RegionPlan,
  id: string,
  audited: readonly string[],
): readonly string[] | null | undefined {
  const copy = state.existing?.get(id)
  if (active.some(({ finding }) => asffId(finding) === id)) return regionsAfterSending(audited, state, copy)
  return copy?.isActive === true ? copy.regions : undefined
}

const movedTo = (region: string, existing: ExistingFinding): RegionPlan['relocated'][number] => ({
  existing,
  resolution: { why: `This finding moved to ${region}.`, compliance: 'NOT_AVAILABLE' },
})
