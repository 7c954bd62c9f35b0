import type { Item } from '../../aws/answers/item.ts'
import type { Dependent } from '../dependent.ts'

/**
 * Copies of snapshots in other Regions are encrypted with keys of those Regions.
 * https://docs.aws.amazon.com/dlm/latest/APIReference/API_CrossRegionCopyRule.html
 */
const dlmPolicy: Dependent = {
  singular: 'snapshot lifecycle policy',
  plural: 'snapshot lifecycle policies',
  operations: ['dlm:GetLifecyclePolicies', 'dlm:GetLifecyclePolicy'],
  effort: 'each',
  effect: { when: 'at-once', consequence: 'snapshots are no longer copied to the other Region' },
  namedBy: { arn: /^dlm:[^:]*:[^:]*:policy\/(.+)$/ },
  encryption: { notJudged: 'A policy stores no data. The snapshots that it copies are judged.' },
  async list(sweep) {
    const { DLMClient, GetLifecyclePoliciesCommand, GetLifecyclePolicyCommand } = await import('@aws-sdk/client-dlm')
    const dlm = sweep.client('DLM', config => new DLMClient(config))
    const send = () => dlm.send(new GetLifecyclePoliciesCommand({}))
    await sweep.pages('dlm:GetLifecyclePolicies', { send, items: 'Policies' }, async listed => {
      const id = listed.word('PolicyId')
      const get = new GetLifecyclePolicyCommand({ PolicyId: id })
      const answer = await sweep.call('dlm:GetLifecyclePolicy', id, () => dlm.send(get), ['ResourceNotFoundException'])
      if (answer === null) return
      const policy = answer.at('Policy')
      const arn = policy.text('PolicyArn')
      for (const key of new Set(keysOfCopies(policy.at('PolicyDetails'))))
        sweep.found({ id, arn, key, role: 'copies in other Regions' })
    })
  },
}

const keysOfCopies = (details: Item): (string | undefined)[] => [
  ...details
    .list('Schedules')
    .flatMap(schedule => schedule.list('CrossRegionCopyRules'))
    .map(rule => rule.text('CmkArn')),
  ...details
    .list('Actions')
    .flatMap(action => action.list('CrossRegionCopy'))
    .map(copy => copy.at('EncryptionConfiguration').text('CmkArn')),
]

export default dlmPolicy
