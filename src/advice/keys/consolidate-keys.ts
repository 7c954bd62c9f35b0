import { groupBy } from '../../lib/group-by.ts'
import { listText } from '../../lib/text/lists.ts'
import { countNoun } from '../../lib/text/numbers.ts'
import { reportCommand } from '../../model/report/report-command.ts'
import type { KeyRecord, Report } from '../../model/report/report.ts'
import type { AdviceKind, Draft } from '../advice-kind.ts'
import { boundTo, whyUndecided } from '../shared/bound-to-key.ts'
import { claim } from '../shared/claim.ts'
import { environmentOf, tagsText } from '../shared/environment.ts'
import { keyName, keyResource } from '../shared/key-resource.ts'
import { policyText } from './policy-text.ts'

/** Keys that one key could replace. Never across accounts, Regions or environments. */
export const consolidateKeys: AdviceKind = {
  title: 'Use one key in place of several with equal policy, tags, service and environment',
  needs: ['policy', 'grants', 'tags', 'rotation', 'dependents'],
  advise: ({ keys, report }) =>
    groupBy(keys.filter(isComparable), likenessOf)
      .filter(group => group.length > 1)
      .flatMap(group => draftOfGroup(group, report) ?? []),
}

/** Whether the key has what makes it comparable, and resources that show which service it is for. */
const isComparable = (key: KeyRecord): boolean =>
  key.key_manager === 'CUSTOMER' &&
  key.key_state === 'Enabled' &&
  key.tags !== undefined &&
  key.tags !== null &&
  key.key_policy !== undefined &&
  key.key_policy !== null &&
  (key.dependents ?? []).length > 0

/** What must be equal, as one text. */
const likenessOf = (key: KeyRecord): string =>
  JSON.stringify([
    key.account_id,
    key.region,
    environmentOf(key.tags ?? [], key.aliases),
    [key.key_spec, key.key_usage, key.origin],
    [key.key_rotation_enabled, key.rotation?.period_in_days],
    tagsText(key.tags ?? []),
    policyText(key),
    [...new Set((key.dependents ?? []).map(({ type }) => type))].toSorted(),
  ])

function draftOfGroup(group: readonly KeyRecord[], report: Report): Draft | null {
  const bound = group.flatMap(key => boundTo(key).map(why => ({ key, why })))
  const free = group.filter(key => boundTo(key).length === 0).toSorted(byUse)
  const [kept, ...others] = free
  const shown = kept ?? group[0]
  if (shown === undefined) return null
  const why = bound.map(({ key, why: reason }) => `${keyName(key)}: ${reason}`)
  const blocked = others.length > 0 ? null : `Fewer than two of the keys can be replaced. ${listText(why)}.`
  const unknown = whyUnknown(group)
  const members = others.length > 0 ? free : group
  const [type] = shown.dependents ?? []
  return {
    account_id: shown.account_id,
    region: shown.region,
    resource: keyResource(shown),
    key_arns: members.map(({ key_arn: arn }) => arn),
    summary: `${countNoun(members.length, 'key')} with equal policy, tags, environment and service (${type?.type ?? ''}): ${listText(members.map(keyName))}.`,
    claims:
      blocked === null && unknown === null
        ? others.map(({ key_arn: arn, cost }) => claim('key', arn, 'price', { price: cost.key ?? 0 }))
        : [],
    blocked,
    unknown,
    assumptions: ['Other data that is still encrypted with the replaced keys can be encrypted again or is not needed.'],
    change: `Let the resources use ${keyName(shown)}, encrypt older data again, and when the other keys are no longer used, retire them with ${reportCommand(report, 'retire', 'plan')}.`,
    commands: '',
    limits: [
      'Anyone who may use one of the keys may then use all of the data: compare the IAM policies, which are not read here.',
      'A bucket, queue, log group or parameter uses the new key for new data only. Copy older data, or wait until it expires.',
      ...(others.length > 0 && why.length > 0 ? [`Left out: ${listText(why)}.`] : []),
    ],
  }
}

function whyUnknown(group: readonly KeyRecord[]): string | null {
  const [first] = group
  if (first !== undefined && environmentOf(first.tags ?? [], first.aliases) === null)
    return 'The environment of the keys is not known: no tag such as Environment and no alias says it.'
  if (group.some(({ cost }) => cost.key === null)) return 'The price of the keys is not known.'
  const gap = group.flatMap(key => key.dependents_gaps ?? [])[0]
  if (gap !== undefined) return `Not all resources that use the keys are known: ${gap.type} could not be read.`
  return group.map(whyUndecided).find(why => why !== null) ?? null
}

/** The key with the most resources stays, and of equal ones the older. */
const byUse = (a: KeyRecord, b: KeyRecord): number =>
  (b.dependents?.length ?? 0) - (a.dependents?.length ?? 0) ||
  ((a.created_at ?? '') < (b.created_at ?? '') ? -1 : Number((a.created_at ?? '') > (b.created_at ?? '')))
