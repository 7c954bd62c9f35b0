import { countNoun, countText } from '../../../../lib/text/numbers.ts'
import type { KeyRecord, Report } from '../../../../model/report/report.ts'
import { DAY } from '../../../../model/time.ts'
import { VERDICT_MEANINGS } from '../../../report-text/verdict-meanings.ts'
import { type Point, scatterChart } from '../../charts/scatter.ts'
import type { Markup } from '../../frame/markup.ts'

/** The age of each key against the time without use. A key without a known use is drawn at the time that is
 * known to be free of use. */
export function ageChart({ keys, generated_at: at, unused_days: limit }: Report): Markup {
  const now = Date.parse(at)
  const drawn = keys.flatMap(key => pointOf(key, now))
  const missing = keys.length - drawn.length
  const quiet = drawn.filter(({ y }) => y >= limit).length
  return scatterChart({
    title: 'Age against last use',
    subtitle: `Days since the last use, or since when no use was seen${missing === 0 ? '' : `. ${countNoun(missing, 'key')} without a known age or use ${missing === 1 ? 'is' : 'are'} not drawn`}`,
    summary: `${countText(quiet)} of ${countNoun(drawn.length, 'key')} had no known use for ${limit} days or more.`,
    points: drawn,
    xName: 'Age of the key in days',
    colors: VERDICT_MEANINGS.filter(([verdict]) => drawn.some(({ color }) => color === `v-${verdict}`)).map(
      ([verdict]) => ({ label: verdict, color: `v-${verdict}` }),
    ),
    dotText: (count, { x, y }) =>
      `${countNoun(count, 'key')}: about ${countText(Math.round(x))} days old, ${countText(Math.round(y))} days without use`,
    format: countText,
  })
}

function pointOf({ created_at: created, usage, disposition }: KeyRecord, now: number): Point[] {
  if (created === null || usage === undefined) return []
  const since = { used: usage.last_used_at, never: created, not_observed: usage.not_observed_since, unknown: null }
  const from = since[usage.status]
  if (from === null) return []
  const x = (now - Date.parse(created)) / DAY
  const y = (now - Date.parse(from)) / DAY
  return Number.isFinite(x) && Number.isFinite(y)
    ? [{ x: Math.max(0, x), y: Math.max(0, y), color: `v-${disposition}` }]
    : []
}
