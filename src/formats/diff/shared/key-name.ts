import { safeText } from '../../../lib/text/safe-text.ts'
import type { FindingResource } from '../../../model/finding.ts'
import type { FindingChange, KeyChange, ReportDiff } from '../../../model/history/report-diff.ts'
import { shortIdLength } from '../../table/short-forms.ts'

type Named = Pick<FindingChange | KeyChange, 'account_id' | 'region' | 'key_id' | 'alias'> &
  Pick<FindingChange, 'resource'>

/**
 * Returns a function that names the key of a difference as one safe line: `alias/orders (1c168adb, us-east-1)`, with the
 * account if the differences are about several. Other resources have their name or ID in place of the alias.
 */
export function keyNames({ changes, findings }: ReportDiff): (named: Named) => string {
  const named: readonly Named[] = [...changes, ...findings]
  const length = shortIdLength(named.flatMap(({ key_id }) => (key_id === null ? [] : [{ key_id }])))
  const severalAccounts = new Set(named.map(({ account_id }) => account_id)).size > 1
  return ({ account_id, region, key_id, alias, resource }) => {
    if (resource !== undefined) return resourceName(resource, [region, severalAccounts ? account_id : null])
    if (key_id === null) return `account ${account_id}`
    const id = key_id.slice(0, length)
    const where = [...(region === null ? [] : [region]), ...(severalAccounts ? [account_id] : [])]
    return safeText(`${alias ?? id} (${[...(alias === null ? [] : [id]), ...where].join(', ')})`)
  }
}

function resourceName({ name, id, type }: FindingResource, where: readonly (string | null)[]): string {
  const about = [type, ...where].filter(word => word !== null)
  return safeText(`${name ?? id} (${about.join(', ')})`)
}
