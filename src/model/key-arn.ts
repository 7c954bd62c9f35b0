import type { Place } from './place.ts'

/** The ARN of the key with this ID. With an empty ID, it is the beginning of the ARNs of all keys of the place. */
export const keyArn = ({ partition, region, account }: Place, id: string): string =>
  `arn:${partition}:kms:${region}:${account}:key/${id}`

/** The ID in the ARN of a key. */
export const keyIdOf = (arn: string): string => arn.slice(arn.lastIndexOf('/') + 1)

/** The account and Region in the ARN of a key or an alias. */
export function placeOfArn(arn: string): Place {
  const [, partition = '', , region = '', account = ''] = arn.split(':')
  return { partition, region, account }
}
