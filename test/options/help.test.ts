import { describe, expect, test } from 'vitest'
import { formats } from '../../src/formats/index.ts'
import { EXIT } from '../../src/lib/exit.ts'
import { variableOf } from '../../src/options/entry.ts'
import { helpText } from '../../src/options/help.ts'
import { exitCodesMarkdown, optionsMarkdown } from '../../src/options/markdown.ts'
import { entries } from '../../src/options/table.ts'
import { sources } from '../../src/sources/index.ts'

const help = helpText()
/** Wrapped lines joined again. */
const flowing = help.replace(/\s+/g, ' ')

test('the help fits 80 columns and ends with a newline', () => {
  expect(help.split('\n').filter(line => line.length > 80)).toEqual([])
  expect(help).toMatch(/[^\n]\n$/)
})

test('every format, every source and every exit code is in the help', () => {
  for (const id of [...Object.keys(formats), ...Object.keys(sources)]) expect(help).toContain(id)
  for (const code of Object.values(EXIT)) expect(help).toMatch(new RegExp(`^  ${code} +\\S`, 'm'))
})

describe.each(entries)('option %s', (_, entry) => {
  test('is in the help and in the README', () => {
    expect(flowing).toContain(`${entry.flags} ${entry.help}`)
    expect(optionsMarkdown()).toContain(`| \`${entry.flags}\` |`)
    if (entry.inEnvironment !== false) expect(optionsMarkdown()).toContain(`\`${variableOf(entry)}\``)
  })

  test('tells its default as it is', () => {
    const { fallback } = entry
    if (typeof fallback !== 'number' && typeof fallback !== 'string') return
    const [, told] = /default: (\w[\w-]*)\)|(\w+) \(default\)/.exec(entry.help)?.filter(Boolean) ?? []
    // A time is told as people write it.
    expect(entry.kind([told ?? ''])).toEqual(fallback)
  })

  test('takes a value exactly if its flags say so, and excludes what exists', () => {
    expect(entry.flags.includes('<')).toBe(entry.fallback !== false)
    for (const name of entry.excludes ?? []) expect(help).toContain(`--${name} `)
  })
})

test('the tables of the README are tables', () => {
  for (const markdown of [optionsMarkdown(), exitCodesMarkdown()]) {
    const columns = markdown
      .trimEnd()
      .split('\n')
      .map(line => line.match(/(?<!\\)\|/g)?.length)
    expect(new Set(columns).size).toBe(1)
  }
})
