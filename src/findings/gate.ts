import { fits as fitsGlob } from '../lib/text/glob.ts'
import { isSevere, OPA_CHECK, SEVERITIES, type Finding, type Severity } from '../model/finding.ts'
import type { KeyRecord, Report } from '../model/report.ts'
import { isKnownNotUnused, isUnused } from '../model/unused.ts'
import { DISPOSITIONS } from '../model/usage.ts'
import type { FailOn, DispositionFilter } from '../model/options.ts'

/** What one word of `--fail-on` matches in a report. */
export interface Gate {
  word: FailOn
  /** Keys for a verdict, findings for a severity or a check. */
  about: 'keys' | 'findings'
  /** The keys or findings that make the exit code 1, in the order of the report. */
  matched: readonly Subject[]
  /** Those that may match: their verdict or status is unknown. */
  undecided: readonly Subject[]
  /** How many keys or findings the word is about, whatever their verdict or status is. */
  total: number
}

/** A key or a finding. Without a key it is a finding about an account. */
export type Subject = Pick<Finding, 'account_id' | 'region' | 'key_id'> & { check?: string }

/** Tries every word of `--fail-on`, in the order given. */
export const gatesOf = (report: Report, failOn: readonly FailOn[]): Gate[] =>
  failOn.map(word => (isDispositionFilter(word) ? keyGate(report, word) : findingGate(report, word)))

export const matchesAnyGate = (report: Report, failOn: readonly FailOn[]): boolean =>
  gatesOf(report, failOn).some(({ matched }) => matched.length > 0)

const keyGate = ({ keys }: Report, word: DispositionFilter): Gate => ({
  word,
  about: 'keys',
  matched: keys.filter(key => fits(key, word)),
  undecided: keys.filter(key => mayFit(key, word)),
  total: keys.length,
})

/** Against a baseline only new findings count. */
function findingGate({ findings = [] }: Report, word: FailOn): Gate {
  const counted = findings.filter(finding => finding.is_new !== false && mayBeGated(finding, word))
  return {
    word,
    about: 'findings',
    matched: counted.filter(finding => finding.status === 'fail' && isGated(finding, word)),
    undecided: counted.filter(({ status }) => status === 'unknown'),
    total: counted.length,
  }
}

/** Whether a gate is about this finding: by its check, which a glob may mean, or by its severity. */
export const isGated = (finding: Finding, gate: FailOn): boolean =>
  fitsGlob(gate, finding.check) || (isSeverity(gate) && isSevere(finding, gate))

/** A policy of OPA gives each denial a severity of its own, which is not known before OPA has answered. */
const mayBeGated = (finding: Finding, gate: FailOn): boolean =>
  isGated(finding, gate) || (finding.check === OPA_CHECK && finding.status === 'unknown' && isSeverity(gate))

/** Whether a word of `--only` or `--fail-on` is about this key. */
export const fits = (key: KeyRecord, filter: DispositionFilter): boolean =>
  filter === 'unused' ? isUnused(key) : key.disposition === filter

/** Whether the word might be about this key if more were known about its use. */
function mayFit(key: KeyRecord, filter: DispositionFilter): boolean {
  if (filter === 'unused') return !isUnused(key) && !isKnownNotUnused(key)
  return filter !== 'unknown' && key.disposition === 'unknown'
}

/** About keys; other words are about findings. */
export const isDispositionFilter = (word: FailOn): word is DispositionFilter =>
  word === 'unused' || (DISPOSITIONS as readonly string[]).includes(word)

export const isSeverity = (word: string): word is Severity => (SEVERITIES as readonly string[]).includes(word)
