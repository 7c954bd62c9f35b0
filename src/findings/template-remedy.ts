import type { TemplateChange } from '../checks/check.ts'
import { safeText } from '../lib/text/safe-text.ts'
import type { TemplateRemedy } from '../model/finding.ts'
import type { KeyRecord } from '../model/report.ts'

/**
 * Returns the change in the template that made the key, which its tags name. Undefined: no tag does, the tags were not
 * read, or the finding cannot be fixed in a template. The text is safe to paste: what the tags say is in comments.
 */
export function templateRemedy(key: KeyRecord, change: TemplateChange | undefined): TemplateRemedy | undefined {
  if (change === undefined || key.tags === undefined || key.tags === null) return undefined
  const tags = new Map(key.tags.map(({ TagKey, TagValue }) => [TagKey, TagValue]))
  const stack = tags.get('aws:cloudformation:stack-name')
  if (stack !== undefined) return inStack(key, change, stack, tags.get('aws:cloudformation:logical-id'))
  const sign = key.tags.find(({ TagKey, TagValue }) => namesTerraform(TagKey, TagValue))
  return sign === undefined ? undefined : inTerraform(key, change, `${sign.TagKey}=${sign.TagValue}`)
}

/** AWS sets these tags, and reserves their prefix, so they prove where the key comes from. */
function inStack(key: KeyRecord, change: TemplateChange, stack: string, id: string | undefined): TemplateRemedy {
  const type = key.multi_region_type === 'REPLICA' ? 'AWS::KMS::ReplicaKey' : 'AWS::KMS::Key'
  const name = id === undefined ? type : `${type} ${safeText(id)}`
  const property = change.cloudformation
  return {
    tool: 'cloudformation',
    text: [`# ${name}`, ...(isComment(property) ? [property] : ['Properties:', `  ${property}`])].join('\n'),
    warning: `The CloudFormation stack ${safeText(stack)} manages this key. A change with the AWS CLI is drift, and an update of the stack can revert it. Change the template instead.`,
  }
}

function inTerraform(key: KeyRecord, change: TemplateChange, sign: string): TemplateRemedy {
  const type =
    key.multi_region_type === 'REPLICA'
      ? 'aws_kms_replica_key'
      : key.origin === 'EXTERNAL'
        ? 'aws_kms_external_key'
        : 'aws_kms_key'
  return {
    tool: 'terraform',
    text: `# ${type} of ${key.key_id}\n${change.terraform}`,
    warning: `The tag ${safeText(sign)} says that Terraform manages this key. The next terraform apply can revert a change with the AWS CLI. Change the configuration instead.`,
  }
}

const isComment = (line: string): boolean => line.startsWith('#')

/** Terraform sets no tag by itself. These are common: `terraform=true`, `ManagedBy=Terraform`, `provisioner: opentofu`. */
function namesTerraform(key: string, value: string): boolean {
  const name = key.toLowerCase().replace(/[^a-z]/g, '')
  if (/^(terraform|tofu|opentofu)/.test(name)) return !/^(false|no|0)?$/i.test(value.trim())
  return (
    /(managed|created|provisioned|deployed)by$|(provisioner|iac|iactool|managedwith|tool|source)$/.test(name) &&
    /\b(terraform|terragrunt|open-?tofu)\b/i.test(value)
  )
}
