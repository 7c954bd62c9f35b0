import { partition } from '@aws-sdk/core/client'

/** `aws` for `eu-west-1`, `aws-us-gov` for `us-gov-west-1`; also for Regions newer than the SDK, by their form. */
export const partitionOf = (region: string): string => partition(region).name

/** Whether the SDK's own list of partitions names this Region; it describes those and guesses the others. */
export const isListed = (region: string): boolean => 'description' in partition(region)
