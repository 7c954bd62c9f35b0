import type { EventDataStoreOption } from '../../model/options/archive-options.ts'
import { namedStore, namedTable, type NamedTable, s3LocationIn } from '../../model/options/archive-words.ts'
import { BadValue, type Kind } from './kind.ts'

/** `DATABASE.TABLE` or `DATABASE.TABLE@REGION`. The catalog keeps names in lower case. */
export const athenaTable: Kind<NamedTable> = words => {
  const word = words.at(-1)?.trim() ?? ''
  const named = namedTable(word)
  if (named === null)
    throw new BadValue('a table such as audit.kms_audit_trail or audit.kms_audit_trail@eu-west-1', word)
  return named
}

/** `DATABASE.TABLE`, in the Region of another table. */
export const athenaTableBeside: Kind<Omit<NamedTable, 'region'>> = words => {
  const word = words.at(-1)?.trim() ?? ''
  const named = namedTable(word)
  if (named === null || named.region !== null)
    throw new BadValue('a table such as audit.kms_audit_digests, in the Region of --athena', word)
  const { database, table } = named
  return { database, table }
}

/** Id or ARN of an event data store, also with `@REGION`. An ARN names the Region itself. */
export const eventDataStore: Kind<EventDataStoreOption> = words => {
  const word = words.at(-1)?.trim() ?? ''
  const named = namedStore(word)
  if (named === null)
    throw new BadValue('the id of an event data store such as 1234abcd-12ab-34cd-56ef-1234567890ab', word)
  return named
}

/** `s3://bucket/prefix/`; a slash at the end is added. */
export const s3Location: Kind<string> = words => {
  const word = words.at(-1)?.trim() ?? ''
  const location = s3LocationIn(word)
  if (location === null) throw new BadValue('a location such as s3://bucket/prefix/', word)
  return location
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
