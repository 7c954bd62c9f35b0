import { stringify } from 'csv-stringify/sync'
import { batches } from '../../lib/batches.ts'
import { safeText } from '../../lib/text/safe-text.ts'
import type { SecretRecord, SecretsAssessment } from '../../model/assessments/secrets.ts'
import { isProblem } from '../../model/finding.ts'
import type { Format } from '../format.ts'

const csv: Format<SecretsAssessment> = {
  title: 'one line per secret for spreadsheets and scripts (RFC 4180)',
  *render(whole) {
    const problems = problemsBySecret(whole)
    yield line([[...COLUMNS.map(([name]) => name), 'Findings', 'FindingsUnknown']])
    for (const batch of batches(whole.secrets, 1000))
      yield line(
        batch.map(secret => {
          const { fail, unknown } = problems.get(nameOf(secret)) ?? NONE
          return [...COLUMNS.map(([, value]) => cellOf(value(secret))), fail.join(' '), unknown.join(' ')]
        }),
      )
  },
}

export default csv

type Cell = string | number | null

const cellOf = (value: Cell): Cell => (typeof value === 'string' ? safeText(value) : value)

const flagText = (value: boolean): string => (value ? 'True' : 'False')

/** What is not known is an empty cell. */
const COLUMNS: readonly (readonly [name: string, value: (secret: SecretRecord) => Cell])[] = [
  ['AccountId', one => one.account_id],
  ['Region', ({ region }) => region],
  ['Name', ({ name }) => name],
  ['Arn', ({ arn }) => arn],
  ['OwningService', one => one.owning_service],
  ['PrimaryRegion', one => one.primary_region],
  ['Replicas', ({ replicas }) => replicas?.map(({ region }) => region).join(' ') ?? null],
  ['CreatedAt', one => one.created_at],
  ['LastReadOn', one => one.last_read_on],
  ['Use', ({ use }) => use],
  ['DeletedAt', one => one.deleted_at],
  ['RotationEnabled', ({ rotation }) => flagText(rotation.enabled)],
  ['RotationState', ({ rotation }) => rotation.state],
  ['RotationSchedule', ({ rotation: { schedule, every_days: days } }) => schedule ?? days],
  ['LastRotatedAt', ({ rotation }) => rotation.last_rotated_at],
  ['NextRotationAt', ({ rotation }) => rotation.next_rotation_at],
  ['PendingVersions', one => one.pending_versions?.length ?? null],
  ['RotationsFailed', one => one.rotation_events?.failed ?? null],
  ['RotationsAbandoned', one => one.rotation_events?.abandoned ?? null],
  ['KmsKey', ({ key }) => key.arn ?? key.id ?? 'aws/secretsmanager'],
  ['KeyKind', ({ key }) => key.kind],
  ['KeyState', ({ key }) => key.state],
  ['MonthlyCost', one => one.monthly_cost],
  ['ValueCreatedAt', one => one.value_created_at],
  ['ValueKeys', one => one.value_keys?.map(({ arn, id }) => arn ?? id ?? 'aws/secretsmanager').join(' ') ?? null],
  ['ReadMayBeRotation', one => flagText(one.read_may_be_rotation)],
]

interface Problems {
  fail: string[]
  unknown: string[]
}

const NONE: Problems = { fail: [], unknown: [] }

/** The checks that fail, and those that could not be decided, by secret. */
function problemsBySecret({ findings }: SecretsAssessment): Map<string, Problems> {
  const all = new Map<string, Problems>()
  for (const finding of findings.filter(isProblem)) {
    const { account_id, region, resource, status, check } = finding
    const id = nameOf({ account_id, region: region ?? '', name: resource?.id ?? '' })
    const problems = all.get(id) ?? { fail: [], unknown: [] }
    problems[status === 'fail' ? 'fail' : 'unknown'].push(check)
    all.set(id, problems)
  }
  return all
}

const nameOf = ({ account_id, region, name }: Pick<SecretRecord, 'account_id' | 'region' | 'name'>): string =>
  JSON.stringify([account_id, region, name])

const line = (rows: Cell[][]): string => stringify(rows, { record_delimiter: '\r\n', escape_formulas: true })
