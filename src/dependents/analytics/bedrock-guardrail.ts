import type { Dependent } from '../dependent.ts'

/**
 * The policies of a guardrail are encrypted, and are part of the answer.
 * https://docs.aws.amazon.com/bedrock/latest/userguide/guardrails-permissions-kms.html
 */
const bedrockGuardrail: Dependent = {
  singular: 'Bedrock guardrail',
  plural: 'Bedrock guardrails',
  operations: ['bedrock:ListGuardrails', 'bedrock:GetGuardrail'],
  effort: 'each',
  effect: { when: 'at-once', consequence: 'calls that name the guardrail fail' },
  mayDecrypt: 'Bedrock decrypts the policies of a guardrail to describe it',
  namedBy: { arn: /^bedrock:[^:]*:[^:]*:guardrail\/(.+)$/ },
  encryption: { notJudged: 'AWS does not document how a guardrail without a key is encrypted.' },
  async list(sweep) {
    const { BedrockClient, GetGuardrailCommand, ListGuardrailsCommand } = await import('@aws-sdk/client-bedrock')
    const bedrock = sweep.client('Bedrock', config => new BedrockClient(config))
    const send = (nextToken: string | undefined) =>
      bedrock.send(new ListGuardrailsCommand({ maxResults: 1000, nextToken }))
    await sweep.pages('bedrock:ListGuardrails', { send, items: 'guardrails', next: 'nextToken' }, async guardrail => {
      const [id, arn] = [guardrail.word('id'), guardrail.text('arn')]
      const get = new GetGuardrailCommand({ guardrailIdentifier: id })
      const answer = await sweep.call('bedrock:GetGuardrail', id, () => bedrock.send(get), [
        'ResourceNotFoundException',
      ])
      if (answer) sweep.found({ id, arn, key: answer.text('kmsKeyArn') })
    })
  },
}

export default bedrockGuardrail
