import type { HeldFinding } from '../../aws/security-hub/security-hub.ts'
import { isProblem, type Finding } from '../../model/finding.ts'
import type { Report } from '../../model/report.ts'
import type { Open, Shut } from './target.ts'

/** What is said of a whole account goes to the first of its Regions that can be sent to, where its own cannot. */
export function rehoused(asked: readonly (Open | Shut)[]): (Open | Shut)[] {
  const homes = new Map<string, string>()
  for (const each of asked) {
    const { account_id, region } = each.place
    if ('access' in each && region < (homes.get(account_id) ?? '~')) homes.set(account_id, region)
  }
  const homeless = asked.flatMap(each => ('access' in each ? [] : each.findings.filter(isOfAccount)))
  return asked.map(each => {
    const { account_id, region } = each.place
    const home = homes.get(account_id)
    if (home === undefined) return each
    if (!('access' in each)) return { ...each, findings: each.findings.filter(finding => !isOfAccount(finding)) }
    if (region !== home) return each
    return { ...each, findings: [...each.findings, ...homeless.filter(finding => finding.account_id === account_id)] }
  })
}

export const isOfAccount = ({ region }: Finding): boolean => region === null

/** Tells what is no problem of an account (any more): each of its Regions may hold it from a time when it was told there. */
export function mendedIn({ findings = [] }: Report): (account: string) => readonly Finding[] {
  const mended = new Map<string, Finding[]>()
  for (const finding of findings.filter(each => isOfAccount(each) && !isProblem(each)))
    mended.set(finding.account_id, [...(mended.get(finding.account_id) ?? []), finding])
  return account => mended.get(account) ?? []
}

/** Whether what is said of these Regions says all that there is to say of those; null: nobody knows which. */
export const covers = (regions: readonly string[], those: readonly string[] | null): boolean =>
  those !== null && those.every(region => regions.includes(region))

/**
 * The Regions that a finding sent to a place is about. What is there and still holds may be about some that were not
 * judged now: it stays about them. Null where nobody knows which those are, or what is there: then none is named, and
 * no audit of some takes it for over.
 */
export function regionsTold(
  judged: readonly string[],
  known: Open['held'],
  held: HeldFinding | undefined,
): readonly string[] | null {
  if (known === null) return null
  if (held === undefined || !held.active) return judged
  return held.regions === null ? null : [...new Set([...judged, ...held.regions])]
}
