import { fits as fitsGlob } from '../lib/glob.ts'
import { isSevere, SEVERITIES, type Finding, type Severity } from '../model/finding.ts'
import type { KeyRecord, Report } from '../model/report.ts'
import { isUnused } from '../model/unused.ts'
import { DISPOSITIONS } from '../model/usage.ts'
import type { FailOn, KeyFilter } from '../options/options.ts'

/** What `--fail-on` matches, in one line: `--fail-on unused,high matched 5 keys and 2 findings.` Null: nothing. */
export function gateText({ keys, findings = [] }: Report, failOn: readonly FailOn[]): string | null {
  const failing = findings.filter(({ status, is_new: isNew }) => status === 'fail' && isNew !== false)
  const found = failing.filter(each => failOn.some(gate => isGated(each, gate)))
  const matched = keys.filter(key => failOn.some(gate => isFilter(gate) && fits(key, gate)))
  if (found.length + matched.length === 0) return null
  const counts = [
    ...(matched.length === 0 ? [] : [counted(matched.length, 'key')]),
    ...(found.length === 0 ? [] : [counted(found.length, 'finding')]),
  ]
  return `--fail-on ${failOn.join(',')} matched ${counts.join(' and ')}.`
}

export const isGateOpen = (report: Report, failOn: readonly FailOn[]): boolean => gateText(report, failOn) !== null

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`

/** Whether a gate is about this finding: by its check, which a glob may mean, or by its severity. */
export const isGated = (finding: Finding, gate: FailOn): boolean =>
  fitsGlob(gate, finding.check) || (isSeverity(gate) && isSevere(finding, gate))

/** Whether a word of `--only` or `--fail-on` is about this key. */
export const fits = (key: KeyRecord, filter: KeyFilter): boolean =>
  filter === 'unused' ? isUnused(key) : key.disposition === filter

/** About keys; other words are about findings. */
export const isFilter = (word: FailOn): word is KeyFilter =>
  word === 'unused' || (DISPOSITIONS as readonly string[]).includes(word)

const isSeverity = (word: string): word is Severity => (SEVERITIES as readonly string[]).includes(word)
