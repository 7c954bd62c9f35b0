/**
 * Returns the partition of a Region: `aws` for `eu-west-1`, `aws-us-gov` for `us-gov-west-1`. A Region newer than this
 * list is recognized by the form of its name. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
 */
export const partitionOf = (region: string): string =>
  PREFIXES.find(([prefix]) => region.startsWith(prefix))?.[1] ?? 'aws'

/** The beginnings of Region names outside the partition `aws`. A test compares them with the list in the SDK. */
const PREFIXES = [
  ['cn-', 'aws-cn'],
  ['us-gov-', 'aws-us-gov'],
  ['us-iso-', 'aws-iso'],
  ['us-isob-', 'aws-iso-b'],
  ['eu-isoe-', 'aws-iso-e'],
  ['us-isof-', 'aws-iso-f'],
  ['eusc-', 'aws-eusc'],
] as const

/** Returns the beginning of every Region name in a partition: `us-gov-`. Empty for `aws`, whose Regions have several. */
export const regionPrefix = (partition: string): string => PREFIXES.find(([, of]) => of === partition)?.[0] ?? ''
