import { AuditError } from '../lib/process/exit.ts'
import { isObject } from '../lib/json.ts'
import { decodeText } from '../lib/files/decode-text.ts'
import type { Input } from '../lib/process/stdin.ts'
import { parseJson, readJson } from '../lib/files/read-json.ts'
import type { Report } from '../model/report.ts'
import { upgradeReport } from './upgrade-report.ts'

/** A report that `-o json` has written, from a file or, as `-`, from stdin. Anything else is wrong usage. */
export async function readSavedReport(path: string, stdin: Input | null = null): Promise<Report> {
  const value = path === '-' && stdin !== null ? await readInput(stdin) : await readJson(path, HINT)
  const name = nameOfReport(path)
  const version = isObject(value) ? value['schema_version'] : undefined
  if (version !== undefined && version !== 1) {
    throw new AuditError('usage', `${name} has schema version ${String(version)}; this kms-audit reads version 1.`, {
      hint: 'Upgrade kms-audit, or create a new report with kms-audit -o json.',
    })
  }
  // Only a saved report needs the validator.
  const { schemaErrorIn } = await import('./report-schema.ts')
  const fault = schemaErrorIn(value)
  if (fault === null) return upgradeReport(value as Report)
  throw new AuditError('usage', `${name} is not a report of kms-audit: ${fault}.`, { hint: HINT })
}

const HINT = 'Create a report with kms-audit -o json.'

/** How messages name the report. */
export const nameOfReport = (path: string): string => (path === '-' ? 'stdin' : path)

async function readInput(stdin: Input): Promise<unknown> {
  if (!stdin.isTTY) return parseJson(nameOfReport('-'), decodeText(await stdin.bytes()), HINT)
  throw new AuditError('usage', '--from - reads a report from stdin, but stdin is a terminal.', {
    hint: 'Use --from FILE, or redirect a file: kms-audit --from - < report.json.',
  })
}
