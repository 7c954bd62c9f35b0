import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { codeBlock, codeSpan, proseWithCode, tableHead, tableRow } from '../../../src/lib/text/markdown.ts'
import { safeText } from '../../../src/lib/text/safe-text.ts'
import { anyText } from '../../any-text.ts'
import {
  decodedEntities,
  REFERENCES,
  renderedMarkdown,
  rowsIn,
  searchedText,
  tagsIn,
} from '../../formats/rendered-markdown.ts'
import { randomRuns } from '../../random-runs.ts'

/** Texts with what Markdown, GitHub and GitLab react to. */
const markup = fc
  .array(
    fc.oneof(
      anyText,
      fc.constantFrom('|', '\\', '`', '``', '@ops', '#12', 'GH-3', 'a/b#4', 'https://evil.example', 'www.evil.example'),
      fc.constantFrom('<b>', '</details>', '<!--', '](x)', '![i](x)', '**', '__', '~~', '$x$', 'deadbeef', 'me@x.org'),
      fc.constantFrom(' ', '\n', '1.', '- ', '# ', '> ', '---', '!7', '~label', '%milestone', '&amp;', ':tada:'),
    ),
    { maxLength: 8 },
  )
  .map(parts => parts.join(''))

describe('code span', () => {
  test.each([
    ['alias/orders', '`alias/orders`'],
    ['a `b` c', '``a `b` c``'],
    ['`', '`` ` ``'],
    ['two\nlines', '`two\\nlines`'],
    ['', ''],
    ['   ', ''],
  ])('code span: %j is %j', (text, expected) => expect(codeSpan(text)).toBe(expected))

  test('code span: a long text is shortened, never inside a character', () => {
    expect(codeSpan('🔐'.repeat(10), 4)).toBe('`🔐🔐🔐…`')
  })

  test('code span: any text is rendered as it is, made safe, and nothing else', () => {
    fc.assert(
      fc.property(markup, text => {
        const safe = safeText(text)
        const html = renderedMarkdown(codeSpan(text))
        if (safe.trim() === '') expect(html).toBe('')
        else expect(decodedEntities(html)).toBe(`<p><code>${safe}</code></p>`)
      }),
      { numRuns: randomRuns(100) },
    )
  })
})

describe('prose', () => {
  test.each([
    ['Statement 2 allows everyone.', 'Statement 2 allows everyone.'],
    ['lets arn:aws:iam::444455556666:root decrypt', 'lets `arn:aws:iam::444455556666:root` decrypt'],
    ['("a_b")', '("`a_b`")'],
    ['see deadbeef', 'see `deadbeef`'],
    ['see 㐀deadbeef', 'see `㐀deadbeef`'],
    ['from https://evil.example.', 'from `https://evil.example`.'],
  ])('prose: %j is %j', (text, expected) => expect(proseWithCode(text)).toBe(expected))

  test('prose: no text becomes a link, a mention, a reference or a tag', () => {
    fc.assert(
      fc.property(markup, text => {
        const html = renderedMarkdown(`x ${proseWithCode(text)}`)
        expect(tagsIn(html).filter(tag => !['p', 'code'].includes(tag))).toEqual([])
        expect(searchedText(html)).not.toMatch(REFERENCES)
      }),
      { numRuns: randomRuns(100) },
    )
  })
})

test('table: any texts are one row with as many cells as there are texts', () => {
  fc.assert(
    fc.property(fc.array(markup, { minLength: 2, maxLength: 5 }), texts => {
      const row = tableRow(texts.map((text, index) => (index % 2 === 0 ? codeSpan(text) : proseWithCode(text))))
      const html = renderedMarkdown(tableHead(texts.map((_, index) => `T${index}`)) + row)
      expect(rowsIn(html)).toEqual([[texts.length, texts.length]])
      expect(tagsIn(html).filter(tag => !['table', 'thead', 'tbody', 'tr', 'th', 'td', 'code'].includes(tag))).toEqual(
        [],
      )
    }),
    { numRuns: randomRuns(100) },
  )
})

test('code block: no line ends it', () => {
  const lines = ['```', 'aws kms list-keys', '~~~', '````']
  expect(renderedMarkdown(codeBlock('sh', lines))).toBe(
    `<pre><code class="language-sh">${lines.join('\n')}\n</code></pre>\n`,
  )
})
