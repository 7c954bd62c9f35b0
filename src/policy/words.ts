import type { Listed, Statement } from './policy.ts'

/** `statement 2 ("Allow use of the key")` */
export const statementText = ({ number, sid }: Statement): string =>
  `statement ${number}${sid === null || sid === '' ? '' : ` ("${sid}")`}`

/** `kms:Decrypt, kms:Encrypt and 3 more` */
export const actionsText = (actions: Listed<string> | null): string =>
  actions === null ? 'nothing' : actions.but ? `all actions except ${listText(actions.items)}` : listText(actions.items)

const SHOWN = 3

/** The first few, and how many more there are; each only once. */
export function listText(items: readonly string[]): string {
  const all = [...new Set(items)]
  if (all.length > SHOWN + 1) return `${all.slice(0, SHOWN).join(', ')} and ${all.length - SHOWN} more`
  return all.length < 2 ? all.join() : `${all.slice(0, -1).join(', ')} and ${all.at(-1)}`
}
