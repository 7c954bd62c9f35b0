import { multiRegionId } from './sample-key.ts'
import { keyArn, type SimMultiRegion } from './world.ts'

export const DOCUMENTS = multiRegionId('dr/documents')
export const PROFILES = multiRegionId('customers/profiles')

export const family = (
  account: string,
  id: string,
  primary: string,
  replicas: readonly string[],
  type: SimMultiRegion['type'],
): SimMultiRegion => ({
  type,
  primary: arnIn(account, primary, id),
  replicas: replicas.map(region => arnIn(account, region, id)),
})

export const arnIn = (account: string, region: string, id: string): string =>
  keyArn({ partition: 'aws', id: account }, region, id)
