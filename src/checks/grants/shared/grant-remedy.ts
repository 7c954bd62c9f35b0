import { countText } from '../../../lib/text/numbers.ts'
import type { GrantConstraintsRecord, GrantRecord, KeyRecord } from '../../../model/report/report.ts'
import type { Fix } from '../../check.ts'
import { MAX_NAMED } from './grants.ts'
import { toGrantPrincipal } from '../../../policy/statements/grant-principal.ts'
import { fillIn, kmsCommand, type Word } from '../../shared/remedy.ts'

/** Returns commands that revoke the first of these grants. Commands for thousands would fill the screen. */
export const revokeGrants = (key: KeyRecord, grants: readonly GrantRecord[]): Fix =>
  revokeAndReplaceGrants(key, grants, [])

/**
 * Returns commands that revoke some grants, and replace others that their grantees still need. A retiring principal
 * cannot be changed, so these are created again with another one and then revoked. `advice` says whose access ends.
 */
export function revokeAndReplaceGrants(
  key: KeyRecord,
  revoked: readonly GrantRecord[],
  replaced: readonly GrantRecord[],
  advice: readonly string[] = [],
): Fix {
  const first = revoked.slice(0, MAX_NAMED)
  const next = replaced.slice(0, MAX_NAMED - first.length)
  const commands = [...first.map(grant => revokeCommand(key, grant)), ...replaceCommands(key, next, RETIRING)]
  return toFix(commands, { shown: first.length + next.length, all: revoked.length + replaced.length, advice })
}

/**
 * Returns commands that replace grants by narrower ones. The grantee keeps the access that the new grant gives at all
 * times. `advice` says which access it loses.
 */
export function replaceGrants(
  key: KeyRecord,
  grants: readonly GrantRecord[],
  change: GrantChange,
  advice: readonly string[],
): Fix {
  const first = grants.slice(0, MAX_NAMED)
  return toFix(replaceCommands(key, first, change), { shown: first.length, all: grants.length, advice })
}

interface Covered {
  /** How many grants the commands change. */
  shown: number
  /** How many grants should be changed. */
  all: number
  advice: readonly string[]
}

function toFix(commands: readonly string[], { shown, all, advice }: Covered): Fix {
  const part = shown < all ? [`The commands are for ${shown} of ${countText(all)} grants.`] : []
  const lines = [...advice, ...part].map(line => line.replaceAll(/\p{Cc}+/gu, ' '))
  return { remedy: commands.join(' && '), ...(lines.length === 0 ? {} : { advice: lines.join('\n') }) }
}

/** How the new grant differs from the old one. */
interface GrantChange {
  retiring?: Word
  /** The new grant is limited to an encryption context that the user fills in. */
  toContext?: boolean
  /** An operation that the new grant does not have. */
  without?: string
}

const RETIRING: GrantChange = {
  retiring: fillIn('RETIRING_PRINCIPAL', 'set RETIRING_PRINCIPAL to the ARN of who may retire the grant'),
}

/**
 * Waits five minutes before the old grants are revoked, because a new grant usually takes up to that long to become
 * effective.
 * https://docs.aws.amazon.com/kms/latest/developerguide/grants.html#terms-eventual-consistency
 */
const replaceCommands = (key: KeyRecord, grants: readonly GrantRecord[], change: GrantChange): string[] =>
  grants.length === 0
    ? []
    : [
        ...grants.map((grant, index) => createCommand(key, grant, change, grants.length === 1 ? '' : `_${index + 1}`)),
        'sleep 300',
        ...grants.map(grant => revokeCommand(key, grant)),
      ]

const revokeCommand = (key: KeyRecord, { grant_id }: GrantRecord): string =>
  kmsCommand('revoke-grant', key, '--grant-id', grant_id)

function createCommand(
  key: KeyRecord,
  grant: GrantRecord,
  { retiring, toContext, without }: GrantChange,
  suffix: string,
): string {
  const { name, grantee_principal, retiring_principal, operations, constraints } = grant
  const isService = toGrantPrincipal(grantee_principal).kind === 'service'
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

/** AWS rejects a deleted principal, so the user has to name another one. */
function retiringWords(other: Word | undefined, principal: string | null): Word[] {
  if (other !== undefined) return ['--retiring-principal', other]
  if (principal === null) return []
  const { kind } = toGrantPrincipal(principal)
  if (kind === 'deleted') return retiringWords(RETIRING.retiring, null)
  return [kind === 'service' ? '--retiring-service-principal' : '--retiring-principal', principal]
}

/** The encryption context differs between grants, so each grant has its own variable. */
function contextWord(constraints: GrantConstraintsRecord | null, variable: string): Word {
  const source = constraints?.source_arn
  const before = source === undefined ? '' : `"SourceArn":${JSON.stringify(source)},`
  const hint = `set ${variable} to the JSON pair that the data is encrypted with`
  return fillIn(variable, hint, `{${before}"EncryptionContextSubset":{`, '}}')
}

/** Writes constraints for the AWS CLI. https://docs.aws.amazon.com/kms/latest/APIReference/API_GrantConstraints.html */
const constraintsText = (constraints: GrantConstraintsRecord): string =>
  JSON.stringify({
    EncryptionContextEquals: constraints.encryption_context_equals,
    EncryptionContextSubset: constraints.encryption_context_subset,
    SourceArn: constraints.source_arn,
  })
