import type { SimUse } from './sim-key.ts'

/** One metric of CloudWatch: a set of dimensions, and the uses that it counts. */
export interface SimulatedMetric {
  dimensions: { Name: string; Value: string }[]
  uses: SimUse[]
}

/** Returns the same ID for the same dimensions in any order. */
export const metricId = (dimensions: readonly { Name: string; Value: string }[]): string =>
  dimensions
    .map(({ Name, Value }) => `${Name}=${Value}`)
    .toSorted()
    .join('|')

/** Returns the dimensions of a use. ReEncrypt is measured only per pair of keys. */
export const dimensionsOf = (
  use: SimUse,
  [source = '', destination = source]: readonly string[],
): SimulatedMetric['dimensions'] =>
  use.operation === 'ReEncrypt'
    ? [
        { Name: 'SourceKeyArn', Value: source },
        { Name: 'DestinationKeyArn', Value: destination },
        { Name: 'Operation', Value: use.operation },
      ]
    : [
        { Name: 'KeyArn', Value: source },
        { Name: 'Operation', Value: use.operation },
      ]
