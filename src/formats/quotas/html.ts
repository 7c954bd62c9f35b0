import { countNoun, countText } from '../../lib/text/numbers.ts'
import { findingsReport } from '../../model/assessments/findings-report.ts'
import { spikesOf } from '../../model/assessments/quota-spikes.ts'
import type { QuotaRecord, QuotasAssessment } from '../../model/assessments/quotas.ts'
import { minuteText } from '../../model/time.ts'
import type { Format } from '../format.ts'
import { type Content, markup, type Markup } from '../html/frame/markup.ts'
import { page } from '../html/frame/page.ts'
import { dataTable, masthead, missing, restNote, section, tiles } from '../html/frame/parts.ts'
import { findingsSection } from '../html/report/findings-section.ts'
import { gapsSection } from '../html/report/gaps-section.ts'
import { dailyChart } from './daily-chart.ts'
import { shownQuotas } from './shown-quotas.ts'
import * as texts from './texts.ts'

const html: Format<QuotasAssessment> = {
  title: 'one page to open in a browser, offline: numbers, rates by day, every quota with calls, findings, gaps',
  render: whole => page({ title: TITLE, body: bodyOf(whole) }),
}

export default html

const TITLE = 'Request quotas of AWS KMS'
const DAYS = { id: 'days', title: 'Rates by day' }
const QUOTAS = { id: 'quotas', title: 'Quotas' }
const FAILED = { id: 'failed-calls', title: 'Failed calls' }
const FINDINGS = { id: 'findings', title: 'Findings' }
const GAPS = { id: 'gaps', title: 'What could not be read' }

function* bodyOf(whole: QuotasAssessment): Generator<Markup> {
  const { window } = whole
  const shown = shownQuotas(whole.quotas)
  const report = findingsReport(whole)
  const chart = dailyChart(shown, window)
  const about = markup`<p>${texts.windowText(window)}.</p><p class="soft">Rates are ${texts.ratesText(window)}.</p>`
  const sections = [...(chart === null ? [] : [DAYS]), QUOTAS, FAILED, FINDINGS, GAPS]
  yield masthead({ title: TITLE, about, sections })
  yield markup`<main id="main">`
  yield numbers(whole, shown)
  if (chart !== null) yield section({ ...DAYS, body: markup`<div class="charts">${chart}</div>` })
  yield section({ ...QUOTAS, body: quotasTable(whole, shown) })
  yield section({ ...FAILED, body: failedTable(whole) })
  yield findingsSection(report)
  yield gapsSection(report)
  yield markup`</main>`
}

function numbers({ quotas, thresholds: { warn_at, spike } }: QuotasAssessment, shown: readonly QuotaRecord[]): Markup {
  const near = shown.filter(({ used_percent: used }) => (used ?? 0) >= warn_at).length
  const throttled = shown.reduce((sum, quota) => sum + (quota.throttled ?? 0), 0)
  const isCounted = shown.some(quota => quota.throttled !== null)
  const spiking = shown.filter(quota => spikesOf(quota, spike).length > 0).length
  const unknown = quotas.filter(({ status }) => status === 'unread' || status === 'partial').length
  const [most] = shown
  return tiles([
    {
      label: 'Highest use',
      value: most === undefined ? '–' : texts.usedText(most),
      note: most === undefined ? null : `${texts.nameOf(most)}, ${most.region}`,
    },
    { label: `At ${warn_at} % or more`, value: countText(near), ...(near > 0 && { mood: 'bad' as const }) },
    {
      label: 'Throttled requests',
      value: isCounted ? countText(throttled) : 'not known',
      note: shown.some(({ throttle_status: status }) => status !== 'measured') ? 'not counted in every Region' : null,
      ...(throttled > 0 && { mood: 'bad' as const }),
    },
    { label: 'Quotas with spikes', value: countText(spiking), note: `${spike} times the usual rate or more` },
    { label: 'Quotas with calls', value: countText(shown.length), note: `of ${countText(quotas.length)}` },
    ...(unknown === 0 ? [] : [{ label: 'Not known', value: countText(unknown), note: 'in part or at all' }]),
  ])
}

/** More rows make the page slow to open. */
const MOST = 2000

const number = (title: string) => ({ title, align: 'right' as const })

function quotasTable({ quotas, window }: QuotasAssessment, shown: readonly QuotaRecord[]): Content {
  if (shown.length === 0)
    return missing(`No calls to KMS were measured in ${countNoun(window.days, 'day')}. See the gaps and -o json.`)
  const columns = [
    { title: 'Operation' },
    { title: 'Account' },
    { title: 'Region' },
    number('Used'),
    number('Peak/s'),
    number('Quota/s'),
    number('Headroom/s'),
    number('Usual/s'),
    number('Throttled'),
    { title: 'Peak at' },
    number('Averaged'),
    number('Calls'),
    { title: 'Quota', wraps: true as const },
  ]
  const rows = shown
    .slice(0, MOST)
    .map((quota): Content[] => [
      texts.nameOf(quota),
      quota.account_id,
      quota.region,
      texts.usedText(quota),
      texts.peakText(quota),
      texts.quotaText(quota),
      texts.headroomText(quota),
      texts.usualText(quota),
      texts.throttledText(quota),
      texts.peakTimeText(quota),
      texts.averagedText(quota),
      texts.callsText(quota),
      `${quota.quota_name} (${quota.quota_code})`,
    ])
  return [
    dataTable(QUOTAS.title, columns, rows),
    quotas.some(({ source }) => source === 'assumed_default')
      ? markup`<p class="soft">* The default quota: the quota of this account could not be read, and may be another one.</p>`
      : null,
    restNote(rows.length, shown.length, 'quotas'),
  ]
}

function failedTable({ failed_calls: all }: QuotasAssessment): Content {
  if (all === null) return missing('Failed calls were not read. To read them:', 'kms-audit quotas --errors')
  const columns = [
    { title: 'Region' },
    { title: 'Account' },
    number('Calls'),
    number('Failed'),
    { title: 'Since' },
    { title: 'Errors', wraps: true as const },
    { title: 'Not read', wraps: true as const },
  ]
  const rows = all.map((one): Content[] => [
    one.region,
    one.account_id,
    one.since === null ? 'unknown' : countText(one.calls),
    one.since === null ? 'unknown' : countText(one.failed),
    one.since === null ? '–' : minuteText(Date.parse(one.since)),
    texts.errorCodes(one.operations).join(', '),
    one.why ?? '',
  ])
  return dataTable(FAILED.title, columns, rows)
}
