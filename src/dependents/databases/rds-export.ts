import type { Dependent } from '../dependent.ts'
import { noting } from '../shared/noting.ts'

/**
 * Exports of snapshots and clusters to Amazon S3, whose files are encrypted with the key.
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ExportSnapshot.html
 */
const rdsExport: Dependent = {
  singular: 'RDS export',
  plural: 'RDS exports',
  operations: ['rds:DescribeExportTasks'],
  effort: 'list',
  effect: { when: 'at-once', consequence: 'the exported files in Amazon S3 can no longer be read' },
  encryption: { notJudged: 'An export is files in Amazon S3. Buckets are judged.' },
  async list(sweep) {
    const { DescribeExportTasksCommand, RDSClient } = await import('@aws-sdk/client-rds')
    const rds = sweep.client('RDS', config => new RDSClient(config))
    const send = (Marker: string | undefined) => rds.send(new DescribeExportTasksCommand({ MaxRecords: 100, Marker }))
    const request = { send, items: 'ExportTasks', next: 'Marker' }
    await sweep.pages('rds:DescribeExportTasks', request, noting(sweep, { id: 'ExportTaskIdentifier' }))
  },
}

export default rdsExport
