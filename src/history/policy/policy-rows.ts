import type { KeyRecord } from '../../model/report/report.ts'
import type { PolicyRow } from '../../model/history/report-diff.ts'
import { type Fact, known } from '../../model/fact.ts'
import type { Statement } from '../../policy/statements/policy.ts'
import { principalText } from '../../policy/statements/principal.ts'
import { isUnlisted } from '../../policy/statements/listed-actions.ts'
import { type ActionSet, LISTED, namesOfActions, NO_ACTIONS, UNLISTED } from '../../policy/statements/actions.ts'
import { whyIneffective } from '../../policy/statements/why-ineffective.ts'
import { type KeyPolicy, readKeyPolicy } from '../../policy/key-policy.ts'
import { conditionTexts } from './condition-texts.ts'

/**
 * Returns what a key policy says, independent of the order, the IDs and the division of its statements. Statements
 * without an effect are left out, and so are actions of an Allow that a Deny takes away for certain.
 *
 * @param now the time at which conditions on time are evaluated
 */
export function policyRows(key: KeyRecord, now: number): Fact<PolicyRow[]> {
  const read = readKeyPolicy(key.key_policy, { keyArn: key.key_arn, now })
  return read.known ? known(merge([...allowRows(read.value), ...denyRows(read.value)])) : read
}

const allowRows = ({ access }: KeyPolicy): PolicyRow[] =>
  access.map(({ statement, principal, actions }) => ({
    effect: 'allow',
    principal: principalText(principal),
    actions: namesOf(actions, statement),
    conditions: conditionTexts(statement.conditions),
  }))

const denyRows = ({ policy, target }: KeyPolicy): PolicyRow[] =>
  policy.statements
    .filter(statement => statement.effect === 'Deny' && whyIneffective(statement, target) === null)
    .flatMap(statement =>
      principalsDenied(statement).map(principal => ({
        effect: 'deny' as const,
        principal,
        actions: namesOf(statement.actionSet, statement),
        conditions: conditionTexts(statement.conditions),
      })),
    )

function principalsDenied({ principals }: Statement): string[] {
  if (principals === null) return []
  const names = principals.items.map(principalText).toSorted()
  return principals.negated ? [`everyone except ${names.join(', ')}`] : names
}

/** Actions that this program does not know keep the name that the policy gives them. */
function namesOf(actions: ActionSet, { actions: listed }: Statement): string[] {
  const names = namesOfActions(actions & LISTED)
  if ((actions & UNLISTED) === NO_ACTIONS) return names
  const named = listed === null || listed.negated ? [] : listed.items.filter(isUnlisted)
  return [...names, ...(named.length === 0 ? ['kms:*'] : named)]
}

/** Joins the rows of the same principal and conditions. */
function merge(rows: readonly PolicyRow[]): PolicyRow[] {
  const merged = new Map<string, PolicyRow>()
  for (const row of rows) {
    const id = rowIdentity(row)
    const before = merged.get(id)?.actions ?? []
    merged.set(id, { ...row, actions: [...new Set([...before, ...row.actions])].toSorted() })
  }
  return [...merged.values()]
}

export const rowIdentity = ({ effect, principal, conditions }: Omit<PolicyRow, 'actions'>): string =>
  JSON.stringify([effect, principal, conditions])
