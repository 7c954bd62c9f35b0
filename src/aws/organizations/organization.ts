import {
  DescribeOrganizationCommand,
  ListAccountsCommand,
  ListAccountsForParentCommand,
  ListOrganizationalUnitsForParentCommand,
} from '@aws-sdk/client-organizations'
import type { OrganizationRecord } from '../../model/report.ts'
import type { Answer } from '../answers/answer.ts'
import { failure } from '../answers/answer.ts'
import type { Caller } from '../calls/caller.ts'
import type { AwsClient } from '../session/clients.ts'
import type { Operation } from '../../model/operations.ts'
import {
  accountId,
  answered,
  fields,
  optional,
  readableItems,
  text,
  word,
  type Read,
  type ReadableItems,
} from '../answers/shape.ts'

/** An account of an organization. */
export interface MemberAccount {
  id: string
  /** As its owner named it. Null: not told. */
  name: string | null
}

/**
 * The organization's active accounts by id, every page; with `units`, of those below these organizational units or
 * roots, however deep. Only the management account and delegated administrators are answered.
 * https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListAccounts.html
 */
export async function listOrganization(
  caller: Caller,
  client: AwsClient,
  units: readonly string[],
): Promise<Answer<readonly MemberAccount[]>> {
  const accounts =
    units.length === 0
      ? withGap(caller, 'organizations:ListAccounts', await allAccounts(caller, client))
      : await accountsBelow(caller, client, units)
  if (!accounts.known) return accounts
  return { known: true, value: activeOf(accounts.value) }
}

const byId = (one: MemberAccount, other: MemberAccount): number => (one.id < other.id ? -1 : 1)

/** An organization as the report has it, and the names of its accounts. */
export interface KnownOrganization {
  record: OrganizationRecord
  accounts: readonly MemberAccount[]
}

/**
 * The organization's id and all its active accounts.
 * https://docs.aws.amazon.com/organizations/latest/APIReference/API_DescribeOrganization.html
 */
export async function readOrganization(caller: Caller, client: AwsClient): Promise<Answer<KnownOrganization>> {
  const id = await caller.call(
    'organizations:DescribeOrganization',
    'own',
    () => client.send(new DescribeOrganizationCommand({})),
    given => idOf(answered(given)['Organization'], 'Organization'),
  )
  if (!id.known) return id
  const listed = await allAccounts(caller, client)
  if (!listed.known) return listed
  // An account that is left out would pass for a stranger.
  if (listed.value.wrong !== null) return failure('malformed', listed.value.wrong)
  const accounts = activeOf(listed.value.good)
  return { known: true, value: { record: { id: id.value, accounts: accounts.map(each => each.id) }, accounts } }
}

function activeOf(accounts: readonly Account[]): MemberAccount[] {
  const active = new Map(accounts.filter(({ state }) => state === 'ACTIVE').map(({ id, name }) => [id, name]))
  return [...active].map(([id, name]) => ({ id, name })).toSorted(byId)
}

interface Account extends MemberAccount {
  state: string
}

const idOf: Read<string> = (value, name) => word(fields(value, name)['Id'], `${name}.Id`)

/** Older answers have only `Status`. */
const account: Read<Account> = (value, name) => {
  const { Id, Name, State, Status } = fields(value, name)
  const called = optional(text)(Name, `${name}.Name`) || null
  return { id: accountId(Id, `${name}.Id`), name: called, state: word(State ?? Status, `${name}.State`) }
}

const allAccounts = (caller: Caller, client: AwsClient): Promise<Answer<ReadableItems<Account>>> =>
  listAll(caller, 'organizations:ListAccounts', 'Accounts', account, token =>
    client.send(new ListAccountsCommand(token)),
  )

async function accountsBelow(caller: Caller, client: AwsClient, units: readonly string[]): Promise<Answer<Account[]>> {
  const found: Account[] = []
  const waiting = [...units]
  for (let parent = waiting.shift(); parent !== undefined; parent = waiting.shift()) {
    const ParentId = parent
    const listed = await listAll(caller, ACCOUNTS_BELOW, 'Accounts', account, token =>
      client.send(new ListAccountsForParentCommand({ ParentId, ...token })),
    )
    const accounts = withGap(caller, ACCOUNTS_BELOW, listed)
    if (!accounts.known) return accounts
    found.push(...accounts.value)
    const asked = await listAll(caller, UNITS_BELOW, 'OrganizationalUnits', idOf, token =>
      client.send(new ListOrganizationalUnitsForParentCommand({ ParentId, ...token })),
    )
    const below = withGap(caller, UNITS_BELOW, asked)
    if (!below.known) return below
    waiting.push(...below.value)
  }
  return { known: true, value: found }
}

const ACCOUNTS_BELOW = 'organizations:ListAccountsForParent'
const UNITS_BELOW = 'organizations:ListOrganizationalUnitsForParent'

/** The items that could be read; a gap says that there are others. */
function withGap<T>(caller: Caller, operation: Operation, listed: Answer<ReadableItems<T>>): Answer<T[]> {
  if (!listed.known) return listed
  const { good, wrong } = listed.value
  if (wrong !== null) caller.gap(operation, 'malformed', wrong)
  return { known: true, value: good }
}

function add<T>(all: ReadableItems<T>, { good, wrong }: ReadableItems<T>): void {
  all.good.push(...good)
  all.wrong ??= wrong
}

/** An empty page with a token is not the end: Organizations documents that. */
async function listAll<T>(
  caller: Caller,
  operation: Operation,
  member: string,
  item: Read<T>,
  send: (token: { NextToken?: string }) => Promise<unknown>,
): Promise<Answer<ReadableItems<T>>> {
  const all: ReadableItems<T> = { good: [], wrong: null }
  let token: string | undefined
  do {
    const asked = token === undefined ? {} : { NextToken: token }
    const page = await caller.call(
      operation,
      token ?? 'first',
      () => send(asked),
      given => {
        const { NextToken, [member]: entries } = answered(given)
        return { items: readableItems(item)(entries, member), next: optional(text)(NextToken, 'NextToken') }
      },
    )
    if (!page.known) return page
    const { items, next } = page.value
    if (next !== undefined && next === token) return failure('malformed', `${operation} returned the same page twice`)
    add(all, items)
    token = next
  } while (token !== undefined)
  return { known: true, value: all }
}
