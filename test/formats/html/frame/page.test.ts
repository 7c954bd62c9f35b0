import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { markup, linesOf, rawMarkup } from '../../../../src/formats/html/frame/markup.ts'
import { page, scriptJson } from '../../../../src/formats/html/frame/page.ts'
import { dataTable, masthead, section, tiles } from '../../../../src/formats/html/frame/parts.ts'

const sha = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

test('html: text is escaped between tags and in attributes', () => {
  const hostile = `"><script>alert('x')</script>&`
  expect(markup`<td title="${hostile}">${hostile}</td>`.text).toBe(
    '<td title="&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;">&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;</td>',
  )
})

test('html: control and bidirectional characters become visible', () => {
  expect(markup`${'a\u202eb\u0000c\nd'}`.text).toBe(String.raw`a\u{202e}b\u{0}c\nd`)
  expect(linesOf(['one', 'two\u202e<b>']).text).toBe(`one\n${String.raw`two\u{202e}&lt;b&gt;`}`)
})

test('html: lists are joined, and null, undefined and false are nothing', () => {
  expect(markup`<ul>${['a', 1, markup`<b>${'&'}</b>`, null]}${undefined}${false}</ul>`.text).toBe(
    '<ul>a1<b>&amp;</b></ul>',
  )
})

test('html page: its policy allows its own style and script by their hashes, and nothing else', () => {
  const text = [
    ...page({ title: 'A & B', body: [markup`<main id="main"></main>`], style: 'p{}', script: 'go()\n' }),
  ].join('')
  const [, style = ''] = /<style>([^]*?)<\/style>/.exec(text) ?? []
  const [, script = ''] = /<script>([^]*?)<\/script>/.exec(text) ?? []
  expect(style).toContain('.tile ')
  expect(style).toContain('p{}')
  expect(script).toContain('go()')
  expect(/http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(text)?.[1]).toBe(
    `default-src 'none'; style-src ${sha(style)}; script-src ${sha(script)}; base-uri 'none'; form-action 'none'`,
  )
  expect(text).toContain('<title>A &amp; B</title>')
})

test('html page: its parts need no style attribute, no event handler and nothing from elsewhere', () => {
  const body = [
    masthead({ title: 'T', about: 'about', sections: [{ id: 'a', title: 'A' }] }),
    tiles([{ label: 'Keys', value: '1', note: 'note', mood: 'bad' }]),
    section({ id: 'a', title: 'A', body: dataTable('Rows', [{ title: 'X', align: 'right' }], [['1']]) }),
  ]
  const text = [...page({ title: 'T', body })].join('')
  expect(text).not.toMatch(/\sstyle=|\son\w+=|javascript:|https?:|@import|url\(/)
})

test('html page: JSON data cannot end its script block', () => {
  const value = { text: '</script><!-- \u2028 \u202e' }
  const text = [...page({ title: 'T', body: [], data: { rows: [scriptJson(value)] } })].join('')
  const [, json = ''] = /<script type="application\/json" id="rows">(.*?)<\/script>/.exec(text) ?? []
  expect(json).not.toMatch(/[<\u2028\u202e]/)
  expect(JSON.parse(json)).toEqual(value)
})

test('html page: markup of the program stays as it is', () => {
  expect(markup`${rawMarkup('<b>')}`.text).toBe('<b>')
})
