import { DAY } from '../../../model/time.ts'
import { keyArn } from '../../world/world.ts'
import type { SimResources } from '../../world/sim-resources.ts'
import { sampleId, type SampleMoments } from '../sample-key.ts'

/** A Region of the sample account, with the names of what is in it. */
export interface SamplePlace {
  region: string
  account: string
  /** The ARN of the key of this name or ID. */
  key: (name: string) => string
  /** The ARN of a resource: `arn('sqs', 'orders')`. */
  arn: (service: string, resource: string) => string
  /** The ID of a resource: `id('vol', 'api 1')` is `vol-` and 17 digits. */
  id: (kind: string, name: string) => string
  daysAgo: (days: number) => Date
}

export const samplePlace = ({ now, account }: SampleMoments, region: string): SamplePlace => ({
  region,
  account,
  key: name => keyArn({ partition: 'aws', id: account }, region, name.startsWith('mrk-') ? name : sampleId(name)),
  arn: (service, resource) => `arn:aws:${service}:${region}:${account}:${resource}`,
  id: (kind, name) => `${kind}-0${sampleId(`${region} ${kind} ${name}`).replaceAll('-', '').slice(0, 16)}`,
  daysAgo: days => new Date(now - days * DAY),
})

/** Joins what several parts of the shop have in one Region. */
export function joinResources(...parts: readonly SimResources[]): SimResources {
  const joined: Record<string, SimResources[string]> = {}
  for (const [operation, answers] of parts.flatMap(part => Object.entries(part))) {
    const before = joined[operation]
    joined[operation] =
      Array.isArray(before) && Array.isArray(answers) ? [...before, ...answers] : { ...before, ...answers }
    if (before === undefined) joined[operation] = answers
  }
  return joined
}
