import { setTimeout as sleep } from 'node:timers/promises'
import type { Wire } from '../../src/aws/session/wire.ts'
import { requestHandlerOf } from '../../src/simulation/wire/request-handler.ts'
import type { SimulatedAws } from '../../src/simulation/wire/simulated-aws.ts'
import type { RunClock } from './run-clock.ts'

/** Milliseconds after which the program tries a call again, instead of after twenty seconds. */
const PATIENCE = 3000

/** The number of items of a page. AWS may always return fewer than asked for. */
interface PageSizes {
  Limit: number
  MaxResults: number
  MaxDatapoints: number
}

/** Returns a wire to the simulated AWS, with small pages and a short time limit. */
export function faultWire(aws: SimulatedAws, sizes: PageSizes, time: RunClock): Wire {
  const handler = requestHandlerOf(aws)
  const requestHandler: Wire['requestHandler'] = {
    ...handler,
    async handle(request, options = {}) {
      const waiting = new AbortController()
      const outer = options.abortSignal as AbortSignal | undefined
      const stop = (): void => waiting.abort()
      outer?.addEventListener('abort', stop, { once: true })
      if (outer?.aborted === true) stop()
      // Ends the call as the deadline of the program does, in case that is longer.
      sleep(PATIENCE + 300, undefined, { signal: waiting.signal }).then(stop, () => {})
      time.begin()
      try {
        return await handler.handle(withSmallPage(request, sizes), { ...options, abortSignal: waiting.signal })
      } finally {
        time.end()
        outer?.removeEventListener('abort', stop)
        stop()
      }
    },
  }
  const accessKeyId = aws.world.accounts[0]?.accessKeyIds[0] ?? ''
  const credentials = { accessKeyId, secretAccessKey: 'none' }
  const { elapsed } = time
  return { requestHandler, credentials, callTimeout: PATIENCE, elapsed }
}

type HttpRequest = Parameters<Wire['requestHandler']['handle']>[0]

function withSmallPage(request: HttpRequest, sizes: PageSizes): HttpRequest {
  const target = (request.headers['x-amz-target'] ?? '').split('.')[1] ?? ''
  const field = FIELDS[target]
  if (field === undefined) return request
  const body = request.body as Uint8Array | string
  const input = JSON.parse(typeof body === 'string' ? body : new TextDecoder().decode(body)) as Record<string, unknown>
  // A request for one key only finds out the account.
  if (input[field] === 1) return request
  return { ...request, body: JSON.stringify({ ...input, [field]: sizes[field] }) } as HttpRequest
}

const FIELDS: Readonly<Record<string, keyof PageSizes>> = {
  ListKeys: 'Limit',
  ListAliases: 'Limit',
  LookupEvents: 'MaxResults',
  GetMetricData: 'MaxDatapoints',
}
