import type { AccessLink } from '../model/assessments/access.ts'
import type { GrantRecord } from '../model/report/report.ts'
import { type PolicyRequest, valuesOf } from '../policy/request/request.ts'
import { roleOf } from '../policy/statements/principal.ts'
import { allOf, anyOf, type Truth, truthOf } from '../policy/request/truth.ts'
import type { RequestFacts } from './facts.ts'

/** Whether a grant allows the request, and the link that says so. Null for a secret. */
export function grantSide({ grants, request }: RequestFacts): { allows: Truth; link: AccessLink } | null {
  if (grants === undefined) return null
  const head = { link: 'grant', action: request.action } as const
  if (!grants.known)
    return { allows: 'maybe', link: { ...head, decision: 'unknown', reason: grants.why, statement: null } }
  const fitting = grants.value.map(grant => ({ grant, truth: fits(grant, request) }))
  const allows = anyOf(fitting.map(({ truth }) => truth))
  const grant = fitting.find(({ truth }) => truth === allows)?.grant
  if (allows === 'no' || grant === undefined)
    return {
      allows: 'no',
      link: { ...head, decision: 'not_allowed', reason: 'No grant of the key allows it.', statement: null },
    }
  const statement = `grant ${grant.grant_id}`
  return allows === 'yes'
    ? { allows, link: { ...head, decision: 'allowed', reason: `A grant allows it: ${statement}.`, statement } }
    : {
        allows,
        link: {
          ...head,
          decision: 'unknown',
          reason: `Whether ${statement} applies depends on the encryption context or the session of the role.`,
          statement,
        },
      }
}

/** https://docs.aws.amazon.com/kms/latest/developerguide/grants.html */
function fits({ grantee_principal: grantee, operations, constraints }: GrantRecord, request: PolicyRequest): Truth {
  const operation = request.action.replace(/^kms:/, '')
  if (!operations.includes(operation)) return 'no'
  const equals = constraints?.encryption_context_equals
  const subset = constraints?.encryption_context_subset
  return allOf([
    isGrantee(grantee, request),
    ...Object.entries({ ...equals, ...subset }).map(([name, value]) => contextHas(request, name, value)),
    equals === undefined ? 'yes' : hasNoOther(request, Object.keys(equals)),
    constraints?.source_arn === undefined ? 'yes' : 'no',
  ])
}

function isGrantee(grantee: string, { caller }: PolicyRequest): Truth {
  if (grantee === caller.arn || grantee === caller.session) return 'yes'
  if (!grantee.includes(':assumed-role/') || caller.session !== null || caller.type !== 'role') return 'no'
  return roleOf(grantee) === roleOf(caller.arn) ? 'maybe' : 'no'
}

function contextHas({ context }: PolicyRequest, name: string, value: string): Truth {
  const given = valuesOf(context, `kms:encryptioncontext:${name.toLowerCase()}`)
  return given === undefined ? 'maybe' : truthOf(given?.includes(value) ?? false)
}

function hasNoOther({ context }: PolicyRequest, names: readonly string[]): Truth {
  const given = valuesOf(context, 'kms:encryptioncontextkeys')
  return given === undefined ? 'maybe' : truthOf((given ?? []).every(name => names.includes(name)))
}
