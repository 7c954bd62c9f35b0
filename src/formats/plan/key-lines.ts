import { cutMiddle, pad } from '../../lib/text/cut.ts'
import { countText } from '../../lib/text/numbers.ts'
import { safeText } from '../../lib/text/safe-text.ts'
import { displayWidth } from '../../lib/text/width.ts'
import { type DependentTypeRecord, resourceInWords } from '../../model/dependents.ts'
import type { OwnedKey, PlannedKey } from '../../model/retirement/retirement.ts'
import type { View } from '../format.ts'

/** Columns for the name of a key, also on a very narrow terminal. */
const NARROWEST = 12
const INDENT = '  '
/** Lines for the keys of one list. */
const MOST_KEYS = 25

/** A heading, and a line for each key: its name, its Region and what a person has to look at. */
export function* drawKeys(
  title: string,
  all: readonly (PlannedKey | OwnedKey)[],
  view: View,
  types: readonly DependentTypeRecord[] = [],
): Generator<string> {
  if (all.length === 0) return
  const keys = all.slice(0, MOST_KEYS)
  yield `\n${title}\n`
  const names = keys.map(nameOf)
  const regions = Math.max(...keys.map(({ region }) => region.length))
  const widest = Math.max(...names.map(displayWidth))
  const width = view.terminal ? Math.min(widest, Math.max(NARROWEST, Math.floor(view.width / 2))) : widest
  for (const [index, key] of keys.entries()) {
    const start = `${INDENT}${pad(cutMiddle(names[index] ?? '', width, '...'), width)}  ${pad(key.region, regions)}  `
    yield `${fit(`${start}${noteOf(key, types)}`, view).trimEnd()}\n`
  }
  if (all.length > MOST_KEYS) yield `${INDENT}and ${countText(all.length - MOST_KEYS)} more: -o json shows all\n`
}

const fit = (line: string, view: View): string =>
  view.terminal && displayWidth(line) > view.width ? cutMiddle(line, view.width, '...') : line

function nameOf({ aliases, key_id }: PlannedKey): string {
  const [alias, ...others] = aliases
  if (alias === undefined) return safeText(key_id)
  return others.length === 0 ? safeText(alias) : `${safeText(alias)} +${others.length}`
}

/** What code owns it, which resource AWS acts on, or the reasons for a review. */
function noteOf(key: PlannedKey | OwnedKey, types: readonly DependentTypeRecord[]): string {
  if ('owner' in key) return safeText(`${key.owner.tool} ${key.owner.name}`)
  const acting = key.dependents.filter(({ acts_on_disabled }) => acts_on_disabled)
  const [first, ...others] = acting
  if (first !== undefined)
    return `${safeText(resourceInWords(types, first))}${others.length === 0 ? '' : ` and ${others.length} more`}`
  return key.reasons.length === 0 ? 'ready' : key.reasons.map(({ id }) => id).join(', ')
}
