import { CONTROL_WORDS } from '../../report-text/control-words.ts'
import { countNoun, countText } from '../../../lib/text/numbers.ts'
import {
  CONTROL_STATUSES,
  type ControlRecord,
  type ControlStatus,
  type FrameworkRecord,
} from '../../../model/report/compliance.ts'
import type { Report } from '../../../model/report/report.ts'
import { type Content, type Markup, markup } from '../frame/markup.ts'
import { dataTable, section } from '../frame/parts.ts'

/** The controls of each framework. Null without `--compliance`. */
export const complianceSection = ({ compliance }: Report): Markup | null =>
  compliance === undefined
    ? null
    : section({ id: 'compliance', title: 'Compliance', body: compliance.map(frameworkMarkup) })

function frameworkMarkup({ name, controls }: FrameworkRecord): Content {
  const counts = CONTROL_STATUSES.flatMap(status => {
    const count = controls.filter(control => control.status === status).length
    return count === 0 ? [] : [`${countText(count)} ${CONTROL_WORDS[status]}`]
  })
  const columns = [
    { title: 'Control' },
    { title: 'Title', wraps: true },
    { title: 'Result' },
    { title: 'Checks', wraps: true },
    { title: 'Detail', wraps: true },
  ] as const
  return [
    markup`<h3>${name}</h3><p>${countNoun(controls.length, 'control')} about KMS: ${counts.join(', ')}.</p>`,
    dataTable(`Controls of ${name}`, columns, controls.map(controlRow)),
  ]
}

const controlRow = ({ id, title, status, checks, detail }: ControlRecord): Content[] => [
  id,
  title,
  markup`<span class="badge ${COLORS[status]}">${CONTROL_WORDS[status]}</span>`,
  checks.join(', '),
  detail,
]

const COLORS: Readonly<Record<ControlStatus, string>> = {
  fail: 's-high',
  unknown: 's-medium',
  muted: 's-info',
  pass: 'v-in_use',
  not_applicable: 's-info',
  not_covered: 's-info',
}
