import type { Access } from '../../../policy/access/access.ts'
import {
  type ActionSet,
  MANAGEMENT,
  namesOfActions,
  NO_ACTIONS,
  METADATA_READS,
} from '../../../policy/statements/actions.ts'
import { comparisonOf } from '../../../policy/conditions/condition.ts'
import { actionsText, statementText } from '../../../policy/statements/statement-text.ts'
import { listText } from '../../../lib/text/lists.ts'

/** Whether the actions only read metadata of a key, and neither use nor change the key. */
export const readsMetadataOnly = (actions: ActionSet): boolean => (actions & ~METADATA_READS) === NO_ACTIONS

/**
 * Describes an access: `statement 3 allows account 444455556666 to use the key (kms:Decrypt) from anywhere`. `actions`
 * are the actions that these callers can use, which can be fewer than the policy names.
 */
export const exposureText = (access: Access, who: readonly string[], actions = access.actions): string =>
  `${statementText(access.statement)} allows ${listText(who)} to ${powerText(actions)} ` +
  `(${listText(namesOfActionsLeft(access))})${access.principal.kind === 'service' ? '' : originText(access, who)}`

function powerText(actions: ActionSet): string {
  if (readsMetadataOnly(actions)) return 'read the metadata of the key'
  const uses = (actions & ~MANAGEMENT & ~METADATA_READS) !== NO_ACTIONS
  const manages = (actions & MANAGEMENT) !== NO_ACTIONS
  return `${[...(uses ? ['use'] : []), ...(manages ? ['administer'] : [])].join(' and ')} the key`
}

/** Returns the actions as the statement writes them, or one by one if conditions or a Deny remove some of them. */
export function namesOfActionsLeft({ statement, actions }: Access): readonly string[] {
  if (statement.actions === null || actions !== statement.actionSet) return namesOfActions(actions)
  return statement.actions.negated ? [actionsText(statement.actions)] : statement.actions.items
}

/** Names the networks and AWS services that requests must come through, unless `who` already names the networks. */
function originText({ limits, statement }: Access, who: readonly string[]): string {
  const networks = listText(limits.flatMap(limit => limit.networks))
  const services = statement.conditions.flatMap(condition =>
    condition.key === 'kms:viaservice' && comparisonOf(condition)?.negated === false ? condition.values : [],
  )
  const via = services.length === 0 ? '' : ` through ${listText(services)}`
  const isNamed = networks !== '' && who.some(one => one.endsWith(` from ${networks}`))
  return `${isNamed ? '' : ` from ${networks === '' ? 'anywhere' : networks}`}${via}`
}
