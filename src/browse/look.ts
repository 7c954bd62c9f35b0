import type { Ellipsis } from '../lib/text/cut.ts'
import { paint, type Style } from '../lib/text/paint.ts'

/** How the terminal shows text. */
export interface Look {
  color: boolean
  ellipsis: Ellipsis
}

/** Draws text in a style, unless colors are off. */
export const styled = (text: string, style: Style, { color }: Look): string => (color ? paint(text, style) : text)
