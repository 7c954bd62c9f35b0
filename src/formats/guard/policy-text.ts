import { joinWithAnd } from '../../lib/text/lists.ts'
import { diffLines, type DiffLine, hunkTitle } from '../../lib/text/line-diff.ts'
import { paint, type Style } from '../../lib/text/paint.ts'
import { toSafeJson } from '../../lib/text/safe-json.ts'
import { safeText } from '../../lib/text/safe-text.ts'
import { shellWord } from '../../lib/text/shell-word.ts'
import { wrapWhole } from '../../lib/text/wrap-columns.ts'
import type { GuardedPolicy } from '../../model/retirement/guard.ts'
import type { Format, View } from '../format.ts'
import { usableWidth } from '../table/terminal.ts'

const policyText: Format<GuardedPolicy> = {
  title: 'the change as a diff, and the command that puts the policy',
  *render(shown, view) {
    yield `Key policy of ${safeText(shown.aliases[0] ?? shown.key_id)}\n${safeText(shown.key_arn)}\n\n`
    if (shown.added.length + shown.replaced.length === 0) {
      yield 'The key policy has this guard already. Nothing has to be changed.\n'
      return
    }
    const [before, after] = [shown.before, shown.after].map(policy => toSafeJson(policy, 2).split('\n'))
    yield '--- the key policy today\n+++ the key policy with the guard\n'
    for (const hunk of diffLines(before ?? [], after ?? []))
      yield [`${hunkTitle(hunk)}\n`, ...hunk.lines.map(line => diffLine(line, view))].join('')
    yield `\n${sentences(changeText(shown), view)}`
    if (shown.present.length > 0) yield sentences(presentText(shown.present), view)
    for (const warning of shown.warnings) yield sentences(`Warning: ${warning}`, view)
    yield sentences('To put the policy, review these commands and run them:', view)
    yield `\n${commandsFor(shown, after ?? [])}`
  },
}

export default policyText

const STYLES: Readonly<Record<DiffLine['sign'], Style | null>> = { ' ': null, '-': 'red', '+': 'bold' }

function diffLine({ sign, text }: DiffLine, { color }: View): string {
  const style = STYLES[sign]
  return `${color && style !== null ? paint(sign + text, style) : sign + text}\n`
}

function changeText({ added, replaced }: GuardedPolicy): string {
  const parts = [
    ...(added.length === 0 ? [] : [`adds ${joinWithAnd(added)}`]),
    ...(replaced.length === 0 ? [] : [`replaces ${joinWithAnd(replaced)}`]),
  ]
  return `The guard ${joinWithAnd(parts)}. Nothing was changed in AWS.`
}

const presentText = (present: readonly string[]): string =>
  `The policy already has a guard of its own, which stays: ${joinWithAnd(present)}.`

const sentences = (text: string, view: View): string =>
  `${(view.terminal ? wrapWhole(safeText(text), usableWidth(view)) : [safeText(text)]).join('\n')}\n`

/** No line of JSON can be the word that ends the document. */
const commandsFor = ({ region, key_arn }: GuardedPolicy, policy: readonly string[]): string =>
  [
    "cat > policy.json <<'POLICY'",
    ...policy,
    'POLICY',
    `aws kms put-key-policy --key-id ${shellWord(key_arn)} --policy-name default --policy file://policy.json --region ${shellWord(region)}`,
    '',
  ].join('\n')
