import { stringify } from 'yaml'
import { type AuditRole, type Permissions, roleNameAndPath, trustPolicy } from '../../model/options/permissions.ts'
import type { Format } from '../format.ts'

/**
 * One template. Of several accounts, the same template makes the policy in the account of the caller and the role in
 * every other account, so that a stack and a StackSet share it.
 */
const cloudformation: Format<Permissions> = {
  title: 'a CloudFormation template in YAML',
  *render(shown) {
    const template = shown.role === null ? templateOfOne(shown) : templateOfSeveral(shown, shown.role)
    yield stringify({ AWSTemplateFormatVersion: '2010-09-09', ...template }, STYLE)
  },
}

export default cloudformation

/** CloudFormation reads YAML 1.1, in which a bare date is not text, and people copy statements without their anchors. */
const STYLE = { version: '1.1', lineWidth: 0, singleQuote: true, aliasDuplicateObjects: false } as const

const templateOfOne = ({ caller }: Permissions) => ({
  Description: 'The permissions that kms-audit needs',
  Resources: { KmsAuditPolicy: managedPolicy(caller) },
  Outputs: policyOutput(),
})

function templateOfSeveral({ caller, callerAccount }: Permissions, role: AuditRole) {
  const named = namesInTemplate(role)
  return {
    Description:
      'The permissions that kms-audit needs: in the account that runs it, the policy of the caller; in all others, the role that it assumes',
    Parameters: {
      CallerAccount: {
        Type: 'String',
        Description: 'ID of the account that runs kms-audit',
        AllowedPattern: '^\\d{12}$',
        ...(callerAccount === null ? {} : { Default: callerAccount }),
      },
      ...named.parameters,
    },
    Conditions: {
      IsCaller: { 'Fn::Equals': [{ Ref: 'AWS::AccountId' }, { Ref: 'CallerAccount' }] },
      ...(role.isInCallerAccount ? {} : { IsAudited: { 'Fn::Not': [{ Condition: 'IsCaller' }] } }),
    },
    Resources: {
      KmsAuditPolicy: { Condition: 'IsCaller', ...managedPolicy(caller) },
      KmsAuditRole: {
        ...(role.isInCallerAccount ? {} : { Condition: 'IsAudited' }),
        Type: 'AWS::IAM::Role',
        Properties: {
          ...named.properties,
          AssumeRolePolicyDocument: trust(role),
          Policies: [{ PolicyName: 'KmsAudit', PolicyDocument: role.policy }],
        },
      },
    },
    Outputs: policyOutput('IsCaller'),
  }
}

const managedPolicy = (document: Permissions['caller']) => ({
  Type: 'AWS::IAM::ManagedPolicy',
  Properties: { Description: 'Permissions of kms-audit', PolicyDocument: document },
})

const policyOutput = (condition?: string) => ({
  PolicyArn: {
    ...(condition === undefined ? {} : { Condition: condition }),
    Description: 'Attach this policy to the user or role that runs kms-audit',
    Value: { Ref: 'KmsAuditPolicy' },
  },
})

/** A role with the same name everywhere has it in the template; otherwise a parameter of the stack has it. */
function namesInTemplate({ names }: AuditRole) {
  const [first = '', ...others] = names
  const { name, path } = roleNameAndPath(first)
  if (others.length === 0) return { parameters: {}, properties: { RoleName: name, Path: path } }
  return {
    parameters: {
      RoleName: { Type: 'String', Description: `Name of the role in this account: one of ${names.join(', ')}` },
      RolePath: { Type: 'String', Description: 'Path of the role in this account', Default: path },
    },
    properties: { RoleName: { Ref: 'RoleName' }, Path: { Ref: 'RolePath' } },
  }
}

function trust({ trusted, externalId }: AuditRole) {
  if (trusted !== null && !trusted.endsWith(':root')) return trustPolicy(trusted, externalId)
  const { Version, Statement } = trustPolicy('', externalId)
  const principal = { AWS: { 'Fn::Sub': 'arn:${AWS::Partition}:iam::${CallerAccount}:root' } }
  return { Version, Statement: Statement.map(each => ({ ...each, Principal: principal })) }
}
