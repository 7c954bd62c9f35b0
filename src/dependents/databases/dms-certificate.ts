import type { Dependent } from '../dependent.ts'
import { noting } from '../shared/noting.ts'

/** https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Security.html */
const dmsCertificate: Dependent = {
  singular: 'DMS certificate',
  plural: 'DMS certificates',
  operations: ['dms:DescribeCertificates'],
  effort: 'list',
  effect: { when: 'at-once', consequence: 'endpoints with the certificate can no longer connect' },
  namedBy: { arn: /^dms:[^:]*:[^:]*:cert:(.+)$/ },
  encryption: { notJudged: 'AWS does not document how a certificate without a key is encrypted.' },
  async list(sweep) {
    const { DatabaseMigrationServiceClient, DescribeCertificatesCommand } =
      await import('@aws-sdk/client-database-migration-service')
    const client = sweep.client('Database Migration Service', config => new DatabaseMigrationServiceClient(config))
    const send = (Marker: string | undefined) =>
      client.send(new DescribeCertificatesCommand({ MaxRecords: 100, Marker }))
    await sweep.pages(
      'dms:DescribeCertificates',
      { send, items: 'Certificates', next: 'Marker' },
      noting(sweep, { id: 'CertificateIdentifier', arn: 'CertificateArn' }),
    )
  },
}

export default dmsCertificate
