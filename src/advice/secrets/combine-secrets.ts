import { groupBy } from '../../lib/group-by.ts'
import { listText } from '../../lib/text/lists.ts'
import { countNoun } from '../../lib/text/numbers.ts'
import type { SecretRecord } from '../../model/assessments/secrets.ts'
import type { AdviceKind, Draft } from '../advice-kind.ts'
import { claim } from '../shared/claim.ts'
import { environmentOf, tagsText } from '../shared/environment.ts'
import { isPlainSetting, keysOf, ownSecrets, secretResource } from './own-secret.ts'

/** A secret can hold up to 64 KB, so that one in JSON can hold the values of several. */
export const combineSecrets: AdviceKind = {
  title: 'Keep related secrets as the fields of one secret',
  needs: ['secrets'],
  advise: ({ secrets }) =>
    groupBy(ownSecrets(secrets).filter(canBeField), likeness)
      .filter(group => group.length > 1)
      .flatMap(draftOfRelated),
}

/** A secret that rotates, is replicated or has a type must stay as it is. Other advice is about unused and plain ones. */
const canBeField = (secret: SecretRecord): boolean => {
  const { name, type, rotation, replicas, use } = secret
  const isStatic = !rotation.enabled && rotation.function_arn === null && rotation.last_rotated_at === null
  const isSingle = replicas !== null && replicas.length === 0
  return familyOf(name) !== null && type === null && isStatic && isSingle && use !== 'unused' && !isPlainSetting(secret)
}

/** `shop/mail/` of `shop/mail/password`. Null: the name has no parts. */
const familyOf = (name: string): string | null => /^\/?[^/].*\//.exec(name)?.[0] ?? null

const likeness = (secret: SecretRecord): string =>
  JSON.stringify([
    secret.account_id,
    secret.region,
    familyOf(secret.name),
    secret.key.id,
    tagsText(secret.tags),
    environmentOf(secret.tags, [secret.name]),
  ])

function draftOfRelated(group: readonly SecretRecord[]): Draft[] {
  const [kept, ...others] = group.toSorted((a, b) => (a.name < b.name ? -1 : 1))
  if (kept === undefined) return []
  const isPriced = others.every(({ monthly_cost: cost }) => cost !== null)
  const family = familyOf(kept.name) ?? ''
  return [
    {
      account_id: kept.account_id,
      region: kept.region,
      resource: { ...secretResource(kept), name: `${family}*` },
      key_arns: keysOf(group),
      summary: `${countNoun(group.length, 'secret')} under ${family} with equal key and tags, without rotation: ${listText(group.map(({ name }) => name))}.`,
      claims: isPriced
        ? others.map(({ arn, monthly_cost: price }) => claim('secret', arn, 'price', { price: price ?? 0 }))
        : [],
      blocked: null,
      unknown: isPriced ? null : 'The price of the secrets is not known.',
      assumptions: [
        'The same principals read all of them. Who may read one secret can read all of its fields.',
        'Together they have at most 64 KB. Values are never read here.',
      ],
      change: `Store the values as fields of one secret in JSON, let the readers use its fields, and delete the others.`,
      commands: '',
      limits: [
        'Compare the resource policies of the secrets and the IAM policies that name them first: they are not read here.',
        'A change of one field makes a new version of all of them.',
      ],
    },
  ]
}
