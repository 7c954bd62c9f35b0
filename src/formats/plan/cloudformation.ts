import { safeText } from '../../lib/text/safe-text.ts'
import type { OwnedKey } from '../../model/retirement/retirement.ts'
import type { Format } from '../format.ts'
import { aboutKey, ownedBy } from './owned-blocks.ts'
import type { ShownPlans } from './shown-plans.ts'

/** What to change in the template, in two steps, for each key that a stack owns. */
const cloudformation: Format<ShownPlans> = {
  title: 'the resources of keys that CloudFormation or the AWS CDK owns: first to disable, then to remove',
  *render(shown) {
    const keys = ownedBy(shown, ['cloudformation', 'cdk'])
    if (keys.length === 0) yield '# No key that can be retired belongs to a CloudFormation stack.\n'
    for (const [index, key] of keys.entries()) yield `${index === 0 ? '' : '\n'}${stackBlock(key)}`
  },
}

export default cloudformation

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-kms-key.html */
function stackBlock(key: OwnedKey): string {
  const { owner, multi_region } = key
  const isReplica = multi_region?.type === 'REPLICA'
  return `${[
    ...aboutKey(key),
    `# Stack: ${safeText(owner.name)}${owner.tool === 'cdk' ? ', made by the AWS CDK: change the construct' : ''}`,
    '# Step 1: set Enabled to false, update the stack, and watch the key.',
    '# Step 2: remove the whole resource, with aliases and outputs that refer to it, and update the stack.',
    '# With DeletionPolicy: Retain, the key stays Disabled and billed; schedule its deletion yourself.',
    `${LOGICAL_ID.test(owner.logical_id ?? '') ? owner.logical_id : 'LogicalId'}:`,
    `  Type: AWS::KMS::${isReplica ? 'ReplicaKey' : 'Key'}`,
    '  Properties:',
    '    Enabled: false',
    '    PendingWindowInDays: 30',
  ].join('\n')}\n`
}

const LOGICAL_ID = /^[A-Za-z0-9]+$/
