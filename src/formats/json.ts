import { batches } from '../lib/batches.ts'
import type { KeyRecord, Report } from '../model/report.ts'
import type { Format } from './format.ts'

const json: Format = {
  title: 'the whole report as one document, with the evidence for every key',
  *render(report) {
    yield opening(report)
    let between = '\n'
    for (const batch of batches(report.keys, 100)) {
      yield between + batch.map(toText).join(',\n')
      between = ',\n'
    }
    yield report.keys.length === 0 ? ']\n}\n' : '\n  ]\n}\n'
  },
}

export default json

/** Everything but the keys, up to the bracket that opens them: they come last so that they can be written in pieces. */
function opening(report: Report): string {
  const text = spell({ ...report, keys: undefined })
  return `${text.slice(0, text.lastIndexOf('\n}'))},\n  "keys": [`
}

/** Line ends can only be ours, since those in texts are escaped. */
const toText = (key: KeyRecord): string => `    ${spell(key).replaceAll('\n', '\n    ')}`

/** JSON lets control and bidi characters stand as they are; a terminal does not. Escaped, they mean the same. */
const spell = (value: unknown): string => JSON.stringify(value, null, 2).replace(ACTING, toEscape)

// oxlint-disable-next-line no-control-regex
const ACTING = /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g

const toEscape = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
