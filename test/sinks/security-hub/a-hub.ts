import type { AsffFinding } from '../../../src/formats/asff/asff-finding.ts'
import type { SimSecurityHub } from '../../../src/simulation/world/sim-security-hub.ts'
import { simSecurityHub } from '../../../src/simulation/world/sim-security-hub.ts'
import { simAccount, type SimAccount, type SimulatedWorld } from '../../../src/simulation/world/world.ts'
import { simKey, type SimKey } from '../../../src/simulation/world/sim-key.ts'
import { ACCOUNT, id, NOW } from '../../simulation/services/clients.ts'
import { memoryIo, type MemoryIo } from '../../memory-io.ts'
import { FAST, run, type Run, type RunOptions } from '../../run.ts'

export const FASTER = `${FAST.KMS_AUDIT_MAX_RATE},GetFindings=500,BatchImportFindings=500,ListKeyRotations=5000`
export const fastIo = (env: Record<string, string> = {}, more: Parameters<typeof memoryIo>[0] = {}): MemoryIo =>
  memoryIo({ ...more, env: { ...FAST, KMS_AUDIT_MAX_RATE: FASTER, ...env } })

/** A key that rotates and has a name, so that `rotation-off` and `alias-missing` pass. */
export const fine = (number: number, rest: Partial<SimKey> = {}): SimKey =>
  simKey({ id: id(number), rotation: { enabled: true }, aliases: [`alias/key-${number}`], ...rest })
export const unrotated = (number: number, rest: Partial<SimKey> = {}): SimKey =>
  fine(number, { rotation: { enabled: false }, ...rest })

/** Keys with two findings each, of `rotation-off` and `alias-missing`. */
export const keysWithTwoFindings = (count: number): SimKey[] =>
  Array.from({ length: count }, (_, number) => unrotated(number, { aliases: [] }))

/** The account at a moment. Its Security Hub keeps its findings from one moment to the next. */
export const worldAt = (
  now: number,
  keys: readonly SimKey[],
  hub: SimSecurityHub,
  rest: Partial<SimAccount> = {},
): SimulatedWorld => ({
  clock: () => now,
  accounts: [simAccount({ id: ACCOUNT, regions: { 'us-east-1': { keys, securityHub: hub } }, ...rest })],
})

export const CHECKED = ['--source', 'none', '--check', 'rotation-off,alias-missing']
export const SEND = ['publish', 'security-hub', '--yes']
export const ASK = ['publish', 'security-hub', ...CHECKED]

export const publish = (world: SimulatedWorld, argv: readonly string[] = [], options: RunOptions = {}): Promise<Run> =>
  run([...SEND, ...CHECKED, ...argv], world, { io: fastIo(), ...options })

export const findingsIn = (hub: SimSecurityHub): AsffFinding[] => [...hub.findings.values()] as unknown as AsffFinding[]

/** `rotation-off …2 ACTIVE FAILED` for each finding, the check and the end of the key's id first. */
export const statesIn = (hub: SimSecurityHub): string[] =>
  findingsIn(hub)
    .map(({ Id, RecordState, Compliance }) => {
      const [, check, , , key = ''] = Id.split('/')
      return `${check} ${key.slice(-1)} ${RecordState} ${Compliance.Status}`.replace('  ', ' ')
    })
    .toSorted()

/** The Id of a finding about a key. */
export const idOf = (check: string, key: number): string => `kms-audit/${check}/${ACCOUNT}/us-east-1/${id(key)}`

/** The finding of a check about a key. Throws if Security Hub has none. */
export function findingOf(hub: SimSecurityHub, check = 'rotation-off', key = 1): AsffFinding {
  const found = findingsIn(hub).find(({ Id }) => Id === idOf(check, key))
  if (found === undefined) throw new Error(`no ${check} of key ${key}`)
  return found
}

/** Number of calls that sent findings. */
export const importCalls = ({ aws }: Run): number => aws.calls['securityhub:BatchImportFindings'] ?? 0

export const stderrLines = ({ err }: Pick<Run, 'err'>): string[] => err.trimEnd().split('\n')

export const aHub = simSecurityHub
export { ACCOUNT, id, NOW }
