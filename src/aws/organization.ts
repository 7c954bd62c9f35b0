import {
  DescribeOrganizationCommand,
  ListAccountsCommand,
  ListAccountsForParentCommand,
  ListOrganizationalUnitsForParentCommand,
} from '@aws-sdk/client-organizations'
import type { Account, OrganizationsClient } from '@aws-sdk/client-organizations'
import type { OrganizationRecord } from '../model/report.ts'
import type { Answer } from './answer.ts'
import { failure } from './answer.ts'
import type { Caller } from './caller.ts'
import type { Operation } from './rates.ts'

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
  client: OrganizationsClient,
  units: readonly string[],
): Promise<Answer<readonly MemberAccount[]>> {
  const accounts = units.length === 0 ? await allAccounts(caller, client) : await accountsBelow(caller, client, units)
  if (!accounts.known) return accounts
  const active = new Map(accounts.value.filter(isActive).flatMap(({ Id, Name }) => (Id ? [[Id, Name || null]] : [])))
  return { known: true, value: [...active].map(([id, name]) => ({ id, name })).toSorted(byId) }
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
export async function readOrganization(
  caller: Caller,
  client: OrganizationsClient,
): Promise<Answer<KnownOrganization>> {
  const described = await caller.call('organizations:DescribeOrganization', 'own', () =>
    client.send(new DescribeOrganizationCommand({})),
  )
  if (!described.known) return described
  const id = described.value.Organization?.Id
  if (id === undefined) return failure('malformed', 'an answer of DescribeOrganization without its Id')
  const listed = await listOrganization(caller, client, [])
  if (!listed.known) return listed
  const accounts = listed.value
  return { known: true, value: { record: { id, accounts: accounts.map(account => account.id) }, accounts } }
}

/** Older answers have only `Status`. */
const isActive = ({ State, Status }: Account): boolean => (State ?? Status) === 'ACTIVE'

const allAccounts = (caller: Caller, client: OrganizationsClient): Promise<Answer<Account[]>> =>
  everyPage(caller, 'organizations:ListAccounts', async token => {
    const { Accounts, NextToken } = await client.send(new ListAccountsCommand(token))
    return { items: Accounts, next: NextToken }
  })

async function accountsBelow(
  caller: Caller,
  client: OrganizationsClient,
  units: readonly string[],
): Promise<Answer<Account[]>> {
  const found: Account[] = []
  const waiting = [...units]
  for (let parent = waiting.shift(); parent !== undefined; parent = waiting.shift()) {
    const ParentId = parent
    const accounts = await everyPage(caller, 'organizations:ListAccountsForParent', async token => {
      const page = await client.send(new ListAccountsForParentCommand({ ParentId, ...token }))
      return { items: page.Accounts, next: page.NextToken }
    })
    if (!accounts.known) return accounts
    found.push(...accounts.value)
    const below = await everyPage(caller, 'organizations:ListOrganizationalUnitsForParent', async token => {
      const page = await client.send(new ListOrganizationalUnitsForParentCommand({ ParentId, ...token }))
      return { items: page.OrganizationalUnits, next: page.NextToken }
    })
    if (!below.known) return below
    waiting.push(...below.value.flatMap(({ Id }) => Id ?? []))
  }
  return { known: true, value: found }
}

/** An empty page with a token is not the end: Organizations documents that. */
async function everyPage<T>(
  caller: Caller,
  operation: Operation,
  send: (token: { NextToken?: string }) => Promise<{ items: T[] | undefined; next: string | undefined }>,
): Promise<Answer<T[]>> {
  const all: T[] = []
  let token: string | undefined
  do {
    const asked = token === undefined ? {} : { NextToken: token }
    const page = await caller.call(operation, token ?? 'first', () => send(asked))
    if (!page.known) return page
    const { items, next } = page.value
    if (items === undefined) return failure('malformed', `an answer of ${operation} without its list`)
    if (next !== undefined && next === token) return failure('malformed', `${operation} repeats a page`)
    all.push(...items)
    token = next
  } while (token !== undefined)
  return { known: true, value: all }
}
