import type { Size, State } from './state.ts'

/** Lines of text that fit between the title and the keys. The last line of the terminal stays empty. */
export const pageHeight = ({ rows }: Size): number => Math.max(1, rows - 1 - 3)

/** Scrolls a text of so many lines, no further than its end. */
export function scrolled(state: State, lines: number, distance: number): State {
  const last = Math.max(0, lines - pageHeight(state.size))
  return { ...state, scroll: Math.max(0, Math.min(last, Math.min(state.scroll, last) + distance)) }
}
