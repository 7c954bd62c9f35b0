import {
  DescribeOrganizationCommand,
  ListAccountsCommand,
  ListAccountsForParentCommand,
  ListOrganizationalUnitsForParentCommand,
} from '@aws-sdk/client-organizations'
import type { OrganizationRecord } from '../../model/report/report.ts'
import type { Answer } from '../answers/answer.ts'
import { failure } from '../answers/answer.ts'
import type { PlaceClient } from '../session/place-client.ts'
import { type Page, tokenBy } from '../calls/pages.ts'
import type { Operation } from '../../model/operations/operations.ts'
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
  /** The name that its owner gave it. Null: Organizations did not name it. */
  name: string | null
}

/**
 * Lists the organization's active accounts by id. With `units`, only those below these organizational units or roots,
 * however deep. AWS answers the management account and delegated administrators only.
 * https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListAccounts.html
 */
export async function listOrganization(
  client: PlaceClient,
  units: readonly string[],
): Promise<Answer<readonly MemberAccount[]>> {
  const accounts =
    units.length === 0
      ? withGap(client, 'organizations:ListAccounts', await allAccounts(client))
      : await accountsBelow(client, units)
  if (!accounts.known) return accounts
  return { known: true, value: activeOf(accounts.value) }
}

const byId = (one: MemberAccount, other: MemberAccount): number => (one.id < other.id ? -1 : 1)

/** An organization as the report has it, and the names of its accounts. */
interface KnownOrganization {
  record: OrganizationRecord
  accounts: readonly MemberAccount[]
}

/**
 * The organization's id and all its active accounts.
 * https://docs.aws.amazon.com/organizations/latest/APIReference/API_DescribeOrganization.html
 */
export async function readOrganization(client: PlaceClient): Promise<Answer<KnownOrganization>> {
  const organizations = await client.clients.organizations()
  const id = await client.call(
    'organizations:DescribeOrganization',
    'own',
    () => organizations.send(new DescribeOrganizationCommand({})),
    given => idOf(answered(given)['Organization'], 'Organization'),
  )
  if (!id.known) return id
  const listed = await allAccounts(client)
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

async function allAccounts(client: PlaceClient): Promise<Answer<ReadableItems<Account>>> {
  const organizations = await client.clients.organizations()
  return listAll(client, 'organizations:ListAccounts', 'Accounts', account, token =>
    organizations.send(new ListAccountsCommand(token)),
  )
}

async function accountsBelow(client: PlaceClient, units: readonly string[]): Promise<Answer<Account[]>> {
  const organizations = await client.clients.organizations()
  const found: Account[] = []
  const waiting = [...units]
  for (let parent = waiting.shift(); parent !== undefined; parent = waiting.shift()) {
    const ParentId = parent
    const listed = await listAll(client, ACCOUNTS_BELOW, 'Accounts', account, token =>
      organizations.send(new ListAccountsForParentCommand({ ParentId, ...token })),
    )
    const accounts = withGap(client, ACCOUNTS_BELOW, listed)
    if (!accounts.known) return accounts
    found.push(...accounts.value)
    const listedUnits = await listAll(client, UNITS_BELOW, 'OrganizationalUnits', idOf, token =>
      organizations.send(new ListOrganizationalUnitsForParentCommand({ ParentId, ...token })),
    )
    const below = withGap(client, UNITS_BELOW, listedUnits)
    if (!below.known) return below
    waiting.push(...below.value)
  }
  return { known: true, value: found }
}

const ACCOUNTS_BELOW = 'organizations:ListAccountsForParent'
const UNITS_BELOW = 'organizations:ListOrganizationalUnitsForParent'

/** The items that could be read. A gap says that there are others. */
function withGap<T>(client: PlaceClient, operation: Operation, listed: Answer<ReadableItems<T>>): Answer<T[]> {
  if (!listed.known) return listed
  const { good, wrong } = listed.value
  if (wrong !== null) client.gap(operation, 'malformed', wrong)
  return { known: true, value: good }
}

/** An empty page with a token is not the end: Organizations documents that. */
async function listAll<T>(
  client: PlaceClient,
  operation: Operation,
  member: string,
  item: Read<T>,
  send: (token: { NextToken?: string }) => Promise<unknown>,
): Promise<Answer<ReadableItems<T>>> {
  const all: ReadableItems<T> = { good: [], wrong: null }
  const read = (answer: unknown): Page & { items: ReadableItems<T> } => {
    const { NextToken, [member]: entries } = answered(answer)
    const items = readableItems(item)(entries, member)
    return { items, next: optional(text)(NextToken, 'NextToken'), unreadableToken: null }
  }
  const request = { name: operation, send: (token: string | undefined) => send(tokenBy(token)), read }
  for await (const page of client.pages(operation, request)) {
    if (!page.known) return page
    all.good.push(...page.value.items.good)
    all.wrong ??= page.value.items.wrong
  }
  return { known: true, value: all }
}
