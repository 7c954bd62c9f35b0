import { decodeText } from '../lib/files/decode-text.ts'
import { parseJson, readJson } from '../lib/files/read-json.ts'
import { shellWord } from '../lib/text/shell-word.ts'
import { ASSESSMENT_KINDS } from '../model/assessments/assessment.ts'
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
  return parseReport(await readDocument(path, stdin, { typed }), nameOfReport(path))
}

/** Reads a JSON document from a file or, with `-`, from stdin. `hint` says how to make one. */
export const readDocument = async (
  path: string,
  stdin: Input | null,
  { typed = '--from -', hint = HINT }: { typed?: string; hint?: string } = {},
): Promise<unknown> => (path === '-' && stdin !== null ? readInput(stdin, typed, hint) : readJson(path, hint))

/**
 * Checks a document against the schema of reports, and adds the fields that an earlier version did not write.
 *
 * @param name names the document in errors
 * @throws AuditError (wrong usage) if it is not a report, or of a newer schema version
 */
export async function parseReport(value: unknown, name: string): Promise<Report> {
  refuseAssessment(value, name)
  const version = isObject(value) ? value['schema_version'] : undefined
  if (version !== undefined && version !== 1) {
    throw new AuditError('usage', `${name} has schema version ${String(version)}; this kms-audit reads version 1.`, {
      hint: 'Upgrade kms-audit, or create a new report with kms-audit -o json.',
    })
  }
  // Only a saved report needs the validator.
  const [{ schemaErrorIn }, { validate }] = await Promise.all([
    import('./schema-error.ts'),
    import('./validators/report.ts'),
  ])
  const error = schemaErrorIn(value, validate)
  if (error === null) return upgradeReport(value as Report)
  throw new AuditError('usage', `${name} is not a report of kms-audit: ${error}.`, { hint: HINT })
}

/** Other commands of the program save documents of their own. */
function refuseAssessment(value: unknown, name: string): void {
  const kind = isObject(value) ? ASSESSMENT_KINDS.find(each => each === value['kind']) : undefined
  if (kind === undefined) return
  throw new AuditError('usage', `${name} is a result of kms-audit ${kind}, not a report of an audit.`, {
    hint: `Run kms-audit ${kind} --from ${shellWord(name)}.`,
  })
}

const HINT = 'Create a report with kms-audit -o json.'

/** How messages name the report. */
export const nameOfReport = (path: string): string => (path === '-' ? 'stdin' : path)

async function readInput(stdin: Input, typed: string, hint: string): Promise<unknown> {
  if (!stdin.isTTY) return parseJson(nameOfReport('-'), decodeText(await stdin.bytes()), hint)
  throw new AuditError('usage', `${typed} reads a report from stdin, but stdin is a terminal.`, {
    hint: `Name a file instead of -, or redirect one: kms-audit ${typed} < report.json.`,
  })
}
