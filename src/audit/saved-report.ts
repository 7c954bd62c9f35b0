import { setFlagsFromString } from 'node:v8'
import { AuditError } from '../lib/exit.ts'
import { isObject } from '../lib/json.ts'
import { readJson } from '../lib/read-json.ts'
import type { Report } from '../model/report.ts'
import { isReport } from './is-report.ts'
import { upgraded } from './older-report.ts'

/** A report that `-o json` has written. Anything else is wrong usage. */
export async function readSavedReport(path: string): Promise<Report> {
  // All of it stays until the end: marking what is alive over and over, piece by piece, takes a quarter of the time.
  setFlagsFromString('--no-incremental-marking')
  const value = await readJson(path, 'kms-audit -o json writes a report.')
  const version = isObject(value) ? value['schema_version'] : undefined
  if (version !== undefined && version !== 1) {
    throw new AuditError('usage', `${path} has schema version ${String(version)}; this kms-audit reads version 1.`)
  }
  if (isReport(value)) return upgraded(value)
  throw new AuditError('usage', `${path} is no report of kms-audit.`, { hint: 'kms-audit -o json writes one.' })
}
