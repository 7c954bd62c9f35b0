import type { Place } from '../../model/place.ts'

/**
 * The name of a key as a resource of another Region gives it. An id or an alias means the key of that Region; an ARN
 * says its Region itself.
 */
export function keyInRegion(
  { partition, account }: Place,
  region: string,
  key: string | undefined,
): string | undefined {
  if (key === undefined || key.startsWith('arn:')) return key
  return `arn:${partition}:kms:${region}:${account}:${key.startsWith('alias/') ? key : `key/${key}`}`
}
