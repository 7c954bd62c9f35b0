import { paint, type Style } from '../../lib/text/paint.ts'
import { safeText } from '../../lib/text/safe-text.ts'
import { displayWidth } from '../../lib/text/width.ts'
import { wrapColumns, wrapWhole } from '../../lib/text/wrap-columns.ts'
import type { View } from '../format.ts'
import type { Block, Field, Sheet } from './sheet.ts'
import { tableLines } from './table-lines.ts'

/** Where the text is written. */
export interface Page {
  /** The most columns of a line. Only commands may be longer, because they are pasted. */
  width: number
  view: View
}

const INDENT = '  '

/** Writes a sheet as text of so many columns. Whatever the account's texts hold, they are made safe here. */
export function* sheetText({ title, answer, sections }: Sheet, page: Page): Generator<string> {
  for (const line of wrapped(safeText(title), page.width, page)) yield `${styled(line, 'bold', page)}\n`
  for (const line of wrapped(safeText(answer), page.width, page)) yield `${line}\n`
  for (const section of sections) {
    yield `\n${styled(safeText(section.title), 'bold', page)}\n`
    for (const block of section.blocks)
      for (const line of blockLines(block, page)) yield `${INDENT}${line}`.trimEnd() + '\n'
  }
}

const styled = (words: string, style: Style, { view }: Page): string => (view.color ? paint(words, style) : words)

/** A pipe keeps an ARN whole, so that it can be searched; a terminal would break it anywhere. */
const wrapped = (words: string, width: number, { view }: Page): string[] =>
  view.terminal ? wrapWhole(words, width) : wrapColumns(words, width)

function blockLines(block: Block, page: Page): string[] {
  const room = page.width - INDENT.length
  switch (block.kind) {
    case 'fields':
      return fieldLines(block.fields, room, page)
    case 'text':
      return wrapped(safeText(block.text), room, page)
    case 'drawing':
      return block.lines.map(safeText)
    case 'table':
      return tableLines(block, room)
    case 'commands':
      return block.lines.map(line => `${INDENT}${safeText(line)}`)
  }
}

function fieldLines(all: readonly Field[], room: number, page: Page): string[] {
  const label = Math.max(0, ...all.map(([name]) => safeText(name).length)) + 2
  const isNarrow = room - label < LEAST_BESIDE_LABEL
  return all.flatMap(([name, words]) => {
    const safe = safeText(words)
    // An ARN is copied more easily in one piece, and below its label there is more room.
    const longest = Math.max(...safe.split(' ').map(displayWidth))
    if (!isNarrow && page.view.terminal && longest > room - label && longest <= room - INDENT.length)
      return [
        ...(name === '' ? [] : [styled(safeText(name), 'dim', page)]),
        ...wrapped(safe, room - INDENT.length, page).map(line => INDENT + line),
      ]
    const lines = wrapped(safe, isNarrow ? room - INDENT.length : room - label, page)
    const head = styled(safeText(name), 'dim', page) + ' '.repeat(Math.max(0, label - safeText(name).length))
    if (isNarrow) return [...(name === '' ? [] : [head.trimEnd()]), ...lines.map(line => INDENT + line)]
    return lines.map((line, index) => (index === 0 ? head : ' '.repeat(label)) + line)
  })
}

/** With fewer columns for the texts, they go below their labels. */
const LEAST_BESIDE_LABEL = 24
