import { EXIT, type ExitCode } from '../lib/process/exit.ts'
import { listText } from '../lib/text/lists.ts'
import { countNoun } from '../lib/text/numbers.ts'
import { diffGate, type DiffGateWord } from '../model/history/diff-gate.ts'
import { isWhole } from './not-recorded.ts'
import type { FindingChange, KeyChange, ReportDiff, Subject } from '../model/history/report-diff.ts'

/** What the differences mean for the exit code, and the lines that say why. */
interface DiffGateResult {
  exit: ExitCode
  /** Why the exit code is 1, or what is undecided. */
  notes: readonly string[]
  /** Why a word of `--fail-on` cannot be evaluated. Null: all of them can. */
  error: string | null
}

/** Decides the exit code: first by `--fail-on`, then, with `--strict`, by what could not be compared. */
export function evaluateDiffGates(
  diff: ReportDiff,
  { failOn, strict }: { failOn: readonly DiffGateWord[]; strict: boolean },
): DiffGateResult {
  const matched = failOn.flatMap(word => matchTexts(word, diff))
  if (matched.length > 0) return { exit: EXIT.findings, notes: matched, error: null }
  const unevaluated = failOn.map(word => unevaluatedText(word, diff)).find(text => text !== null) ?? null
  if (unevaluated !== null) return { exit: EXIT.incomplete, notes: [], error: unevaluated }
  const notes = failOn.flatMap(word => undecidedTexts(word, diff))
  return { exit: strict && isPartial(diff) ? EXIT.incomplete : EXIT.ok, notes, error: null }
}

function matchTexts(word: DiffGateWord, diff: ReportDiff): string[] {
  const keys = diff.changes.filter(change => isMatch(word, change))
  const findings = diff.findings.filter(({ change }) => isOfKind(word, change))
  if (keys.length + findings.length === 0) return []
  const counts = [
    ...(keys.length === 0 ? [] : [countNoun(keys.length, 'change')]),
    ...(findings.length === 0 ? [] : [countNoun(findings.length, 'finding')]),
  ]
  const names = [...keys.map(nameOfChange), ...findings.map(one => `${one.check} on ${nameOfChange(one)}`)]
  return [`--fail-on ${word}: ${counts.join(' and ')} (exit code 1): ${listText(names)}.`]
}

function isMatch(word: DiffGateWord, { change, access = [] }: KeyChange): boolean {
  if (!isOfKind(word, change)) return false
  if (diffGate(word).isGain !== true) return true
  return access.some(one => one.change === 'gained' || one.change === 'no_longer_denied')
}

const isOfKind = (word: DiffGateWord, kind: KeyChange['change'] | FindingChange['change']): boolean =>
  diffGate(word).kinds.includes(kind)

const nameOfChange = ({
  alias,
  key_id,
  account_id,
  ...more
}: Omit<FindingChange, 'old' | 'new'> | KeyChange): string => {
  const resource = 'resource' in more ? more.resource : undefined
  return resource?.name ?? resource?.id ?? alias ?? key_id ?? `account ${account_id}`
}

/** A word must not pass if nothing that it is about could be compared. */
function unevaluatedText(word: DiffGateWord, diff: ReportDiff): string | null {
  const why = diffGate(word)
    .subjects.map(subject => whyUndecided(subject, diff))
    .find(text => text !== null)
  return why === undefined ? null : `--fail-on ${word} could not be evaluated: ${why} (exit code 4).`
}

function whyUndecided(subject: Subject, diff: ReportDiff): string | null {
  const missing = diff.not_recorded.find(one => one.subject === subject && isWhole(one))
  if (missing !== undefined)
    return missing.not_in === 'both'
      ? `the reports do not contain ${SUBJECT_NAMES[subject]}`
      : `the ${missing.not_in} report does not contain ${SUBJECT_NAMES[subject]}`
  const oneSided = oneSidedKeys(diff)
  // Each key that only one report covers can be a new one or a gone one.
  if (subject === 'presence')
    return oneSided === 0 ? null : `only one of the reports covers ${countNoun(oneSided, 'key')} that it lists`
  // Findings that could not be compared are named, and the others decide.
  const incomparable = subject === 'findings' ? 0 : incomparableKeys(subject, diff)
  const undecided = incomparable + oneSided
  if (undecided === 0 || diff.summary.compared > incomparable) return null
  return `nothing is known about ${SUBJECT_NAMES[subject]} of ${countNoun(undecided, 'key')}`
}

/** Keys of one report that the other one does not cover, or could not list. */
const oneSidedKeys = (diff: ReportDiff): number => incomparableKeys('presence', diff) + diff.summary.left_out

const incomparableKeys = (subject: Subject, { not_comparable }: ReportDiff): number =>
  not_comparable
    .filter(one => one.subject === subject)
    .reduce((count, { key_ids }) => count + (key_ids?.length ?? 1), 0)

/** What could not be decided about a subject, for words that do not match: findings, or keys. */
function undecidedCount(subject: Subject, diff: ReportDiff): number {
  if (subject === 'findings') return diff.findings.filter(isUndecided).length + incomparableKeys(subject, diff)
  return (subject === 'presence' ? 0 : incomparableKeys(subject, diff)) + oneSidedKeys(diff)
}

/** Whether a finding may be new: it fails now, or may fail, and whether it did before is not known. */
const isUndecided = ({ change, old, new: now }: FindingChange): boolean =>
  change === 'finding_changed' && (now === 'unknown' || (old === 'unknown' && now === 'fail'))

function undecidedTexts(word: DiffGateWord, diff: ReportDiff): string[] {
  const doubts = diffGate(word).subjects.flatMap(subject => {
    const count = undecidedCount(subject, diff)
    if (count === 0) return []
    return [
      subject === 'findings' ? countNoun(count, 'finding') : `${SUBJECT_NAMES[subject]} of ${countNoun(count, 'key')}`,
    ]
  })
  return doubts.length === 0 ? [] : [`--fail-on ${word}: no match, but could not compare ${listText(doubts)}.`]
}

const isPartial = ({ not_comparable, left_out, not_recorded }: ReportDiff): boolean =>
  not_comparable.length + left_out.length > 0 || not_recorded.some(({ not_in }) => not_in !== 'both')

/** How messages name what is compared. */
export const SUBJECT_NAMES: Readonly<Record<Subject, string>> = {
  presence: 'the presence',
  usage: 'the last use',
  state: 'the description',
  description: 'descriptions and multi-Region families',
  policy: 'key policies',
  grants: 'grants',
  dependents: 'resources that use keys',
  rotation: 'rotation',
  tags: 'tags',
  aliases: 'aliases',
  cost: 'the cost',
  findings: 'findings',
}
