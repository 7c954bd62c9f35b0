import type { TemplateChange } from '../check.ts'

/**
 * Returns the change of a property of AWS::KMS::Key and of the argument of aws_kms_key that does the same. A comment
 * begins with `#` in both languages.
 *
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-kms-key.html
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/kms_key
 */
export const templateChange = (property: string, argument: string): TemplateChange => ({
  cloudformation: property,
  terraform: argument,
})

/** The change that gives a key an alias, or another one. */
export const ALIAS_CHANGE = templateChange(
  '# Add an AWS::KMS::Alias whose TargetKeyId refers to this key.',
  '# Add an aws_kms_alias whose target_key_id refers to this key.',
)
