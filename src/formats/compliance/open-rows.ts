import { groupBy } from '../../lib/group-by.ts'
import { capitalized } from '../../lib/text/capitalized.ts'
import { countNoun } from '../../lib/text/numbers.ts'
import { safeText } from '../../lib/text/safe-text.ts'
import { wrapColumns } from '../../lib/text/wrap-columns.ts'
import type { ComplianceAssessment, EncryptedResourceRecord } from '../../model/assessments/compliance.ts'
import type { View } from '../format.ts'
import { usableWidth } from '../table/terminal.ts'
import { isOpen, stateText } from './kind-words.ts'

/** How many resources of a type are shown. All of them are in the other formats. */
const MOST = 20

/** Lists, by type, what is not encrypted as required, and how to fix it. */
export function* openRows({ types, resources }: ComplianceAssessment, view: View): Generator<string> {
  for (const group of groupBy(resources.filter(isOpen), ({ type }) => type)) {
    const type = types.find(({ id }) => id === group[0]?.type)
    if (type === undefined) continue
    yield `${capitalized(type.plural)} that are not encrypted as required (${group.length})\n`
    for (const one of group.slice(0, MOST)) yield* lines(lineOf(one), view)
    if (group.length > MOST) yield `  ${countNoun(group.length - MOST, 'other')} in -o csv\n`
    if (type.remedy !== null && group.some(({ compliant }) => compliant === false)) yield* lines(type.remedy, view)
    yield '\n'
  }
}

const lineOf = (one: EncryptedResourceRecord): string =>
  safeText(`${one.id}  ${one.account_id} ${one.region}  ${stateText(one)}`)

function* lines(text: string, view: View): Generator<string> {
  const wrapped = view.terminal ? wrapColumns(text, Math.max(20, usableWidth(view) - INDENT.length)) : [text]
  for (const [index, line] of wrapped.entries()) yield `${index === 0 ? INDENT : `${INDENT}  `}${line}\n`
}

const INDENT = '  '
