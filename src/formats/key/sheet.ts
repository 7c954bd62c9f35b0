import type { KeyRecord, Report } from '../../model/report/report.ts'
import type { Charset } from './charset.ts'

/** What is said about one key, before it is decided how it looks: the table and Markdown show the same sheet. */
export interface Sheet {
  /** The name of the key. */
  title: string
  /** The answer in a sentence or two. */
  answer: string
  sections: readonly Section[]
}

export interface Section {
  title: string
  blocks: readonly Block[]
}

/** Texts are raw: they may come from the account. */
export type Block =
  /** Labels with their texts. */
  | { kind: 'fields'; fields: readonly Field[] }
  /** Sentences. */
  | { kind: 'text'; text: string }
  /** Lines that are drawn: never broken. */
  | { kind: 'drawing'; lines: readonly string[] }
  /** Rows; the first column is the most important. */
  | { kind: 'table'; titles: readonly string[]; rows: readonly (readonly string[])[] }
  /** Commands to paste: never broken. */
  | { kind: 'commands'; lines: readonly string[] }

export type Field = readonly [label: string, text: string]

/** What the sections are made from. */
export interface SheetInput {
  key: KeyRecord
  report: Report
  charset: Charset
  /** Terminal columns for drawings. */
  width: number
  /** Returns a command of this program with the same credentials and archives, to paste. */
  command: (...words: string[]) => string
  /** The same for a command that reads one archive only: the log files on disk. */
  logFilesCommand: (...words: string[]) => string
}

export const text = (words: string): Block => ({ kind: 'text', text: words })
export const fields = (list: readonly (Field | null)[]): Block => ({
  kind: 'fields',
  fields: list.filter(field => field !== null),
})
