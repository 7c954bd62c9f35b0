import { CheckNoPublicAccessCommand } from '@aws-sdk/client-accessanalyzer'
import { untimed, type Answer } from '../answers/answer.ts'
import { answered, fields, list, Malformed, optional, text, word } from '../answers/shape.ts'
import type { PlaceClient } from '../session/place-client.ts'
import { analyzerClient } from './analyzers.ts'

/** What IAM Access Analyzer says about one policy. */
export interface PublicAccessAnswer {
  is_public: boolean
  /** In the words of AWS. */
  reasons: string[]
}

/**
 * Asks whether a key policy allows public access. Needs no analyzer. AWS bills each call.
 * https://docs.aws.amazon.com/access-analyzer/latest/APIReference/API_CheckNoPublicAccess.html
 *
 * @param policy the document as it was read
 */
export async function checkNoPublicAccess(
  client: PlaceClient,
  keyId: string,
  policy: unknown,
): Promise<Answer<PublicAccessAnswer>> {
  const policyDocument = typeof policy === 'string' ? policy : JSON.stringify(policy)
  const command = new CheckNoPublicAccessCommand({ policyDocument, resourceType: 'AWS::KMS::Key' })
  return untimed(
    await client.call(
      'access-analyzer:CheckNoPublicAccess',
      keyId,
      () => analyzerClient(client).send(command),
      publicAccess,
    ),
  )
}

function publicAccess(answer: unknown): PublicAccessAnswer {
  const { result, reasons, message } = answered(answer)
  const verdict = word(result, 'result')
  if (verdict !== 'PASS' && verdict !== 'FAIL') throw new Malformed('result is neither PASS nor FAIL')
  const described = (optional(list(fields))(reasons, 'reasons') ?? []).flatMap(
    reason => optional(text)(reason['description'], 'reasons[].description') ?? [],
  )
  const summary = optional(text)(message, 'message')
  const texts = described.length > 0 ? described : summary === undefined || summary === '' ? [] : [summary]
  return { is_public: verdict === 'FAIL', reasons: verdict === 'FAIL' ? texts : [] }
}
