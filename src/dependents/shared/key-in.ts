import type { Place } from '../../model/place.ts'

/** The ARN of a key or an alias in a Region, where its name alone would mean one in the Region of the resource. */
export function keyIn({ partition, account }: Place, region: string, key: string | undefined): string | undefined {
  if (key === undefined || key.startsWith('arn:')) return key
  return `arn:${partition}:kms:${region}:${account}:${key.startsWith('alias/') ? key : `key/${key}`}`
}
