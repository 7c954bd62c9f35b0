import type { KeyRecord, TagRecord } from '../model/report/report.ts'

/** The stack or configuration that made a key. */
export interface KeyOwner {
  tool: 'cloudformation' | 'cdk' | 'terraform'
  /** The name of the stack; of Terraform, the tag that names it. */
  name: string
  /** Of a stack. Null: not known. */
  logicalId: string | null
}

/** Returns what made a key, according to its tags. Null: no tag says so, or they were not read. */
export function keyOwner({ tags }: Pick<KeyRecord, 'tags'>): KeyOwner | null {
  if (tags === undefined || tags === null) return null
  const valueOf = (key: string): string | undefined => tags.find(({ TagKey }) => TagKey === key)?.TagValue
  // AWS sets these tags, and reserves their prefix, so they prove where the key comes from.
  const stack = valueOf('aws:cloudformation:stack-name')
  if (stack !== undefined) {
    const logicalId = valueOf('aws:cloudformation:logical-id') ?? null
    return { tool: isOfCdk(logicalId, tags) ? 'cdk' : 'cloudformation', name: stack, logicalId }
  }
  const sign = tags.find(({ TagKey, TagValue }) => namesTerraform(TagKey, TagValue))
  return sign === undefined ? null : { tool: 'terraform', name: `${sign.TagKey}=${sign.TagValue}`, logicalId: null }
}

/** `AWS::KMS::Key` */
export const stackType = ({ multi_region_type }: KeyRecord): string =>
  multi_region_type === 'REPLICA' ? 'AWS::KMS::ReplicaKey' : 'AWS::KMS::Key'

/** `aws_kms_key` */
export function terraformType({ multi_region_type, origin }: KeyRecord): string {
  if (multi_region_type === 'REPLICA') return 'aws_kms_replica_key'
  return origin === 'EXTERNAL' ? 'aws_kms_external_key' : 'aws_kms_key'
}

/**
 * The CDK ends a logical id with eight hexadecimal digits of a hash.
 * https://docs.aws.amazon.com/cdk/v2/guide/identifiers.html
 */
const isOfCdk = (logicalId: string | null, tags: readonly TagRecord[]): boolean =>
  (logicalId !== null && /[0-9A-F]{8}$/.test(logicalId)) ||
  tags.some(({ TagKey, TagValue }) => TagKey.startsWith('aws-cdk:') || /\bcdk\b/i.test(TagValue))

/** Terraform sets no tag by itself. These are common: `terraform=true`, `ManagedBy=Terraform`, `provisioner: opentofu`. */
function namesTerraform(key: string, value: string): boolean {
  const name = key.toLowerCase().replace(/[^a-z]/g, '')
  if (/^(terraform|tofu|opentofu)/.test(name)) return !/^(false|no|0)?$/i.test(value.trim())
  return (
    /(managed|created|provisioned|deployed)by$|(provisioner|iac|iactool|managedwith|tool|source)$/.test(name) &&
    /\b(terraform|terragrunt|open-?tofu)\b/i.test(value)
  )
}
