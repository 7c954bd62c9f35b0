import { defined } from '../../lib/defined.ts'
import { groupBy } from '../../lib/group-by.ts'
import type { Finding } from '../../model/finding.ts'
import {
  HISTORY_VERSION,
  type HistoryFinding,
  type HistoryFindings,
  type HistoryGap,
  type HistoryKeyFields,
  type HistoryLine,
  type HistoryScope,
} from '../../model/history/history-line.ts'
import type { Report } from '../../model/report/report.ts'
import type { KeptKey, KeptReport } from '../kept-key.ts'
import { keyIdentity, placeIdentity } from '../key-identity.ts'
import { toPositions } from './positions.ts'
import { withoutDefaults } from './key-fields.ts'

/** Returns what the history keeps of a run. Pure. */
export function lineOf(report: KeptReport): HistoryLine {
  const { tool_version, generated_at, unused_days, scope, summary, savings, gaps, findings, deletions, keys } = report
  const places = new Map(scope.places.map((place, at) => [placeIdentity(place), at]))
  const positions = new Map(keys.map((key, at) => [keyIdentity(key), at]))
  const fields = keys.map(key => fieldsOf(key, places.get(placeIdentity(key)) ?? 0))
  return {
    history_version: HISTORY_VERSION,
    tool_version,
    generated_at,
    unused_days,
    scope: scopeOfLine(scope),
    summary,
    savings,
    gaps: gapsOf(gaps, positions),
    ...(findings === undefined ? {} : { findings: findingsOf(findings, positions) }),
    ...(deletions === undefined ? {} : { deletions }),
    ...withoutDefaults(
      keys.map(({ key_id }) => key_id),
      fields,
    ),
  }
}

function scopeOfLine({ manager, keys, exclude_keys, tags, only, sources, places, checks, severity }: Report['scope']) {
  return defined({ manager, keys, exclude_keys, tags, only, sources, places, checks, severity }) as HistoryScope
}

function fieldsOf(key: KeptKey, place: number): Required<HistoryKeyFields> {
  const { usage, cost } = key
  return {
    place,
    aliases: [...key.aliases],
    key_state: key.key_state,
    key_manager: key.key_manager,
    created_at: key.created_at,
    deletion_date: key.deletion_date,
    disposition: key.disposition,
    usage: usage?.status ?? null,
    last_used_at: usage?.last_used_at ?? null,
    at_least: usage?.at_least ?? false,
    not_observed_since: usage?.not_observed_since ?? null,
    cost: cost.key,
    cost_basis: cost.basis,
    error: key.error,
  }
}

type Positions = ReadonlyMap<string, number>

function gapsOf(gaps: Report['gaps'], positions: Positions): HistoryGap[] {
  const kinds = groupBy(gaps, ({ account_id, region, operation, reason }) =>
    JSON.stringify([account_id, region, operation, reason]),
  )
  return kinds.flatMap(group => {
    const [first] = group
    if (first === undefined) return []
    const { account_id, region, operation, reason } = first
    const [keys, key_ids] = [new Array<number>(), new Array<string>()]
    for (const { key_id } of group) {
      if (key_id === null) continue
      const position = positions.get(keyIdentity({ account_id, region: region ?? '', key_id }))
      if (position === undefined) key_ids.push(key_id)
      else keys.push(position)
    }
    return {
      account_id,
      region,
      operation,
      reason,
      count: group.length,
      ...listed({ keys: toPositions(keys), key_ids }),
    }
  })
}

function findingsOf(findings: readonly Finding[], positions: Positions): HistoryFindings[] {
  const kinds = groupBy(findings.filter(isKept), ({ check, severity, status }) => `${check} ${severity} ${status}`)
  return kinds.flatMap(group => {
    const [first] = group
    if (first === undefined) return []
    const { check, severity, status } = first
    const [keys, others] = [new Array<number>(), new Array<HistoryFinding>()]
    for (const finding of group) {
      const position = positionOf(finding, positions)
      if (position === null) others.push(aboutOf(finding))
      else keys.push(position)
    }
    return { check, severity, status, count: group.length, ...listed({ keys: toPositions(keys), others }) }
  })
}

type KeptFinding = Finding & { status: HistoryFindings['status'] }

const isKept = (finding: Finding): finding is KeptFinding =>
  finding.status !== 'pass' && finding.status !== 'not_applicable'

/** Null: the finding is not just about a key of the line. */
function positionOf({ account_id, region, key_id, rule, resource }: Finding, positions: Positions): number | null {
  if (region === null || key_id === null || rule !== undefined || resource !== undefined) return null
  return positions.get(keyIdentity({ account_id, region, key_id })) ?? null
}

function aboutOf({ account_id, region, key_id, rule, resource }: Finding): HistoryFinding {
  const about = resource === undefined ? undefined : { type: resource.type, id: resource.id, arn: resource.arn }
  return defined({ account_id, region, key_id, rule, resource: about })
}

/** The lists that are not empty. */
const listed = <T extends Record<string, readonly unknown[]>>(lists: T): Partial<T> =>
  Object.fromEntries(Object.entries(lists).filter(([, list]) => list.length > 0)) as Partial<T>
