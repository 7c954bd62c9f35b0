import { openAthenaEngine, type AthenaSetup } from '../../../src/archives/athena/open-athena-engine.ts'
import { openLakeEngine } from '../../../src/archives/lake/open-lake-engine.ts'
import type { ArchiveEngine } from '../../../src/archives/engine.ts'
import { PLAIN_CONNECTION } from '../../../src/aws/credentials/connection.ts'
import { clientsFor } from '../../../src/aws/session/clients.ts'
import { networkHandler } from '../../../src/aws/session/network-handler.ts'
import { PlaceClient } from '../../../src/aws/session/place-client.ts'
import { LAKE_OPERATIONS } from '../../../src/model/operations/lake-operations.ts'
import { ATHENA_OPERATIONS } from '../../../src/model/operations/athena-operations.ts'
import { aRun } from '../../aws/a-place.ts'

export interface EngineOnTrino {
  engine: ArchiveEngine
  /** Messages of the gaps. */
  gaps(): string[]
  lines: string[]
  /** As Ctrl-C does. */
  stop(): void
}

const CREDENTIALS = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'none' }
const UNHURRIED = Object.fromEntries(
  [...Object.keys(ATHENA_OPERATIONS), ...Object.keys(LAKE_OPERATIONS)].map(operation => [operation, 5000]),
)

/** Opens the engine for Athena. Its calls go through the SDK and the network of this machine to a stand-in. */
export async function anEngine(
  url: string,
  { database, table }: { database: string; table: string },
  places: AthenaSetup['places'],
  { kind, digests = null }: Pick<AthenaSetup, 'kind'> & Partial<Pick<AthenaSetup['options'], 'digests'>> = {},
): Promise<EngineOnTrino> {
  const { setup, ...rest } = aSetup(url, places)
  const options = {
    database,
    table,
    region: null,
    isSecurityLake: false,
    digests,
    workgroup: 'primary',
    output: null,
    maxBytes: null,
  }
  const engine = await openAthenaEngine({ ...setup, options, homes: [], ...(kind !== undefined && { kind }) })
  return { engine, ...rest }
}

/** Opens the engine for CloudTrail Lake in the same way. */
export async function aLakeEngine(url: string, store: string, places: AthenaSetup['places']): Promise<EngineOnTrino> {
  const { setup, ...rest } = aSetup(url, places)
  return { engine: await openLakeEngine({ ...setup, store }), ...rest }
}

function aSetup(url: string, places: AthenaSetup['places']) {
  const place = { partition: 'aws', account: '111122223333', region: 'us-east-1' }
  const connection = { ...PLAIN_CONNECTION, endpointOf: () => url }
  const clients = clientsFor(place.region, CREDENTIALS, networkHandler({ env: {}, ca: null }), connection)
  const [{ run, account, gaps, stop }, outliving] = [aRun(UNHURRIED), aRun(UNHURRIED)]
  const lines: string[] = []
  const setup = {
    client: new PlaceClient(place, clients, run, account),
    stopper: new PlaceClient(place, clients, outliving.run, outliving.account),
    places,
    memory: { recall: () => undefined, remember: () => {} },
    gaps,
    signal: run.signal,
    warn: (line: string) => void lines.push(line),
    patience: 0.2,
  }
  return { setup, gaps: () => gaps.all.map(({ message }) => message), lines, stop }
}
