import { groupBy } from '../../../lib/group-by.ts'
import type { GrantConstraintsRecord, GrantRecord } from '../../../model/report/report.ts'
import { isServiceGrant } from './grants.ts'

/**
 * Returns the groups of grants that have the same grantee, operations, constraints and retiring principal. Grants of
 * AWS services are left out: a service keeps one grant for each of its resources and retires each by itself.
 */
export const repeatedGrants = (grants: readonly GrantRecord[]): GrantRecord[][] =>
  severalBy(
    grants.filter(grant => !isServiceGrant(grant)),
    ({ grantee_principal }) => grantee_principal,
  ).flatMap(ofGrantee => severalBy(ofGrantee, termsOf))

const severalBy = (grants: readonly GrantRecord[], nameOf: (grant: GrantRecord) => string): GrantRecord[][] =>
  groupBy(grants, nameOf).filter(({ length }) => length > 1)

/**
 * Returns a text that is the same for grants with the same operations and constraints, in any order, and the same
 * principals that may retire them: those principals would lose that right with the grant.
 * https://docs.aws.amazon.com/kms/latest/developerguide/grant-delete.html
 */
function termsOf({ operations, constraints, retiring_principal, issuing_account }: GrantRecord): string {
  const retirers = `${withLength(retiring_principal)}${withLength(issuing_account)}`
  return `${operations.toSorted().join()} ${retirers}${constraints === null ? '' : constraintsKey(constraints)}`
}

const constraintsKey = (constraints: GrantConstraintsRecord): string =>
  `${pairsText(constraints.encryption_context_equals)}|${pairsText(constraints.encryption_context_subset)}|${constraints.source_arn ?? ''}`

const withLength = (text: string | null): string => (text === null ? '-' : `${text.length}:${text}`)

/** The lengths separate names from values, whatever characters they contain. */
function pairsText(context: Record<string, string> | undefined): string {
  if (context === undefined) return ''
  const names = Object.keys(context)
  let text = ''
  for (const name of names.length < 2 ? names : names.toSorted()) {
    const value = context[name] ?? ''
    text += `${name.length},${value.length}:${name}${value}`
  }
  return text
}
