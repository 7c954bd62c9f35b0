import { capitalized } from '../../../lib/text/capitalized.ts'
import { joinWithAnd, listText } from '../../../lib/text/lists.ts'
import { countNoun } from '../../../lib/text/numbers.ts'
import type { IdentityPolicyRecord } from '../../../model/report/account-facts.ts'
import { conditionText } from '../../../policy/conditions/condition-text.ts'
import type { Statement } from '../../../policy/statements/policy.ts'
import { statementText } from '../../../policy/statements/statement-text.ts'
import { type DecryptingPolicy, inlineText } from './decrypting-policies.ts'
import { principalName } from './identity-resource.ts'

/** Says which statements allow what, under which conditions, and who has the policy. */
export const foundText = (found: readonly DecryptingPolicy[]): string => {
  const isConditional = found.every(({ allowed }) => allowed.isConditional)
  return [
    ...found.flatMap(sentencesOf),
    ...(isConditional ? ['Security Hub does not consider conditions.'] : []),
    ...found.flatMap(({ policy }) => attachedText(policy)),
  ].join(' ')
}

function sentencesOf({ policy, allowed: { actions, allowing, denying } }: DecryptingPolicy): string[] {
  const what = joinWithAnd(actions)
  const sentence = (text: string): string => capitalized(`${inlineText(policy)}${text}.`)
  return [
    ...allowing.map(one => sentence(`${statementText(one)} allows ${what} on ${resourcesText(one)}${ifText(one)}`)),
    ...denying.map(one => sentence(`${statementText(one)} denies some of it${ifText(one)}`)),
  ]
}

const resourcesText = ({ resources }: Statement): string => {
  const items = listText(resources?.items ?? [])
  return resources?.negated === true ? `all resources except ${items}` : items
}

const ifText = ({ conditions }: Statement): string =>
  conditions.length === 0 ? '' : `, if ${conditions.map(conditionText).join(' and ')}`

function attachedText({ resource_type, attached_to = [], attachment_count = 0 }: IdentityPolicyRecord): string[] {
  if (resource_type !== 'AWS::IAM::ManagedPolicy') return []
  if (attached_to.length > 0) return [`Attached to ${listText(attached_to.map(principalName))}.`]
  return attachment_count === 0
    ? ['Not attached to any user, group or role.']
    : [`Attached to ${countNoun(attachment_count, 'principal')}.`]
}
