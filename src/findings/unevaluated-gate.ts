import { counted } from '../lib/text/number-text.ts'
import { OPA_CHECK, placeOf } from '../model/finding.ts'
import { OPA_CALL } from '../model/opa.ts'
import type { Report } from '../model/report.ts'
import { type Gate, isSeverity } from './gate.ts'

/**
 * Why a word of `--fail-on` that matches nothing cannot be decided, in one line. Null: it can. A gate that was not tried
 * must not pass: nothing is known of what the word is about, or OPA, which somebody runs to decide, did not answer.
 */
export function unevaluatedGateText(gate: Gate, report: Report): string | null {
  const why = opaText(gate, report) ?? unknownText(gate)
  return why === null ? null : `--fail-on ${gate.word} could not be evaluated: ${why} (exit code 4).`
}

function opaText({ word, undecided }: Gate, { gaps, keys }: Report): string | null {
  if (!(word === (OPA_CHECK as string) || isSeverity(word))) return null
  const ofOpa = gaps.filter(({ operation }) => operation === OPA_CALL)
  const holes = new Set(ofOpa.map(placeOf))
  // One gap without a key is about all keys of its Region.
  const count = undecided.filter(
    subject =>
      subject.check === OPA_CHECK && (holes.has(placeOf(subject)) || holes.has(placeOf({ ...subject, key_id: null }))),
  ).length
  const why = ofOpa[0]?.message.replace(/\.$/, '') ?? ''
  return count === 0 ? null : `OPA returned no decision for ${count} of ${counted(keys.length, 'key')}: ${why}`
}

function unknownText({ about, undecided, total }: Gate): string | null {
  if (total === 0 || undecided.length < total) return null
  if (about === 'findings') return `${total === 1 ? 'the only finding is' : `all ${total} findings are`} unknown`
  return total === 1 ? 'the last use of the only key is unknown' : `the last use of all ${total} keys is unknown`
}
