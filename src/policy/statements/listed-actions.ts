import { hasWildcard, matchesGlob } from '../../lib/text/glob.ts'
import {
  actionNames,
  type ActionSet,
  LISTED,
  NEVER_ALLOWED,
  NO_ACTIONS,
  PUT_POLICY,
  SCHEDULE_DELETION,
  UNLISTED,
} from './actions.ts'
import type { Listed } from './policy.ts'

/** Returns the actions that an Action or NotAction element can mean, unlisted ones included. */
export function actionsListed(listed: Listed<string> | null): ActionSet {
  if (listed === null) return NO_ACTIONS
  const named = listed.items.reduce((actions, pattern) => actions | actionsMatching(pattern), NO_ACTIONS)
  return listed.negated ? LISTED & ~named : named
}

/** Returns the actions that an Allow with this element can allow. */
export const actionsAllowed = (listed: Listed<string> | null): ActionSet => actionsListed(listed) & ~NEVER_ALLOWED

/**
 * Returns the actions that a Deny with this element certainly denies. All unlisted actions share one bit, so a Deny
 * must name all actions to include it.
 */
export function actionsDenied(listed: Listed<string> | null): ActionSet {
  const actions = actionsListed(listed)
  const coversAll = listed !== null && !listed.negated && listed.items.some(matchesEveryAction)
  return coversAll ? actions : actions & ~UNLISTED
}

const matchesEveryAction = (glob: string): boolean => glob.endsWith('*') && matchesGlob(glob.toLowerCase(), 'kms:')

/** Whether one wildcard (or NotAction) includes the power to change the key policy and to delete the key. */
export const hasFullControlWildcard = (listed: Listed<string>): boolean =>
  listed.negated
    ? (actionsListed(listed) & FULL_CONTROL) === FULL_CONTROL
    : listed.items.some(pattern => hasWildcard(pattern) && (actionsMatching(pattern) & FULL_CONTROL) === FULL_CONTROL)

const FULL_CONTROL = PUT_POLICY | SCHEDULE_DELETION

/** Whether a pattern matches no listed action, but could mean an unlisted action of KMS. */
export const isUnlisted = (pattern: string): boolean => actionsMatching(pattern) === UNLISTED

/** In the order of the bits of an ActionSet. */
const NAMES = actionNames().map(name => name.toLowerCase())

/** Actions of KMS on no key. No key policy can allow them. */
const IAM_ONLY = [
  'ConnectCustomKeyStore',
  'CreateCustomKeyStore',
  'CreateKey',
  'DeleteCustomKeyStore',
  'DescribeCustomKeyStores',
  'DisconnectCustomKeyStore',
  'GenerateRandom',
  'ListAliases',
  'ListKeys',
  'ListRetirableGrants',
  'UpdateCustomKeyStore',
].map(name => `kms:${name.toLowerCase()}`)

/** The patterns matched so far. Thousands of policies use the same few. */
const matched = new Map<string, ActionSet>()
const MAX_MATCHED = 5000

function actionsMatching(pattern: string): ActionSet {
  const before = matched.get(pattern)
  if (before !== undefined) return before
  if (matched.size >= MAX_MATCHED) matched.clear()
  const actions = matchActions(pattern.toLowerCase())
  matched.set(pattern, actions)
  return actions
}

function matchActions(pattern: string): ActionSet {
  let actions = NO_ACTIONS
  for (const [bit, name] of NAMES.entries()) if (matchesGlob(pattern, name)) actions |= 1n << BigInt(bit)
  if (matchesGlob(pattern, 'kms:')) return actions | UNLISTED
  const isNew =
    actions === NO_ACTIONS && pattern.startsWith('kms:') && !IAM_ONLY.some(name => matchesGlob(pattern, name))
  return isNew ? UNLISTED : actions
}
