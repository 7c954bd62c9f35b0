import type { Instant } from '../../../model/time.ts'
import type { Chunk } from './chunk.ts'
import { partitionDay, sqlText, sqlTexts } from './literals.ts'

/** Which folders a query reads: those of its places, from the day of `first` to the day of `last`. */
export const partitionsSql = (
  { accounts, regions, without }: Pick<Chunk, 'accounts' | 'regions' | 'without'>,
  { first, last }: { first: Instant; last: Instant },
): string =>
  `acct IN (${sqlTexts(accounts)}) AND region IN (${sqlTexts(regions)})
    AND day BETWEEN ${sqlText(partitionDay(first))} AND ${sqlText(partitionDay(last))}${
      without.length === 0 ? '' : `\n    AND "$path" NOT IN (${sqlTexts(without)})`
    }`
