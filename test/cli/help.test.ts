import { describe, expect, test } from 'vitest'
import { formats } from '../../src/formats/index.ts'
import { EXIT } from '../../src/lib/process/exit.ts'
import { nameOf, takesValue, shownFlags, variableOf } from '../../src/cli/option.ts'
import { exitCodesMarkdown, optionsMarkdown } from '../readme/markdown.ts'
import { commands, entries, helpText } from './parse.ts'
import { sources } from '../../src/sources/index.ts'

const help = helpText('audit', 80)
const publish = helpText('publish', 80)
/** Wrapped lines joined again. */
const flowing = (text: string): string => text.replace(/\s+/g, ' ')

/** Long names of the options that a help text lists. */
const listed = (text: string): string[] =>
  Array.from(text.matchAll(/^ {2}(?:-\w, | {4})--([a-z-]+)/gm), ([, name = '']) => name)

const allHelp = Object.keys(commands)
  .map(name => flowing(helpText(name, 80)))
  .join('')

const topics = [null, ...Object.keys(commands)]

describe.each(topics)('help: %s', topic => {
  test.each([60, 80, 100, 120])('help: it fits %i columns and ends with one newline', columns => {
    const text = helpText(topic, columns)
    expect(text.split('\n').filter(line => line.length > columns)).toEqual([])
    expect(text).toMatch(/[^\n]\n$/)
  })

  test('help: it uses a wide terminal up to 120 columns', () => {
    const widest = (columns: number) =>
      Math.max(
        ...helpText(topic, columns)
          .split('\n')
          .map(line => line.length),
      )
    expect(widest(200)).toBe(widest(120))
    expect(widest(200)).toBeLessThanOrEqual(120)
  })
})

test('help: every command has one, and the short help lists it with a one-line summary', () => {
  for (const { summary } of Object.values(commands)) expect(helpText(null, 80)).toContain(`  ${summary}\n`)
})

test('help: the short one fits a screen of 60 lines, has three examples and says where all options are', () => {
  const short = helpText(null, 80)
  expect(short.split('\n').length).toBeLessThanOrEqual(61)
  expect(listed(short).length).toBeLessThan(16)
  expect(short.match(/^ {2}# /gm)).toHaveLength(3)
  expect(short).toContain("'kms-audit audit --help' lists all options.")
})

test('help: checks and publish list only options that they take', () => {
  expect(listed(helpText('checks', 80))).toEqual([
    'output',
    'output-file',
    'config',
    'no-config',
    'quiet',
    'color',
    'no-color',
    'debug',
    'help',
    'version',
  ])
  expect(helpText('checks', 80)).toContain('Output format: table or json; ')
  expect(listed(publish)).toEqual(expect.arrayContaining(['dry-run', 'yes', 'from', 'severity', 'region']))
  for (const name of ['output', 'output-file', 'only', 'estimate']) expect(listed(publish)).not.toContain(name)
  for (const name of ['dry-run', 'yes']) expect(listed(help)).not.toContain(name)
})

test.each<[name: string, has: string, hasNot: string]>([
  ['diff', '--fail-on matched a difference', 'no credentials'],
  ['trend', 'a month has gaps or another scope (with', '--fail-on'],
])('help: the exit codes of %s are about its own work', (name, has, hasNot) => {
  const text = flowing(helpText(name, 120))
  const codes = text.slice(text.indexOf('Exit codes:'))
  expect(codes).toContain(has)
  expect(codes).not.toContain(hasNot)
})

test('help: every format, every source and every exit code is in the help of audit', () => {
  for (const id of [...Object.keys(formats), ...Object.keys(sources)]) expect(help).toContain(id)
  for (const code of Object.values(EXIT)) expect(help).toMatch(new RegExp(`^  ${code} +\\S`, 'm'))
})

describe.each(entries)('option %s', (_, entry) => {
  test('options: each is in the help and in the README', () => {
    expect(allHelp).toContain(`${shownFlags(entry)} ${entry.help}`)
    expect(optionsMarkdown()).toContain(`| \`${shownFlags(entry)}\` |`)
    if (entry.inEnvironment !== false) expect(optionsMarkdown()).toContain(`\`${variableOf(entry)}\``)
  })

  test('options: the text of each begins with a capital letter and ends without a full stop', () => {
    expect(entry.help).toMatch(/^[A-Z].*[^.]$/)
  })

  test('options: the help shows the real default', () => {
    const { fallback } = entry
    if (typeof fallback !== 'number' && typeof fallback !== 'string') return
    const [, told] = /\(default: (\w[\w-]*)\)/.exec(entry.help) ?? []
    // A time is told as people write it.
    expect(entry.kind([told ?? ''])).toEqual(fallback)
  })

  test('options: each takes a value exactly if its flags say so, and excludes options that exist', () => {
    expect(takesValue(entry)).toBe(entry.fallback !== false)
    const names = entries.map(([, each]) => nameOf(each))
    expect(names).toEqual(expect.arrayContaining([...(entry.excludes ?? [])]))
  })
})

test('README: the generated tables are tables', () => {
  for (const markdown of [optionsMarkdown(), exitCodesMarkdown()]) {
    const columns = markdown
      .split('\n')
      .filter(line => line.startsWith('|'))
      .map(line => line.match(/(?<!\\)\|/g)?.length)
    expect(new Set(columns).size).toBe(1)
  }
})
