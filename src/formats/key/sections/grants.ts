import { countNoun } from '../../../lib/text/numbers.ts'
import { listText } from '../../../lib/text/lists.ts'
import type { GrantRecord } from '../../../model/report/report.ts'
import { shortPrincipal } from '../../columns/last-user.ts'
import { contextText } from '../context-text.ts'
import { notInReport } from '../missing.ts'
import { type Section, type SheetInput, text } from '../sheet.ts'

/** Who may use the key by a grant. */
export function grantsSection({ key }: SheetInput): Section {
  const { grants, grants_total: total } = key
  if (key.key_manager === 'AWS' && grants === undefined)
    return { title: 'Grants', blocks: [text('Grants of AWS managed keys are not read.')] }
  if (grants === undefined) return { title: 'Grants', blocks: [notInReport('the grants')] }
  if (grants === null) return { title: 'Grants', blocks: [text('Not known: the grants could not be read.')] }
  const count = total ?? grants.length
  if (count === 0) return { title: 'Grants', blocks: [text('None.')] }
  const shown = grants.slice(0, GRANTS_SHOWN)
  const more = count - shown.length
  return {
    title: `Grants (${count.toLocaleString('en-US')})`,
    blocks: [
      { kind: 'table', titles: ['Grantee', 'Operations', 'Only for', 'Since'], rows: shown.map(rowOf) },
      ...(more > 0 ? [text(`${countNoun(more, 'other grant')}: see -o json, or aws kms list-grants.`)] : []),
    ],
  }
}

const GRANTS_SHOWN = 8

const rowOf = (grant: GrantRecord): string[] => [
  shortPrincipal(grant.grantee_principal),
  listText(grant.operations),
  constraintText(grant),
  grant.created_at?.slice(0, 10) ?? 'not known',
]

function constraintText({ constraints }: GrantRecord): string {
  if (constraints === null) return 'anything'
  const { encryption_context_equals: equal, encryption_context_subset: subset, source_arn: source } = constraints
  const parts = [equal && `exactly ${contextText(equal)}`, subset && contextText(subset), source]
  const named = parts.filter(part => typeof part === 'string' && part !== '')
  return named.length === 0 ? 'anything' : named.join('; ')
}
