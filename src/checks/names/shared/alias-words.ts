import type { KeyRecord } from '../../../model/report/report.ts'
import type { CheckContext } from '../../check.ts'

/** Splits a name into words in lower case: `alias/ordersProd-key1` into orders, prod, key and 1. `s3` is one word. */
export const wordsInName = (name: string): string[] =>
  (
    name.replace(/^alias\//, '').match(/(?<![A-Za-z])[A-Za-z]\d+|[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+|[^\x20-\x7e]+/g) ?? []
  ).map(word => word.toLowerCase())

/** Whether a key without a known alias may have one, because aliases of its account and Region could not be read. */
export const mayHaveUnreadAlias = (key: KeyRecord, { report }: CheckContext): boolean =>
  report.gaps.some(
    ({ operation, account_id, region }) =>
      operation === 'kms:ListAliases' && account_id === key.account_id && (region === null || region === key.region),
  )
