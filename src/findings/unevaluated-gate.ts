import { countNoun } from '../lib/text/numbers.ts'
import { placeOf } from '../model/finding.ts'
import { OPA_CALL, OPA_CHECK } from '../model/opa.ts'
import type { Report } from '../model/report/report.ts'
import { type GateMatch, isSeverity } from './gate-match.ts'

/**
 * Returns one line that says why a word of `--fail-on` without a match cannot be evaluated; null: it can. A gate must
 * not pass if everything that the word is about is unknown, or if OPA did not answer.
 */
export function unevaluatedGateText(gate: GateMatch, report: Report): string | null {
  const why = opaText(gate, report) ?? unknownText(gate)
  return why === null ? null : `--fail-on ${gate.word} could not be evaluated: ${why} (exit code 4).`
}

function opaText({ word, undecided }: GateMatch, { gaps, keys }: Report): string | null {
  if (!(word === (OPA_CHECK as string) || isSeverity(word))) return null
  const opaGaps = gaps.filter(({ operation }) => operation === OPA_CALL)
  const undecidedPlaces = new Set(opaGaps.map(placeOf))
  // A gap without a key concerns all keys of its Region.
  const count = undecided.filter(
    subject =>
      subject.check === OPA_CHECK &&
      (undecidedPlaces.has(placeOf(subject)) || undecidedPlaces.has(placeOf({ ...subject, key_id: null }))),
  ).length
  const why = opaGaps[0]?.message.replace(/\.$/, '') ?? ''
  return count === 0 ? null : `OPA returned no decision for ${count} of ${countNoun(keys.length, 'key')}: ${why}`
}

function unknownText({ about, undecided, total }: GateMatch): string | null {
  if (total === 0 || undecided.length < total) return null
  if (about === 'findings') return `${total === 1 ? 'the only finding is' : `all ${total} findings are`} unknown`
  return total === 1 ? 'the last use of the only key is unknown' : `the last use of all ${total} keys is unknown`
}
