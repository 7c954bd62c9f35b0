import type { Format } from './format.ts'
import { type Markup, markup } from './html/frame/markup.ts'
import { page } from './html/frame/page.ts'
import { masthead } from './html/frame/parts.ts'
import { aboutSection } from './html/report/about-section.ts'
import { chartsSection } from './html/report/charts-section.ts'
import { complianceSection } from './html/report/compliance-section.ts'
import { findingsSection } from './html/report/findings-section.ts'
import { foreignKeysSection } from './html/report/foreign-keys-section.ts'
import { gapsSection } from './html/report/gaps-section.ts'
import { aboutLine, answer } from './html/report/head.ts'
import { keyColumns } from './html/report/keys/key-columns.ts'
import { keyFilters } from './html/report/keys/key-filters.ts'
import { keyFindings } from './html/report/keys/key-findings.ts'
import { detailsIn } from './html/report/keys/key-rows.ts'
import { keysJson } from './html/report/keys/keys-data.ts'
import { type KeysSection, keysSection } from './html/report/keys/keys-section.ts'
import { shownKeys } from './html/report/keys/shown-keys.ts'
import { stepsSection } from './html/report/steps-section.ts'
import { reportScript, reportStyle } from './html/report/assets.ts'
import type { Report } from '../model/report/report.ts'

const html: Format = {
  title: 'one page to open in a browser, offline: numbers, what to do first, charts, a table to search, findings, gaps',
  *render(report) {
    const table = tableOf(report)
    yield* page({
      title: 'AWS KMS audit',
      body: bodyOf(report, table),
      style: reportStyle,
      script: reportScript,
      data: { 'keys-data': keysJson(table) },
    })
  },
}

export default html

function tableOf(report: Report): KeysSection {
  const findings = keyFindings(report)
  const shown = shownKeys(report.keys)
  return {
    ...shown,
    columns: keyColumns(report, findings),
    filters: keyFilters(report, shown.keys, findings),
    detailsOf: detailsIn(report, findings),
  }
}

function* bodyOf(report: Report, table: KeysSection): Generator<Markup> {
  yield masthead({ title: 'AWS KMS audit', about: aboutLine(report), sections: contentsOf(report) })
  yield markup`<main id="main">${answer(report)}`
  yield stepsSection(report)
  yield markup`${chartsSection(report)}`
  yield keysSection(report, table)
  yield findingsSection(report)
  yield markup`${complianceSection(report)}`
  yield markup`${foreignKeysSection(report)}`
  yield gapsSection(report)
  yield aboutSection(report)
  yield markup`</main>`
}

const contentsOf = ({ keys, compliance, scope }: Report): { id: string; title: string }[] => [
  { id: 'first', title: 'What to do first' },
  ...(keys.length === 0 ? [] : [{ id: 'charts', title: 'Use and cost' }]),
  { id: 'keys', title: 'Keys' },
  { id: 'findings', title: 'Findings' },
  ...(compliance === undefined ? [] : [{ id: 'compliance', title: 'Compliance' }]),
  ...(scope.dependents === undefined ? [] : [{ id: 'references', title: 'References' }]),
  { id: 'gaps', title: 'Gaps' },
  { id: 'about', title: 'About' },
]
