import type { SimResources } from '../../world/sim-resources.ts'
import { DOCUMENTS } from '../sample-family.ts'
import type { SampleMoments } from '../sample-key.ts'
import { lakeBuckets, lakeTools, serviceDesk } from './data-lake.ts'
import { sse } from './bucket-encryption.ts'
import { branch } from './europe.ts'
import { orderData, orderFlow } from './orders.ts'
import { aggregator, recorder } from './recorded.ts'
import { joinResources, samplePlace } from './sample-place.ts'
import { shopDocuments, shopMachines, shopParameters } from './shop.ts'
import { branchSecrets, shopSecrets } from './secrets.ts'
import { oldBackups, reports } from './unused-in-europe.ts'

/** An aggregator of AWS Config covers both Regions of the shop, and the account with the backups. */
export function virginiaResources(moments: SampleMoments): SimResources {
  const place = samplePlace(moments, 'us-east-1')
  const parts = [shopMachines, shopSecrets, shopDocuments, orderData, orderFlow, lakeBuckets, lakeTools, serviceDesk]
  const own = joinResources(...parts.map(part => part(place)), shopParameters)
  const dublin = samplePlace(moments, 'eu-west-1')
  const recorded = aggregator(
    [
      [place, own],
      [dublin, dublinResources(moments)],
    ],
    moments,
  )
  return joinResources(own, recorder(), recorded)
}

/** Nothing uses `feature-store` and `staging-config`. */
export function dublinResources(moments: SampleMoments): SimResources {
  const place = samplePlace(moments, 'eu-west-1')
  return joinResources(recorder(), ...[reports, oldBackups, branch, branchSecrets].map(part => part(place)))
}

/** In us-west-2 there are the copy of the documents, and what is left of a load test. */
export function oregonResources(moments: SampleMoments): SimResources {
  const { key, id, account, daysAgo } = samplePlace(moments, 'us-west-2')
  return {
    's3:GetBucketEncryption': { 'example-shop-documents-west': sse('aws:kms', key(DOCUMENTS)) },
    'ec2:DescribeSnapshots': [
      {
        SnapshotId: id('snap', 'load test'),
        OwnerId: account,
        Encrypted: true,
        KmsKeyId: key('load-test'),
        State: 'completed',
        StartTime: daysAgo(170),
      },
    ],
  }
}
