import { batches } from '../lib/batches.ts'
import type { Format } from './format.ts'
import { spell } from './spell.ts'

/** The long lists come last, so that they can be written in pieces. */
const LISTS = ['gaps', 'findings', 'keys'] as const

const json: Format = {
  title: 'the whole report as one document, with the evidence for every key',
  *render(report) {
    yield spell({ ...report, gaps: undefined, findings: undefined, keys: undefined }, 2).slice(0, -END.length)
    for (const name of LISTS) {
      const items = report[name]
      if (items !== undefined) yield* list(name, items)
    }
    yield `${END}\n`
  },
}

export default json

const END = '\n}'

function* list(name: string, items: readonly unknown[]): Generator<string> {
  yield `,\n  "${name}": [`
  const spellAll = items.length > READABLE ? inLines : inFull
  let between = '\n'
  for (const batch of batches(items, 100)) {
    yield between + spellAll(batch)
    between = ',\n'
  }
  yield items.length === 0 ? ']' : '\n  ]'
}

/** Of more items nobody reads all: each then takes one line, which makes the file a third smaller and good to grep. */
const READABLE = 1000

/** The items of a list that stands in the document, as deep as they are there. */
const inFull = (items: readonly unknown[]): string => spell({ items }, 2).slice(BEFORE.length, -AFTER.length)
const BEFORE = '{\n  "items": [\n'
const AFTER = '\n  ]\n}'

const inLines = (items: readonly unknown[]): string => items.map(item => `    ${spell(item)}`).join(',\n')
