import { countText } from '../../../lib/text/numbers.ts'
import type { KeyRecord, Report } from '../../../model/report/report.ts'
import { firstAliasText } from '../../columns/cell-texts.ts'
import { firstSteps, type FirstStep } from '../../report-text/first-steps.ts'
import { type Content, type Markup, markup } from '../frame/markup.ts'
import { command, section } from '../frame/parts.ts'

/** What to do first, the most urgent step first. */
export function stepsSection(report: Report): Markup {
  const steps = firstSteps(report, '$')
  const body: Content =
    steps.length === 0
      ? markup`<p class="card">Nothing is urgent: no key is known to be unused, no severe check fails and everything was read.</p>`
      : markup`<ol class="steps">${steps.map(stepMarkup)}</ol>`
  return section({ id: 'first', title: 'What to do first', body })
}

const stepMarkup = ({ title, text, command: line, keys }: FirstStep): Markup =>
  markup`<li class="card"><h3>${title}</h3><p>${text}</p>${keys.length === 0 ? null : markup`<p class="soft wrap-anywhere">${namesText(keys)}</p>`}${line === undefined ? null : command([line])}</li>\n`

function namesText(keys: readonly KeyRecord[]): string {
  const more = keys.length > NAMED ? ` and ${countText(keys.length - NAMED)} more` : ''
  return keys.slice(0, NAMED).map(nameOf).join(', ') + more
}

const NAMED = 5

const nameOf = (key: KeyRecord): string => firstAliasText(key).replace(/^alias\//, '') || key.key_id
