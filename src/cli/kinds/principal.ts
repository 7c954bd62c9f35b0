import { ACCOUNT_ID } from '../../model/account-id.ts'
import { BadValue, type Kind } from './kind.ts'

const PRINCIPAL = /^arn:[\w-]+:iam::\d{12}:(?:root|(?:role|user)\/[\w+=,.@/-]+)$/
const SESSION = /^arn:[\w-]+:sts::\d{12}:assumed-role\/([\w+=,.@-]+)\//

/** An account, or the ARN of a user or role: what a trust policy can name. */
export const principal: Kind<string> = words => {
  const word = words.at(-1)?.trim() ?? ''
  if (ACCOUNT_ID.test(word) || PRINCIPAL.test(word)) return word
  const [, role] = SESSION.exec(word) ?? []
  // Such an ARN trusts one session, and loses the path of the role.
  if (role !== undefined)
    throw new BadValue('the ARN of a role and not of its session', word, {
      hint: `Run aws iam get-role --role-name ${role} --query Role.Arn to print it.`,
    })
  throw new BadValue('an account ID, or the ARN of a user or role', word)
}
