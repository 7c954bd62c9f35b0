import type { Dependent } from '../dependent.ts'

/**
 * The instructions of an agent are encrypted, and are part of the answer.
 * https://docs.aws.amazon.com/bedrock/latest/userguide/encryption-agents-new.html
 */
const bedrockAgent: Dependent = {
  singular: 'Bedrock agent',
  plural: 'Bedrock agents',
  operations: ['bedrock:ListAgents', 'bedrock:GetAgent'],
  effort: 'each',
  effect: { when: 'at-once', consequence: 'the agent answers no more' },
  mayDecrypt: 'Bedrock may decrypt the instructions of an agent to describe it',
  namedBy: { arn: /^bedrock:[^:]*:[^:]*:agent\/(.+)$/ },
  // https://docs.aws.amazon.com/bedrock/latest/userguide/data-encryption.html
  encryption: {
    resourceType: 'AWS::Bedrock::Agent',
    withoutKey: 'aws_managed',
    fix: 'in-place',
    remedy:
      'Update the agent with the key (aws bedrock-agent update-agent --customer-encryption-key-arn), and ' +
      'prepare it again.',
  },
  async list(sweep) {
    const { BedrockAgentClient, GetAgentCommand, ListAgentsCommand } = await import('@aws-sdk/client-bedrock-agent')
    const bedrock = sweep.client('Bedrock Agent', config => new BedrockAgentClient(config))
    const send = (nextToken: string | undefined) => bedrock.send(new ListAgentsCommand({ maxResults: 1000, nextToken }))
    await sweep.pages('bedrock:ListAgents', { send, items: 'agentSummaries', next: 'nextToken' }, async listed => {
      const id = listed.word('agentId')
      const get = new GetAgentCommand({ agentId: id })
      const answer = await sweep.call('bedrock:GetAgent', id, () => bedrock.send(get), ['ResourceNotFoundException'])
      const agent = answer?.at('agent')
      if (agent) sweep.found({ id, arn: agent.text('agentArn'), key: agent.text('customerEncryptionKeyArn') })
    })
  },
}

export default bedrockAgent
