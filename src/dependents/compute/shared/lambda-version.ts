import type { Item } from '../../../aws/answers/item.ts'

/** `orders` for the function itself, `orders:3` for a published version. */
export function versionId(version: Item): string {
  const name = version.word('FunctionName')
  const number = version.text('Version') ?? '$LATEST'
  return number === '$LATEST' ? name : `${name}:${number}`
}
