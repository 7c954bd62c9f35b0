import { isObject } from '../lib/json.ts'
import { AuditError } from '../lib/process/exit.ts'
import type { Input } from '../lib/process/stdin.ts'
import { ASSESSMENT_KINDS, type Assessment, type AssessmentKind } from '../model/assessments/assessment.ts'
import { assessmentValidators } from './assessment-validators.ts'
import { nameOfReport, readDocument } from './saved-report.ts'

/** The command that has written a document. Null: none of those whose result is an assessment. */
export const kindOfDocument = (value: unknown): AssessmentKind | null =>
  isObject(value) ? (ASSESSMENT_KINDS.find(kind => kind === value['kind']) ?? null) : null

/**
 * Reads a result that `-o json` of a command has written, from a file or, with `-`, from stdin.
 *
 * @throws AuditError (wrong usage) if it cannot be read, or is not a result of this command
 */
export async function readSavedAssessment(
  path: string,
  kind: AssessmentKind,
  stdin: Input | null,
): Promise<Assessment> {
  const hint = `Save one with kms-audit ${kind} -o json.`
  return requireKind(await readDocument(path, stdin, { hint }), kind, nameOfReport(path))
}

/**
 * Checks that a document is a result of this command.
 *
 * @throws AuditError (wrong usage) if it is of another kind, does not fit the schema, or is of a newer schema version
 */
export function requireKind(value: unknown, kind: AssessmentKind, name: string): Promise<Assessment> {
  const hint = `Save one with kms-audit ${kind} -o json.`
  const found = kindOfDocument(value)
  if (found !== kind)
    throw new AuditError(
      'usage',
      `${name} is not a result of kms-audit ${kind}${found === null ? '' : `, but of ${found}`}.`,
      {
        hint,
      },
    )
  return parseAssessment(value, kind, name)
}

/**
 * Checks a document against the schema of its kind.
 *
 * @throws AuditError (wrong usage) if it does not fit, or is of a newer schema version
 */
export async function parseAssessment(value: unknown, kind: AssessmentKind, name: string): Promise<Assessment> {
  const hint = `Save one with kms-audit ${kind} -o json.`
  const version = isObject(value) ? value['schema_version'] : undefined
  if (version !== undefined && version !== 1)
    throw new AuditError('usage', `${name} has schema version ${String(version)}; this kms-audit reads version 1.`, {
      hint: 'Upgrade kms-audit, or save a new result.',
    })
  const validator = assessmentValidators[kind]
  if (validator === undefined) throw new AuditError('usage', `A result of kms-audit ${kind} cannot be read again.`)
  const [{ schemaErrorIn }, { validate }] = await Promise.all([import('./schema-error.ts'), validator()])
  const error = schemaErrorIn(value, validate)
  if (error === null) return value as Assessment
  throw new AuditError('usage', `${name} is not a result of kms-audit ${kind}: ${error}.`, { hint })
}
