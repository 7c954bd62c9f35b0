import { optionWords } from '../../lib/text/option-words.ts'
import type { AthenaTable } from '../../model/options/athena-table.ts'
import { atRegion } from '../archive-option.ts'

/** Where queries run that name no workgroup. */
export const DEFAULT_WORKGROUP = 'primary'

/** The options about a table of Athena. */
export const athenaWords = (options: AthenaTable, region: string | null): string[] => {
  const { database, table, isSecurityLake, digests, workgroup, output, maxBytes } = options
  return [
    isSecurityLake ? '--security-lake' : '--athena',
    atRegion(`${database}.${table}`, options.region ?? region),
    ...(digests === null ? [] : ['--athena-digests', `${digests.database}.${digests.table}`]),
    ...(workgroup === DEFAULT_WORKGROUP ? [] : optionWords('--athena-workgroup', workgroup)),
    ...(output === null ? [] : ['--athena-output', output]),
    ...(maxBytes === null ? [] : ['--athena-max-bytes', String(maxBytes)]),
  ]
}
