import { type Finding, placeOf, SEVERITIES } from '../../../../model/finding.ts'
import type { KeyRecord, Report } from '../../../../model/report/report.ts'

/** The findings of each key of a report, the worst first. */
export interface KeyFindings {
  /** Undefined: no check was run. */
  all(key: KeyRecord): readonly Finding[] | undefined
  failing(key: KeyRecord): readonly Finding[]
}

export function keyFindings({ findings }: Report): KeyFindings {
  const byKey = new Map<string, Finding[]>()
  for (const finding of findings ?? []) {
    if (finding.key_id === null || finding.status === 'pass' || finding.status === 'not_applicable') continue
    const place = placeOf(finding)
    const known = byKey.get(place)
    if (known === undefined) byKey.set(place, [finding])
    else known.push(finding)
  }
  for (const list of byKey.values()) list.sort(bySeverity)
  const all = (key: KeyRecord): readonly Finding[] => byKey.get(placeOf(key)) ?? []
  return {
    all: key => (findings === undefined ? undefined : all(key)),
    failing: key => all(key).filter(({ status }) => status === 'fail'),
  }
}

const bySeverity = (one: Finding, other: Finding): number =>
  SEVERITIES.indexOf(one.severity) - SEVERITIES.indexOf(other.severity)
