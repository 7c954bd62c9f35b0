import type { Operation } from './rates.ts'

/** IAM actions of every audit; each source of evidence names its own besides. */
export const INVENTORY_PERMISSIONS: readonly Operation[] = ['kms:ListKeys', 'kms:ListAliases', 'kms:DescribeKey']

/** IAM actions to learn which Regions are enabled, for `-r all` and globs; the second only where the first is refused. */
export const REGION_PERMISSIONS: readonly Operation[] = ['account:ListRegions', 'ec2:DescribeRegions']
