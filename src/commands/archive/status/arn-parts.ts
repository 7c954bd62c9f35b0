import type { ArchivePlace } from '../../../archives/archive-place.ts'

/** The account and Region of a key. */
export function placeOfArn(arn: string): ArchivePlace {
  const [, , , region = '', account = ''] = arn.split(':')
  return { account, region }
}

/** The ID of a key. */
export const idOf = (arn: string): string => arn.slice(arn.lastIndexOf('/') + 1)
