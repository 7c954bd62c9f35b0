import { stringify } from 'csv-stringify/sync'
import { batches } from '../../lib/batches.ts'
import { safeText } from '../../lib/text/safe-text.ts'
import type { ComplianceAssessment, EncryptedResourceRecord } from '../../model/assessments/compliance.ts'
import type { Format } from '../format.ts'

const csv: Format<ComplianceAssessment> = {
  title: 'one line per resource for spreadsheets and scripts (RFC 4180)',
  *render({ resources }) {
    yield records([CSV_COLUMNS.map(([name]) => name)])
    for (const batch of batches(resources, 500))
      yield records(batch.map(one => CSV_COLUMNS.map(([, value]) => value(one))))
  },
}

export default csv

const records = (rows: readonly (readonly (string | null)[])[]): string =>
  stringify(rows as (string | null)[][], { record_delimiter: '\r\n', escape_formulas: true })

const text = (value: string | null): string | null => (value === null ? null : safeText(value))
const flag = (value: boolean | null): string | null => (value === null ? null : value ? 'True' : 'False')

/** What is unknown is an empty cell. */
const CSV_COLUMNS: readonly (readonly [name: string, value: (one: EncryptedResourceRecord) => string | null])[] = [
  ['Type', one => one.type],
  ['AccountId', one => one.account_id],
  ['Region', one => one.region],
  ['Id', one => text(one.id)],
  ['Arn', one => text(one.arn)],
  ['KeyKind', one => one.key_kind],
  ['Key', one => text(one.key)],
  ['KeyArn', one => text(one.key_arn)],
  ['Required', one => one.required],
  ['Compliant', one => flag(one.compliant)],
  ['BucketKey', one => flag(one.bucket_key)],
  ['KmsSecurityStatus', one => one.kms_security_status ?? null],
  ['LinkedKmsFindingId', one => text(one.linked_kms_finding_id ?? null)],
  ['Reason', one => text(one.reason)],
  ['Commands', one => (one.compliant === false ? text(one.commands) : null)],
]
