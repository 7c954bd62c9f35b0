import {
  CHANGE_KINDS,
  type ChangeKind,
  FINDING_CHANGE_KINDS,
  type FindingChangeKind,
  type Subject,
} from './report-diff.ts'

/** What one word of `--fail-on` of `kms-audit diff` is about. */
interface DiffGate {
  kinds: readonly (ChangeKind | FindingChangeKind)[]
  /** What must be known of a key to decide it. */
  subjects: readonly Subject[]
  /** Only policies that give a principal more than before. */
  isGain?: true
}

/** Every word that `--fail-on` of `kms-audit diff` takes. */
export const DIFF_GATES = {
  'newly-unused': { kinds: ['newly_unused'], subjects: ['usage'] },
  'used-again': { kinds: ['used_again'], subjects: ['usage'] },
  'verdict-changed': { kinds: ['newly_unused', 'used_again', 'verdict_changed'], subjects: ['usage'] },
  'new-key': { kinds: ['new_key'], subjects: ['presence'] },
  'key-gone': { kinds: ['key_gone'], subjects: ['presence'] },
  'state-changed': { kinds: ['state_changed', 'deletion_scheduled', 'deletion_canceled'], subjects: ['state'] },
  'deletion-scheduled': { kinds: ['deletion_scheduled'], subjects: ['state'] },
  'policy-changed': { kinds: ['policy_changed'], subjects: ['policy'] },
  'access-gained': { kinds: ['policy_changed'], subjects: ['policy'], isGain: true },
  'grants-changed': { kinds: ['grants_changed'], subjects: ['grants'] },
  'dependents-changed': { kinds: ['dependents_changed'], subjects: ['dependents'] },
  'rotation-changed': { kinds: ['rotation_changed'], subjects: ['rotation'] },
  'tags-changed': { kinds: ['tags_changed'], subjects: ['tags'] },
  'aliases-changed': { kinds: ['aliases_changed'], subjects: ['aliases'] },
  'cost-increased': { kinds: ['cost_increased'], subjects: ['cost'] },
  'new-finding': { kinds: ['new_finding'], subjects: ['findings'] },
  any: { kinds: [...CHANGE_KINDS, ...FINDING_CHANGE_KINDS], subjects: ['presence', 'usage', 'state', 'cost'] },
} as const satisfies Readonly<Record<string, DiffGate>>

export type DiffGateWord = keyof typeof DIFF_GATES

export const DIFF_GATE_WORDS = Object.keys(DIFF_GATES) as DiffGateWord[]

export const diffGate = (word: DiffGateWord): DiffGate => DIFF_GATES[word]
