/** The styles of text on a terminal. */
export type Style = 'bold' | 'red' | 'yellow' | 'dim' | 'inverse'

/** Puts the text between ANSI codes. Empty text stays empty. */
export const paint = (text: string, style: Style): string => {
  const [on, off] = CODES[style]
  return text === '' ? '' : `\u001b[${on}m${text}\u001b[${off}m`
}

const CODES = { bold: [1, 22], red: [31, 39], yellow: [33, 39], dim: [2, 22], inverse: [7, 27] } as const
