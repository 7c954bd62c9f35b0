import { closeSync, openSync } from 'node:fs'
import { requireRegular } from '../lib/files/append-log.ts'
import { linesOf, type LineSpan, textAt } from '../lib/files/file-lines.ts'
import { readErrorText } from '../lib/files/file-errors.ts'
import { isObject, type Json, tryParseJson } from '../lib/json.ts'
import { AuditError } from '../lib/process/exit.ts'
import { HISTORY_VERSION, type HistoryLine } from '../model/history/history-line.ts'

/** How every line begins, so that one that was cut off can be recognized. */
const BEGIN = '{"history_version":'

/** The file of `--history`, open to read. Its errors are wrong usage: one line with the next step. */
export class HistoryFile {
  /** Lines that a crash or a full disk cut off. */
  damaged = 0
  readonly path: string
  #descriptor: number

  private constructor(path: string, descriptor: number) {
    this.path = path
    this.#descriptor = descriptor
  }

  static open(path: string): HistoryFile {
    try {
      requireRegular(path)
      return new HistoryFile(path, openSync(path, 'r'))
    } catch (error) {
      throw new AuditError('usage', `Cannot read ${path}: ${readErrorText(error as Error)}.`, {
        hint: 'Start a history with kms-audit --history FILE.',
        cause: error,
      })
    }
  }

  /** Passes each run to `take`, in the order of the file, one at a time. Only the version of a run is checked. */
  readAll(take: (line: HistoryLine, span: LineSpan) => void): void {
    let number = 0
    for (const { text, span } of linesOf(this.#descriptor)) {
      number++
      const run = this.#runIn(text, number)
      if (run !== null) take(run, span)
    }
  }

  /** Null: the line is empty, or was cut off. */
  #runIn(text: string, number: number): HistoryLine | null {
    if (text.trim() === '') return null
    const value = tryParseJson(text)
    if (isRun(value)) return value as unknown as HistoryLine
    if (value !== undefined || !(text.startsWith(BEGIN) || BEGIN.startsWith(text))) throw this.#refused(value, number)
    this.damaged++
    return null
  }

  /** Throws unless the first line is a run, or the file is empty: no more is read of a large file. */
  requireRuns(): void {
    for (const { text } of linesOf(this.#descriptor)) if (this.#runIn(text, 1) !== null) return
  }

  /** Reads one run again, and checks it against the schema. */
  async lineAt(span: LineSpan): Promise<HistoryLine> {
    const value = tryParseJson(textAt(this.#descriptor, span))
    const [{ schemaErrorIn }, { validate }] = await Promise.all([
      import('./schema-error.ts'),
      import('./validators/history.ts'),
    ])
    const error = schemaErrorIn(value, validate)
    if (error === null) return value as HistoryLine
    const at = isObject(value) ? ` of ${String(value['generated_at'])}` : ''
    throw new AuditError('usage', `The run${at} in ${this.path} is damaged: ${error}.`, {
      hint: 'Remove its line, or rebuild the history from saved reports with kms-audit trend --add.',
    })
  }

  close(): void {
    closeSync(this.#descriptor)
  }

  #refused(value: unknown, number: number): AuditError {
    const version = isObject(value) ? value['history_version'] : undefined
    if (typeof version === 'number' && version !== HISTORY_VERSION)
      return new AuditError(
        'usage',
        `${this.path} has a run of history version ${version}; this kms-audit reads version ${HISTORY_VERSION}.`,
        { hint: 'Upgrade kms-audit, or name another file.' },
      )
    return new AuditError('usage', `${this.path} is not a history of kms-audit: line ${number} is not a run.`, {
      hint: 'Name another file for --history.',
    })
  }
}

/** Whether a value has what is needed to choose runs. */
const isRun = (value: unknown): value is Json =>
  isObject(value) &&
  value['history_version'] === HISTORY_VERSION &&
  typeof value['generated_at'] === 'string' &&
  !Number.isNaN(Date.parse(value['generated_at'])) &&
  isScope(value['scope'])

const isScope = (scope: unknown): boolean =>
  isObject(scope) &&
  Array.isArray(scope['sources']) &&
  Array.isArray(scope['places']) &&
  scope['places'].every(isObject)
