import type { Dependent } from '../dependent.ts'
import { keyInRegion } from '../shared/key-in-region.ts'

/**
 * Settings that copy the snapshots of a namespace into another Region, encrypted with a key of that Region.
 * https://docs.aws.amazon.com/redshift/latest/mgmt/serverless-snapshots-recovery-points.html
 */
const redshiftServerlessCopy: Dependent = {
  singular: 'Redshift Serverless snapshot copy',
  plural: 'Redshift Serverless snapshot copies',
  operations: ['redshift-serverless:ListSnapshotCopyConfigurations'],
  effort: 'list',
  namesOtherRegions: true,
  effect: { when: 'at-once', consequence: 'snapshots can no longer be copied into the Region' },
  encryption: { notJudged: 'It stores no data, but says with which key snapshots are copied to another Region.' },
  async list(sweep) {
    const { ListSnapshotCopyConfigurationsCommand, RedshiftServerlessClient } =
      await import('@aws-sdk/client-redshift-serverless')
    const redshift = sweep.client('Redshift Serverless', config => new RedshiftServerlessClient(config))
    const send = (nextToken: string | undefined) =>
      redshift.send(new ListSnapshotCopyConfigurationsCommand({ maxResults: 100, nextToken }))
    const request = { send, items: 'snapshotCopyConfigurations', next: 'nextToken' }
    await sweep.pages('redshift-serverless:ListSnapshotCopyConfigurations', request, copy => {
      const region = copy.text('destinationRegion') ?? sweep.place.region
      const key = keyInRegion(sweep.place, region, copy.text('destinationKmsKeyId'))
      sweep.found({ id: `${copy.word('namespaceName')} to ${region}`, key })
    })
  },
}

export default redshiftServerlessCopy
