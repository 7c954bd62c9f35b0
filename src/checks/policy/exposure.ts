import { SEVERITIES, type Severity } from '../../model/finding.ts'
import type { Access } from '../../policy/access/access.ts'
import {
  type ActionSet,
  MANAGEMENT,
  namesOfActions,
  NO_ACTIONS,
  METADATA_READS,
} from '../../policy/statements/actions.ts'
import { comparisonOf } from '../../policy/conditions/condition.ts'
import { actionsText, statementText } from '../../policy/statements/statement-text.ts'
import { listText } from '../../lib/text/lists.ts'

/** Whether the actions only read the metadata of a key, and neither use nor change it. */
export const isMetadata = (actions: ActionSet): boolean => (actions & ~METADATA_READS) === NO_ACTIONS

/**
 * `statement 3 allows account 444455556666 to use the key (kms:Decrypt) from anywhere`. `actions` are those that work for
 * these callers, which can be fewer than the policy names.
 */
export const exposureText = (access: Access, who: readonly string[], actions = access.actions): string =>
  `${statementText(access.statement)} allows ${listText(who)} to ${powerText(actions)} ` +
  `(${listText(actionsLeft(access))})${access.principal.kind === 'service' ? '' : originText(access, who)}`

function powerText(actions: ActionSet): string {
  if (isMetadata(actions)) return 'read the metadata of the key'
  const uses = (actions & ~MANAGEMENT & ~METADATA_READS) !== NO_ACTIONS
  const manages = (actions & MANAGEMENT) !== NO_ACTIONS
  return `${[...(uses ? ['use'] : []), ...(manages ? ['administer'] : [])].join(' and ')} the key`
}

/** As the statement writes the actions, unless conditions or a Deny took some of them away. */
export function actionsLeft({ statement, actions }: Access): readonly string[] {
  if (statement.actions === null || actions !== statement.actionSet) return namesOfActions(actions)
  return statement.actions.negated ? [actionsText(statement.actions)] : statement.actions.items
}

/** The networks and AWS services that requests must come through, unless `who` names the networks already. */
function originText({ limits, statement }: Access, who: readonly string[]): string {
  const networks = listText(limits.flatMap(limit => limit.networks))
  const services = statement.conditions.flatMap(condition =>
    condition.key === 'kms:viaservice' && comparisonOf(condition)?.negated === false ? condition.values : [],
  )
  const via = services.length === 0 ? '' : ` through ${listText(services)}`
  const isNamed = networks !== '' && who.some(one => one.endsWith(` from ${networks}`))
  return `${isNamed ? '' : ` from ${networks === '' ? 'anywhere' : networks}`}${via}`
}

/** The worst of them; undefined where there is none. */
export const worstOf = (severities: readonly Severity[]): Severity | undefined =>
  SEVERITIES.find(severity => severities.includes(severity))
