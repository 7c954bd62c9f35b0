import { TRAIL_CHANGES } from '../records/trail-change.ts'
import { areWholeObjects } from './whole-objects.ts'

/** Where the records lie that may matter, before any is parsed. */
export interface ScannedRecords {
  /** Number of records, of all services. */
  records: number
  /** The start and the end of each record that has to be parsed. */
  spans: readonly (readonly [start: number, end: number])[]
}

/**
 * Finds the records of a log file that have to be parsed, many times as fast as all are parsed: those of KMS, those of
 * CloudTrail that change a trail, the first that shows that writes are recorded, and all that are not as usual. What is
 * left out names its service once after its time, as CloudTrail does, and that is another service.
 *
 * @param bytes the content of a file that a checksum shows to be as it was written
 * @returns null if the content is not exactly as CloudTrail writes it: then all of it has to be parsed
 */
export function scanRecords(bytes: Buffer): ScannedRecords | null {
  const end = bytes.length - ENDING.length
  if (bytes.indexOf(BEGINNING) !== 0 || bytes.lastIndexOf(ENDING) !== end) return null
  const first = BEGINNING.length - RECORD.length
  const scan = new Scan(bytes)
  const spans: [number, number][] = []
  let records = 0
  for (let start = first; start !== -1; records++) {
    const separator = bytes.indexOf(SEPARATOR, start)
    const recordEnd = separator === -1 ? end : separator + 1
    if (scan.isNeeded(start, recordEnd)) spans.push([start, recordEnd])
    start = separator === -1 ? -1 : separator + ','.length + 1
  }
  return areRecords(bytes, spans, first, end) ? { records, spans } : null
}

/** How CloudTrail begins each record. Within a text, the quotes would be escaped. */
const RECORD = '{"eventVersion":"'
const BEGINNING = `{"Records":[${RECORD}`
const SEPARATOR = Buffer.from(`},${RECORD}`)
const ENDING = ']}'

/**
 * Whether the spans are members of the list, and not parts of other records. To see that, all bytes before a span have to
 * be looked at, or all after it, so what is left out is the longest stretch between two spans.
 */
function areRecords(bytes: Buffer, spans: ScannedRecords['spans'], first: number, end: number): boolean {
  let [longest, from, until] = [-1, first, end]
  for (let at = 0; at <= spans.length; at++) {
    const gapStart = spans[at - 1]?.[1] ?? first
    const gapEnd = spans[at]?.[0] ?? end
    if (gapEnd - gapStart > longest) [longest, from, until] = [gapEnd - gapStart, gapStart, gapEnd]
  }
  return areWholeObjects(bytes, first, from) && areWholeObjects(bytes, until, end)
}

/** Looks at the records of one file, in their order. */
class Scan {
  readonly #bytes: Buffer
  readonly #service: Finder
  readonly #write: Finder
  #showsWrites = false

  constructor(bytes: Buffer) {
    this.#bytes = bytes
    this.#service = new Finder(bytes, SERVICE)
    this.#write = new Finder(bytes, '"readOnly":false')
  }

  isNeeded(start: number, end: number): boolean {
    const service = this.#service.next(start)
    if (service >= end || isOfInterest(this.#bytes, service)) return true
    if (this.#service.next(service + 1) < end) return true
    if (this.#showsWrites || this.#write.next(start) >= end) return false
    this.#showsWrites = !this.#bytes.subarray(start, end).includes('"managementEvent":false')
    return this.#showsWrites
  }
}

/** What is before the service: the end of the time. A text is found fast if its first letter is rare. */
const SERVICE = 'Z","eventSource":"'

/** Whether a service may be KMS, or is CloudTrail and the operation may change a trail. `at`: that of `SERVICE`. */
function isOfInterest(bytes: Buffer, at: number): boolean {
  const service = at + SERVICE.length
  if (FIRST_LETTERS[bytes[service] ?? 0] !== 1) return false
  const end = bytes.indexOf('"', service)
  const text = bytes.toString('latin1', service, end)
  if (text.includes('\\') || text === '' || text.toLowerCase().startsWith('kms.')) return true
  if (text !== 'cloudtrail.amazonaws.com') return false
  const operation = OPERATION.exec(bytes.toString('latin1', end, end + 60))?.[1]
  return operation === undefined || TRAIL_CHANGES.has(operation)
}

/** Of the services that matter, of an escaped character, and of a service without a name. */
const FIRST_LETTERS = new Uint8Array(256)
for (const letter of 'ckK\\"') FIRST_LETTERS[letter.charCodeAt(0)] = 1

/** Comes right after the service. */
const OPERATION = /^","eventName":"(\w+)"/

/** Finds a text from a position on that only grows. */
class Finder {
  readonly #bytes: Buffer
  readonly #text: Buffer
  #found = -1

  constructor(bytes: Buffer, text: string) {
    this.#bytes = bytes
    this.#text = Buffer.from(text)
  }

  /** Returns the next position; Infinity: there is none. */
  next(from: number): number {
    if (this.#found < from) {
      const found = this.#bytes.indexOf(this.#text, from)
      this.#found = found === -1 ? Number.POSITIVE_INFINITY : found
    }
    return this.#found
  }
}
