import { groupBy } from '../../lib/group-by.ts'
import { listText } from '../../lib/text/lists.ts'
import { countNoun, moneyText } from '../../lib/text/numbers.ts'
import type { KeyRecord, PriceRecord } from '../../model/report/report.ts'
import type { AdviceKind, Draft } from '../advice-kind.ts'
import { boundTo, whyUndecided } from '../shared/bound-to-key.ts'
import { claim } from '../shared/claim.ts'
import { keyName, keyResource } from '../shared/key-resource.ts'

/** A key that costs more than a new one, because it was rotated. */
interface Rotated {
  key: KeyRecord
  price: number
  base: number
}

/**
 * The first and second rotation of a key add a dollar a month each, for as long as the key exists.
 * https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html
 */
export const pastRotations: AdviceKind = {
  title: 'Replace keys that cost more because they were rotated, where their resources can change the key',
  needs: ['rotation', 'policy', 'grants', 'dependents'],
  advise: ({ keys, report }) => {
    const rotated = keys.flatMap(key => rotatedOf(key, report.prices ?? []))
    return groupBy(rotated, ({ key }) => `${key.account_id} ${key.region}`).flatMap(draftOfRotated)
  },
}

function rotatedOf(key: KeyRecord, prices: readonly PriceRecord[]): Rotated[] {
  const price = key.cost.key
  const base = prices.find(({ region }) => region === key.region)?.key ?? null
  if (key.key_manager !== 'CUSTOMER' || key.cost.basis !== 'with_rotations') return []
  return price === null || base === null || price <= base ? [] : [{ key, price, base }]
}

function draftOfRotated(group: readonly Rotated[]): Draft[] {
  const free = group.filter(({ key }) => whyKept(key) === null)
  const kept = group.flatMap(({ key }) => whyKept(key) ?? [])
  const bound = kept.map(({ text }) => text)
  const shown = free.length > 0 ? free : group
  const [first] = shown
  if (first === undefined) return []
  const more = group.reduce((sum, { price, base }) => sum + price - base, 0)
  return [
    {
      account_id: first.key.account_id,
      region: first.key.region,
      resource: keyResource(first.key),
      key_arns: shown.map(({ key }) => key.key_arn),
      summary: `${countNoun(group.length, 'key')} in ${first.key.region}, rotated before, cost ${moneyText(more)} a month more than new keys: ${listText(group.map(({ key }) => keyName(key)))}.`,
      claims: free.map(({ key, price, base }) =>
        claim('key', key.key_arn, 'price - base_price', { price, base_price: base }),
      ),
      ...whyNone(free, kept),
      assumptions: ['All data can be encrypted with the new keys, so that the old ones can be deleted.'],
      change: `When ${listText(shown.map(({ key }) => keyName(key)))} must change for another reason, create a new key, which costs its base price until it rotates, and retire the old one. Leave rotation on where a policy or a framework requires it.`,
      commands: '',
      limits: [
        'Turning off rotation does not save what past rotations cost, and rotations after the second cost nothing more.',
        'A new key that rotates costs as much again after its second rotation.',
        ...(free.length > 0 && bound.length > 0 ? [`Left out: ${listText(bound)}.`] : []),
      ],
    },
  ]
}

/** Why a key stays as it is, for a sentence. */
interface Kept {
  text: string
  /** Whether something forbids another key. Otherwise it is not known whether something does. */
  isForbidden: boolean
}

/** Only what is known to forbid the advice blocks it. */
function whyNone(free: readonly Rotated[], kept: readonly Kept[]): Pick<Draft, 'blocked' | 'unknown'> {
  const why = listText(kept.map(({ text }) => text))
  if (free.length > 0) return { blocked: null, unknown: null }
  if (kept.every(({ isForbidden }) => isForbidden))
    return { blocked: `Another key cannot take their place: ${why}.`, unknown: null }
  return { blocked: null, unknown: `It is not known whether another key can take their place: ${why}.` }
}

/** Why another key does not take the place of this one, as far as it is known. Null: nothing forbids it. */
function whyKept(key: KeyRecord): Kept | null {
  const kept = (why: string, isForbidden: boolean): Kept => ({ text: `${keyName(key)} (${why})`, isForbidden })
  const [forbidden] = boundTo(key)
  if (forbidden !== undefined) return kept(forbidden, true)
  const undecided = whyUndecided(key)
  if (undecided !== null) return kept(undecided.toLowerCase().replace(/\.$/, ''), false)
  const gap = key.dependents_gaps?.[0]
  if (gap !== undefined) return kept(`${gap.type} could not be read`, false)
  return (key.dependents ?? []).length === 0 ? kept('no resource was found that shows what uses it', false) : null
}
