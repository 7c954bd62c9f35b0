import { MINUTE } from '../../model/time.ts'
import type { Answer, Failure } from '../answers/answer.ts'
import { failure } from '../answers/answer.ts'
import { PlaceClient } from './place-client.ts'
import { GapLog } from '../calls/gap-log.ts'
import type { AccountState, CredentialHealth, CallContext } from '../calls/call-context.ts'
import type { Clients, Credentials } from './clients.ts'
import { clientsFor } from './clients.ts'
import { listedKey } from '../kms/list-keys.ts'
import { partitionOf } from '../../model/partition.ts'
import type { Connection } from '../credentials/connection.ts'
import { accountId, answered, list, optional, word, type Read } from '../answers/shape.ts'
import type { RequestHandler } from './request-handler.ts'

/** Credentials that work: their account, and what it takes to make clients with them. */
export interface Session {
  partition: string
  account: string
  /** The ARN of the caller. Null: not known, because a key named the account. */
  principal: string | null
  /** A Region that accepted these credentials. */
  home: string
  credentials: Credentials
  connection: Connection
  requestHandler: RequestHandler
  /** A session policy denies every use of a key, so that no read can decrypt. */
  cannotUseKeys: boolean
  state: AccountState
  clients(region: string): Clients
}

interface AccountLogin {
  credentials: Credentials
  connection: Connection
  requestHandler: RequestHandler
  /** Left out: the session may use keys, as far as is known. */
  cannotUseKeys?: boolean
  /** Regions to ask STS in, the likeliest first. A Region that is not enabled does not know the credentials. */
  regions: readonly string[]
  run: CallContext
}

/**
 * Finds the account of the credentials. STS is asked in the Region itself, because opt-in Regions refuse the tokens of
 * the global endpoint. Where STS cannot be reached, the ARN of the first key names the account.
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
 */
export async function enterAccount(login: AccountLogin): Promise<Answer<Session>> {
  let last: Answer<Identity> = failure('network', 'no Region to call')
  for (const region of login.regions) {
    last = await identify(login, region)
    if (last.known) return { known: true, value: sessionOf(login, region, last.value) }
    if (!ELSEWHERE.has(last.reason)) break
  }
  return last
}

/** Failures that another Region may not have. */
const ELSEWHERE: ReadonlySet<Failure['reason']> = new Set([
  'not_enabled',
  'network',
  'server_error',
  'malformed',
  'unsupported',
])

/** Answers of STS after which the ARN of the first key may still name the account. */
const STS_FAILED: ReadonlySet<Failure['reason']> = new Set(['network', 'server_error', 'malformed'])

interface Identity {
  partition: string
  account: string
  principal: string | null
}

async function identify(login: AccountLogin, region: string): Promise<Answer<Identity>> {
  const place = { partition: partitionOf(region), account: '', region }
  // The caller of `enterAccount` notes one gap for an account that cannot be entered, so gaps of single calls are
  // dropped.
  const clients = clientsFor(region, login.credentials, login.requestHandler, login.connection)
  const client = new PlaceClient(place, clients, { ...login.run, gaps: new GapLog() }, { expired: false })
  const { GetCallerIdentityCommand } = await import('@aws-sdk/client-sts')
  const sts = await clients.sts()
  const identity = await client.call(
    'sts:GetCallerIdentity',
    'caller',
    () => sts.send(new GetCallerIdentityCommand({})),
    given => toIdentity(given, place.partition),
  )
  if (identity.known || !STS_FAILED.has(identity.reason)) return identity
  return (await identityFromFirstKey(client)) ?? identity
}

/** The account number is required: without it, two accounts would pass for one. */
function toIdentity(answer: unknown, partition: string): Identity {
  const { Account, Arn } = answered(answer)
  return {
    account: accountId(Account, 'Account'),
    partition: optional(partitionIn)(Arn, 'Arn') ?? partition,
    principal: optional(word)(Arn, 'Arn') ?? null,
  }
}

async function identityFromFirstKey(client: PlaceClient): Promise<Answer<Identity> | null> {
  const { ListKeysCommand } = await import('@aws-sdk/client-kms')
  const kms = await client.clients.kms()
  const answer = await client.call(
    'kms:ListKeys',
    'first',
    () => kms.send(new ListKeysCommand({ Limit: 1 })),
    given => list(listedKey)(answered(given)['Keys'], 'Keys'),
  )
  if (!answer.known) return null
  const [, partition = client.place.partition, , , account] = answer.value[0]?.arn.split(':') ?? []
  // Without a key the account stays unknown here. Another Region may have a key.
  if (account === undefined) return null
  return { known: true, value: { partition, account, principal: null } }
}

/** Reads what belongs to a whole account, from its home Region. */
export const homeClient = ({ partition, account, home, clients, state }: Session, context: CallContext): PlaceClient =>
  new PlaceClient({ partition, account, region: home }, clients(home), context, state)

const partitionIn: Read<string> = (arn, name) => word(word(arn, name).split(':')[1], name)

function sessionOf(login: AccountLogin, home: string, identity: Identity): Session {
  const made = new Map<string, Clients>()
  const { credentials, connection, requestHandler } = login
  return {
    ...identity,
    home,
    credentials,
    connection,
    requestHandler,
    cannotUseKeys: login.cannotUseKeys ?? false,
    state: { expired: false, health: healthOf(login, home) },
    clients(region) {
      const clients = made.get(region) ?? clientsFor(region, credentials, requestHandler, connection)
      made.set(region, clients)
      return clients
    },
  }
}

/** Milliseconds for which an answer of STS about the credentials counts: every key may meet the same refusal. */
const HOLDS = MINUTE

/** Asks STS in the home Region, at most once a minute. */
function healthOf(login: AccountLogin, home: string): () => Promise<CredentialHealth> {
  let asked = Number.NEGATIVE_INFINITY
  let health: Promise<CredentialHealth> | null = null
  return () => {
    if (health !== null && performance.now() - asked < HOLDS) return health
    asked = performance.now()
    health = identify(login, home).then(answer => {
      if (answer.known) return 'valid'
      return REFUSED.has(answer.reason) ? 'refused' : 'unclear'
    })
    return health
  }
}

const REFUSED: ReadonlySet<Failure['reason']> = new Set(['expired', 'not_enabled'])
