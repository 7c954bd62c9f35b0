import type { HttpHandler } from '@smithy/core/protocols'
import { Readable } from 'node:stream'
import { vi } from 'vitest'
import { main } from '../../../src/main.ts'
import { SECOND } from '../../../src/model/time.ts'
import { memoryIo } from '../../memory-io.ts'
import { prepared, type SetUp } from './set-up.ts'
import { serveStandIn, StandIn, type Seen } from './stand-in.ts'

// As bin/kms-audit.cjs does: the SDK's advice about Node versions would mix with what is looked at.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true'

interface Outcome {
  exit: number
  out: string
  err: string
  /** Calls to STS and KMS, in their order. */
  seen: readonly Seen[]
  /** Account, Region and host of the first call to KMS. */
  reached: { account: string; region: string; endpoint: string } | null
}

export const A = 'http://127.0.0.1:1111'
export const B = 'http://127.0.0.1:2222'

/** The whole program in this process, on a set-up; every call ends at a stand-in, whatever host it goes to. */
export async function runSetUp(setUp: SetUp & { types?: string; args?: readonly string[] }): Promise<Outcome> {
  const standIn = new StandIn()
  // Instances and containers are asked beside the SDK's clients.
  const local = await serveStandIn(standIn)
  const refusing = await serveStandIn({ answer: () => ({ status: 403, headers: {}, body: '' }) })
  const words = { a: A, b: B, ca: '/no/such/bundle', local: local.url, refusing: refusing.url }
  const { env, argv, remove } = await prepared(setUp, words)
  // The SDK's providers look at the process.
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value)
  const { types, args = ['-o', 'csv', '--source', 'none', '--no-requests'] } = setUp
  const io = memoryIo({ env, ...(types === undefined ? {} : { tty: true, types }) })
  if (JSON.stringify(setUp.files ?? {}).includes('refreshToken')) passThirtySeconds()
  try {
    const exit = await main([...args, ...argv], io, Date.now, { requestHandler: handlerOf(standIn) })
    return { exit, out: io.out(), err: io.err(), seen: standIn.seen, reached: reachedBy(standIn.seen) }
  } finally {
    vi.useRealTimers()
    vi.unstubAllEnvs()
    local.close()
    refusing.close()
    await remove()
  }
}

let renewals = 0

/** The SDK renews no SSO token within thirty seconds of another in the same process: `Date` moves on until then. */
export function passThirtySeconds(): void {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + ++renewals * 31 * SECOND })
}

function reachedBy(seen: readonly Seen[]): Outcome['reached'] {
  const call = seen.find(({ action }) => action === 'ListKeys')
  return call === undefined ? null : { account: call.account, region: call.region, endpoint: nameOf(call.host) }
}

const nameOf = (host: string): string => (A.endsWith(host) ? 'a' : B.endsWith(host) ? 'b' : host)

/** The stand-in beneath the clients of the SDK. */
export const handlerOf = (standIn: StandIn): HttpHandler =>
  ({
    metadata: { handlerProtocol: 'http/1.1' },
    handle({ method, hostname, port, path, query = {}, headers, body }: Request) {
      const lower = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
      const host = port === undefined ? hostname : `${hostname}:${port}`
      const search = new URLSearchParams(query).toString()
      const text = typeof body === 'string' ? body : new TextDecoder().decode(body ?? new Uint8Array())
      const answered = standIn.answer({ method, host, path: `${path}?${search}`, headers: lower, body: text })
      const stream = Readable.from([Buffer.from(answered.body)], { objectMode: false })
      return Promise.resolve({ response: { statusCode: answered.status, headers: answered.headers, body: stream } })
    },
    destroy() {},
    updateHttpClientConfig() {},
    httpHandlerConfigs: () => ({}),
  }) as unknown as HttpHandler

interface Request {
  method: string
  hostname: string
  port?: number
  path: string
  query?: Record<string, string>
  headers: Record<string, string>
  body?: string | Uint8Array
}
