import { listText } from '../../lib/text/lists.ts'
import type { Listed, Statement } from './policy.ts'

/** `statement 2 ("Allow use of the key")` */
export const statementText = ({ number, sid }: Statement): string =>
  `statement ${number}${sid === null || sid === '' ? '' : ` ("${sid}")`}`

/** `kms:Decrypt, kms:Encrypt and 3 more` */
export const actionsText = (actions: Listed<string> | null): string =>
  actions === null
    ? 'nothing'
    : actions.negated
      ? `all actions except ${listText(actions.items)}`
      : listText(actions.items)
