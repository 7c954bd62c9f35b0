import { matchesGlob as fitsGlob } from '../lib/text/glob.ts'
import { isSevere, SEVERITIES, type Finding, type Severity } from '../model/finding.ts'
import { OPA_CHECK } from '../model/opa.ts'
import type { DispositionFilter, FailOn } from '../model/options/options.ts'
import type { KeyRecord, Report } from '../model/report/report.ts'
import { isKnownNotUnused, isUnused } from '../model/report/unused.ts'
import { DISPOSITIONS } from '../model/usage.ts'

/** What one word of `--fail-on` matches in a report. */
export interface GateMatch {
  word: FailOn
  /** Keys for a verdict, findings for a severity or a check. */
  about: 'keys' | 'findings'
  /** The keys or findings that make the exit code 1, in the order of the report. */
  matched: readonly GateSubject[]
  /** Those that may match: their verdict or status is unknown. */
  undecided: readonly GateSubject[]
  /** Number of keys or findings that the word is about, whatever their verdict or status is. */
  total: number
}

/** A key or a finding. A finding without a key and a resource is about an account. */
export type GateSubject = Pick<Finding, 'account_id' | 'region' | 'key_id' | 'resource'> & { check?: string }

/** Tries every word of `--fail-on`, in the order given. */
export const gateMatches = (report: Report, failOn: readonly FailOn[]): GateMatch[] =>
  failOn.map(word => (isDispositionFilter(word) ? matchKeys(report, word) : matchFindings(report, word)))

export const matchesAnyGate = (report: Report, failOn: readonly FailOn[]): boolean =>
  gateMatches(report, failOn).some(({ matched }) => matched.length > 0)

const matchKeys = ({ keys }: Report, word: DispositionFilter): GateMatch => ({
  word,
  about: 'keys',
  matched: keys.filter(key => fitsDisposition(key, word)),
  undecided: keys.filter(key => mayFitDisposition(key, word)),
  total: keys.length,
})

/** With a baseline, only new findings count. */
function matchFindings({ findings = [] }: Report, word: FailOn): GateMatch {
  const counted = findings.filter(finding => finding.is_new !== false && mayBeGated(finding, word))
  return {
    word,
    about: 'findings',
    matched: counted.filter(finding => finding.status === 'fail' && isGated(finding, word)),
    undecided: counted.filter(({ status }) => status === 'unknown'),
    total: counted.filter(({ status }) => status !== 'not_applicable').length,
  }
}

/** The word of `--fail-on` for any finding. Only `kms-audit activity` takes it. */
export const ANY_FINDING = 'anomaly'

/**
 * Whether a word of `--fail-on` is about this finding: by its check, which the word may name by a glob, or by its
 * severity.
 */
export const isGated = (finding: Finding, word: FailOn): boolean =>
  fitsGlob(word === ANY_FINDING ? '*' : word, finding.check) || (isSeverity(word) && isSevere(finding, word))

/** An OPA policy gives each denial a severity of its own, which is not known before OPA has answered. */
const mayBeGated = (finding: Finding, word: FailOn): boolean =>
  isGated(finding, word) || (finding.check === OPA_CHECK && finding.status === 'unknown' && isSeverity(word))

/** Whether a word of `--only` or `--fail-on` is about this key. */
export const fitsDisposition = (key: KeyRecord, filter: DispositionFilter): boolean =>
  filter === 'unused' ? isUnused(key) : key.disposition === filter

/** Whether the word might be about this key if more were known about the key's use. */
function mayFitDisposition(key: KeyRecord, filter: DispositionFilter): boolean {
  if (filter === 'unused') return !isUnused(key) && !isKnownNotUnused(key)
  return filter !== 'unknown' && key.disposition === 'unknown'
}

/** Whether a word of `--fail-on` is about keys; other words are about findings. */
export const isDispositionFilter = (word: FailOn): word is DispositionFilter =>
  word === 'unused' || (DISPOSITIONS as readonly string[]).includes(word)

export const isSeverity = (word: string): word is Severity => (SEVERITIES as readonly string[]).includes(word)
