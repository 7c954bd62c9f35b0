import { randomUUID } from 'node:crypto'
import { NodeHttpHandler } from '@smithy/node-http-handler'

/** What an SDK client is made of, and all that is needed of it here. */
interface Client {
  destroy(): void
}
type ClientClass<T extends Client> = new (config: {
  endpoint: string
  region: string
  credentials: { accessKeyId: string; secretAccessKey: string }
  maxAttempts: number
  requestHandler: NodeHttpHandler
}) => T

export const REGION = 'us-east-1'
export const CREDENTIALS = { accessKeyId: 'testing', secretAccessKey: 'testing' }

/** The real clients of an account, each made once. A call that fails is not tried again. */
export class Aws {
  readonly #endpoint: string
  readonly #clients = new Map<unknown, Client>()

  constructor(endpoint: string) {
    this.#endpoint = endpoint
  }

  client<T extends Client>(Made: ClientClass<T>): T {
    const client =
      this.#clients.get(Made) ??
      new Made({
        endpoint: this.#endpoint,
        region: REGION,
        credentials: CREDENTIALS,
        maxAttempts: 1,
        requestHandler: new NodeHttpHandler(),
      })
    this.#clients.set(Made, client)
    return client as T
  }

  destroy(): void {
    for (const client of this.#clients.values()) client.destroy()
  }
}

/** One resource to be made. */
export interface Wanted {
  aws: Aws
  /** A name that no other resource has: letters, digits and hyphens. */
  name: string
  /** The key as the resource is to name it: its ARN, its id, or an alias. */
  key: string
  /** Says that a resource of this type references the key; `line` is its id, with ` / ` and the role if it has one. */
  made(type: string, line: string): void
}

export interface Recipe {
  /** Makes resources with the SDK's clients. It throws what the emulator answers to a call that it refuses. */
  make(wanted: Wanted): Promise<unknown>
  /** How many times. Four, if left out: once for each way to name a key. */
  count?: number
}

export const ACCOUNT = '111122223333'
/** The role of everything that is made. */
export const ROLE_NAME = 'service'
export const ROLE = `arn:aws:iam::${ACCOUNT}:role/${ROLE_NAME}`
export const uniqueName = (prefix: string): string => `${prefix}-${randomUUID().slice(0, 8)}`

/** What AWS always returns. */
export function given<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('the emulator left out what AWS always returns')
  return value
}
