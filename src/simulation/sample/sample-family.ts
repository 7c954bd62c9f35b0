import { multiRegionId } from './sample-key.ts'
import { keyArn } from '../world/world.ts'
import { type SimMultiRegion } from '../world/sim-key.ts'

/** The multi-Region key of the sample account: its primary is in us-east-1, its replica in us-west-2. */
export const DOCUMENTS = multiRegionId('documents')

export const documentsFamily = (account: string, type: SimMultiRegion['type']): SimMultiRegion => ({
  type,
  primary: arnIn(account, 'us-east-1'),
  replicas: [arnIn(account, 'us-west-2')],
})

const arnIn = (account: string, region: string): string => keyArn({ partition: 'aws', id: account }, region, DOCUMENTS)
