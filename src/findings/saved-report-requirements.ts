import type { Check } from '../checks/check.ts'
import { fits } from '../lib/text/glob.ts'
import { AuditError } from '../lib/process/exit.ts'
import { type Need, SEVERITIES, type Severity } from '../model/finding.ts'
import { hasRotationStatus } from '../model/key.ts'
import type { KeyRecord, Report } from '../model/report.ts'
import type { FailOn, ShowOptions } from '../model/options.ts'
import { isDispositionFilter, isGated, matchesAnyGate } from './gate.ts'

/** Rows that a saved report does not hold would look like keys that are not there. */
export function requireRows({ keys, scope, summary }: Report, { only, failOn }: ShowOptions, name: string): void {
  const [option, filters] = only.length > 0 ? ['--only', only] : ['--fail-on', failOn.filter(isDispositionFilter)]
  if (filters.length === 0) return
  if (scope.sources.length === 0)
    throw new AuditError('usage', `${option} needs evidence of use, but ${name} has none.`, {
      hint: 'Run the audit again without --source none.',
    })
  const stray = filters.find(filter => !scope.only?.includes(filter))
  if (keys.length === summary.keys || stray === undefined) return
  throw new AuditError('usage', `${option} ${stray} needs every key, but ${name} was saved without some of them.`, {
    hint: 'Save the report without --only.',
  })
}

/** A gate that can never match, or that nobody could decide, would look like good news. */
export function requireDecidableGates(
  report: Report,
  judges: readonly Check[],
  { failOn }: ShowOptions,
  name: string,
): void {
  const gates = failOn.filter(gate => !isDispositionFilter(gate))
  if (gates.length === 0 || matchesAnyGate(report, failOn)) return
  const { scope, findings } = report
  const stray = gates.find(
    gate => findings === undefined || (!isSeverity(gate) && !scope.checks?.some(id => fits(gate, id))),
  )
  if (stray !== undefined)
    throw new AuditError('usage', `--fail-on ${stray} can never match: ${name} has no results of that check.`, {
      hint: JUDGE,
    })
  const least = scope.severity
  const faint = least === undefined ? undefined : gates.find(gate => isSeverity(gate) && isMilder(gate, least))
  if (faint !== undefined)
    throw new AuditError(
      'usage',
      `--fail-on ${faint} needs every finding, but ${name} contains only severity ${least} and higher.`,
      {
        hint: JUDGE,
      },
    )
  for (const gate of gates) requireFacts(gate, report, judges, name)
}

const JUDGE = 'Add --checks, or --check with the checks to run.'

const isSeverity = (gate: FailOn): gate is Severity => (SEVERITIES as readonly string[]).includes(gate)
const isMilder = (gate: Severity, least: Severity): boolean => SEVERITIES.indexOf(gate) > SEVERITIES.indexOf(least)

/** The report was saved without what this check reads, so that it is unknown for every key. */
function requireFacts(gate: FailOn, report: Report, judges: readonly Check[], name: string): void {
  const worst = (report.findings ?? []).filter(finding => isGated(finding, gate)).map(({ check }) => check)
  const gated = judges.filter(({ id }) => fits(gate, id) || worst.includes(id))
  const what = missingNeedsText(report, gated)
  if (what === null) return
  throw new AuditError('usage', `--fail-on ${gate} cannot be evaluated: ${name} was saved without ${what}.`, {
    hint: 'Run the audit again with --checks -o json, or select other checks with --check.',
  })
}

/** What these checks read and the report was saved without: `key policies, grants`. Null: nothing. */
export function missingNeedsText(report: Report, judges: readonly Check[]): string | null {
  const missing = new Set(judges.flatMap(({ needs }) => needs).filter(need => !holds(report, need)))
  return missing.size === 0 ? null : [...missing].map(need => WORDS[need]).join(', ')
}

const WORDS: Readonly<Record<Need, string>> = {
  description: 'descriptions',
  aliases: 'aliases',
  policy: 'key policies',
  rotation: 'rotations',
  grants: 'grants',
  tags: 'tags',
  trails: 'trails',
  usage: 'evidence of use',
}

/** Whether the audit asked for these facts; that it was refused is a gap, which `--strict` heeds. */
function holds({ keys, scope }: Report, need: Need): boolean {
  const own = keys.filter(({ key_manager }) => key_manager !== 'AWS')
  switch (need) {
    // Every audit asks for these.
    case 'description':
    case 'aliases':
      return true
    case 'policy':
      return own.length === 0 || own.some(key => key.key_policy !== undefined)
    case 'rotation':
      return !own.some(canRotate) || own.some(key => key.rotation !== undefined)
    case 'grants':
    case 'tags':
      return own.length === 0 || own.some(key => key[need] !== undefined)
    case 'trails':
      return scope.trails !== undefined
    case 'usage':
      return scope.sources.length > 0
  }
}

const canRotate = ({ key_spec, origin, key_state }: KeyRecord): boolean =>
  hasRotationStatus(key_spec, origin, key_state)
