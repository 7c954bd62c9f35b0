import { groupBy } from '../../../../lib/group-by.ts'
import { countNoun, countText } from '../../../../lib/text/numbers.ts'
import type { KeyRecord, Report } from '../../../../model/report/report.ts'
import { isUnused } from '../../../../model/report/unused.ts'
import { accountNamesOf } from '../../../columns/column.ts'
import { type Bar, horizontalBars } from '../../charts/bars.ts'
import type { Markup } from '../../frame/markup.ts'
import { costOf } from './verdict-charts.ts'

/** Cost and keys by account and Region, the unused part apart. */
export function placeCharts(report: Report): Markup[] {
  const places = largestPlaces(report)
  const parts = [
    { label: 'unused', color: 'c-two' },
    { label: 'not unused, or unknown', color: 'c-one' },
  ] as const
  const most = places.toSorted((one, other) => costOf(other.keys).cost - costOf(one.keys).cost)[0]
  const leader = most === undefined ? '' : ` The highest: ${most.label}, ${costOf(most.keys).text}.`
  return [
    horizontalBars({
      title: 'Cost by account and Region',
      subtitle: 'US dollars a month, without requests',
      summary: `Cost a month of ${countNoun(places.length, 'bar')}, one for each account and Region.${leader}`,
      columns: ['Account and Region', 'Cost a month'],
      parts,
      bars: places.map(({ label, keys }) => costBar(label, keys)),
    }),
    horizontalBars({
      title: 'Keys by account and Region',
      subtitle: 'Number of keys',
      summary: `Keys: ${places.map(({ label, keys }) => `${label} ${countText(keys.length)}`).join(', ')}.`,
      columns: ['Account and Region', 'Keys'],
      parts,
      bars: places.map(({ label, keys }) => keysBar(label, keys)),
    }),
  ]
}

interface PlaceKeys {
  label: string
  keys: readonly KeyRecord[]
}

const MOST_BARS = 12

/** The places with most keys, and the others together. */
function largestPlaces(report: Report): PlaceKeys[] {
  const names = accountNamesOf(report)
  const isOneAccount = new Set(report.keys.map(({ account_id }) => account_id)).size < 2
  const label = ({ account_id: id, region }: KeyRecord): string =>
    isOneAccount ? region : `${region} ${names.get(id) ?? id}`
  const places = groupBy(report.keys, ({ account_id, region }) => `${account_id} ${region}`)
    .flatMap(keys => (keys[0] === undefined ? [] : [{ label: label(keys[0]), keys }]))
    .toSorted((one, other) => other.keys.length - one.keys.length)
  if (places.length <= MOST_BARS) return places
  const others = places.slice(MOST_BARS - 1)
  return [
    ...places.slice(0, MOST_BARS - 1),
    { label: `${others.length} others`, keys: others.flatMap(({ keys }) => keys) },
  ]
}

function costBar(label: string, keys: readonly KeyRecord[]): Bar {
  const unused = costOf(keys.filter(isUnused))
  const others = costOf(keys.filter(key => !isUnused(key)))
  return {
    label,
    text: costOf(keys).text,
    parts: [
      { value: unused.cost, color: 'c-two', text: unused.text },
      { value: others.cost, color: 'c-one', text: others.text },
    ],
  }
}

function keysBar(label: string, keys: readonly KeyRecord[]): Bar {
  const unused = keys.filter(isUnused).length
  const others = keys.length - unused
  return {
    label,
    text: countText(keys.length),
    parts: [
      { value: unused, color: 'c-two', text: countText(unused) },
      { value: others, color: 'c-one', text: countText(others) },
    ],
  }
}
