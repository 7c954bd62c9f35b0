import type { Check } from '../checks/check.ts'
import { matchesGlob as fitsGlob } from '../lib/text/glob.ts'
import { AuditError } from '../lib/process/exit.ts'
import { accountFactOf, type CoreNeed, factOf } from '../facts/needs.ts'
import { fieldsOf } from '../facts/fact.ts'
import { SEVERITIES, type Severity } from '../model/finding.ts'
import type { Report } from '../model/report/report.ts'
import type { FailOn, ShowOptions } from '../model/options/options.ts'
import { isReferenceFilter } from '../model/report/references.ts'
import { isDispositionFilter, isGated, isSeverity, matchesAnyGate } from './gate-match.ts'

/** Throws (wrong usage) if `--only` or `--fail-on` is about rows that the saved report does not contain. */
export function requireRows(
  { keys, scope, summary }: Report,
  { only, failOn }: Pick<ShowOptions, 'only' | 'failOn'>,
  name: string,
): void {
  const [option, filters] = only.length > 0 ? ['--only', only] : ['--fail-on', failOn.filter(isDispositionFilter)]
  if (filters.length === 0) return
  const reference = only.find(isReferenceFilter)
  if (reference !== undefined && scope.dependents === undefined)
    throw new AuditError('usage', `--only ${reference} needs a search for dependents, but ${name} has none.`, {
      hint: 'Save the report with --dependents.',
    })
  if (scope.sources.length === 0 && !filters.every(isReferenceFilter))
    throw new AuditError('usage', `${option} needs evidence of use, but ${name} has none.`, {
      hint: 'Run the audit again without --source none.',
    })
  const unmatched = filters.find(filter => !scope.only?.includes(filter))
  if (keys.length === summary.keys || unmatched === undefined) return
  throw new AuditError('usage', `${option} ${unmatched} needs every key, but ${name} was saved without some of them.`, {
    hint: 'Save the report without --only.',
  })
}

/** Throws (wrong usage) if the saved report does not contain every key, so that no framework can be assessed. */
export function requireEveryKey({ keys, summary }: Report, name: string): void {
  if (keys.length === summary.keys) return
  throw new AuditError('usage', `--compliance needs every key, but ${name} was saved without some of them.`, {
    hint: 'Save the report without --only.',
  })
}

/**
 * Throws (wrong usage) if a word of `--fail-on` can never match, or cannot be decided: that would look like good news.
 */
export function requireDecidableGates(
  report: Report,
  selected: readonly Check[],
  { failOn }: ShowOptions,
  name: string,
): void {
  const gates = failOn.filter(gate => !isDispositionFilter(gate))
  if (gates.length === 0 || matchesAnyGate(report, failOn)) return
  const { scope, findings } = report
  const unmatched = gates.find(
    gate => findings === undefined || (!isSeverity(gate) && !scope.checks?.some(id => fitsGlob(gate, id))),
  )
  if (unmatched !== undefined)
    throw new AuditError('usage', `--fail-on ${unmatched} can never match: ${name} has no results of that check.`, {
      hint: ADD_CHECKS,
    })
  const least = scope.severity
  const hidden = least === undefined ? undefined : gates.find(gate => isSeverity(gate) && isMilder(gate, least))
  if (hidden !== undefined)
    throw new AuditError(
      'usage',
      `--fail-on ${hidden} needs every finding, but ${name} contains only severity ${least} and higher.`,
      {
        hint: ADD_CHECKS,
      },
    )
  for (const gate of gates) requireFacts(gate, report, selected, name)
}

const ADD_CHECKS = 'Add --checks, or --check with the checks to run.'

const isMilder = (gate: Severity, least: Severity): boolean => SEVERITIES.indexOf(gate) > SEVERITIES.indexOf(least)

/** Throws (wrong usage) if the report was saved without what the gated checks read: they are unknown for every key. */
function requireFacts(gate: FailOn, report: Report, selected: readonly Check[], name: string): void {
  const gatedIds = (report.findings ?? []).filter(finding => isGated(finding, gate)).map(({ check }) => check)
  const gated = selected.filter(({ id }) => fitsGlob(gate, id) || gatedIds.includes(id))
  const what = missingNeedsText(report, gated)
  if (what === null) return
  throw new AuditError('usage', `--fail-on ${gate} cannot be evaluated: ${name} was saved without ${what}.`, {
    hint: 'Run the audit again with --checks -o json, or select other checks with --check.',
  })
}

/** Returns what these checks read and the report does not contain: `key policies, grants`. Null: nothing. */
export function missingNeedsText(report: Report, selected: readonly Check[]): string | null {
  const missing = new Set(selected.flatMap(({ needs }) => needs).filter(need => !holds(report, need)))
  return missing.size === 0
    ? null
    : [...missing].map(need => (factOf(need) ?? accountFactOf(need))?.plural ?? WORDS[need as CoreNeed]).join(', ')
}

const WORDS: Readonly<Record<CoreNeed, string>> = {
  description: 'descriptions',
  aliases: 'aliases',
  trails: 'trails',
  usage: 'evidence of use',
}

/** Whether the audit requested what a check needs. What could not be read is a gap, for `--strict`. */
function holds({ keys, scope }: Report, need: string): boolean {
  const fact = factOf(need)
  if (fact !== null) {
    const own = keys.filter(({ key_manager }) => key_manager !== 'AWS')
    const applies = own.some(({ key_spec: spec, origin, key_state: state }) => {
      return fact.appliesTo?.({ spec, origin, state }) ?? true
    })
    return !applies || own.some(key => fieldsOf(fact).some(field => key[field] !== undefined))
  }
  const ofAccount = accountFactOf(need)
  if (ofAccount !== null) return scope[ofAccount.field] !== undefined
  if (need === 'trails') return scope.trails !== undefined
  // Every audit reads descriptions and aliases.
  return need !== 'usage' || scope.sources.length > 0
}
