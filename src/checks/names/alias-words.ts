import type { KeyRecord } from '../../model/report.ts'
import type { CheckContext } from '../check.ts'

/** The parts of a name, in small letters: `alias/ordersProd-key1` has orders, prod, key and 1; s3 stays whole. */
export const wordsOf = (name: string): string[] =>
  (
    name.replace(/^alias\//, '').match(/(?<![A-Za-z])[A-Za-z]\d+|[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+|[^\x20-\x7e]+/g) ?? []
  ).map(word => word.toLowerCase())

/** Some aliases of the place could not be read, so a key without any may have one. */
export const areAliasesUnread = (key: KeyRecord, { report }: CheckContext): boolean =>
  report.gaps.some(
    ({ operation, account_id, region }) =>
      operation === 'kms:ListAliases' && account_id === key.account_id && (region === null || region === key.region),
  )
