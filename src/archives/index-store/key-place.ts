import { placeName } from '../archive-place.ts'

/** Returns the place of a key, from its ARN. Empty if it is not an ARN. */
export function placeOfKey(arn: string): string {
  const [, , , region, account] = arn.split(':', 5)
  return region === undefined || account === undefined ? '' : placeName({ account, region })
}
