import type { KeyChange } from '../model/history/report-diff.ts'
import type { Report } from '../model/report/report.ts'
import { keyIdentity } from './key-identity.ts'

/** Adds who scheduled a deletion to the changes that are about it, if the new report says so. */
export function withDeletedBy(changes: readonly KeyChange[], { deletions = [] }: Report): KeyChange[] {
  const known = new Map(deletions.map(one => [keyIdentity(one), one]))
  return changes.map(one => {
    if (one.change !== 'deletion_scheduled' && one.change !== 'key_gone') return one
    const { issuer, principal, service } = known.get(keyIdentity(one)) ?? {}
    const who = issuer ?? principal ?? service ?? null
    return who === null ? one : { ...one, detail: `${one.detail}, scheduled by ${who}` }
  })
}
