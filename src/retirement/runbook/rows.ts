import { codeSpan } from '../../lib/text/markdown.ts'
import { countNoun } from '../../lib/text/numbers.ts'

/** Rows of a table about keys that the scripts leave out. `plan.json` has all of them. */
export const MOST_ROWS = 200

/** What follows a table that was cut. Empty: it was not. */
export const moreText = (count: number, what: string): string =>
  count > MOST_ROWS ? `\n${countNoun(count - MOST_ROWS, `more ${what}`)} in \`plan.json\`.\n` : ''

/** The first alias of a key, or its id. */
export const nameOf = ({ aliases, key_arn }: { aliases: readonly string[]; key_arn: string }): string =>
  codeSpan(aliases[0] ?? key_arn.split('/').at(-1) ?? key_arn)
