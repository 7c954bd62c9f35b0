import { partition } from '@aws-sdk/core/client'

/** Whether the SDK's own list of partitions names this Region; it describes those and guesses the others. */
export const isListed = (region: string): boolean => 'description' in partition(region)

const AREAS = ['us', 'eu', 'ap', 'sa', 'ca', 'me', 'af', 'il', 'mx', 'cn', 'us-gov', 'eusc-de']
const SIDES = ['east', 'west', 'north', 'south', 'central', 'northeast', 'northwest', 'southeast', 'southwest']

/** Names that the SDK lists, to suggest one: it answers for single names, so every likely one is tried. */
export function listedRegions(): string[] {
  const numbers = Array.from({ length: 9 }, (_, index) => index + 1)
  const likely = AREAS.flatMap(area => SIDES.flatMap(side => numbers.map(number => `${area}-${side}-${number}`)))
  return likely.filter(isListed)
}
