import type { Check } from '../checks/check.ts'
import type { Framework, FrameworkControl } from '../checks/frameworks.ts'
import { checks as registry } from '../checks/index.ts'
import { groupBy } from '../lib/group-by.ts'
import { countNoun } from '../lib/text/numbers.ts'
import { CONTROL_STATUSES, type ControlRecord, type ControlStatus, type FrameworkRecord } from '../model/compliance.ts'
import { type Finding, placeOf } from '../model/finding.ts'
import type { Report } from '../model/report.ts'
import { covers, frameworksNamed } from './framework-checks.ts'
import { loadChecks } from './load-checks.ts'
import { unlistedKeysText } from './unlisted-keys.ts'

/**
 * Returns the report with the results for the controls of these frameworks. Its findings must be those of every check
 * that the frameworks need, for every key: what is left out counts as not found.
 */
export async function withCompliance(report: Report, ids: readonly string[]): Promise<Report> {
  const all = await loadChecks(Object.keys(registry))
  const unlisted = unlistedKeysText(report)
  const byCheck = new Map(
    groupBy(report.findings ?? [], ({ check }) => check).map(group => [group[0]?.check, group] as const),
  )
  const assess = (framework: Framework, control: FrameworkControl): ControlRecord => {
    const checks = all.filter(check => covers(check, framework, control.id))
    return controlRecord(
      control,
      checks,
      checks.flatMap(({ id }) => byCheck.get(id) ?? []),
      unlisted,
    )
  }
  const compliance = frameworksNamed(ids).map((framework): FrameworkRecord => ({
    framework: framework.id,
    name: framework.name,
    controls: framework.controls.map(control => assess(framework, control)),
  }))
  return { ...report, compliance }
}

function controlRecord(
  { id, title, notCovered = '' }: FrameworkControl,
  checks: readonly Check[],
  findings: readonly Finding[],
  unlisted: string | null,
): ControlRecord {
  const ids = checks.map(check => check.id)
  const keys = countKeys(findings)
  if (ids.length === 0) return { id, title, status: 'not_covered', checks: ids, keys, detail: notCovered }
  const known = RESULTS.find(status => keys[status] > 0) ?? 'not_applicable'
  // A key that was not listed could fail, so the control does not pass.
  const isHidden = unlisted !== null && known !== 'fail'
  const status = isHidden ? 'unknown' : known
  const detail = isHidden ? unlisted : detailText(status, keys, findings)
  return { id, title, status, checks: ids, keys, detail }
}

type Counts = ControlRecord['keys']

/** Worst first. */
const RESULTS = CONTROL_STATUSES.filter(status => status !== 'not_covered')

/** Counts the keys by their worst result. */
function countKeys(findings: readonly Finding[]): Counts {
  const worst = new Map<string, number>()
  for (const finding of findings) {
    const place = placeOf(finding)
    const rank = RESULTS.indexOf(finding.status)
    worst.set(place, Math.min(rank, worst.get(place) ?? Infinity))
  }
  const ranks = [...worst.values()]
  const countOf = (status: ControlStatus): number => ranks.filter(rank => RESULTS[rank] === status).length
  return {
    fail: countOf('fail'),
    unknown: countOf('unknown'),
    muted: countOf('muted'),
    pass: countOf('pass'),
    not_applicable: countOf('not_applicable'),
  }
}

function detailText(status: ControlStatus, counts: Counts, findings: readonly Finding[]): string {
  const { fail, unknown, muted, pass } = counts
  const judged = countNoun(fail + unknown + muted + pass, 'key')
  const rest = [
    ...(status !== 'unknown' && unknown > 0 ? [`${unknown} unknown`] : []),
    ...(status !== 'muted' && muted > 0 ? [`${muted} muted`] : []),
  ].join(', ')
  const more = rest === '' ? '' : `; ${rest}`
  switch (status) {
    case 'fail':
      return `${fail} of ${judged} ${fail === 1 ? 'fails' : 'fail'}${more}.`
    case 'unknown':
      return `${unknown} of ${judged} ${unknown === 1 ? 'is' : 'are'} unknown${more}: ${reasonIn(findings)}`
    case 'muted':
      return `${muted} of ${judged} ${muted === 1 ? 'does' : 'do'} not pass, and the mutelist accepts ${muted === 1 ? 'it' : 'them'}.`
    case 'pass':
      return `${judged} ${pass === 1 ? 'passes' : 'pass'}.`
    default:
      return 'No key is subject to this control.'
  }
}

const reasonIn = (findings: readonly Finding[]): string =>
  findings.find(({ status }) => status === 'unknown')?.detail ?? ''
