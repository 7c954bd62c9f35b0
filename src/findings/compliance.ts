import type { Framework, FrameworkControl } from '../checks/frameworks.ts'
import { checks as registry } from '../checks/index.ts'
import { groupBy } from '../lib/group-by.ts'
import { countNoun } from '../lib/text/numbers.ts'
import {
  CONTROL_STATUSES,
  type ControlRecord,
  type ControlStatus,
  type FrameworkRecord,
} from '../model/report/compliance.ts'
import { type Finding, placeOf } from '../model/finding.ts'
import type { Report } from '../model/report/report.ts'
import { controlOf, covers, frameworksNamed } from './framework-checks.ts'
import { loadChecks } from './load-checks.ts'
import { unlistedKeysText } from './unlisted-keys.ts'

/**
 * Returns the report with the results for the controls of these frameworks. Its findings must be those of every check
 * that the frameworks need, for every key: what is left out counts as not found.
 */
export async function withCompliance(report: Report, ids: readonly string[]): Promise<Report> {
  const all = await loadChecks(Object.keys(registry))
  const unlisted = unlistedKeysText(report)
  const resultsOf = resultReader(report)
  const assess = (framework: Framework, control: FrameworkControl): ControlRecord => {
    const checks = all.filter(check => covers(check, framework, control.id))
    const mapped = checks.map(check => check.id)
    const about = checks.flatMap(check => controlOf(check, framework, control.id)?.about ?? [])
    // A key that was not listed decides nothing about other resources.
    const hidden = checks.some(({ scope }) => scope !== 'resource') ? unlisted : null
    const noun = checks.every(({ scope }) => scope === 'resource') ? 'resource' : 'key'
    return controlRecord(control, mapped, { ...resultsOf(mapped, about), noun }, hidden)
  }
  const compliance = frameworksNamed(ids).map((framework): FrameworkRecord => ({
    framework: framework.id,
    name: framework.name,
    controls: framework.controls.map(control => assess(framework, control)),
  }))
  return { ...report, compliance }
}

/** What the findings of some checks say together. */
interface Results {
  /** Of keys, or of other resources. */
  keys: Counts
  /** Why the first unknown result is unknown. Empty: none is. */
  why: string
}

/**
 * Returns a function that reads the results of some checks. Frameworks repeat the same checks, and to count 100,000 keys
 * takes 0.3 s, so each list of checks is read once.
 */
function resultReader({ findings = [] }: Report): (checks: readonly string[], about: readonly string[]) => Results {
  const byCheck = new Map(groupBy(findings, ({ check }) => check).map(group => [group[0]?.check, group] as const))
  const read = new Map<string, Results>()
  return (checks, about) => {
    const name = [...checks, ...about].join(',')
    const known = read.get(name)
    if (known !== undefined) return known
    const isAbout = ({ resource }: Finding): boolean =>
      about.length === 0 || resource === undefined || about.includes(resource.type)
    const groups = checks.map(check => (byCheck.get(check) ?? []).filter(isAbout))
    const results = { keys: countKeys(groups), why: reasonIn(groups) }
    read.set(name, results)
    return results
  }
}

function controlRecord(
  { id, title, notCovered = '' }: FrameworkControl,
  checks: string[],
  { keys, noun, why }: Results & { noun: 'key' | 'resource' },
  unlisted: string | null,
): ControlRecord {
  if (checks.length === 0) return { id, title, status: 'not_covered', checks, keys, detail: notCovered }
  const known = RESULTS.find(status => keys[status] > 0) ?? 'not_applicable'
  // A key that was not listed could fail, so the control does not pass.
  const isHidden = unlisted !== null && known !== 'fail'
  const status = isHidden ? 'unknown' : known
  const detail = isHidden ? unlisted : detailText(status, keys, noun, why)
  return { id, title, status, checks, keys, detail }
}

type Counts = ControlRecord['keys']

/** Worst first. */
const RESULTS = CONTROL_STATUSES.filter(status => status !== 'not_covered')

/** Counts the keys or other resources by their worst result. */
function countKeys(groups: readonly (readonly Finding[])[]): Counts {
  const worst = new Map<string, Finding['status']>()
  for (const group of groups) {
    for (const finding of group) {
      const place = resourceOf(finding)
      worst.set(place, worseOf(finding.status, worst.get(place)))
    }
  }
  const counts = { fail: 0, unknown: 0, muted: 0, pass: 0, not_applicable: 0 }
  for (const status of worst.values()) counts[status]++
  return counts
}

const resourceOf = (finding: Finding): string =>
  `${placeOf(finding)} ${finding.resource?.type ?? ''} ${finding.resource?.id ?? ''}`

const worseOf = (one: Finding['status'], other: Finding['status'] = one): Finding['status'] =>
  RESULTS.indexOf(one) < RESULTS.indexOf(other) ? one : other

function detailText(status: ControlStatus, counts: Counts, noun: string, why: string): string {
  const { fail, unknown, muted, pass } = counts
  const judged = countNoun(fail + unknown + muted + pass, noun)
  const rest = [
    ...(status !== 'unknown' && unknown > 0 ? [`${unknown} unknown`] : []),
    ...(status !== 'muted' && muted > 0 ? [`${muted} muted`] : []),
  ].join(', ')
  const more = rest === '' ? '' : `; ${rest}`
  switch (status) {
    case 'fail':
      return `${fail} of ${judged} ${fail === 1 ? 'fails' : 'fail'}${more}.`
    case 'unknown':
      return `${unknown} of ${judged} ${unknown === 1 ? 'is' : 'are'} unknown${more}: ${why}`
    case 'muted':
      return `${muted} of ${judged} ${muted === 1 ? 'does' : 'do'} not pass, and the mutelist accepts ${muted === 1 ? 'it' : 'them'}.`
    case 'pass':
      return `${judged} ${pass === 1 ? 'passes' : 'pass'}.`
    default:
      return `No ${noun} is subject to this control.`
  }
}

function reasonIn(groups: readonly (readonly Finding[])[]): string {
  for (const group of groups) {
    const unknown = group.find(({ status }) => status === 'unknown')
    if (unknown !== undefined) return unknown.detail
  }
  return ''
}
