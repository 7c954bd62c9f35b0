import type { SimulatedCall } from '../../src/simulation/wire/call.ts'
import type { FaultEffect, Fault } from '../../src/simulation/faults/faults.ts'
import { randomFor, randomFraction, type RandomChoices } from './random-choices.ts'
import { effects, type EffectName } from './effects.ts'

/** A fault of one run: which calls it affects, and for how long. */
interface RandomFault {
  name: EffectName
  operation: string | null
  region: string | null
  /** The share of the matching calls that fail. Which ones does not depend on their order. */
  share: number
  /** The number of tries of one call that fail. Infinity: all of them. */
  tries: number
  /** The number of calls of the run before the fault begins. */
  after: number
}

const OPERATIONS = [
  'ListKeys',
  'ListAliases',
  'DescribeKey',
  'GetKeyLastUsage',
  'LookupEvents',
  'ListMetrics',
  'GetMetricData',
]
const RARE = ['GetCallerIdentity', 'AssumeRole', 'ListRegions', 'DescribeRegions']
/** Operations of faults that only some operations can have. */
const OWN: Partial<Record<EffectName, readonly string[]>> = {
  'broken event': ['LookupEvents'],
  'odd record': ['LookupEvents'],
  'out of order': ['LookupEvents'],
  'later page dies': ['LookupEvents', 'GetMetricData'],
  'odd tracking': ['GetKeyLastUsage'],
  'null entry': OPERATIONS,
  'odd refusal': OPERATIONS,
  'refusal without a code': OPERATIONS,
  // STS and ListKeys decide whether credentials are valid.
  'credentials refused': OPERATIONS.filter(operation => operation !== 'ListKeys'),
  'proxy with a wrong date': ['GetCallerIdentity', 'GetCallerIdentity', 'ListKeys', 'GetKeyLastUsage'],
  'wrong date': ['GetCallerIdentity', 'GetKeyLastUsage', 'LookupEvents'],
}
const ALL = Object.keys(effects) as EffectName[]
/** Faults of only some operations affect fewer calls, so they are chosen more often. */
const NAMES = [...ALL, ...ALL.filter(name => OWN[name] !== undefined)]

/** All faults of one run, and counts of those that occurred. */
export class RandomFaults {
  readonly counts: Partial<Record<EffectName, number>> = {}
  readonly all: readonly RandomFault[]
  #seed: string
  #tries = new Map<string, number>()
  #calls = 0

  constructor(
    seed: string,
    regions: readonly string[],
    patient: boolean,
    how = randomFor(`${seed} how many`).pick([0, 1, 1, 1, 2, 2, 3, 4, 6]),
  ) {
    const random = randomFor(seed)
    this.#seed = seed
    const some = Array.from({ length: how }, () => randomFault(random, regions, patient))
    this.all = how > 0 && random.chance(0.08) ? [...some, regionOutage(random, regions)] : some
  }

  /** Returns the faults as one fault of the simulated AWS: at most one effect for each call. */
  get fault(): Fault {
    let next: FaultEffect = { kind: 'reset' }
    return {
      when: call => {
        const effect = this.#effectOn(call)
        if (effect !== null) next = effect
        return effect !== null
      },
      // Read immediately after `when` has returned true.
      get effect() {
        return next
      },
    }
  }

  #effectOn(call: SimulatedCall): FaultEffect | null {
    const { operation, region, service, account, input } = call
    const name = [this.#seed, account.id, region, service, operation, JSON.stringify(input)].join(' ')
    const tries = (this.#tries.get(name) ?? 0) + 1
    this.#tries.set(name, tries)
    this.#calls++
    for (const [number, fault] of this.all.entries()) {
      if (fault.operation === null ? RARE.includes(operation) : fault.operation !== operation) continue
      if (fault.region !== null && fault.region !== region) continue
      if (this.#calls <= fault.after || tries > fault.tries) continue
      if (randomFraction(`${number} ${name}`) >= fault.share) continue
      const effect = effects[fault.name](call, randomFor(`${number} ${tries} ${name}`))
      if (effect === null) continue
      this.counts[fault.name] = (this.counts[fault.name] ?? 0) + 1
      return effect
    }
    return null
  }
}

function randomFault(random: RandomChoices, regions: readonly string[], patient: boolean): RandomFault {
  const name = random.pick(NAMES)
  const own = OWN[name]
  const rare = own === undefined && random.chance(0.05)
  const operation =
    own !== undefined
      ? random.pick(own)
      : rare
        ? random.pick(RARE)
        : random.chance(0.25)
          ? null
          : random.pick(OPERATIONS)
  // Without an answer to the first call there is no run.
  const lasting = random.chance(0.5) && operation !== 'GetCallerIdentity' && !(rare && random.chance(0.7))
  // A call that is throttled forever is retried for five minutes, so only runs with a time limit can have it.
  const endless = lasting && (name !== 'throttled' || patient)
  return {
    name,
    operation,
    region: random.chance(0.3) ? random.pick(regions) : null,
    share: random.pick([1, 1, 0.5, 0.2, 0.05]),
    // A hang takes the whole time limit of a call each time.
    tries: endless ? Infinity : name === 'hang' ? 1 : random.pick([1, 1, 2, 3, 5]),
    after: name === 'expired' || random.chance(0.2) ? random.int(5, 80) : 0,
  }
}

const regionOutage = (random: RandomChoices, regions: readonly string[]): RandomFault => ({
  name: random.pick(['reset', 'server error', 'hang', 'html']),
  operation: null,
  region: random.pick(regions),
  share: 1,
  tries: Infinity,
  after: random.int(4, 100),
})
