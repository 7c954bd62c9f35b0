import { safeText } from '../../../../lib/text/safe-text.ts'

/**
 * A line of what opens below the row of a key: a heading, a label with a text, a severity
 * with a finding, or a label with lines to paste. Raw
 * text, apart from the lines of `command`, which are safe.
 */
export interface Detail {
  kind: 'heading' | 'text' | 'finding' | 'command'
  label: string
  text: string
}

export const heading = (label: string): Detail => ({ kind: 'heading', label, text: '' })

export const line = (label: string, text: string): Detail => ({ kind: 'text', label, text })

/** Leaves out what is not known and was not asked for. */
export const lineIf = (label: string, text: string | null | undefined): Detail[] =>
  text === null || text === undefined || text === '' ? [] : [line(label, text)]

export const commandLine = (label: string, lines: readonly string[]): Detail[] =>
  lines.length === 0 ? [] : [{ kind: 'command', label, text: lines.map(safeText).join('\n') }]

/** Returns the text as one safe line, or as safe lines to paste. */
export const detailText = ({ kind, text }: Detail): string => (kind === 'command' ? text : safeText(text))
