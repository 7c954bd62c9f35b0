import { listText } from '../../lib/text/lists.ts'
import { countNoun } from '../../lib/text/numbers.ts'
import type { KeyRecord } from '../../model/report/report.ts'
import { canChangeKey } from './changeable.ts'

/** What forbids another key in place of this one, each as a part of a sentence. Empty: nothing that is known. */
export function boundTo(key: KeyRecord): string[] {
  const fixed = (key.dependents ?? []).filter(one => !canChangeKey(one)).map(({ type, id }) => `${type} ${id}`)
  const grants = key.grants_total ?? key.grants?.length ?? 0
  return [
    ...(grants === 0 ? [] : [`it has ${countNoun(grants, 'grant')}`]),
    ...(isShared(key) ? ['other accounts can use it'] : []),
    ...(key.multi_region === true ? ['it is a multi-Region key'] : []),
    ...(fixed.length === 0 ? [] : [`${listText(fixed)} cannot change the key`]),
  ]
}

/** Why it is not known whether something forbids another key, as a sentence. Null: it is known. */
export function whyUndecided(key: KeyRecord): string | null {
  if (key.key_policy === undefined || key.key_policy === null || typeof key.key_policy === 'string')
    return 'The key policy was not read.'
  if (key.grants === undefined || key.grants === null) return 'The grants were not read.'
  if (key.dependents === undefined) return 'The resources that use the key were not read.'
  return null
}

/** Whether the key policy names everyone or another account, under whatever conditions, or a grant or finding does. */
function isShared({ key_policy: policy, account_id: own, grants, external_access: access }: KeyRecord): boolean {
  const text = JSON.stringify(policy ?? null)
  const accounts = [text, ...(grants ?? []).map(grant => grant.grantee_principal)]
    .flatMap(one => one.match(/(?<!\d)\d{12}(?!\d)/g) ?? [])
    .filter(account => account !== own)
  return accounts.length > 0 || /"(Principal|AWS)":("\*"|\["\*"|\{"AWS":("\*"|\["\*"))/.test(text) || isOpen(access)
}

const isOpen = (access: KeyRecord['external_access']): boolean =>
  access !== undefined && access !== null && access.callers.length > 0
