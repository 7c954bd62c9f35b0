import { readFile } from 'node:fs/promises'
import { setFlagsFromString } from 'node:v8'
import { AuditError } from '../lib/exit.ts'
import type { Report } from '../model/report.ts'

/** A report that `-o json` has written. Anything else is wrong usage. */
export async function readSavedReport(path: string): Promise<Report> {
  // All of it stays until the end: marking what is alive over and over, piece by piece, takes a quarter of the time.
  setFlagsFromString('--no-incremental-marking')
  const value = parse(path, await textOf(path))
  const version = isObject(value) ? value['schema_version'] : undefined
  if (version !== undefined && version !== 1) {
    throw new AuditError('usage', `${path} has schema version ${String(version)}; this kms-audit reads version 1.`)
  }
  if (isReport(value)) return value
  throw new AuditError('usage', `${path} is no report of kms-audit.`, { hint: 'kms-audit -o json writes one.' })
}

type Json = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)

/** Everything that a format reads without asking whether it is there. */
function isReport(value: unknown): value is Report {
  if (!isObject(value) || value['schema_version'] !== 1) return false
  const { scope, summary, savings, gaps, keys, generated_at: at } = value
  return (
    isObject(scope) &&
    listOf(scope['places'], place => texts(place, 'account_id', 'region', 'status')) &&
    isObject(summary) &&
    isObject(savings) &&
    typeof at === 'string' &&
    listOf(gaps, gap => texts(gap, 'account_id', 'operation', 'reason')) &&
    listOf(keys, key => texts(key, 'account_id', 'region', 'key_id', 'disposition') && hasParts(key))
  )
}

const listOf = (value: unknown, fits: (item: Json) => boolean): boolean =>
  Array.isArray(value) && value.every(item => isObject(item) && fits(item))

const texts = (value: Json, ...names: string[]): boolean => names.every(name => typeof value[name] === 'string')

const hasParts = ({ aliases, cost, error }: Json): boolean =>
  Array.isArray(aliases) && isObject(cost) && error !== undefined

async function textOf(path: string): Promise<string> {
  try {
    // Not by an encoding: decoding piece by piece takes several times as long.
    return (await readFile(path)).toString('utf8')
  } catch (error) {
    throw new AuditError('usage', `Cannot read ${path}: ${(error as Error).message}.`, { cause: error })
  }
}

function parse(path: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new AuditError('usage', `${path} is no JSON.`, { hint: 'kms-audit -o json writes a report.' })
  }
}
