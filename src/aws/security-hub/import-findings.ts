import { BatchImportFindingsCommand } from '@aws-sdk/client-securityhub'
import type { AwsSecurityFinding } from '@aws-sdk/client-securityhub'
import type { Answer } from '../answers/answer.ts'
import { untimed } from '../answers/answer.ts'
import { answered, fields, list, Malformed, number, optional, text, word, type Read } from '../answers/shape.ts'
import type { PlaceClient } from '../session/place-client.ts'

/** A finding that Security Hub rejected. */
export interface RejectedFinding {
  id: string
  code: string
  message: string
}

/**
 * Sends at most 100 findings, 6 MB in all, and returns those that were rejected. Each finding must be of the account and
 * Region of the client. The call leaves what analysts have set (Workflow, Note, …).
 * https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_BatchImportFindings.html
 */
export async function importFindings(
  client: PlaceClient,
  Findings: AwsSecurityFinding[],
): Promise<Answer<RejectedFinding[]>> {
  const securityHub = await client.clients.securityHub()
  const command = new BatchImportFindingsCommand({ Findings })
  const first = Findings[0]?.Id ?? ''
  const send = (): Promise<unknown> => securityHub.send(command)
  return untimed(await client.call('securityhub:BatchImportFindings', first, send, rejectedFindings))
}

function rejectedFindings(answer: unknown): RejectedFinding[] {
  const { SuccessCount, FailedCount, FailedFindings } = answered(answer)
  const rejected = optional(list(rejectedFinding))(FailedFindings, 'FailedFindings') ?? []
  number(SuccessCount, 'SuccessCount')
  if (number(FailedCount, 'FailedCount') === rejected.length) return rejected
  throw new Malformed(`FailedFindings has ${rejected.length} entries, which differs from FailedCount`)
}

const rejectedFinding: Read<RejectedFinding> = (value, name) => {
  const { Id, ErrorCode, ErrorMessage } = fields(value, name)
  return {
    id: word(Id, `${name}.Id`),
    code: optional(text)(ErrorCode, `${name}.ErrorCode`) ?? '',
    message: optional(text)(ErrorMessage, `${name}.ErrorMessage`) ?? '',
  }
}
