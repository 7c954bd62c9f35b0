import { countNoun, countText } from '../../../lib/text/numbers.ts'
import { type Finding, SEVERITIES } from '../../../model/finding.ts'
import type { Report } from '../../../model/report/report.ts'
import { minuteText } from '../../../model/time.ts'
import { amountText } from '../../columns/cell-texts.ts'
import { placesText } from '../../report-text/places-text.ts'
import { headline } from '../../table/summary/headline.ts'
import { emptyText } from '../../table/summary/summary.ts'
import { type Markup, markup } from '../frame/markup.ts'
import { type Tile, tiles } from '../frame/parts.ts'

/** What was audited, and when. */
export const aboutLine = ({ scope, generated_at: at, tool_version: version }: Report): Markup =>
  markup`<p class="soft">${placesText(scope.places)}, as of ${minuteText(Date.parse(at))}, by kms-audit ${version}</p>`

/** The answer in a sentence or two, then the numbers. */
export const answer = (report: Report): Markup =>
  markup`<p class="answer">${headline(report, { columns: [] }) ?? emptyText(report)}</p>
${tiles([keysTile(report), unusedTile(report), costTile(report), savingsTile(report), findingsTile(report), gapsTile(report)])}`

function keysTile({ summary }: Report): Tile {
  const { pending_deletion: pending, unreadable } = summary
  const notes = [
    ...(pending === 0 ? [] : [`${countText(pending)} pending deletion`]),
    ...(unreadable === 0 ? [] : [`${countText(unreadable)} unreadable`]),
  ]
  return { label: 'Keys', value: countText(summary.keys), note: notes.join(', ') || 'all readable' }
}

function unusedTile({ summary, savings, scope, unused_days: days }: Report): Tile {
  const label = 'Unused keys'
  if (scope.sources.length === 0) return { label, value: 'Unknown', note: 'last use was not checked' }
  const unknown = summary.unknown === 0 ? '' : `; ${countText(summary.unknown)} unknown`
  return {
    label,
    value: countText(savings.unused_key_count),
    note: `no use for ${days} days or more${unknown}`,
    mood: savings.unused_key_count > 0 ? 'warn' : 'good',
  }
}

function costTile({ savings }: Report): Tile {
  const note =
    savings.annual_cost === null ? 'no price is known' : `$${amountText(savings.annual_cost)} a year, without requests`
  return { label: costLabel('Cost a month', savings), value: dollars(savings.monthly_cost), note }
}

function savingsTile({ savings, scope }: Report): Tile {
  const label = costLabel('Savings a month', savings)
  if (scope.sources.length === 0) return { label, value: 'Unknown', note: 'last use was not checked' }
  const { monthly_savings: monthly, annual_savings: annual } = savings
  const note = annual === null ? 'no price is known' : `$${amountText(annual)} a year, if the unused keys are deleted`
  return { label, value: dollars(monthly), note, ...((monthly ?? 0) > 0 ? { mood: 'good' } : {}) }
}

const costLabel = (label: string, { is_lower_bound: isLeast }: Report['savings']): string =>
  isLeast ? `${label}, at least` : label

const dollars = (amount: number | null): string => (amount === null ? 'Unknown' : `$${amountText(amount)}`)

function findingsTile({ findings }: Report): Tile {
  const label = 'Failed findings'
  if (findings === undefined) return { label, value: 'Not checked', note: 'add --checks' }
  const failing = findings.filter(({ status }) => status === 'fail')
  const urgent = failing.some(({ severity }) => severity === 'critical' || severity === 'high')
  return {
    label,
    value: countText(failing.length),
    note: severitiesText(failing) || 'no check fails',
    mood: urgent ? 'bad' : failing.length > 0 ? 'warn' : 'good',
  }
}

/** `2 critical, 1 high` */
export const severitiesText = (findings: readonly Finding[]): string =>
  SEVERITIES.flatMap(severity => {
    const count = findings.filter(finding => finding.severity === severity).length
    return count === 0 ? [] : [`${countText(count)} ${severity}`]
  }).join(', ')

function gapsTile({ gaps, scope }: Report): Tile {
  const incomplete = scope.places.filter(({ status }) => status !== 'complete').length
  return {
    label: 'Gaps',
    value: countText(gaps.length),
    note:
      incomplete === 0 && gaps.length === 0 ? 'everything was read' : `${countNoun(incomplete, 'place')} incomplete`,
    mood: gaps.length > 0 || incomplete > 0 ? 'warn' : 'good',
  }
}
