import type { IdentityPolicyRecord, IdentityType } from '../../../model/report/account-facts.ts'
import { capitalized } from '../../../lib/text/capitalized.ts'
import { joinWithAnd } from '../../../lib/text/lists.ts'
import type { Statement } from '../../../policy/statements/policy.ts'
import { statementText } from '../../../policy/statements/statement-text.ts'
import type { Fix } from '../../check.ts'
import { editDocument } from '../../shared/edit-document.ts'
import { awsCommand } from '../../shared/remedy.ts'
import { type DecryptingPolicy, inlineText } from './decrypting-policies.ts'

/** Returns commands that open each policy in an editor and put what was edited, and what to edit. */
export const editPolicies = (found: readonly DecryptingPolicy[], account: string): Fix => ({
  remedy: found.map(({ policy }) => editCommand(policy)).join(' && '),
  advice: found.flatMap(each => adviceFor(each, account)).join('\n'),
})

function editCommand(policy: IdentityPolicyRecord): string {
  const { resource_type: type, resource_arn: arn, resource_name: name, policy_name, version_id = 'v1' } = policy
  const put = ['--policy-document', 'file://policy.json']
  if (type === 'AWS::IAM::ManagedPolicy')
    return editDocument(
      awsCommand(
        'iam',
        'get-policy-version',
        '--policy-arn',
        arn,
        '--version-id',
        version_id,
        ...query('PolicyVersion.Document'),
      ),
      awsCommand('iam', 'create-policy-version', '--policy-arn', arn, ...put, '--set-as-default'),
    )
  const kind = KINDS[type]
  const which = [`--${kind}-name`, name, '--policy-name', policy_name]
  return editDocument(
    awsCommand('iam', `get-${kind}-policy`, ...which, ...query('PolicyDocument')),
    awsCommand('iam', `put-${kind}-policy`, ...which, ...put),
  )
}

const query = (path: string): string[] => ['--query', path, '--output', 'json']

const KINDS: Readonly<Record<Exclude<IdentityType, 'AWS::IAM::ManagedPolicy'>, string>> = {
  'AWS::IAM::Role': 'role',
  'AWS::IAM::User': 'user',
  'AWS::IAM::Group': 'group',
}

function adviceFor({ policy, allowed }: DecryptingPolicy, account: string): string[] {
  const where = capitalized(`${inlineText(policy)}in ${joinWithAnd(allowed.allowing.map(statementText))}`)
  const partition = policy.resource_arn.split(':')[1] ?? ''
  return [
    allowed.allowing.some(needsOwnStatement)
      ? `${where}, leave out kms:Decrypt and kms:ReEncrypt*, and allow them in a statement of their own for the ARNs of the keys that are needed.`
      : `${where}, name the ARNs of the keys that are needed, or the keys of one Region, such as arn:${partition}:kms:us-east-1:${account}:key/*.`,
    ...(policy.attachment_count === 0 ? ['Or delete the policy: it is not attached.'] : []),
  ]
}

/** Whether the statement is about other services, too, so that its resources cannot be replaced by keys. */
const needsOwnStatement = ({ actions, resources }: Statement): boolean =>
  actions?.negated === true || resources?.negated === true || actions?.items.some(item => !/^kms:/i.test(item)) === true
