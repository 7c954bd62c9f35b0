import { isObject } from '../../../lib/json.ts'
import { readKeyPolicy } from '../../../policy/key-policy.ts'
import { type PolicyWords, policyWords } from '../../../policy/plain-words.ts'
import { notInReport } from '../missing.ts'
import { type Block, type Field, fields, type Section, type SheetInput, text } from '../sheet.ts'

/** The key policy in plain words. */
export function policySection({ key, report }: SheetInput): Section {
  const title = 'Key policy'
  if (key.key_manager === 'AWS')
    return {
      title,
      blocks: [
        text('AWS writes the policy of an AWS managed key: callers of this account use it through the service.'),
      ],
    }
  if (key.key_policy === undefined) return { title, blocks: [notInReport('the key policy')] }
  if (key.key_policy === null) return { title, blocks: [text('Not known: the policy could not be read.')] }
  const target = { keyArn: key.key_arn, now: Date.parse(report.generated_at) }
  const document = isObject(key.key_policy) ? key.key_policy : String(key.key_policy)
  const read = readKeyPolicy(document, target)
  if (!read.known) return { title, blocks: [text(`Not known: ${read.why}.`)] }
  return { title, blocks: wordBlocks(policyWords(read.value)) }
}

const LABELS: readonly (readonly [keyof PolicyWords, string, string | null])[] = [
  ['administer', 'Administer', 'no principal that the policy names'],
  ['use', 'Use', 'no principal that the policy names'],
  ['grant', 'Grant', 'no principal that the policy names'],
  ['read', 'Read only', null],
  ['denied', 'Denied', null],
  ['ineffective', 'No effect', null],
]

function wordBlocks(words: PolicyWords): Block[] {
  const all = LABELS.flatMap(([name, label, none]): Field[] => {
    const lines = words[name]
    if (lines.length === 0) return none === null ? [] : [[label, none]]
    // Only the first line of a group has the label.
    return lines.map((line, index) => [index === 0 ? label : '', line])
  })
  return [fields(all)]
}
