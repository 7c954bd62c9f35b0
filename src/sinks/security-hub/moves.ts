import type { HeldFinding } from '../../aws/security-hub/security-hub.ts'
import { asffId } from '../../formats/asff/asff-finding.ts'
import { isProblem } from '../../model/finding.ts'
import type { Instant } from '../../model/time.ts'
import { isNewer, missingOf } from './plan-place.ts'
import type { Planned } from './target.ts'
import { covers, isOfAccount, regionsTold } from './whole-account.ts'

/**
 * What is said of a whole account is told in one of its Regions: this run may have another for it than the last. Then
 * what the old one holds is over, but only if the new one tells it, and of all the Regions that the old one names.
 */
export function withMoves(
  planned: readonly Planned[],
  judged: (account: string) => readonly string[],
  now: Instant,
): Planned[] {
  const homes = homesOf(planned)
  return planned.map(to => {
    const { over, wider, ...rest } = to.plan
    const plan = { ...rest, over: [...over], wider: [...wider] }
    for (const there of to.held?.values() ?? []) {
      const home = there.active ? homes.get(there.id) : undefined
      if (home === undefined || home === to) continue
      const told = toldAt(home, there.id, judged(home.place.account_id))
      if (told === undefined) continue
      if (isNewer(there, now)) plan.newer++
      else if (told === null || covers(told, there.regions))
        plan.over.push({
          held: there,
          ending: { why: `This finding moved to ${home.place.region}.`, status: 'NOT_AVAILABLE' },
        })
      else plan.wider.push(missingOf(there, told))
    }
    return { ...to, plan }
  })
}

/** Where problems of whole accounts are told, by Id. */
const homesOf = (planned: readonly Planned[]): ReadonlyMap<string, Planned> =>
  new Map(
    planned.flatMap(to =>
      to.findings.filter(each => isOfAccount(each) && isProblem(each)).map(each => [asffId(each), to] as const),
    ),
  )

/** Of which Regions it is told there after this run; null: nobody knows, so that nothing resolves it. Undefined: it is not told. */
function toldAt({ plan, held }: Planned, id: string, judged: readonly string[]): readonly string[] | null | undefined {
  const there: HeldFinding | undefined = held?.get(id)
  if (plan.active.some(({ finding }) => asffId(finding) === id)) return regionsTold(judged, held, there)
  return there?.active === true ? there.regions : undefined
}
