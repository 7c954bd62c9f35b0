import type { ArchivedPlace } from '../../../archives/engine.ts'

/** The account and Region of a key. */
export function placeOfArn(arn: string): ArchivedPlace {
  const [, , , region = '', account = ''] = arn.split(':')
  return { account, region }
}

/** The ID of a key. */
export const idOf = (arn: string): string => arn.slice(arn.lastIndexOf('/') + 1)
