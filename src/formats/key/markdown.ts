import { codeBlock, proseWithCode, tableHead, tableRow } from '../../lib/text/markdown.ts'
import type { Format } from '../format.ts'
import { UNICODE } from './charset.ts'
import { keySheet } from './key-sheet.ts'
import type { Block, Sheet } from './sheet.ts'

/** Fits into a block of code of a ticket. */
const WIDTH = 78

const markdown: Format = {
  title: 'for a ticket or a pull request',
  *render(report, { rerun }) {
    yield* sheetMarkdown(keySheet(report, { charset: UNICODE, width: WIDTH, rerun }))
  },
}

export default markdown

function* sheetMarkdown({ title, answer, sections }: Sheet): Generator<string> {
  yield `## ${proseWithCode(title)}\n\n**${proseWithCode(answer)}**\n`
  for (const section of sections) {
    yield `\n### ${proseWithCode(section.title)}\n`
    for (const block of section.blocks) yield `\n${blockMarkdown(block)}`
  }
}

function blockMarkdown(block: Block): string {
  switch (block.kind) {
    case 'fields':
      // A text without a label belongs to the label before it.
      return block.fields
        .map(([name, words]) =>
          name === '' ? `  - ${proseWithCode(words)}\n` : `- **${proseWithCode(name)}:** ${proseWithCode(words)}\n`,
        )
        .join('')
    case 'text':
      return `${proseWithCode(block.text)}\n`
    case 'drawing':
      return codeBlock('text', block.lines)
    case 'table':
      return `${tableHead(block.titles)}${block.rows.map(row => tableRow(row.map(cell => proseWithCode(cell)))).join('')}`
    case 'commands':
      return codeBlock('sh', block.lines)
  }
}
