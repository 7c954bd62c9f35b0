import type { Need } from '../../model/finding.ts'
import type { Operation } from './rates.ts'

/** IAM actions of every audit; each source of evidence names its own besides. */
export const INVENTORY_PERMISSIONS: readonly Operation[] = ['kms:ListKeys', 'kms:ListAliases', 'kms:DescribeKey']

/** IAM actions to learn which Regions are enabled, for `-r all` and globs; the second only where the first is refused. */
export const REGION_PERMISSIONS: readonly Operation[] = ['account:ListRegions', 'ec2:DescribeRegions']

/** IAM actions of the checks, by what they need; evidence of use comes from the sources. */
export const CHECK_PERMISSIONS: Readonly<Record<Need, readonly Operation[]>> = {
  // Every audit asks for these two.
  description: [],
  aliases: [],
  policy: ['kms:GetKeyPolicy'],
  rotation: ['kms:GetKeyRotationStatus', 'kms:ListKeyRotations'],
  grants: ['kms:ListGrants'],
  tags: ['kms:ListResourceTags'],
  trails: ['cloudtrail:DescribeTrails', 'cloudtrail:GetEventSelectors', 'cloudtrail:GetTrailStatus'],
  usage: [],
}
