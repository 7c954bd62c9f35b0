import { isSevere, SEVERITIES, type Finding, type Severity } from '../model/finding.ts'
import type { KeyRecord, Report } from '../model/report.ts'
import { isUnused } from '../model/unused.ts'
import { DISPOSITIONS } from '../model/usage.ts'
import type { FailOn, KeyFilter } from '../options/options.ts'

/** Whether `--fail-on` matches a finding that fails, or a key. */
export function isGateOpen({ keys, findings = [] }: Report, failOn: readonly FailOn[]): boolean {
  const failing = findings.filter(({ status, is_new: isNew }) => status === 'fail' && isNew !== false)
  return (
    failOn.some(gate => failing.some(each => isGated(each, gate))) ||
    keys.some(key => failOn.some(gate => isFilter(gate) && fits(key, gate)))
  )
}

/** Whether a gate is about this finding: by its check, or by its severity. */
export const isGated = (finding: Finding, gate: FailOn): boolean =>
  finding.check === gate || (isSeverity(gate) && isSevere(finding, gate))

/** Whether a word of `--only` or `--fail-on` is about this key. */
export const fits = (key: KeyRecord, filter: KeyFilter): boolean =>
  filter === 'unused' ? isUnused(key) : key.disposition === filter.replace('-', '_')

/** About keys; other words are about findings. */
export const isFilter = (word: FailOn): word is KeyFilter =>
  word === 'unused' || (DISPOSITIONS as readonly string[]).includes(word)

const isSeverity = (word: string): word is Severity => (SEVERITIES as readonly string[]).includes(word)
