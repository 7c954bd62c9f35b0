import { DECRYPTION_ACTIONS, namesAction } from '../../model/decryption.ts'
import { type Fact, known, unknown } from '../../model/fact.ts'
import type { IdentityPolicyRecord } from '../../model/report/account-facts.ts'
import { matchesGlob } from '../../lib/text/glob.ts'
import type { Listed, Statement } from '../statements/policy.ts'
import { readStatement } from '../statements/read-policy.ts'
import { type KeyOwner, sampleKeys } from './sample-keys.ts'

/** What an identity policy allows with every key of its account. */
export interface DecryptAll {
  /** Of `DECRYPTION_ACTIONS`, those that the policy allows. */
  actions: readonly string[]
  /** The Allow statements that do. Conditions of the policy decide for which requests. */
  allowing: readonly Statement[]
  /** Whether the policy allows it only under conditions. */
  isConditional: boolean
  /** Deny statements that take some of it away, under conditions. */
  denying: readonly Statement[]
}

/**
 * Says whether a policy allows decryption with every key of its account, as far as this policy decides: a key policy, a
 * boundary or another policy can still deny it. An Allow counts with or without conditions, as in the controls of
 * Security Hub; a Deny counts only without conditions, because others leave requests that it does not deny. Keys
 * and Regions that are left out by name do not matter: the policy still allows decryption with any other key. Null: it does not. Unknown: a
 * statement could not be read.
 * https://docs.aws.amazon.com/securityhub/latest/userguide/kms-controls.html
 */
export function decryptAll(policy: IdentityPolicyRecord, owner: KeyOwner): Fact<DecryptAll | null> {
  const statements = statementsOf(policy)
  if (!statements.known) return statements
  const keys = sampleKeys(owner)
  const matches = (statement: Statement, action: string, key: string): boolean =>
    includesAction(statement.actions, action) && includesKey(statement.resources, key)
  const allowed = (among: readonly Statement[]): string[] =>
    DECRYPTION_ACTIONS.filter(action =>
      keys.every(
        key =>
          among.some(one => one.effect === 'Allow' && matches(one, action, key)) &&
          !among.some(one => one.effect === 'Deny' && isUnconditional(one) && matches(one, action, key)),
      ),
    )
  const all = statements.value.map(statement => fillInAccount(statement, policy, owner.account))
  const actions = allowed(all)
  if (actions.length === 0) return known(null)
  const isInvolved = (one: Statement): boolean => actions.some(action => keys.some(key => matches(one, action, key)))
  return known({
    actions,
    allowing: all.filter(one => one.effect === 'Allow' && isInvolved(one)),
    isConditional: allowed(all.filter(isUnconditional)).length === 0,
    denying: all.filter(one => one.effect === 'Deny' && !isUnconditional(one) && isInvolved(one)),
  })
}

function statementsOf({ statements: records, language }: IdentityPolicyRecord): Fact<Statement[]> {
  const statements: Statement[] = []
  for (const { number, statement } of records ?? []) {
    const read = readStatement(statement, number, language === WITH_VARIABLES)
    if (typeof read === 'string') return unknown(`statement ${number} cannot be read: ${read}`)
    statements.push(read)
  }
  return records === null ? unknown('the policy document cannot be read') : known(statements)
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_version.html */
const WITH_VARIABLES = '2012-10-17'

const isUnconditional = ({ conditions }: Statement): boolean => conditions.length === 0

const includesAction = (actions: Listed<string> | null, action: string): boolean =>
  actions !== null && actions.items.some(pattern => namesAction(pattern, action)) !== actions.negated

/**
 * Whether a Resource element includes a key. IAM lets `*` at the end of a part of an ARN match colons, too.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
const includesKey = (resources: Listed<string> | null, arn: string): boolean =>
  resources !== null && resources.items.some(pattern => matchesGlob(pattern, arn)) !== resources.negated

/**
 * Fills in the variables that stand for the account of the policy. Others have values that differ by principal, and
 * wildcards in a value are ordinary text, so that they do not match every key.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
function fillInAccount(statement: Statement, { language }: IdentityPolicyRecord, account: string): Statement {
  const { resources } = statement
  if (language !== WITH_VARIABLES || resources === null) return statement
  const items = resources.items.map(item => item.replaceAll(/\$\{aws:(?:Principal|Resource)Account\}/gi, account))
  return { ...statement, resources: { ...resources, items } }
}
