import { safeText } from '../../lib/text/safe-text.ts'
import type { OwnedKey } from '../../model/retirement/retirement.ts'
import type { Format } from '../format.ts'
import { aboutKey, ownedBy } from './owned-blocks.ts'
import type { ShownPlans } from './shown-plans.ts'

/** What to change in the configuration, in two steps, for each key that Terraform owns. */
const terraform: Format<ShownPlans> = {
  title: 'the blocks of keys that Terraform owns: first to disable, then to remove',
  *render(shown) {
    const keys = ownedBy(shown, ['terraform'])
    if (keys.length === 0) yield '# No key that can be retired has a tag that names Terraform.\n'
    for (const [index, key] of keys.entries()) yield `${index === 0 ? '' : '\n'}${terraformBlock(key)}`
  },
}

export default terraform

/** https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/kms_key */
const terraformBlock = (key: OwnedKey): string =>
  `${[
    ...aboutKey(key),
    `# Tag: ${safeText(key.owner.name)}. Find its address: terraform state list -id=${key.key_id}`,
    '# Step 1: add is_enabled = false, apply, and watch the key.',
    '# Step 2: remove the whole block, with aliases and policies that refer to it, and apply.',
    `resource "${typeOf(key)}" "NAME" {`,
    '  is_enabled              = false',
    '  deletion_window_in_days = 30',
    '}',
  ].join('\n')}\n`

const typeOf = ({ multi_region }: OwnedKey): string =>
  multi_region?.type === 'REPLICA' ? 'aws_kms_replica_key' : 'aws_kms_key'
