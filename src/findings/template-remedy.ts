import type { TemplateChange } from '../checks/check.ts'
import { safeText } from '../lib/text/safe-text.ts'
import type { TemplateRemedy } from '../model/finding.ts'
import type { KeyRecord } from '../model/report/report.ts'
import { type KeyOwner, keyOwner, stackType, terraformType } from './key-owner.ts'

/**
 * Returns the change in the template that made the key, which its tags name. Undefined: no tag does, the tags were not
 * read, or the finding cannot be fixed in a template. The text is safe to paste: what the tags say is in comments.
 */
export function templateRemedy(key: KeyRecord, change: TemplateChange | undefined): TemplateRemedy | undefined {
  const owner = keyOwner(key)
  if (change === undefined || owner === null) return undefined
  return owner.tool === 'terraform' ? inTerraform(key, change, owner.name) : inStack(key, change, owner)
}

function inStack(key: KeyRecord, change: TemplateChange, { name: stack, logicalId }: KeyOwner): TemplateRemedy {
  const type = stackType(key)
  const name = logicalId === null ? type : `${type} ${safeText(logicalId)}`
  const property = change.cloudformation
  return {
    tool: 'cloudformation',
    text: [`# ${name}`, ...(isComment(property) ? [property] : ['Properties:', `  ${property}`])].join('\n'),
    warning: `The CloudFormation stack ${safeText(stack)} manages this key. A change with the AWS CLI is drift, and an update of the stack can revert it. Change the template instead.`,
  }
}

function inTerraform(key: KeyRecord, change: TemplateChange, sign: string): TemplateRemedy {
  const type = terraformType(key)
  return {
    tool: 'terraform',
    text: `# ${type} of ${key.key_id}\n${change.terraform}`,
    warning: `The tag ${safeText(sign)} says that Terraform manages this key. The next terraform apply can revert a change with the AWS CLI. Change the configuration instead.`,
  }
}

const isComment = (line: string): boolean => line.startsWith('#')
