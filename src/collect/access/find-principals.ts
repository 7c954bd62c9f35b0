import { getRole, getUser, type IamPrincipal, listRoles } from '../../aws/iam/principals.ts'
import type { Answer } from '../../aws/answers/answer.ts'
import { homeClient, type Session } from '../../aws/session/enter-account.ts'
import type { PlaceClient } from '../../aws/session/place-client.ts'
import { matchesGlob } from '../../lib/text/glob.ts'
import { joinWithAnd } from '../../lib/text/lists.ts'
import { AuditError } from '../../lib/process/exit.ts'
import { capitalized } from '../../lib/text/capitalized.ts'
import { quoted } from '../../lib/text/quoted.ts'
import type { Caller } from '../../policy/request/request.ts'
import type { EnteredRun } from '../run/run.ts'
import type { AccessQuestion } from './question.ts'

/** A user or role that exists, or that could not be described. */
export interface FoundPrincipal {
  caller: Caller
  /** Null: not known. */
  tags: Readonly<Record<string, string>> | null
  /** Asks IAM about it. */
  client: PlaceClient
  session: Session
}

/**
 * Finds the principal, or all roles whose names match.
 *
 * @throws AuditError (wrong usage) if there is none, or if it is in an account that the run has not entered
 */
export async function findPrincipals(
  run: EnteredRun,
  { principal, allRoles }: Pick<AccessQuestion, 'principal' | 'allRoles'>,
): Promise<FoundPrincipal[]> {
  const sessions = [...new Map(run.accounts.map(({ session }) => [session.account, session])).values()]
  const ask = sessions.map(session => ({ session, client: homeClient(session, run.calls) }))
  if (principal === null) return rolesLike(allRoles ?? '*', ask)
  const named = readPrincipal(principal)
  const asked = ask.filter(({ session }) => named.account === null || session.account === named.account)
  if (asked.length === 0) throw otherAccount(named.account ?? '', sessions)
  const found = (await Promise.all(asked.map(one => describe(named, one)))).filter(one => one !== null)
  if (found.length > 0) return found
  const what = named.type ?? 'role or user'
  throw new AuditError(
    'usage',
    `${capitalized(what)} ${quoted(named.arn ?? named.name)} does not exist in ${accountsText(asked)}.`,
    {
      hint: 'Run aws iam list-roles or aws iam list-users to list the names.',
    },
  )
}

interface Asked {
  session: Session
  client: PlaceClient
}

interface NamedPrincipal {
  /** Null: it can be either. */
  type: 'role' | 'user' | null
  name: string
  /** Null: only a name was given. */
  arn: string | null
  account: string | null
  /** The ARN of the session of a role. */
  session: string | null
}

const IAM_ARN = /^arn:[\w-]+:iam::(\d{12}):(role|user)\/(?:[\w+=,.@/-]*\/)?([\w+=,.@-]+)$/
const SESSION_ARN = /^arn:[\w-]+:sts::(\d{12}):assumed-role\/([\w+=,.@-]+)\/[\w+=,.@-]+$/

/**
 * Reads `checkout`, `role/checkout`, `user/alice` or an ARN.
 *
 * @throws AuditError (wrong usage) for the ARN of something else
 */
export function readPrincipal(text: string): NamedPrincipal {
  const [, account, type, name] = IAM_ARN.exec(text) ?? []
  if (account !== undefined && name !== undefined)
    return { type: type as 'role' | 'user', name, arn: text, account, session: null }
  const [, owner, role] = SESSION_ARN.exec(text) ?? []
  if (owner !== undefined && role !== undefined)
    return { type: 'role', name: role, arn: null, account: owner, session: text }
  const [, kind, plain] = /^(?:(role|user)\/)?([\w+=,.@-]{1,128})$/.exec(text) ?? []
  if (plain !== undefined)
    return { type: (kind as 'role' | 'user' | undefined) ?? null, name: plain, arn: null, account: null, session: null }
  throw new AuditError('usage', `${quoted(text)} is not the name or ARN of a role or user.`, {
    hint: 'For example: checkout, role/checkout or user/alice; or the ARN of a role, of its session or of a user.',
  })
}

/** Null: it does not exist. One that may not be described is believed to exist, with a gap. */
async function describe(named: NamedPrincipal, { session, client }: Asked): Promise<FoundPrincipal | null> {
  const answers: Answer<IamPrincipal | null>[] = []
  for (const [type, get] of [
    ['role', getRole],
    ['user', getUser],
  ] as const) {
    if (named.type !== null && named.type !== type) continue
    const answer = await get(client, named.name)
    client.note(answer, type === 'role' ? 'iam:GetRole' : 'iam:GetUser')
    if (answer.known && answer.value !== null && (named.arn ?? answer.value.arn) === answer.value.arn)
      return found(answer.value, named.session, { session, client })
    answers.push(answer)
  }
  const refused = answers.find(answer => !answer.known)
  if (refused === undefined) return null
  const type = named.type ?? 'role'
  const arn = named.arn ?? `arn:${session.partition}:iam::${session.account}:${type}/${named.name}`
  const caller: Caller = { account: session.account, arn, type, id: null, session: named.session }
  return { caller, tags: null, client, session }
}

const found = ({ arn, type, id, tags }: IamPrincipal, session: string | null, asked: Asked): FoundPrincipal => ({
  caller: { account: asked.session.account, arn, type, id, session },
  tags: Object.fromEntries(tags.map(({ TagKey, TagValue }) => [TagKey, TagValue])),
  ...asked,
})

async function rolesLike(glob: string, ask: readonly Asked[]): Promise<FoundPrincipal[]> {
  const all = await Promise.all(
    ask.map(async asked => {
      const roles = await listRoles(asked.client)
      asked.client.note(roles, 'iam:ListRoles')
      if (!roles.known) return roles
      const matching = roles.value.filter(({ name }) => matchesGlob(glob, name))
      return Promise.all(matching.map(role => withTags(role, asked)))
    }),
  )
  const roles = all.flatMap(one => (Array.isArray(one) ? one : []))
  if (roles.length > 0) return roles
  const refused = all.find(one => !Array.isArray(one))
  if (refused !== undefined && !Array.isArray(refused))
    throw new AuditError('failed', `Cannot list the roles: ${refused.why.replace(/\.$/, '')}.`, {
      hint: 'Allow iam:ListRoles, or name one role with --principal.',
    })
  throw new AuditError('usage', `No role matches ${quoted(glob)} in ${accountsText(ask)}.`, {
    hint: 'Run aws iam list-roles to list the names.',
  })
}

/** A list of roles does not have their tags, which conditions of policies can ask for. */
async function withTags(role: IamPrincipal, asked: Asked): Promise<FoundPrincipal> {
  const described = await getRole(asked.client, role.name)
  asked.client.note(described, 'iam:GetRole')
  const value = described.known ? described.value : null
  return value === null ? { ...found(role, null, asked), tags: null } : found(value, null, asked)
}

const accountsText = (asked: readonly Asked[]): string => {
  const accounts = asked.map(({ session }) => session.account)
  return `${accounts.length === 1 ? 'account' : 'accounts'} ${joinWithAnd(accounts)}`
}

const otherAccount = (account: string, sessions: readonly Session[]): AuditError =>
  new AuditError(
    'usage',
    `The principal is in account ${account}, and these credentials are of ${joinWithAnd(sessions.map(one => one.account))}.`,
    { hint: 'IAM answers only in the account of the principal: add its profile with -p, or its role with --role-arn.' },
  )
