import { listColumns, rowsOf } from '../../src/browse/row.ts'
import { press } from '../../src/browse/press.ts'
import type { Effect, KeyName, Press } from '../../src/browse/keys/step.ts'
import { initialState, type Browsed, type Size, type State } from '../../src/browse/state.ts'
import type { Report } from '../../src/model/report/report.ts'

export const SIZE: Size = { columns: 80, rows: 24 }

/** 50 lines about a key. */
const explain: Browsed['explain'] = ({ key }) => Array.from({ length: 50 }, (_, at) => `${key.key_id} line ${at + 1}`)

/** What is browsed, with explanations of 50 lines. */
export function browsedOf(report: Report, markedFile: string | null = null): Browsed {
  const columns = listColumns(report)
  return { columns, rows: rowsOf(report, columns), explain, markedFile }
}

/** `<down>` is a key with a name; everything else is typed. */
export const keysOf = (keys: string): Press[] =>
  Array.from(keys.matchAll(/<([a-z-]+)>|(.)/gsu), ([, name, text = '']) =>
    name === undefined ? { name: 'text', text } : { name: name as KeyName },
  )

/** Presses keys on the list as it is first shown. */
export function after(browsed: Browsed, keys: string, size: Size = SIZE): { state: State; effects: Effect[] } {
  let state = initialState(browsed, size)
  const effects: Effect[] = []
  for (const key of keysOf(keys)) {
    const step = press(state, browsed, key)
    state = step.state
    if (step.effect !== undefined) effects.push(step.effect)
  }
  return { state, effects }
}

/** The ids of the listed keys. */
export const listed = ({ shown }: State): string[] => shown.map(({ key }) => key.key_id)
