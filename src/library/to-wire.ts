import { Readable } from 'node:stream'
import type { Wire } from '../aws/session/wire.ts'
import type { HttpWire } from './http-wire.ts'

/** Puts a wire below the clients of the AWS SDK. */
export const toWire = ({ handle, credentials }: HttpWire): Wire => ({
  requestHandler: {
    metadata: { handlerProtocol: 'http/1.1' },
    async handle({ method, hostname, path, headers, body = '' }) {
      const names = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value] as const)
      const { status, ...answer } = await handle({ method, hostname, path, headers: Object.fromEntries(names), body })
      const stream = Readable.from([Buffer.from(answer.body)], { objectMode: false })
      return { response: { statusCode: status, headers: { ...answer.headers }, body: stream } }
    },
    destroy: () => {},
    updateHttpClientConfig: () => {},
    httpHandlerConfigs: () => ({}),
  },
  ...(credentials === undefined ? {} : { credentials }),
})
