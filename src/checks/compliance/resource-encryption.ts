import type { ComplianceAssessment, EncryptedResourceRecord } from '../../model/assessments/compliance.ts'
import type { AssessmentCheck } from '../assessment-check.ts'
import { fail, notApplicable, pass, type Result, unknown } from '../check.ts'
import { remedyOf, subjectOf, typesById } from './shared/encrypted-resources.ts'
import { unreadTypes } from './shared/unread-types.ts'

/** https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-controls-reference.html */
const CONTROLS = [
  ['EC2.3', 'AWS::EC2::Volume'],
  ['RDS.3', 'AWS::RDS::DBInstance'],
  ['RDS.4', 'AWS::RDS::DBSnapshot'],
  ['RDS.27', 'AWS::RDS::DBCluster'],
  ['EFS.1', 'AWS::EFS::FileSystem'],
  ['SQS.1', 'AWS::SQS::Queue'],
  ['SNS.1', 'AWS::SNS::Topic'],
  ['Kinesis.1', 'AWS::Kinesis::Stream'],
  ['DataFirehose.1', 'AWS::KinesisFirehose::DeliveryStream'],
  ['Opensearch.1', 'AWS::OpenSearchService::Domain'],
  ['ElastiCache.4', 'AWS::ElastiCache::ReplicationGroup'],
  ['Redshift.10', 'AWS::Redshift::Cluster'],
  ['Backup.1', 'AWS::Backup::RecoveryPoint'],
] as const

const check: AssessmentCheck<ComplianceAssessment> = {
  id: 'resource-encryption',
  title: 'AWS resources that store data should be encrypted at rest',
  severity: 'medium',
  why: 'Anyone who gets a copy of a disk, snapshot or backup that is not encrypted can read it. A KMS key adds a second permission that every read needs, and CloudTrail records its use.',
  docs: 'https://docs.aws.amazon.com/kms/latest/developerguide/overview.html',
  controls: CONTROLS.map(([id, type]) => ({ framework: 'AWS Security Hub CSPM', id, about: [type] })),
  *judge(collected) {
    const types = typesById(collected)
    for (const one of collected.resources) yield { ...subjectOf(one, types), result: resultOf(one, types) }
    yield* unreadTypes(
      collected,
      ({ plural }, why) => `Not all ${plural} were read, so that some may be unencrypted: ${why}`,
    )
  },
}

function resultOf(one: EncryptedResourceRecord, types: ReturnType<typeof typesById>): Result {
  const { key_kind: kind, required, reason } = one
  const singular = types.get(one.type)?.singular ?? one.type
  if (required === 'nothing') return notApplicable('The policy exempts it from encryption.')
  if (kind === 'unknown') return unknown(reason ?? 'Its key is unknown.')
  if (kind !== 'none') return pass
  return fail(`The ${singular} is not encrypted.`, remedyOf(one, types))
}

export default check
