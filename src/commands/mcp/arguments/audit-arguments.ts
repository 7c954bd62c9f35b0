import { acceptedBy, entriesOf } from '../../../cli/command.ts'
import { nameOf, type OptionEntry } from '../../../cli/option.ts'
import type { OptionSet } from '../../../cli/option-set.ts'
import { commandIn, type Session } from '../session.ts'

/** Headings of the options that a call can set. */
const HEADINGS: readonly OptionEntry['group'][] = [
  'What to audit',
  'Usage and cost',
  'Dependents',
  'Checks',
  'Long runs',
]

/** Options that select accounts of the organization that the server audits. */
const IN_ORGANIZATION = ['accounts', 'excludeAccounts', 'ou']

/**
 * Only the command line of the server has them: limits of the server, what AWS bills besides metrics, what reads other
 * accounts, and modes of a command.
 */
const ONLY_SERVER = [
  'dependentsFrom',
  'maxRate',
  'validatePolicies',
  'actualCosts',
  'estimate',
  'severity',
  'checkpointTtl',
  'opaPath',
]

/**
 * Returns the options of a command that a call can set: none that names a file, a URL, a profile, a role or an output,
 * none that the command line of the server sets, and none that cannot be used with one of those.
 */
export function argumentsOf(session: Session, command: string): OptionSet {
  const { options, fixed, host } = session
  const isOpen = ([name, entry]: [string, OptionEntry]): boolean =>
    (HEADINGS.includes(entry.group) || (fixed.has('org') && IN_ORGANIZATION.includes(name))) &&
    !ONLY_SERVER.includes(name) &&
    !isOutside(entry) &&
    !fixed.has(name) &&
    !entriesOf(options).some(([other, rival]) => fixed.has(other) && excludeEachOther(entry, rival))
  return Object.fromEntries(entriesOf(acceptedBy(commandIn(host, command))).filter(isOpen))
}

/** Whether the option reaches outside what the server audits: it names a file, an address, credentials or a secret. */
const isOutside = ({ resolvePath, secret, inConfig, kind: { values } }: OptionEntry): boolean =>
  resolvePath !== undefined ||
  secret === true ||
  inConfig === 'named' ||
  inConfig === 'never' ||
  values?.of === 'files' ||
  values?.of === 'profiles'

const excludeEachOther = (one: OptionEntry, other: OptionEntry): boolean =>
  (one.excludes?.includes(nameOf(other)) ?? false) || (other.excludes?.includes(nameOf(one)) ?? false)
