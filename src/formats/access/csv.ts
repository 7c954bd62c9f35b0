import { stringify } from 'csv-stringify/sync'
import { safeText } from '../../lib/text/safe-text.ts'
import type { AccessAssessment, AccessRecord } from '../../model/assessments/access.ts'
import type { Format } from '../format.ts'

const csv: Format<AccessAssessment> = {
  title: 'one line per principal and key or secret, for spreadsheets and scripts (RFC 4180)',
  *render({ answers }) {
    const rows = answers.map(answer => COLUMNS.map(([, value]) => safeText(value(answer) ?? '')))
    yield stringify([COLUMNS.map(([name]) => name), ...rows], { record_delimiter: '\r\n', escape_formulas: true })
  },
}

export default csv

const COLUMNS: readonly (readonly [name: string, value: (answer: AccessRecord) => string | null])[] = [
  ['Principal', one => one.principal_arn],
  ['PrincipalType', one => one.principal_type],
  ['TargetType', one => one.target_type],
  ['Target', one => one.target_arn],
  ['TargetName', one => one.target_name],
  ['AccountId', one => one.account_id],
  ['Region', ({ region }) => region],
  ['Key', one => one.key_arn],
  ['Actions', ({ actions }) => actions.join(' ')],
  ['Answer', ({ answer }) => answer],
  ['DecidingLink', one => one.deciding_link],
  ['Reason', ({ reason }) => reason],
  ['NotEvaluated', one => one.not_evaluated.map(({ name }) => name).join('; ')],
  ['Tried', ({ tried }) => tried?.answer ?? null],
]
