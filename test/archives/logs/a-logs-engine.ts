import type { ArchiveAnswer } from '../../../src/archives/engine.ts'
import { LogsEngine } from '../../../src/archives/logs/logs-engine.ts'
import { clientsFor } from '../../../src/aws/session/clients.ts'
import { PlaceClient } from '../../../src/aws/session/place-client.ts'
import type { ArchiveQuestion } from '../../../src/model/archive/archive-question.ts'
import { LOGS_OPERATIONS } from '../../../src/model/operations/logs-operations.ts'
import type { LogsOption } from '../../../src/model/options/logs-option.ts'
import { requestHandlerOf } from '../../../src/simulation/wire/request-handler.ts'
import { SimulatedAws, type SimulatedAwsOptions } from '../../../src/simulation/wire/simulated-aws.ts'
import { simLogs, type SimLogs, type SimLogsAnswer, type SimLogsQuery } from '../../../src/simulation/world/sim-logs.ts'
import { simAccount } from '../../../src/simulation/world/world.ts'
import { aRun, NOW, PLACE } from '../../aws/a-place.ts'

export const KEY = `arn:aws:kms:${PLACE.region}:${PLACE.account}:key/1234abcd-12ab-34cd-56ef-1234567890ab`
export const ROLE = 'arn:aws:iam::111122223333:role/app'

/** No quota to wait for. */
const UNHURRIED = Object.fromEntries(Object.keys(LOGS_OPERATIONS).map(operation => [operation, 5000]))

/** A row of the query: calls that differ in nothing but time. */
export const aRow = (first: string, last = first, more: Record<string, string> = {}): Record<string, string> => ({
  recipientAccountId: PLACE.account,
  awsRegion: PLACE.region,
  'resources.0.ARN': KEY,
  eventName: 'Decrypt',
  principal: ROLE,
  first_call: `${first} event-${first}`,
  last_call: `${last} event-${last}`,
  events: '1',
  ...more,
})

/** `2026-03-01`, the first day that a query searches. */
export const dayOf = ({ startTime }: SimLogsQuery): string => new Date(startTime * 1000).toISOString().slice(0, 10)

interface LogsTest {
  engine: LogsEngine
  aws: SimulatedAws
  logs: SimLogs
  gaps(): string[]
  lines: string[]
  remembered: Map<string, unknown>
  /** As Ctrl-C does. */
  stop(): void
  /** Asks about all time, or another. */
  ask(question?: Partial<ArchiveQuestion>): Promise<ArchiveAnswer>
}

interface LogsTestSettings {
  option?: Partial<LogsOption>
  atOnce?: number
  pageSize?: number
  mostRows?: number
  aws?: SimulatedAwsOptions
  places?: readonly { account: string; region: string }[]
  remembered?: Map<string, unknown>
}

/** An engine over simulated CloudWatch Logs. `answer` decides what becomes of its queries. */
export function aLogsEngine(
  answer: (query: SimLogsQuery, started: number) => SimLogsAnswer,
  {
    option,
    atOnce = 30,
    pageSize = 10_000,
    mostRows = 100_000,
    aws: ofAws,
    places = [PLACE],
    remembered = new Map<string, unknown>(),
  }: LogsTestSettings = {},
): LogsTest {
  const logs = simLogs({ atOnce, pageSize, run: answer })
  const account = simAccount({ id: PLACE.account, regions: { [PLACE.region]: { keys: [], logs } } })
  const aws = new SimulatedAws({ clock: () => NOW, accounts: [account] }, ofAws)
  const credentials = { accessKeyId: account.accessKeyIds[0] ?? '', secretAccessKey: 'none' }
  const clients = clientsFor(PLACE.region, credentials, requestHandlerOf(aws))
  const [of, outliving] = [aRun(UNHURRIED), aRun(UNHURRIED)]
  const lines: string[] = []
  const stopper = new PlaceClient(PLACE, clients, outliving.run, outliving.account)
  const engine = new LogsEngine({
    option: { logGroup: null, region: null, maxBytes: null, ...option },
    parts: [
      {
        searcher: {
          client: new PlaceClient(PLACE, clients, { ...of.run, patience: 0 }, of.account),
          stopper: () => stopper,
        },
        places,
        memory: { recall: id => remembered.get(id), remember: (id, value) => void remembered.set(id, value) },
      },
    ],
    gaps: of.gaps,
    signal: of.run.signal,
    warn: line => void lines.push(line),
    patience: 0,
    now: NOW,
    mostRows,
  })
  return {
    engine,
    aws,
    logs,
    gaps: () => of.gaps.all.map(({ account: id, region, reason, message }) => `${id} ${region} ${reason}: ${message}`),
    lines,
    remembered,
    stop: of.stop,
    ask: question => engine.ask({ ...PLACE, keys: null, since: 0, until: NOW, detail: 'last-use', ...question }),
  }
}
