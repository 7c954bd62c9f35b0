import { batches } from '../lib/batches.ts'
import type { KeyRecord, Report } from '../model/report.ts'
import type { Format } from './format.ts'
import { spell } from './spell.ts'

const json: Format = {
  title: 'the whole report as one document, with the evidence for every key',
  *render(report) {
    yield opening(report)
    const spellAll = report.keys.length > READABLE ? inLines : inFull
    let between = '\n'
    for (const batch of batches(report.keys, 100)) {
      yield between + spellAll(batch)
      between = ',\n'
    }
    yield report.keys.length === 0 ? ']\n}\n' : '\n  ]\n}\n'
  },
}

export default json

/** Of more keys nobody reads all: each then takes one line, which makes the file a third smaller and good to grep. */
const READABLE = 1000

/** Everything but the keys, up to the bracket that opens them: they come last so that they can be written in pieces. */
function opening(report: Report): string {
  const text = spell({ ...report, keys: undefined }, 2)
  return `${text.slice(0, text.lastIndexOf('\n}'))},\n  "keys": [`
}

/** The items of a list that stands in the document, as deep as they are there. */
const inFull = (keys: readonly KeyRecord[]): string => spell({ keys }, 2).slice(BEFORE.length, -AFTER.length)
const BEFORE = '{\n  "keys": [\n'
const AFTER = '\n  ]\n}'

const inLines = (keys: readonly KeyRecord[]): string => keys.map(key => `    ${spell(key)}`).join(',\n')
