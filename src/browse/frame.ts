import { cut } from '../lib/text/cut.ts'
import { countText } from '../lib/text/numbers.ts'
import { safeText } from '../lib/text/safe-text.ts'
import { HELP } from './help-text.ts'
import { listLines } from './list-lines.ts'
import { styled, type Look } from './look.ts'
import { pageHeight } from './page.ts'
import type { Browsed, State } from './state.ts'

/**
 * Returns the lines of the screen: one less than the terminal has, each narrower than the terminal. Only rows on the
 * screen are drawn.
 */
export function frame(state: State, browsed: Browsed, look: Look): string[] {
  const width = Math.max(1, state.size.columns - 1)
  const fit = (text: string): string => cut(text, width, look.ellipsis)
  const body = state.mode === 'detail' || state.mode === 'help' ? page(state, browsed, width) : null
  const lines = [
    styled(fit(titleOf(state, browsed)), 'bold', look),
    ...(body ?? listLines(state, browsed, width, look)),
    fit(lastLine(state)),
    styled(fit(KEYS[state.mode]), 'dim', look),
  ]
  const height = Math.max(1, state.size.rows - 1)
  return lines.length > height ? lines.slice(0, height) : lines
}

/** Whole on a terminal of 80 columns; the help has all keys. */
const KEYS: Readonly<Record<State['mode'], string>> = {
  list: '? help  Enter open  f filter  v verdict  1-8 sort  Space mark  w write  q leave',
  filter: 'Enter keep the filter  Esc clear it',
  search: 'Enter search  Esc cancel',
  file: 'Enter write the ARNs of the marked keys  Esc cancel',
  detail: 'Esc back  n next key  p previous key  Space mark  ? help',
  help: 'Esc back',
}

/** The part of a text that is on the screen, filled up to its height. */
function page(state: State, { explain }: Browsed, width: number): string[] {
  const row = state.shown[state.selected]
  const lines =
    state.mode === 'help' ? HELP.map(line => cut(line, width)) : row === undefined ? [] : explain(row, width)
  const height = pageHeight(state.size)
  const from = Math.min(state.scroll, Math.max(0, lines.length - height))
  return Array.from({ length: height }, (_, at) => lines[from + at] ?? '')
}

function titleOf({ mode, shown, marked, filter, verdict, selected }: State, { rows }: Browsed): string {
  if (mode === 'help') return 'Keys of kms-audit browse'
  const row = shown[selected]
  const mark = row !== undefined && marked.has(row.key.key_arn) ? '  marked' : ''
  if (mode === 'detail') return `Key ${countText(selected + 1)} of ${countText(shown.length)}${mark}`
  const parts = [
    shown.length === rows.length
      ? `${countText(rows.length)} keys`
      : `${countText(shown.length)} of ${countText(rows.length)} keys`,
    ...(marked.size === 0 ? [] : [`${countText(marked.size)} marked`]),
    ...(verdict === 'all' ? [] : [`verdict: ${verdict}`]),
    ...(filter === '' ? [] : [`filter: ${safeText(filter)}`]),
  ]
  return parts.join('  ')
}

function lastLine({ mode, typed, message, shown }: State): string {
  const text = safeText(typed)
  if (mode === 'filter') return `Filter: ${text}_`
  if (mode === 'search') return `Search: ${text}_`
  if (mode === 'file') return `Write to a new file: ${text}_`
  if (message !== '') return safeText(message)
  return mode === 'list' && shown.length === 0 ? 'No key matches. Press Esc to clear the filters.' : ''
}
