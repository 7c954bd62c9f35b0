import type { Signer, WireRequest } from '../wire/call.ts'
import type { SimulatedWorld } from './world.ts'

/** Returns the scope of a Signature Version 4: `Credential=AKID/20261120/eu-west-1/kms/aws4_request`. */
export function signatureScope({
  headers,
}: WireRequest): { accessKeyId: string; region: string; service: string } | null {
  const scope = /Credential=([^/]+)\/\d{8}\/([^/]+)\/([^/]+)\/aws4_request/.exec(headers['authorization'] ?? '')
  const [, accessKeyId, region, service] = scope ?? []
  return accessKeyId && region && service ? { accessKeyId, region, service } : null
}

/** Principals by access key: those of the accounts, and those of role sessions. */
export class Signers {
  readonly #callers = new Map<string, Signer>()
  #sessions = 0

  constructor(world: SimulatedWorld) {
    for (const account of world.accounts) {
      const arn = account.callerArn ?? `arn:${account.partition}:iam::${account.id}:user/auditor`
      for (const accessKeyId of account.accessKeyIds) this.#callers.set(accessKeyId, { account, accessKeyId, arn })
    }
  }

  signerOf(accessKeyId: string): Signer | undefined {
    return this.#callers.get(accessKeyId)
  }

  /** Starts a session. Returns its access key ID. */
  startSession(session: Omit<Signer, 'accessKeyId'>): string {
    this.#sessions += 1
    const accessKeyId = `ASIA${session.account.id}${String(this.#sessions).padStart(4, '0')}`
    this.#callers.set(accessKeyId, { ...session, accessKeyId })
    return accessKeyId
  }
}
