import { pad } from '../../lib/text/cut.ts'
import { joinWithAnd } from '../../lib/text/lists.ts'
import { countNoun } from '../../lib/text/numbers.ts'
import { safeText } from '../../lib/text/safe-text.ts'
import { shellWord } from '../../lib/text/shell-word.ts'
import type { RetirementPlan } from '../../model/retirement/retirement.ts'
import { minuteText } from '../../model/time.ts'
import type { Format, View } from '../format.ts'
import { drawProse } from '../watch/draw-prose.ts'
import { drawKeys } from './key-lines.ts'
import type { ShownPlans } from './shown-plans.ts'
import { drawWaves } from './wave-lines.ts'

/** A line for each wave, the keys of the first one, and why the others are in none. */
const table: Format<ShownPlans> = {
  title: 'a line for each wave, the keys of the first wave, and why other keys are in none',
  *render({ plans, directories }, view) {
    for (const [index, plan] of plans.entries()) {
      if (index > 0) yield '\n'
      yield* drawPlan(plan, view)
    }
    if (plans.length === 0) yield 'The report contains no keys.\n'
    else {
      yield '\n'
      yield* drawNext(directories, view)
    }
  },
}

export default table

function* drawPlan(plan: RetirementPlan, view: View): Generator<string> {
  const { account_id: account, keys, generated_at: at } = plan
  yield* drawProse(
    `Account ${account}: ${countNoun(keys, 'key')}, as of ${minuteText(Date.parse(at))}, unused after ${plan.unused_days} days`,
    view,
  )
  yield '\n'
  if (plan.waves.length + plan.start_at_watch.length > 0) yield* drawWaves(plan, view)
  else yield* drawProse('No key can be retired now.', view)
  yield* drawKeys('Wave 1: disable', plan.waves[0]?.keys ?? [], view)
  yield* drawKeys('Already disabled: watch', plan.start_at_watch, view)
  yield* drawKeys(
    'Migrate first: AWS acts on a resource when the key is disabled',
    plan.migrate_first,
    view,
    plan.dependent_types,
  )
  yield* drawKeys('Owned by code: remove it there', plan.owned_by_code, view)
  yield* drawUnplanned(plan)
}

/** Counts of reasons, the most frequent first. */
function* drawUnplanned({ not_planned: keys }: RetirementPlan): Generator<string> {
  if (keys.length === 0) return
  const counts = new Map<string, number>()
  for (const { reasons, readiness } of keys)
    for (const { id, level } of reasons) if (level === readiness) counts.set(id, (counts.get(id) ?? 0) + 1)
  const sorted = [...counts].toSorted(([one, count], [other, more]) => more - count || (one < other ? -1 : 1))
  yield `\nNot planned: ${countNoun(keys.length, 'key')}\n`
  const width = Math.max(...sorted.map(([, count]) => String(count).length))
  for (const [id, count] of sorted) yield `  ${pad(String(count), width, 'right')}  ${id}\n`
}

function* drawNext(directories: readonly string[], view: View): Generator<string> {
  const [first] = directories
  if (first === undefined) {
    yield* drawProse('Nothing was written. Add --out DIR for the runbook and the scripts.', view)
    return
  }
  yield* drawProse(`Written to ${joinWithAnd(directories.map(safeText))}.`, view)
  yield* drawProse(
    `Next: read ${shellWord(safeText(`${first}/runbook.md`))}. The scripts change nothing without --execute.`,
    view,
  )
}
