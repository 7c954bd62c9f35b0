import type { EventDataStoreOption } from '../../model/options/archive-options.ts'
import { BadValue, type Kind } from './kind.ts'

/** A table of Athena, as `--athena` names it. */
export interface NamedTable {
  database: string
  table: string
  /** Null: not given. */
  region: string | null
}

const TABLE = /^(?<database>[\w-]+)\.(?<table>[\w-]+)(?:@(?<region>[a-z]+(?:-[a-z]+)+-\d+))?$/

/** `DATABASE.TABLE` or `DATABASE.TABLE@REGION`. The catalog keeps names in lower case. */
export const athenaTable: Kind<NamedTable> = words => {
  const word = words.at(-1)?.trim() ?? ''
  const { database, table, region = null } = TABLE.exec(word)?.groups ?? {}
  if (database === undefined || table === undefined)
    throw new BadValue('a table such as audit.kms_audit_trail or audit.kms_audit_trail@eu-west-1', word)
  return { database: database.toLowerCase(), table: table.toLowerCase(), region }
}

/** `DATABASE.TABLE`, in the Region of another table. */
export const athenaTableBeside: Kind<Omit<NamedTable, 'region'>> = words => {
  const word = words.at(-1)?.trim() ?? ''
  const { database, table, region } = TABLE.exec(word)?.groups ?? {}
  if (database === undefined || table === undefined || region !== undefined)
    throw new BadValue('a table such as audit.kms_audit_digests, in the Region of --athena', word)
  return { database: database.toLowerCase(), table: table.toLowerCase() }
}

const STORE =
  /^(?:arn:[\w-]+:cloudtrail:(?<home>[\w-]+):\d{12}:eventdatastore\/)?(?<id>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:@(?<region>[a-z]+(?:-[a-z]+)+-\d+))?$/i

/** Id or ARN of an event data store, also with `@REGION`. An ARN names the Region itself. */
export const eventDataStore: Kind<EventDataStoreOption> = words => {
  const word = words.at(-1)?.trim() ?? ''
  const { id, home, region = home ?? null } = STORE.exec(word)?.groups ?? {}
  if (id === undefined)
    throw new BadValue('the id of an event data store such as 1234abcd-12ab-34cd-56ef-1234567890ab', word)
  return { id: id.toLowerCase(), region }
}

/** `s3://bucket/prefix/`; a slash at the end is added. */
export const s3Location: Kind<string> = words => {
  const word = words.at(-1)?.trim() ?? ''
  if (!/^s3:\/\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](\/.*)?$/.test(word))
    throw new BadValue('a location such as s3://bucket/prefix/', word)
  return word.endsWith('/') ? word : `${word}/`
}

const BYTE_UNITS: Readonly<Record<string, number>> = { '': 1, MB: 1e6, GB: 1e9, TB: 1e12 }

/** A number of bytes: `500GB`, `1.5TB` or `1000000000`. */
export const byteCount: Kind<number> = words => {
  const word = words.at(-1)?.trim() ?? ''
  const [, number = '', unit = ''] = /^(\d+(?:\.\d+)?)\s*([MGT]B)?$/i.exec(word) ?? []
  const bytes = Math.round(Number(number) * (BYTE_UNITS[unit.toUpperCase()] ?? 0))
  if (number === '' || bytes < 1 || !Number.isSafeInteger(bytes))
    throw new BadValue('a number of bytes such as 500GB or 2TB', word)
  return bytes
}
