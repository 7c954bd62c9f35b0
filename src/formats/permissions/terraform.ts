import { type AuditRole, type Permissions, roleNameAndPath, trustPolicy } from '../../model/options/permissions.ts'
import type { Format } from '../format.ts'
import { attributes, type Expression, raw, valueText } from './hcl.ts'

/**
 * One configuration. Of several accounts, the same one makes the policy in the account of the caller and the role in
 * every other account that the provider is for.
 */
const terraform: Format<Permissions> = {
  title: 'a Terraform configuration',
  *render(shown) {
    yield shown.role === null ? configurationOfOne(shown) : configurationOfSeveral(shown, shown.role)
  },
}

export default terraform

const configurationOfOne = ({ caller }: Permissions): string =>
  [block('resource "aws_iam_policy" "kms_audit"', policyFields(caller)), output('aws_iam_policy.kms_audit.arn')].join(
    '\n',
  )

function configurationOfSeveral({ caller, callerAccount }: Permissions, role: AuditRole): string {
  const named = namesInConfiguration(role)
  const isCaller = 'data.aws_caller_identity.current.account_id == var.caller_account'
  return [
    block('variable "caller_account"', {
      type: raw('string'),
      description: 'ID of the account that runs kms-audit',
      ...(callerAccount === null ? {} : { default: callerAccount }),
    }),
    ...named.variables,
    block('data "aws_caller_identity" "current"', {}),
    ...(role.trusted === null || role.trusted.endsWith(':root') ? [block('data "aws_partition" "current"', {})] : []),
    block('resource "aws_iam_policy" "kms_audit"', { count: raw(`${isCaller} ? 1 : 0`), ...policyFields(caller) }),
    block('resource "aws_iam_role" "kms_audit"', {
      ...(role.isInCallerAccount ? {} : { count: raw(`${isCaller} ? 0 : 1`) }),
      ...named.fields,
      assume_role_policy: encoded(trustPolicy('', role.externalId), trustedBy(role)),
    }),
    block('resource "aws_iam_role_policy" "kms_audit"', {
      ...(role.isInCallerAccount ? {} : { count: raw(`${isCaller} ? 0 : 1`) }),
      name: 'KmsAudit',
      role: raw(role.isInCallerAccount ? 'aws_iam_role.kms_audit.id' : 'aws_iam_role.kms_audit[0].id'),
      policy: encoded(role.policy),
    }),
    output('one(aws_iam_policy.kms_audit[*].arn)'),
  ].join('\n')
}

const policyFields = (document: Permissions['caller']) => ({
  name: 'KmsAudit',
  description: 'Permissions of kms-audit',
  policy: encoded(document),
})

const output = (value: string): string =>
  block('output "kms_audit_policy_arn"', {
    description: 'Attach this policy to the user or role that runs kms-audit',
    value: raw(value),
  })

function namesInConfiguration({ names }: AuditRole): { variables: string[]; fields: Record<string, Expression> } {
  const [first = '', ...others] = names
  const { name, path } = roleNameAndPath(first)
  if (others.length === 0) return { variables: [], fields: { name, path } }
  const description = `Name of the role in this account: one of ${names.join(', ')}`
  return {
    variables: [
      block('variable "role_name"', { type: raw('string'), description }),
      block('variable "role_path"', { type: raw('string'), default: path }),
    ],
    fields: { name: raw('var.role_name'), path: raw('var.role_path') },
  }
}

const trustedBy = ({ trusted }: AuditRole): Expression =>
  trusted === null || trusted.endsWith(':root')
    ? raw('"arn:${data.aws_partition.current.partition}:iam::${var.caller_account}:root"')
    : trusted

/** The document in Terraform's own syntax. `principal` replaces that of every statement with one. */
function encoded(document: Permissions['caller'], principal?: Expression): Expression {
  const statements = document.Statement.map(each =>
    each.Principal === undefined || principal === undefined ? each : { ...each, Principal: { AWS: principal } },
  )
  return raw(`jsonencode(${valueText({ Version: document.Version, Statement: statements } as Expression, '  ')})`)
}

const block = (head: string, fields: Record<string, Expression>): string =>
  Object.keys(fields).length === 0 ? `${head} {}\n` : `${head} {\n${attributes(fields, '  ')}}\n`
