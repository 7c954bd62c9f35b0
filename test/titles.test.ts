import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseAst } from 'rolldown/parseAst'
import { expect, test } from 'vitest'

/** `feature: case`. A feature is no sentence, is written out, and does not begin with the middle of one. */
const READS_ALONE =
  /^(?!(is|are|has|have|of|that|with|without|does|nor|but|and|at|in|by|on|for|from|may|can|it|its|they|the|an?)\s)[^:%$]{2,60}: ./

/** Part of the tree of a file. */
interface Node {
  type: string
  start: number
  end: number
  callee?: Node
  object?: Node
  tag?: Node
  expression?: Node
  name?: string
  arguments?: Node[]
}

/** `test` for `test(…)`, `test.each(…)(…)` and `test.concurrent.each<…>(…)(…)`. */
function calledName({ callee, object, tag, expression, name }: Node): string | undefined {
  const inner = callee ?? object ?? tag ?? expression
  return inner === undefined ? name : calledName(inner)
}

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value

/** Titles that are written out as the first of several arguments. */
function* titlesIn(code: string, value: unknown): Generator<string> {
  if (Array.isArray(value)) for (const each of value) yield* titlesIn(code, each)
  if (!isNode(value)) return
  const [title, ...rest] = value.arguments ?? []
  const isWritten = title?.type === 'Literal' || title?.type === 'TemplateLiteral'
  if (title !== undefined && isWritten && rest.length > 0 && calledName(value) === 'test')
    yield code.slice(title.start + 1, title.end - 1)
  for (const part of Object.values(value)) yield* titlesIn(code, part)
}

const titlesOf = (code: string): string[] => [...titlesIn(code, parseAst(code, { lang: 'ts' }).body)]

test('test titles: each reads alone, as `feature: case`', () => {
  const paths = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
    .filter(path => path.endsWith('.test.ts'))
    .map(path => join(import.meta.dirname, path))
  const titles = paths.flatMap(path => titlesOf(readFileSync(path, 'utf8')))
  expect(titles.length).toBeGreaterThan(1500)
  expect(titles.filter(title => !READS_ALONE.test(title))).toEqual([])
})

test.each([
  "test('is taken, every finding of it', () => {})",
  "test.concurrent('nor a key: passes', () => {})",
  "describe('OPA', () => { test.each([1])('%s: a gap', () => {}) })",
  'test.each<[number]>([[1]])(`${count} changes: no stack`, () => {})',
])('test titles: the test notices %s', code => {
  expect(titlesOf(code).filter(title => READS_ALONE.test(title))).toEqual([])
  expect(titlesOf(code)).toHaveLength(1)
})
