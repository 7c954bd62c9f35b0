import { listText } from '../../lib/text/lists.ts'
import type { GrantRecord, KeyRecord } from '../../model/report/report.ts'
import { type KeyPair, SAME, type SubjectComparison, unknownFact } from './subject.ts'
import { without } from './text-lists.ts'

/**
 * Who has which grants. A grant that was retired and made again with the same content is the same access, so only the
 * content counts, and not the ID of the grant.
 */
export const grants: SubjectComparison = {
  subject: 'grants',
  field: 'grants',
  compare(pair) {
    const { old, new: now } = pair
    if (old.grants === undefined || now.grants === undefined) return SAME
    const unknown = unknownFact(pair, 'kms:ListGrants', key => key.grants == null) ?? incompleteGrants(pair)
    if (unknown !== null) return unknown
    const [before, after] = [contentsOf(old), contentsOf(now)]
    const [added, removed] = [without(after, before), without(before, after)]
    if (added.length + removed.length === 0) return SAME
    const detail = [...added.map(text => `+ ${textOfGrant(text)}`), ...removed.map(text => `- ${textOfGrant(text)}`)]
    return [
      {
        change: 'grants_changed',
        detail: detail.join('; '),
        old: removed.map(text => JSON.parse(text) as GrantContent),
        new: added.map(text => JSON.parse(text) as GrantContent),
      },
    ]
  },
}

/** What a grant gives to its grantee. */
export type GrantContent = Pick<GrantRecord, 'grantee_principal' | 'retiring_principal' | 'operations' | 'constraints'>

/** Returns the different contents of the grants of a key as JSON, with everything in one order. */
export const contentsOf = ({ grants: records }: KeyRecord): string[] => [
  ...new Set((records ?? []).map(record => JSON.stringify(contentOf(record)))),
]

const contentOf = ({ grantee_principal, retiring_principal, operations, constraints }: GrantRecord): GrantContent => ({
  grantee_principal,
  retiring_principal,
  operations: [...new Set(operations)].toSorted(),
  constraints: constraints === null ? null : sortedConstraints(constraints),
})

const sortedConstraints = (constraints: NonNullable<GrantRecord['constraints']>): GrantRecord['constraints'] =>
  Object.fromEntries(
    entriesInOrder(constraints).map(([name, value]) => [
      name,
      typeof value === 'object' && value !== null ? Object.fromEntries(entriesInOrder(value)) : value,
    ]),
  )

const entriesInOrder = (record: object): [string, unknown][] =>
  Object.entries(record).toSorted(([one], [other]) => (one < other ? -1 : Number(one > other)))

/** A report of a key with thousands of grants has only some of them. */
function incompleteGrants({ old, new: now }: KeyPair): { why: string } | null {
  const side = old.grants_total !== undefined ? 'old' : now.grants_total !== undefined ? 'new' : null
  return side === null ? null : { why: `the ${side} report contains only some of the grants of this key` }
}

function textOfGrant(json: string): string {
  const { grantee_principal, operations, constraints } = JSON.parse(json) as GrantContent
  return `${grantee_principal}: ${listText(operations)}${constraints === null ? '' : ` if ${JSON.stringify(constraints)}`}`
}
