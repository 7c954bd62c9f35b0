import { groupBy } from '../../../lib/group-by.ts'
import type { Ellipsis } from '../../../lib/text/cut.ts'
import type { KeyRecord } from '../../../model/report/report.ts'
import type { DrawnColumn } from '../drawn-column.ts'
import { nameCell } from './name-cell.ts'
import { naturalWidth } from './piped-columns.ts'
import type { ChosenSteps, ColumnSlot } from './column-steps.ts'

interface NameSpace {
  ellipsis: Ellipsis
  /** Terminal columns that no step uses. */
  spare: number
}

/**
 * Returns the name column with its final width. If descriptions have a column of their own, the names are aliases only,
 * and the width that they do not need goes to the descriptions.
 */
export function nameColumns(
  chosen: ChosenSteps,
  keys: readonly KeyRecord[],
  surroundings: NameSpace,
): Map<ColumnSlot, DrawnColumn> {
  const name = chosen.get('Name')?.column
  const description = chosen.get('Description')?.column
  if (name === undefined) return new Map()
  if (description === undefined) return new Map([['Name', fittedNameColumn(name, chosen, keys, surroundings)]])
  const aliases: DrawnColumn = {
    ...name,
    title: 'Alias',
    text: key => (key.aliases.length > 0 ? name.text(key) : ''),
  }
  const width = Math.min(name.width, naturalWidth(aliases, keys))
  return new Map([
    ['Name', fittedNameColumn({ ...aliases, width }, chosen, keys, surroundings)],
    ['Description', { ...description, width: description.width + name.width - width }],
  ])
}

function fittedNameColumn(
  column: DrawnColumn,
  chosen: ChosenSteps,
  keys: readonly KeyRecord[],
  { ellipsis, spare }: NameSpace,
): DrawnColumn {
  const suffix = chosen.has('Region') ? () => '' : regionOfTwins(keys)
  const natural = naturalWidth({ ...column, text: key => column.text(key) + suffix(key) }, keys)
  const width = Math.min(Math.max(column.width, natural), column.width + spare)
  const isBare = natural > width
  return {
    ...column,
    width,
    text: key => (column.text(key) === '' ? '' : nameCell(key, { width, isBare, ellipsis, suffix })),
  }
}

/** If no column shows the Region, returns the Region of each key whose ID occurs in several Regions. */
function regionOfTwins(keys: readonly KeyRecord[]): (key: KeyRecord) => string {
  const byId = groupBy(keys, ({ key_id }) => key_id)
  const twins = new Set(byId.filter(hasTwoRegions).flatMap(same => same.map(({ key_id }) => key_id)))
  return ({ key_id, region }) => (twins.has(key_id) ? ` ${region}` : '')
}

const hasTwoRegions = ([first, ...others]: readonly KeyRecord[]): boolean =>
  others.some(({ region }) => region !== first?.region)
