import type { Caller, WireRequest } from '../wire/call.ts'
import type { World } from './world.ts'

/** The scope of a Signature Version 4: `Credential=AKID/20261120/eu-west-1/kms/aws4_request`. */
export function scopeOf({ headers }: WireRequest): { accessKeyId: string; region: string; service: string } | null {
  const scope = /Credential=([^/]+)\/\d{8}\/([^/]+)\/([^/]+)\/aws4_request/.exec(headers['authorization'] ?? '')
  const [, accessKeyId, region, service] = scope ?? []
  return accessKeyId && region && service ? { accessKeyId, region, service } : null
}

/** Who may sign: the accounts' own access keys, and those handed out for roles. */
export class Identities {
  readonly #callers = new Map<string, Caller>()
  #sessions = 0

  constructor(world: World) {
    for (const account of world.accounts) {
      const arn = account.callerArn ?? `arn:${account.partition}:iam::${account.id}:user/auditor`
      for (const accessKeyId of account.accessKeyIds) this.#callers.set(accessKeyId, { account, accessKeyId, arn })
    }
  }

  callerOf(accessKeyId: string): Caller | undefined {
    return this.#callers.get(accessKeyId)
  }

  /** Returns the new access key id. */
  start(session: Omit<Caller, 'accessKeyId'>): string {
    this.#sessions += 1
    const accessKeyId = `ASIA${session.account.id}${String(this.#sessions).padStart(4, '0')}`
    this.#callers.set(accessKeyId, { ...session, accessKeyId })
    return accessKeyId
  }
}
