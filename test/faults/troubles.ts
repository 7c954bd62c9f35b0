import type { SimulatedCall } from '../../src/simulation/wire/call.ts'
import type { FaultEffect, Fault } from '../../src/simulation/faults/faults.ts'
import { diceOf, fraction, type Dice } from './dice.ts'
import { effects, type EffectName } from './effects.ts'

/** One thing that goes wrong in a run: with which calls, and for how long. */
interface Trouble {
  name: EffectName
  operation: string | null
  region: string | null
  /** Of the calls that fit, this share is struck; which ones does not depend on their order. */
  share: number
  /** Tries of one call that fail; Infinity: all of them. */
  tries: number
  /** Begins after so many calls of the whole run. */
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
/** Effects that only some operations can have. */
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
/** Those with operations of their own hit fewer calls: they come more often. */
const NAMES = [...ALL, ...ALL.filter(name => OWN[name] !== undefined)]

/** Everything that goes wrong in one run, and a count of what did. */
export class Troubles {
  readonly counts: Partial<Record<EffectName, number>> = {}
  readonly all: readonly Trouble[]
  #seed: string
  #tries = new Map<string, number>()
  #calls = 0

  constructor(
    seed: string,
    regions: readonly string[],
    patient: boolean,
    how = diceOf(`${seed} how many`).pick([0, 1, 1, 1, 2, 2, 3, 4, 6]),
  ) {
    const dice = diceOf(seed)
    this.#seed = seed
    const some = Array.from({ length: how }, () => aTrouble(dice, regions, patient))
    this.all = how > 0 && dice.chance(0.08) ? [...some, aDyingRegion(dice, regions)] : some
  }

  /** For the simulated AWS: at most one effect for each call. */
  get fault(): Fault {
    let next: FaultEffect = { kind: 'reset' }
    return {
      when: call => {
        const effect = this.#effectOn(call)
        if (effect !== null) next = effect
        return effect !== null
      },
      // Read right after `when` has said yes.
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
    for (const [number, trouble] of this.all.entries()) {
      if (trouble.operation === null ? RARE.includes(operation) : trouble.operation !== operation) continue
      if (trouble.region !== null && trouble.region !== region) continue
      if (this.#calls <= trouble.after || tries > trouble.tries) continue
      if (fraction(`${number} ${name}`) >= trouble.share) continue
      const effect = effects[trouble.name](call, diceOf(`${number} ${tries} ${name}`))
      if (effect === null) continue
      this.counts[trouble.name] = (this.counts[trouble.name] ?? 0) + 1
      return effect
    }
    return null
  }
}

function aTrouble(dice: Dice, regions: readonly string[], patient: boolean): Trouble {
  const name = dice.pick(NAMES)
  const own = OWN[name]
  const rare = own === undefined && dice.chance(0.05)
  const operation =
    own !== undefined ? dice.pick(own) : rare ? dice.pick(RARE) : dice.chance(0.25) ? null : dice.pick(OPERATIONS)
  // Without an answer to the first question there is no run.
  const lasting = dice.chance(0.5) && operation !== 'GetCallerIdentity' && !(rare && dice.chance(0.7))
  // What is throttled for ever is asked for five minutes: only runs with a time limit can wait for that.
  const endless = lasting && (name !== 'throttled' || patient)
  return {
    name,
    operation,
    region: dice.chance(0.3) ? dice.pick(regions) : null,
    share: dice.pick([1, 1, 0.5, 0.2, 0.05]),
    // A hang costs the whole patience each time.
    tries: endless ? Infinity : name === 'hang' ? 1 : dice.pick([1, 1, 2, 3, 5]),
    after: name === 'expired' || dice.chance(0.2) ? dice.int(5, 80) : 0,
  }
}

const aDyingRegion = (dice: Dice, regions: readonly string[]): Trouble => ({
  name: dice.pick(['reset', 'server error', 'hang', 'html']),
  operation: null,
  region: dice.pick(regions),
  share: 1,
  tries: Infinity,
  after: dice.int(4, 100),
})
