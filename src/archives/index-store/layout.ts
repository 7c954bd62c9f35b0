import { join } from 'node:path'

/** The first field of `index.json`, by which a folder is recognized as an index. */
export const INDEX_FORMAT = 'kms-audit trail index'
/** Raised when the files of an index, or what is read from a record, change their meaning. */
export const INDEX_VERSION = 2

/** The files of an index. Only segments that `index.json` names count. */
export const indexFile = (folder: string): string => join(folder, 'index.json')
export const lockFile = (folder: string): string => join(folder, 'lock')
export const segmentsFolder = (folder: string): string => join(folder, 'segments')

/** `000012.facts.ndjson.gz`; the description of a segment is `000012.json`. */
export const tableFile = (folder: string, segment: string, table: string): string =>
  join(segmentsFolder(folder), `${segment}.${table}.ndjson.gz`)
export const segmentFile = (folder: string, segment: string): string => join(segmentsFolder(folder), `${segment}.json`)

/** `000012` */
export const segmentName = (number: number): string => String(number).padStart(6, '0')

/** The end of the name of a file that is being written. */
export const DRAFT = '.tmp'
