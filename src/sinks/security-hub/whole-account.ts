import type { Finding } from '../../model/finding.ts'
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
