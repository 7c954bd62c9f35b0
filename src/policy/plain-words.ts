import { listText } from '../lib/text/lists.ts'
import { callersText } from './access/callers-text.ts'
import type { Condition } from './conditions/condition.ts'
import { conditionText } from './conditions/condition-text.ts'
import type { KeyPolicy } from './key-policy.ts'
import { type ActionSet, CREATE_GRANT, KEY_USE, MANAGEMENT, METADATA_READS, NO_ACTIONS } from './statements/actions.ts'
import { namesOfActions } from './statements/actions.ts'
import type { Statement } from './statements/policy.ts'
import { principalText } from './statements/principal.ts'
import { actionsText, statementText } from './statements/statement-text.ts'
import { whyIneffective } from './statements/why-ineffective.ts'

/** What a key policy means for people: a line for each principal or statement. */
export interface PolicyWords {
  administer: readonly string[]
  use: readonly string[]
  grant: readonly string[]
  /** Principals that can only read metadata. */
  read: readonly string[]
  /** What the Deny statements take away, whatever an Allow or an IAM policy says. */
  denied: readonly string[]
  /** Statements without an effect, and why. */
  ineffective: readonly string[]
}

/**
 * Says a key policy in plain words, after its Deny statements: who can administer the key, use it and grant its use,
 * and under which conditions. A grant or an IAM policy can give more.
 */
export function policyWords({ policy, target, access }: KeyPolicy): PolicyWords {
  const linesFor = (actions: ActionSet): string[] => [
    ...new Set(
      access
        .filter(each => (each.actions & actions) !== NO_ACTIONS)
        .map(each => {
          const what = whatText(each.actions & actions, actions)
          return `${callersOf(callersText(each), each.principal.kind)}${what}${ifText(each.statement.conditions)}`
        }),
    ),
  ]
  const isReader = (actions: ActionSet): boolean =>
    (actions & METADATA_READS) !== NO_ACTIONS && (actions & (ADMINISTER | KEY_USE | CREATE_GRANT)) === NO_ACTIONS
  const effective = policy.statements.filter(statement => whyIneffective(statement, target) === null)
  return {
    administer: linesFor(ADMINISTER),
    use: linesFor(KEY_USE),
    grant: linesFor(CREATE_GRANT),
    read: [...new Set(access.filter(({ actions }) => isReader(actions)).map(each => callersText(each)))],
    denied: effective.filter(({ effect }) => effect === 'Deny').map(deniedText),
    ineffective: policy.statements.flatMap(statement => {
      const why = whyIneffective(statement, target)
      return why === null ? [] : `${statementText(statement)} ${why}`
    }),
  }
}

/** CreateGrant has a line of its own. */
const ADMINISTER: ActionSet = MANAGEMENT & ~CREATE_GRANT

/** An account means every principal that its IAM policies allow, not only its root user. */
const callersOf = (callers: string, kind: string): string =>
  kind === 'account' ? `${callers}, as its IAM policies allow` : callers

function whatText(actions: ActionSet, whole: ActionSet): string {
  const names = namesOfActions(actions).map(name => name.replace(/^kms:/, ''))
  const all = namesOfActions(whole).length
  return whole === CREATE_GRANT || names.length >= all ? '' : `: ${listText(names)}`
}

const ifText = (conditions: readonly Condition[]): string =>
  conditions.length === 0 ? '' : `, if ${conditions.map(conditionText).join(' and ')}`

function deniedText({ principals, actions, conditions }: Statement): string {
  const named = (principals?.items ?? []).map(principalText)
  const callers = principals?.negated === true ? `everyone except ${listText(named)}` : listText(named)
  return `${callers}: ${actionsText(actions).replaceAll('kms:', '')}${ifText(conditions)}`
}
