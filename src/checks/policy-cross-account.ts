import type { KeyRecord } from '../model/report.ts'
import { NO_ACTIONS, OF_THE_ACCOUNT } from '../policy/actions.ts'
import type { Access } from '../policy/access.ts'
import { principalText } from '../policy/principal.ts'
import { listText, statementText } from '../policy/words.ts'
import { type CheckContext, fail, type KeyCheck, pass, unknown } from './check.ts'
import { editPolicy, judgePolicy, sentence } from './judge-policy.ts'
import { isMisusable } from './misusable.ts'
import { isOrganizationUnread, isTrusted } from './trusted-account.ts'

const check: KeyCheck = {
  id: 'policy-cross-account',
  scope: 'key',
  title: 'The key policy lets in no account that is not trusted',
  severity: 'high',
  why:
    'Administrators of another account decide there who of their people uses the key. Accounts that may are named ' +
    'with --trusted-account, or are those of the organization with --trust-org.',
  needs: ['policy'],
  judge: (key, context) =>
    judgePolicy(key, context, ({ access }) => {
      const found = new Map<string, string[]>()
      const undecided: string[] = []
      for (const one of access) {
        const strangers = strangersLeft(one, key, context)
        if (strangers.length === 0) continue
        if (isOrganizationUnread(context) && mayBeOfOne(one)) {
          undecided.push(...strangers)
          continue
        }
        const statement = statementText(one.statement)
        found.set(statement, [...(found.get(statement) ?? []), ...strangers])
      }
      const open = undecided.length === 0 ? '' : undecidedText(undecided)
      if (found.size === 0) return open === '' ? pass : unknown(open)
      const told = sentence(
        Array.from(found, ([statement, strangers]) => `${statement} lets in ${listText(strangers)}`),
      )
      return fail(
        open === '' ? told : `${told} ${open}`,
        editPolicy(key, 'take out who should not use the key, or trust them with --trusted-account or --trust-org'),
      )
    }),
}
export default check

/** Whether an organization, had it been read, could have told that they are trusted: who signs in on the web is of none. */
const mayBeOfOne = ({ principal }: Access): boolean => principal.kind !== 'federated'

const undecidedText = (strangers: readonly string[]): string =>
  `The accounts of the organization could not be read, so ${listText(strangers)} may or may not be trusted.`

/**
 * Those who get in after every Deny. An Allow to everyone by a named network, or to a service that nobody can misuse,
 * becomes no worry because a Deny sends most of them away, and so tells who is left.
 */
function strangersLeft(access: Access, key: KeyRecord, context: CheckContext): string[] {
  const alone = { ...access, ...access.allowed }
  const isHarmless = isHeld(alone) && strangersOf(alone, key, context).length === 0
  return isHarmless ? [] : strangersOf(access, key, context)
}

function isHeld(access: Access): boolean {
  if (access.principal.kind === 'service') return !isMisusable(access)
  return access.principal.kind === 'everyone' && !access.bounds.every(({ anyNetwork }) => anyNetwork)
}

/** Who of other accounts gets in, in words. Deleted principals are nobody, and services are AWS. */
function strangersOf(
  { principal, actions, accounts, bounds }: Access,
  key: KeyRecord,
  context: CheckContext,
): string[] {
  // Other accounts cannot administer a key, whatever its policy says.
  if ((actions & ~OF_THE_ACCOUNT) === NO_ACTIONS) return []
  // Whatever account a condition names, who is gone calls from none.
  if (principal.kind === 'dead' || principal.kind === 'strange') return []
  const isKnown = (account: string): boolean => isTrusted(account, key.account_id, context)
  const isOurs = (organization: string): boolean => organization === context.organization?.id

  const withinTrusted = bounds.some(
    bound =>
      bound.of === (principal.kind === 'service' ? 'source' : 'caller') &&
      !bound.elsewhere &&
      bound.organizations.length > 0 &&
      bound.organizations.every(isOurs) &&
      bound.accounts.every(isKnown),
  )
  if (withinTrusted) return []
  // Each of the web's identities is of some account, so bounds hold them as they hold everyone.
  if (principal.kind === 'federated' && bounds.every(({ anyNetwork }) => anyNetwork)) return [principalText(principal)]
  if (principal.kind === 'identity') return isKnown(principal.account) ? [] : [principal.arn]
  if (accounts !== null) return accounts.filter(account => !isKnown(account)).map(account => `account ${account}`)
  // Of a service that is held to anything but its sources, policy-confused-deputy tells.
  const told = bounds.filter(({ of }) => principal.kind !== 'service' || of === 'source')
  return [
    ...told.flatMap(bound => bound.accounts.filter(account => !isKnown(account))).map(id => `account ${id}`),
    ...told.flatMap(bound => bound.organizations.filter(id => !isOurs(id))).map(id => `the organization ${id}`),
  ]
}
