import { groupBy } from '../../lib/group-by.ts'
import { countNoun, moneyText } from '../../lib/text/numbers.ts'
import type { CohortRecord } from '../../model/advice.ts'
import { DOLLAR } from '../../model/cost.ts'
import { isPendingDeletion } from '../../model/key.ts'
import { reportCommand } from '../../model/report/report-command.ts'
import type { KeyRecord, Report } from '../../model/report/report.ts'
import { isUnused } from '../../model/report/unused.ts'
import type { AdviceKind, Draft } from '../advice-kind.ts'
import { environmentOf } from '../shared/environment.ts'
import { keyResource } from '../shared/key-resource.ts'
import { cohortPatternOf, type CohortPattern } from './cohort-pattern.ts'

/** Fewer alike keys than that are no cohort: a random part in the name alone shows less than a word such as `pr`. */
const FEWEST = { marker: 3, random: 5 }

/**
 * Keys that pull-request, preview and test stacks leave behind. Those that are unused are counted as unused keys, so that
 * this advice saves nothing of its own: its number is the growth.
 */
export const leakedKeys: AdviceKind = {
  title: 'Let stacks of pull requests, previews and tests delete their keys or share one',
  needs: ['tags'],
  advise: ({ report }) => {
    const named = report.keys.flatMap(key => {
      const found = isCounted(key) ? cohortPatternOf(key) : null
      return found === null ? [] : [{ key, ...found }]
    })
    return groupBy(named, ({ key, pattern, by }) => cohortOf(key, pattern, by))
      .filter(group => group.length >= FEWEST[group[0]?.by ?? 'random'])
      .flatMap(group => draftOfCohort(group, report))
  },
}

/** Customer managed keys that are billed, outside of production. */
const isCounted = (key: KeyRecord): boolean =>
  key.key_manager === 'CUSTOMER' &&
  key.error === null &&
  key.created_at !== null &&
  !(key.key_state !== null && isPendingDeletion(key.key_state)) &&
  !(environmentOf(key.tags ?? [], key.aliases) ?? '').includes('production')

const cohortOf = (key: KeyRecord, pattern: string, by: string): string =>
  JSON.stringify([key.account_id, key.region, key.key_spec, key.key_usage, pattern, by])

type Named = CohortPattern & { key: KeyRecord }

function draftOfCohort(group: readonly Named[], report: Report): Draft[] {
  const keys = group.map(({ key }) => key)
  const [first, [one] = []] = [keys[0], group]
  if (first === undefined || one === undefined) return []
  const cohort = cohortRecord(one.pattern, keys, report.generated_at)
  const { unused_keys: unused, unused_cost: cost, growth_per_month: growth } = cohort
  const counted = unused === 0 ? '' : ` (${cost === null ? 'price not known' : moneyText(cost)} a month, counted there)`
  return [
    {
      account_id: first.account_id,
      region: first.region,
      resource: { ...keyResource(first), name: one.pattern },
      key_arns: keys.map(({ key_arn: arn }) => arn),
      summary: `${countNoun(keys.length, 'alike key')} named ${one.pattern}, of which ${unused} ${unused === 1 ? 'is' : 'are'} unused${counted}; ${growth} more each month.`,
      claims: [],
      blocked: null,
      unknown: null,
      assumptions: [
        one.by === 'marker'
          ? 'The name means a stack that is to go away.'
          : 'Keys whose names differ by a random part come from stacks of the same template.',
        'Growth is the mean of the three whole months before. Keys that were deleted since are not in it.',
      ],
      change: `Let the template delete its key with the stack (DeletionPolicy: Delete, PendingWindowInDays: 7; CDK: RemovalPolicy.DESTROY; Terraform: deletion_window_in_days = 7), or let these stacks share one key. Retire the unused keys with ${reportCommand(report, 'retire', 'plan')}.`,
      commands: '',
      limits: ['Unused keys of the cohort are in the total of unused keys, and are not counted again here.'],
      cohort,
    },
  ]
}

/** The numbers of a cohort. All follow from the keys of the report. */
export function cohortRecord(pattern: string, keys: readonly KeyRecord[], now: string): CohortRecord {
  const unused = keys.filter(isUnused)
  const months = groupBy(
    keys.map(({ created_at: at }) => (at ?? '').slice(0, 7)),
    month => month,
  )
  const created = months
    .map(same => ({ month: same[0] ?? '', keys: same.length }))
    .toSorted((a, b) => (a.month < b.month ? -1 : 1))
  const last = monthsBefore(now, 3)
  const recent = created.filter(({ month }) => last.includes(month)).reduce((sum, one) => sum + one.keys, 0)
  return {
    pattern,
    keys: keys.length,
    unused_keys: unused.length,
    unused_cost: costOf(unused),
    monthly_cost: costOf(keys),
    created,
    growth_per_month: Math.round((recent / 3) * 100) / 100,
  }
}

const costOf = (keys: readonly KeyRecord[]): number | null =>
  keys.some(({ cost }) => cost.key === null)
    ? null
    : keys.reduce((sum, { cost }) => sum + Math.round((cost.key ?? 0) * DOLLAR), 0) / DOLLAR

/** The whole months before a time: `2026-08`. */
function monthsBefore(time: string, count: number): string[] {
  const [year = 0, month = 1] = time.split('-').map(Number)
  return Array.from({ length: count }, (_, index) =>
    new Date(Date.UTC(year, month - 2 - index, 1)).toISOString().slice(0, 7),
  )
}
