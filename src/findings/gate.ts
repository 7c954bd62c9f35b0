import { EXIT, type ExitCode } from '../lib/process/exit.ts'
import { INTERNAL_ERROR } from '../model/gap.ts'
import type { ShowOptions } from '../model/options/options.ts'
import type { Report } from '../model/report/report.ts'
import { gateMatches } from './gate-match.ts'
import { gateMatchText, gateUndecidedText } from './gate-text.ts'
import { isNoKeyDescribed, undescribedKeysText } from './undescribed-keys.ts'
import { unevaluatedGateText } from './unevaluated-gate.ts'
import { areAllTagsUnread, unreadTagsText } from './unread-tags.ts'

/** What a report means for the exit code, and the lines that say why. */
interface GateResult {
  exit: ExitCode
  /** Why the exit code is 1, or what is undecided. */
  notes: readonly string[]
  /** Why the report must not be relied on; null: nothing says so. */
  error: string | null
}

/** Decides the exit code of a report: first by `--fail-on`, then by what could not be read. */
export function evaluateGates(report: Report, { failOn, strict }: Pick<ShowOptions, 'failOn' | 'strict'>): GateResult {
  const gates = gateMatches(report, failOn)
  const matching = gates.filter(({ matched }) => matched.length > 0)
  if (matching.length > 0) {
    return { exit: EXIT.findings, notes: matching.map(gate => gateMatchText(gate, report)), error: null }
  }
  if (isNoKeyDescribed(report)) return { exit: EXIT.incomplete, notes: [], error: undescribedKeysText(report) }
  const unevaluated = gates.map(gate => unevaluatedGateText(gate, report)).find(text => text !== null)
  if (unevaluated !== undefined) return { exit: EXIT.incomplete, notes: [], error: unevaluated }
  const notes = gates.filter(({ undecided }) => undecided.length > 0).map(gate => gateUndecidedText(gate, report))
  if (areAllTagsUnread(report)) return { exit: EXIT.incomplete, notes, error: unreadTagsText(report) }
  return { exit: isIncomplete(report, strict) ? EXIT.incomplete : EXIT.ok, notes, error: null }
}

/** Lost credentials and bugs of this program make a report incomplete, also without `--strict`. */
const isIncomplete = ({ gaps }: Report, strict: boolean): boolean =>
  gaps.some(({ reason, account_id }) => reason === 'expired' && account_id !== '') ||
  gaps.some(({ operation }) => operation === INTERNAL_ERROR) ||
  (strict && gaps.some(({ reason }) => reason !== 'vanished'))
