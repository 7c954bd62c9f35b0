import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument, type Scalar } from 'yaml'
import { AuditError } from '../../lib/process/exit.ts'
import { quoted } from '../../lib/text/quoted.ts'
import { QUOTE_GLOB, yamlMistake } from './yaml-mistake.ts'

/** A text in the config file. Line and column count from 1. */
export interface PlacedWord {
  word: string
  line: number
  column: number
}

/** One key of the file with its value: `region: [eu-west-1, eu-north-1]`. */
export interface ConfigEntry {
  key: PlacedWord
  /** Whether the value is a mapping. */
  isSection: boolean
  /** Returns one word or more. Throws an AuditError for a value that is neither a scalar nor a list of scalars. */
  words(): readonly PlacedWord[]
}

/**
 * Reads the entries of a config file.
 *
 * @param path names the file in messages
 * @throws AuditError (wrong usage) with line and column, if it is not a mapping
 */
export function readConfig(text: string, path: string): ConfigEntry[] {
  const lines = new LineCounter()
  const placeAt: PlaceAt = offset => {
    const { line, col } = lines.linePos(offset)
    // An empty file has no first line.
    return { line: Math.max(line, 1), column: Math.max(col, 1) }
  }
  const withPlace = <T>(read: () => T): T => {
    try {
      return read()
    } catch (error) {
      if (!(error instanceof Mistake)) throw error
      const { line, column } = placeAt(error.offset)
      throw new AuditError('usage', `${path}:${line}:${column}: ${error.message}`, error.options)
    }
  }
  const entries = withPlace(() => entriesIn(text, lines, placeAt))
  return entries.map(({ words, ...entry }) => ({ ...entry, words: () => withPlace(words) }))
}

type PlaceAt = (offset: number) => { line: number; column: number }

class Mistake extends Error {
  readonly offset: number
  readonly options: { hint?: string }

  constructor(offset: number, message: string, hint?: string) {
    super(message)
    this.offset = offset
    this.options = hint === undefined ? {} : { hint }
  }
}

function entriesIn(text: string, lines: LineCounter, placeAt: PlaceAt): ConfigEntry[] {
  if (text.length > LONGEST) throw new Mistake(0, 'The file is larger than 1 MB.')
  // Every scalar is a string: an account id must not become a number, and NO not a boolean.
  const document = parseDocument(text, { schema: 'failsafe', prettyErrors: false, lineCounter: lines })
  const [error] = document.errors
  if (error !== undefined) throw new Mistake(error.pos[0], ...yamlMistake(error))
  const root = document.contents
  if (root === null || (isScalar(root) && root.value === '')) return []
  if (!isMap(root)) throw new Mistake(offsetOf(root), 'The file does not contain options.', EXAMPLE)
  const resolved = (node: Node | null): Node | null => {
    if (!isAlias(node)) return node
    const found = node.resolve(document)
    if (found !== undefined) return found
    const what = `The YAML is not valid: the anchor ${quoted(node.source)} does not exist.`
    throw new Mistake(offsetOf(node), what, QUOTE_GLOB)
  }
  return root.items.map(({ key, value }) => {
    if (!isScalar(key)) throw new Mistake(offsetOf(key), 'The name of an option is missing.', EXAMPLE)
    const words = (): PlacedWord[] => {
      const node = resolved(value)
      return wordsOf(key, isSeq(node) ? node.items.map(item => resolved(item as Node)) : [node], placeAt)
    }
    return { key: placed(key, placeAt), isSection: isMap(value), words }
  })
}

const LONGEST = 1_000_000
const EXAMPLE = 'Write one option per line, such as region: eu-west-1.'

function wordsOf(key: Scalar, nodes: readonly (Node | null)[], placeAt: PlaceAt): PlacedWord[] {
  const name = quoted(String(key.value))
  const complex = nodes.find(node => node !== null && !isScalar(node))
  if (complex !== undefined) throw new Mistake(offsetOf(complex), `${name} takes a value or a list of values.`)
  const words = nodes.filter(isScalar).map(node => placed(node, placeAt))
  if (words.length > 0 && words.length === nodes.length && words.every(({ word }) => word.trim() !== '')) return words
  throw new Mistake(offsetOf(key), `${name} has no value.`, 'Add one, or remove the line.')
}

const placed = (node: Scalar, placeAt: PlaceAt): PlacedWord => ({
  word: String(node.value ?? ''),
  ...placeAt(offsetOf(node)),
})

const offsetOf = (node: Node | null): number => node?.range?.[0] ?? 0
