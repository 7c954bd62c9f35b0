import { expect, test } from 'vitest'
import { alarmTemplate } from '../../../../src/retirement/guards/alarm/alarm-template.ts'
import type { AlarmTerms } from '../../../../src/retirement/guards/alarm/alarm-terms.ts'
import { readPolicy } from '../../../../src/policy/statements/read-policy.ts'

const TAG = { key: 'Environment', value: 'Production' }

interface Resource {
  Type: string
  Properties: Record<string, unknown>
}

function resources(different: Partial<AlarmTerms> = {}): Record<string, Resource> {
  const terms = { topicKey: null, cancelTag: null, reEnable: false, subjects: [], trails: [], ...different }
  return alarmTemplate(terms)['Resources'] as Record<string, Resource>
}

const rules = (all: Record<string, Resource>) => Object.values(all).filter(({ Type }) => Type === 'AWS::Events::Rule')

interface Pattern {
  'detail-type': string[]
  detail?: { eventName: string[]; errorCode: [{ exists: boolean }] }
}

test('guard alarm: there are rules for each call, for failed calls, and for both events of KMS itself', () => {
  const patterns = rules(resources()).map(({ Properties }) => Properties['EventPattern'] as Pattern)
  expect(patterns.map(one => one.detail?.eventName ?? one['detail-type'])).toEqual([
    ['ScheduleKeyDeletion'],
    ['DisableKey'],
    ['PutKeyPolicy'],
    ['ScheduleKeyDeletion', 'DisableKey', 'PutKeyPolicy'],
    ['KMS CMK Deletion'],
    ['KMS Imported Key Material Expiration'],
  ])
  expect(patterns.map(({ detail }) => detail?.errorCode[0].exists)).toEqual([
    false,
    false,
    false,
    true,
    undefined,
    undefined,
  ])
})

test('guard alarm: every message is valid for EventBridge, and uses only values that it reads', () => {
  for (const { Properties } of rules(resources({ subjects: ['secrets'] }))) {
    const [{ InputTransformer: transformer } = { InputTransformer: null }] = Properties['Targets'] as {
      InputTransformer: { InputPathsMap: Record<string, string>; InputTemplate: string }
    }[]
    const { InputPathsMap: paths = {}, InputTemplate: template = '' } = transformer ?? {}
    for (const line of template.split('\n')) expect(JSON.parse(line)).toBeTypeOf('string')
    const used = Array.from(template.matchAll(/<(\w+)>/g), ([, name = '']) => name)
    expect(new Set(used)).toEqual(new Set(Object.keys(paths)))
    expect(template.length).toBeLessThan(8192)
  }
})

test('guard alarm: the topic is not encrypted, or by the named key in each of its forms', () => {
  const keyOf = (topicKey: AlarmTerms['topicKey']) => resources({ topicKey })['Topic']?.Properties['KmsMasterKeyId']
  expect(keyOf(null)).toBeUndefined()
  expect(keyOf({ alias: 'alias/alerts' })).toBe('alias/alerts')
  expect(keyOf({ id: '1234abcd-12ab-34cd-56ef-1234567890ab' })).toBe('1234abcd-12ab-34cd-56ef-1234567890ab')
})

test('guard alarm: the function exists only with a tag, and its role can change only keys with the tag', () => {
  expect(Object.keys(resources()).filter(name => name.startsWith('Cancel'))).toEqual([])
  const statements = roleStatements({ cancelTag: TAG })
  const changing = statements.filter(({ Action }) => [Action].flat().some(one => /^kms:(Cancel|Enable)/.test(one)))
  expect(changing).toMatchObject([
    {
      Action: ['kms:CancelKeyDeletion'],
      Condition: { StringEquals: { 'aws:ResourceTag/Environment': 'Production' } },
    },
  ])
  expect(roleStatements({ cancelTag: TAG, reEnable: true }).flatMap(({ Action }) => Action)).toContain('kms:EnableKey')
})

test('guard alarm: the role may use the key of the topic, and nothing else with all resources', () => {
  const statements = roleStatements({ cancelTag: TAG, topicKey: { alias: 'alias/alerts' } })
  expect(statements.find(({ Sid }) => Sid === 'KeyOfTopic')).toMatchObject({
    Action: ['kms:GenerateDataKey*', 'kms:Decrypt'],
    Condition: { 'ForAnyValue:StringEquals': { 'kms:ResourceAliases': 'alias/alerts' } },
  })
  expect(statements.filter(({ Resource }) => Resource === '*')).toEqual([])
})

test('guard alarm: the reader of policies reads the policies of the topic and of the role', () => {
  const all = resources({ cancelTag: TAG, topicKey: { id: '1234abcd-12ab-34cd-56ef-1234567890ab' } })
  const topic = all['TopicPolicy']?.Properties['PolicyDocument']
  for (const document of [topic, rolePolicy(all)]) {
    // CloudFormation fills in what is not text yet.
    const text = JSON.stringify(document, (name, value: unknown) => (name === 'Resource' ? 'arn:x' : value))
    const read = readPolicy(text)
    expect(read.known && read.value.statements.length > 0).toBe(true)
  }
})

test('guard alarm: the description says what a missing trail means, within the limit of CloudFormation', () => {
  const describe = (trails: string[]) =>
    String(alarmTemplate({ topicKey: null, cancelTag: TAG, reEnable: false, subjects: [], trails })['Description'])
  expect(describe(['These rules may not fire.'])).toContain('is then Disabled. These rules may not fire.')
  expect(describe(['x'.repeat(3000)])).toHaveLength(1024)
})

interface IamStatement {
  Sid: string
  Action: string | string[]
  Resource: unknown
  Condition?: unknown
}

interface IamPolicy {
  Statement: IamStatement[]
}

function rolePolicy(all: Record<string, Resource>): IamPolicy {
  const policies = (all['CancelDeletionRole']?.Properties['Policies'] ?? []) as { PolicyDocument: IamPolicy }[]
  return policies[0]?.PolicyDocument ?? { Statement: [] }
}

const roleStatements = (different: Partial<AlarmTerms>): IamStatement[] => rolePolicy(resources(different)).Statement
