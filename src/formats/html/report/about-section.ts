import type { Report } from '../../../model/report/report.ts'
import { VERDICT_MEANINGS } from '../../report-text/verdict-meanings.ts'
import { costText } from '../../table/summary/cost-text.ts'
import { type Content, type Markup, markup } from '../frame/markup.ts'
import { section } from '../frame/parts.ts'

/** How to read the report: its scope, its sources and its words. */
export function aboutSection(report: Report): Markup {
  const { unused_days: days } = report
  return section({
    id: 'about',
    title: 'About this report',
    body: markup`<div class="card"><div class="details">
<p class="heading">Scope</p>${scopeFacts(report).map(([label, text]) => fact(label, text))}
<p class="heading">Verdicts</p>${VERDICT_MEANINGS.map(([verdict, meaning]) => fact(markup`<span class="badge v-${verdict}">${verdict}</span>`, meaning(days)))}
<p class="heading">Before you delete a key</p>
<p>Last use alone is not proof. EBS, for example, calls KMS only when a volume is attached. After the deletion of a key, all data encrypted under it is lost. Disabling a key first shows who needs it, and can be undone.</p>
</div></div>`,
  })
}

const fact = (label: Content, text: string): Markup =>
  markup`<div class="fact"><span class="label">${label}</span><span class="value">${text}</span></div>`

function scopeFacts(report: Report): [label: string, text: string][] {
  const { scope, unused_days: days, request_days: requestDays } = report
  const lists: [label: string, list: readonly string[] | undefined][] = [
    ['Only keys', scope.keys],
    ['Without keys', scope.exclude_keys],
    ['Tags', scope.tags],
    ['Keys shown', scope.only],
  ]
  return [
    ['Keys', { customer: 'customer managed', aws: 'AWS managed', all: 'customer and AWS managed' }[scope.manager]],
    ...lists.flatMap(([label, list]) =>
      list === undefined ? [] : [[label, list.join(', ')] satisfies [string, string]],
    ),
    ['Sources', scope.sources.map(source => SOURCES[source] ?? source).join('; ') || 'none (--source none)'],
    ['Unused', `no use for ${days} days or more`],
    ['Cost', costText(report)],
    ['Requests', requestsText(requestDays)],
  ]
}

const requestsText = (days: number | undefined): string =>
  days === undefined
    ? 'not counted (--no-requests). Without this option, CloudWatch counts them.'
    : `successful requests of ${days} days, counted by CloudWatch`

const SOURCES: Readonly<Record<string, string>> = {
  kms: 'kms (last-usage tracking of KMS)',
  cloudtrail: 'cloudtrail (event history of 90 days)',
  cloudwatch: 'cloudwatch (request metrics; silence means nothing)',
}
