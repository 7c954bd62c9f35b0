import { homeClient } from '../../aws/session/enter-account.ts'
import type { AccountFact, AccountValue, NoteFailure } from '../../facts/account/account-fact.ts'
import type { AccountFacts } from '../../model/report/account-facts.ts'
import { catchBugs } from '../run/catch-bugs.ts'
import { type Memory, remembered } from '../run/memory.ts'
import type { EnteredAccount, EnteredRun } from '../run/run.ts'

/** Reads a fact about each account, with a call in a Region that accepts its credentials. Failures are gaps. */
export async function readAccountFact(run: EnteredRun, fact: AccountFact, memory: Memory): Promise<AccountFacts> {
  const accounts = [...new Map(run.accounts.map(each => [each.session.account, each])).values()]
  const read = await Promise.all(
    accounts.map(async each => [each.session.account, await readOne(run, each, fact, memory)] as const),
  )
  return { [fact.field]: Object.fromEntries(read) }
}

function readOne(
  run: EnteredRun,
  { session }: EnteredAccount,
  { field, read, isWhole }: AccountFact,
  memory: Memory,
): Promise<AccountValue | null> {
  const { calls, gaps } = run
  const client = homeClient(session, calls)
  const where = { account: session.account, region: null, keyId: null }
  const note: NoteFailure = (operation, { reason, why }) => gaps.add({ ...where, operation, reason, message: why })
  return catchBugs(
    gaps,
    where,
    () =>
      remembered(
        memory,
        { place: { ...client.place, region: 'global' }, kind: field, id: 'all' },
        () => read(client, note),
        value => value !== null && isWhole(value),
      ),
    () => null,
  )
}
