import { countText } from '../../lib/text/numbers.ts'
import { capitalized } from '../../lib/text/capitalized.ts'
import { safeText } from '../../lib/text/safe-text.ts'
import type { ComplianceAssessment } from '../../model/assessments/compliance.ts'
import { findingsReport } from '../../model/assessments/findings-report.ts'
import { minuteText } from '../../model/time.ts'
import type { Format } from '../format.ts'
import { markup, type Markup } from '../html/frame/markup.ts'
import { page } from '../html/frame/page.ts'
import { dataTable, masthead, missing, restNote, section, tiles } from '../html/frame/parts.ts'
import { findingsSection } from '../html/report/findings-section.ts'
import { gapsSection } from '../html/report/gaps-section.ts'
import { isOpen, rateText, stateText } from './kind-words.ts'
import { typeRows } from './type-rows.ts'

const html: Format<ComplianceAssessment> = {
  title: 'types and resources as one file that opens offline in a browser',
  render: whole => page({ title: TITLE, body: bodyOf(whole) }),
}

export default html

const TITLE = 'Encryption of AWS resources'
const TYPES = { id: 'types', title: 'Types' }
const OPEN = { id: 'not-compliant', title: 'Not encrypted as required' }
const FINDINGS = { id: 'findings', title: 'Findings' }
const GAPS = { id: 'gaps', title: 'What could not be read' }
const SECTIONS = [TYPES, OPEN, FINDINGS, GAPS]
/** How many resources the page lists. */
const LISTED = 1000

function* bodyOf(whole: ComplianceAssessment): Generator<Markup> {
  const report = findingsReport(whole)
  yield masthead({
    title: TITLE,
    about: markup`<p>As of ${minuteText(Date.parse(whole.generated_at))}</p>`,
    sections: SECTIONS,
  })
  yield markup`<main id="main">`
  yield tilesOf(whole)
  yield section({ ...TYPES, body: typesTable(whole) })
  yield section({ ...OPEN, body: openTable(whole) })
  yield findingsSection(report)
  yield gapsSection(report)
  yield markup`</main>`
}

const tilesOf = ({ summary }: ComplianceAssessment): Markup =>
  tiles([
    { label: 'Resources', value: countText(summary.total) },
    { label: 'Compliant', value: rateText(summary) },
    {
      label: 'Not compliant',
      value: countText(summary.non_compliant),
      ...(summary.non_compliant > 0 && { mood: 'bad' as const }),
    },
    { label: 'Not known', value: countText(summary.undecided) },
    { label: 'Customer managed keys', value: countText(summary.key_kinds.customer_managed) },
  ])

function typesTable(whole: ComplianceAssessment): Markup {
  const numbers = ['Total', 'None', 'AWS owned', 'AWS managed', 'Customer managed', 'Other account', 'Unknown', 'Rate']
  const columns = [{ title: 'Type' }, ...numbers.map(title => ({ title, align: 'right' as const }))]
  const rows = typeRows(whole).map(({ title, counts, isPartial }) => [
    title,
    `${isPartial ? 'at least ' : ''}${countText(counts.total)}`,
    ...(['none', 'aws_owned', 'aws_managed', 'customer_managed', 'other_account', 'unknown'] as const).map(kind =>
      countText(counts.key_kinds[kind]),
    ),
    rateText(counts),
  ])
  return dataTable(TYPES.title, columns, rows)
}

function openTable({ types, resources }: ComplianceAssessment): Markup {
  const open = resources.filter(isOpen)
  if (open.length === 0) return missing('Every resource that was read is encrypted as required.')
  const byId = new Map(types.map(type => [type.id, type]))
  const columns = [
    { title: 'Resource' },
    { title: 'Type' },
    { title: 'Account' },
    { title: 'Region' },
    { title: 'Key', wraps: true as const },
    { title: 'What to do', wraps: true as const },
  ]
  const rows = open.slice(0, LISTED).map(one => {
    const type = byId.get(one.type)
    const remedy = one.compliant === false ? (type?.remedy ?? '') : ''
    return [
      safeText(one.id),
      capitalized(type?.singular ?? one.type),
      one.account_id,
      one.region,
      safeText(stateText(one)),
      remedy,
    ]
  })
  return markup`${dataTable(OPEN.title, columns, rows)}${restNote(rows.length, open.length, 'resources')}`
}
