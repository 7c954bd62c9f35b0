import { describeKey } from '../../aws/kms/describe-key.ts'
import { getKeyPolicy } from '../../aws/kms/get-key-policy.ts'
import { listGrants } from '../../aws/kms/list-grants.ts'
import { failure, type Answer } from '../../aws/answers/answer.ts'
import type { NoAccess, PlaceClient } from '../../aws/session/place-client.ts'
import type { Blocked } from '../../access/facts.ts'
import { keyBlock } from '../../access/key-block.ts'
import { once } from '../../lib/flow/once.ts'
import { type Fact, known, unknown } from '../../model/fact.ts'
import type { ReadableKey } from '../../model/key.ts'
import type { GrantRecord } from '../../model/report/report.ts'
import type { Policy } from '../../policy/statements/policy.ts'
import { readPolicy } from '../../policy/statements/read-policy.ts'

/** What decides about a key for every principal. Each part is read once, when it is first needed. */
export interface KeyFacts {
  arn: string
  description(): Promise<Answer<ReadableKey>>
  /** Why an action fails on the key for everyone. */
  blocked(action: string): Promise<Fact<Blocked | null>>
  policy(): Promise<Fact<Policy | null>>
  grants(): Promise<Fact<readonly GrantRecord[]>>
}

/** Reads a key with the client of its place; `NoAccess`: nothing of it can be read. */
export function keyFacts(arn: string, client: PlaceClient | NoAccess, noteGap: (why: string) => void): KeyFacts {
  if (!('place' in client)) return unreachable(arn, noteGap)
  const id = arn.replace(/^.*:key\//, '')
  const description = once(async () => {
    const answer = await describeKey(client, { id, arn })
    client.note(answer, 'kms:DescribeKey', id)
    return answer
  })
  return {
    arn,
    description,
    async blocked(action) {
      const answer = await description()
      return answer.known
        ? known(keyBlock(answer.value, action))
        : unknown(`The usage and state of the key could not be read: ${answer.why}`)
    },
    policy: once(async () => {
      const answer = await getKeyPolicy(client, id)
      client.note(answer, 'kms:GetKeyPolicy', id)
      if (!answer.known) return unknown(`The key policy could not be read: ${answer.why}`)
      const policy = readPolicy(answer.value)
      return policy.known ? known(policy.value) : policy
    }),
    grants: once(async () => {
      const answer = await listGrants(client, id)
      client.note(answer, 'kms:ListGrants', id)
      return answer.known ? answer : unknown(`The grants of the key could not be read: ${answer.why}`)
    }),
  }
}

function unreachable(arn: string, noteGap: (why: string) => void): KeyFacts {
  const why = `This run has no access to account ${arn.split(':')[4] ?? ''}, which owns the key: add its profile or role.`
  const none = once(async () => {
    noteGap(why)
    return Promise.resolve(unknown(why))
  })
  const description = async (): Promise<Answer<ReadableKey>> => {
    await none()
    return failure('denied', why)
  }
  return { arn, description, blocked: none, policy: none, grants: none }
}
