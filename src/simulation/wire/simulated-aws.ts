import { requestedKeyId } from '../services/requested-key.ts'
import {
  WireError,
  type SimulatedCall,
  type Signer,
  type SimulatedService,
  type WireRequest,
  type WireResponse,
} from './call.ts'
import { CallLog, type LoggedCall } from './call-log.ts'
import { requireAdmission } from './admission.ts'
import { decryptAsCaller } from './decrypt-as-caller.ts'
import { dateText, applyEffects } from '../faults/apply-effects.ts'
import { Faults, type Fault } from '../faults/faults.ts'
import { Signers, signatureScope } from '../world/signers.ts'
import { readRequest, writeAnswer, writeError } from './protocols.ts'
import { Quotas } from '../world/quotas.ts'
import { seeded, requestIds, type Random } from '../world/random.ts'
import { invalidTokenError, unknownOperationError } from '../faults/aws-errors.ts'
import { RegionIndex } from '../world/region-index.ts'
import { priceListFile } from '../services/price-list-file.ts'
import { services } from '../services/services.ts'
import type { SimulatedWorld } from '../world/world.ts'

export interface SimulatedAwsOptions {
  /** The milliseconds that an answer takes, or a range of them. */
  latencyMs?: number | readonly [number, number]
  /** A number multiplies AWS's default rates. Left out: `off`. */
  quotas?: 'off' | number
  faults?: readonly Fault[]
  seed?: number
  /** False keeps no log of single calls, for very large runs. */
  log?: boolean
}

/** AWS as far as an audit of KMS keys sees it: requests in, answers out. */
export class SimulatedAws {
  /** The number of calls of each operation, including refused and throttled ones: `{ 'kms:DescribeKey': 12 }`. */
  readonly calls: Readonly<Record<string, number>>
  readonly throttled: Readonly<Record<string, number>>
  readonly log: readonly LoggedCall[]
  /** Predefined aliases that were described although they had no key. Each description created one. */
  readonly createdKeys: string[] = []
  readonly world: SimulatedWorld
  readonly faults: Faults
  readonly #quotas: Quotas | null
  readonly #signers: Signers
  readonly #random: Random
  readonly #indexes = new Map<string, RegionIndex>()
  readonly #latency: readonly [number, number]
  readonly #log: CallLog
  readonly #requestId: () => string

  constructor(world: SimulatedWorld, options: SimulatedAwsOptions = {}) {
    const { latencyMs = 0, quotas = 'off', faults = [], seed = 1, log = true } = options
    this.world = world
    this.#random = seeded(seed)
    this.#requestId = requestIds(this.#random)
    this.faults = new Faults(faults, seeded(seed + 1))
    this.#quotas = quotas === 'off' ? null : new Quotas(quotas)
    this.#signers = new Signers(world)
    this.#latency = typeof latencyMs === 'number' ? [latencyMs, latencyMs] : latencyMs
    this.#log = new CallLog(log)
    this.calls = this.#log.counts
    this.throttled = this.#log.throttled
    this.log = this.#log.calls
  }

  /**
   * Answers a request. Rejects only as a network does, with a reset connection. An answer that never comes stays
   * pending.
   */
  async handle(request: WireRequest): Promise<WireResponse> {
    const requestId = this.#requestId()
    const response = await this.#answer(request, requestId)
    await this.#wait()
    response.headers['date'] ??= dateText(this.world.clock())
    return response
  }

  async #answer(request: WireRequest, requestId: string): Promise<WireResponse> {
    const file = priceListFile(request)
    if (file !== null) return file
    const scope = signatureScope(request)
    const service = services[scope?.service ?? '']
    const asked = readRequest(request, service)
    if (scope === null || service === undefined || asked === null)
      return writeError(
        'json-1.1',
        new WireError('MissingAuthenticationTokenException', 'Missing Authentication Token', 403),
        requestId,
      )
    const logged: LoggedCall = { account: '', region: scope.region, operation: `${service.name}:${asked.operation}` }
    this.#log.note(logged)
    try {
      const signer = this.#signers.signerOf(scope.accessKeyId)
      if (signer === undefined) throw invalidTokenError({ service: service.name, protocol: service.protocol })
      logged.account = signer.account.id
      if (signer.sessionPolicy !== undefined) logged.sessionPolicy = signer.sessionPolicy
      const call = this.#toCall(signer, scope.region, service, asked)
      if (call.keyId !== undefined) logged.keyId = call.keyId
      requireAdmission(call, request.host)
      return await this.#serve(call, service, requestId, logged)
    } catch (error) {
      if (!(error instanceof WireError)) throw error
      logged.error = error.name
      return writeError(service.protocol, error, requestId)
    }
  }

  async #serve(
    call: SimulatedCall,
    service: SimulatedService,
    requestId: string,
    logged: LoggedCall,
  ): Promise<WireResponse> {
    if (this.#quotas?.admits(`${call.account.id} ${call.region}`, logged.operation, call.input) === false) {
      this.#log.noteThrottled(logged)
      throw new WireError(service.throttle.name, service.throttle.message, service.throttle.status)
    }
    const effects = this.faults.effectsOn(call)
    const replaced = await applyEffects(call, effects)
    if (replaced !== undefined) return replaced
    const operation = service.operations[call.operation]
    if (operation === undefined) throw unknownOperationError(call)
    const response = writeAnswer(service, call.operation, operation(call), requestId)
    for (const effect of effects) {
      if (effect.kind === 'change') response.body = effect.change(response.body)
      if (effect.kind === 'misdated') response.headers['date'] = dateText(call.now + effect.by)
    }
    return response
  }

  #toCall(
    signer: Signer,
    region: string,
    service: SimulatedService,
    asked: Pick<SimulatedCall, 'operation' | 'input'>,
  ): SimulatedCall {
    const keyId = requestedKeyId(asked.input)
    const call = {
      ...asked,
      ...(keyId !== undefined && { keyId }),
      signer,
      account: signer.account,
      region,
      service: service.name,
      protocol: service.protocol,
      now: this.world.clock(),
      world: this.world,
      index: this.#indexOf(signer.account, region),
      startSession: (session: Omit<Signer, 'accessKeyId'>) => this.#signers.startSession(session),
      noteCreatedKey: (alias: string) => void this.createdKeys.push(alias),
    }
    return { ...call, decrypt: key => decryptAsCaller(call, key, this.#log) }
  }

  #indexOf(owner: SimulatedCall['account'], region: string): RegionIndex {
    const place = `${owner.id} ${region}`
    const index = this.#indexes.get(place) ?? new RegionIndex(owner, region)
    this.#indexes.set(place, index)
    return index
  }

  async #wait(): Promise<void> {
    const [low, high] = this.#latency
    if (high > 0) await new Promise(resolve => setTimeout(resolve, low + this.#random() * (high - low)))
  }
}
