import type { Style } from '../../lib/text/paint.ts'
import { safeText } from '../../lib/text/safe-text.ts'
import { displayWidth } from '../../lib/text/width.ts'
import { findingsReport } from '../../model/assessments/findings-report.ts'
import type { SecretRecord, SecretsAssessment } from '../../model/assessments/secrets.ts'
import { hasSeveral } from '../../model/report/place-records.ts'
import type { Instant } from '../../model/time.ts'
import { amountText } from '../columns/cell-texts.ts'
import type { Format } from '../format.ts'
import { drawFindings } from '../table/findings/draw-findings.ts'
import { drawTable } from '../table/draw-table.ts'
import type { DrawnColumn } from '../table/drawn-column.ts'
import { labelledLines } from '../table/labelled-lines.ts'
import { gapsText } from '../table/summary/gaps-text.ts'
import { frameFor } from '../table/table-frame.ts'
import { usableWidth } from '../table/terminal.ts'
import { fitSecrets } from './fit-secrets.ts'
import { functionLines } from './function-lines.ts'
import {
  isTroubled,
  keyText,
  READ_NOTE,
  readText,
  rotatedText,
  rotationText,
  summaryLines,
  useText,
} from './secret-text.ts'

const table: Format<SecretsAssessment> = {
  title: 'one line per secret, the rotation functions, findings, and a summary',
  *render(whole, view) {
    const { secrets } = whole
    const all = columnsOf(whole).map(column => withWidth(column, secrets))
    const columns = view.terminal ? fitSecrets(all, usableWidth(view)) : all
    if (secrets.length === 0) yield 'No secrets found.\n'
    else yield* drawTable(columns, secrets, view, frameFor(columns, view))
    yield* functionLines(whole, view)
    const report = findingsReport(whole)
    yield* drawFindings(report, view)
    yield '\n'
    for (const [label, text] of summaryLines(whole)) yield `${labelledLines(label, text, view)}\n`
    if (secrets.some(one => one.read_may_be_rotation)) yield `${labelledLines('*', READ_NOTE, view)}\n`
    const gaps = gapsText(report, view)
    if (gaps !== null) yield `${labelledLines('Incomplete', gaps, view)}\n`
    const hidden = all.filter(({ title }) => !columns.some(column => column.title === title)).map(({ title }) => title)
    if (hidden.length > 0)
      yield `${labelledLines('Not shown', `${hidden.join(', ')}. Widen the terminal or use -o csv.`, view)}\n`
  },
}

export default table

type SecretColumn = Pick<DrawnColumn<SecretRecord>, 'title' | 'text'> & Partial<DrawnColumn<SecretRecord>>

function columnsOf({ scope, generated_at: at }: SecretsAssessment): SecretColumn[] {
  const now = Date.parse(at)
  const places = [
    ...(hasSeveral(scope.places, 'account_id')
      ? [{ title: 'Account', text: one => one.account_id } as SecretColumn]
      : []),
    ...(hasSeveral(scope.places, 'region') ? [{ title: 'Region', text: one => one.region } as SecretColumn] : []),
  ]
  return [
    { title: 'Secret', text: ({ name }) => safeText(name) },
    ...places,
    { title: 'Rotation', text: one => safeText(rotationText(one, now)), style: one => rotationStyle(one, now) },
    { title: 'Rotated', text: rotatedText },
    { title: 'Last Read', text: readText },
    { title: 'Use', text: useText, style: ({ use }) => (use === 'unused' ? 'yellow' : undefined) },
    { title: 'Key', text: ({ key }) => safeText(keyText(key)) },
    { title: '$/Month', text: one => amountText(one.monthly_cost), align: 'right' },
  ]
}

const rotationStyle = (secret: SecretRecord, now: Instant): Style | undefined =>
  isTroubled(secret, now) ? (secret.rotation.enabled ? 'red' : 'yellow') : undefined

const withWidth = (column: SecretColumn, secrets: readonly SecretRecord[]): DrawnColumn<SecretRecord> => ({
  align: 'left',
  style: () => undefined,
  ...column,
  width: secrets.reduce((most, one) => Math.max(most, displayWidth(column.text(one))), displayWidth(column.title)),
})
