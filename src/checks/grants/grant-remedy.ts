import { countText } from '../../lib/text/numbers.ts'
import type { GrantConstraintsRecord, GrantRecord, KeyRecord } from '../../model/report.ts'
import type { Fix } from '../check.ts'
import { NAMED } from './grants.ts'
import { principalOf } from './grant-principal.ts'
import { fillIn, kmsCommand, type Word } from '../shared/remedy.ts'

/** Commands for the first of them; thousands would fill a screen. */
export const revoke = (key: KeyRecord, grants: readonly GrantRecord[]): Fix => revokeOrRenew(key, grants, [])

/**
 * Revokes some grants, and replaces others that their grantees still need: a retiring principal cannot be changed, so
 * each of these is created again with another one. `advice` says whose access ends.
 */
export function revokeOrRenew(
  key: KeyRecord,
  revoked: readonly GrantRecord[],
  renewed: readonly GrantRecord[],
  advice: readonly string[] = [],
): Fix {
  const first = revoked.slice(0, NAMED)
  const next = renewed.slice(0, NAMED - first.length)
  const commands = [...first.map(grant => revokeOne(key, grant)), ...replacing(key, next, RETIRING)]
  return toFix(commands, { shown: first.length + next.length, all: revoked.length + renewed.length, advice })
}

/**
 * Replaces grants by narrower ones. The grantee keeps its access throughout, as far as the new grant gives it; `advice`
 * says what it loses.
 */
export function narrow(key: KeyRecord, grants: readonly GrantRecord[], change: Change, advice: readonly string[]): Fix {
  const first = grants.slice(0, NAMED)
  return toFix(replacing(key, first, change), { shown: first.length, all: grants.length, advice })
}

interface Scope {
  /** How many grants the commands are for. */
  shown: number
  all: number
  advice: readonly string[]
}

function toFix(commands: readonly string[], { shown, all, advice }: Scope): Fix {
  const part = shown < all ? [`The commands are for ${shown} of ${countText(all)} grants.`] : []
  const lines = [...advice, ...part].map(line => line.replaceAll(/\p{Cc}+/gu, ' '))
  return { remedy: commands.join(' && '), ...(lines.length === 0 ? {} : { advice: lines.join('\n') }) }
}

/** What differs in the new grant. */
interface Change {
  retiring?: Word
  /** It is held to an encryption context that the user fills in. */
  toContext?: boolean
  /** An operation that is left out. */
  without?: string
}

const RETIRING: Change = {
  retiring: fillIn('RETIRING_PRINCIPAL', 'set RETIRING_PRINCIPAL to the ARN of who may retire the grant'),
}

/**
 * The old grants are revoked when the new ones are known everywhere, in five minutes at most as a rule.
 * https://docs.aws.amazon.com/kms/latest/developerguide/grants.html#terms-eventual-consistency
 */
const replacing = (key: KeyRecord, grants: readonly GrantRecord[], change: Change): string[] =>
  grants.length === 0
    ? []
    : [
        ...grants.map((grant, index) => createAgain(key, grant, change, grants.length === 1 ? '' : `_${index + 1}`)),
        'sleep 300',
        ...grants.map(grant => revokeOne(key, grant)),
      ]

const revokeOne = (key: KeyRecord, { grant_id }: GrantRecord): string =>
  kmsCommand('revoke-grant', key, '--grant-id', grant_id)

function createAgain(
  key: KeyRecord,
  grant: GrantRecord,
  { retiring, toContext, without }: Change,
  suffix: string,
): string {
  const { name, grantee_principal, retiring_principal, operations, constraints } = grant
  const isService = principalOf(grantee_principal).kind === 'service'
  return kmsCommand(
    'create-grant',
    key,
    ...(name === null || name === '' ? [] : ['--name', name]),
    isService ? '--grantee-service-principal' : '--grantee-principal',
    grantee_principal,
    ...retiringWords(retiring, retiring_principal),
    '--operations',
    ...operations.filter(operation => operation !== without),
    ...(toContext === true
      ? ['--constraints', contextWord(constraints, `CONTEXT${suffix}`)]
      : constraints === null || Object.keys(constraints).length === 0
        ? []
        : ['--constraints', constraintsText(constraints)]),
  )
}

/** AWS takes no deleted principal, so another is asked for. */
function retiringWords(other: Word | undefined, principal: string | null): Word[] {
  if (other !== undefined) return ['--retiring-principal', other]
  if (principal === null) return []
  const { kind } = principalOf(principal)
  if (kind === 'dead') return retiringWords(RETIRING.retiring, null)
  return [kind === 'service' ? '--retiring-service-principal' : '--retiring-principal', principal]
}

/** Each grant has its own context, so its own variable. */
function contextWord(constraints: GrantConstraintsRecord | null, variable: string): Word {
  const source = constraints?.source_arn
  const before = source === undefined ? '' : `"SourceArn":${JSON.stringify(source)},`
  const hint = `set ${variable} to the JSON pair that the data is encrypted with`
  return fillIn(variable, hint, `{${before}"EncryptionContextSubset":{`, '}}')
}

/** As the AWS CLI takes them. https://docs.aws.amazon.com/kms/latest/APIReference/API_GrantConstraints.html */
const constraintsText = (constraints: GrantConstraintsRecord): string =>
  JSON.stringify({
    EncryptionContextEquals: constraints.encryption_context_equals,
    EncryptionContextSubset: constraints.encryption_context_subset,
    SourceArn: constraints.source_arn,
  })
