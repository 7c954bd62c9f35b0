import { decodeText } from '../lib/files/decode-text.ts'
import { parseJson, readJson } from '../lib/files/read-json.ts'
import { isObject } from '../lib/json.ts'
import { AuditError } from '../lib/process/exit.ts'
import type { Input } from '../lib/process/stdin.ts'
import type { Report } from '../model/report/report.ts'
import { upgradeReport } from './upgrade-report.ts'

/**
 * Reads a report that `-o json` has written, from a file or, with `-`, from stdin.
 *
 * @param typed how the user asked for stdin
 * @throws AuditError (wrong usage) if it cannot be read or is not a report
 */
export async function readSavedReport(path: string, stdin: Input | null = null, typed = '--from -'): Promise<Report> {
  const value = path === '-' && stdin !== null ? await readInput(stdin, typed) : await readJson(path, HINT)
  return parseReport(value, nameOfReport(path))
}

/**
 * Checks a document against the schema of reports, and adds the fields that an earlier version did not write.
 *
 * @param name names the document in errors
 * @throws AuditError (wrong usage) if it is not a report, or of a newer schema version
 */
export async function parseReport(value: unknown, name: string): Promise<Report> {
  const version = isObject(value) ? value['schema_version'] : undefined
  if (version !== undefined && version !== 1) {
    throw new AuditError('usage', `${name} has schema version ${String(version)}; this kms-audit reads version 1.`, {
      hint: 'Upgrade kms-audit, or create a new report with kms-audit -o json.',
    })
  }
  // Only a saved report needs the validator.
  const { schemaErrorIn } = await import('./report-schema.ts')
  const error = schemaErrorIn(value)
  if (error === null) return upgradeReport(value as Report)
  throw new AuditError('usage', `${name} is not a report of kms-audit: ${error}.`, { hint: HINT })
}

const HINT = 'Create a report with kms-audit -o json.'

/** How messages name the report. */
export const nameOfReport = (path: string): string => (path === '-' ? 'stdin' : path)

async function readInput(stdin: Input, typed: string): Promise<unknown> {
  if (!stdin.isTTY) return parseJson(nameOfReport('-'), decodeText(await stdin.bytes()), HINT)
  throw new AuditError('usage', `${typed} reads a report from stdin, but stdin is a terminal.`, {
    hint: `Name a file instead of -, or redirect one: kms-audit ${typed} < report.json.`,
  })
}
