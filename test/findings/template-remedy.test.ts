import { describe, expect, test } from 'vitest'
import { templateChange } from '../../src/checks/shared/template.ts'
import { templateRemedy } from '../../src/findings/template-remedy.ts'
import type { KeyRecord } from '../../src/model/report/report.ts'
import { aRecord } from '../formats/a-report.ts'

const ROTATE = templateChange('EnableKeyRotation: true', 'enable_key_rotation = true')
const EDIT = templateChange('# Change the statements in KeyPolicy.', '# Change the statements in policy.')

const tagged = (tags: Record<string, string>, different: Partial<KeyRecord> = {}): KeyRecord =>
  aRecord({ tags: Object.entries(tags).map(([TagKey, TagValue]) => ({ TagKey, TagValue })), ...different })

const STACK = { 'aws:cloudformation:stack-name': 'app-keys', 'aws:cloudformation:logical-id': 'OrdersKey' }

describe('remedies in templates', () => {
  test('template remedy: a key of a CloudFormation stack gets the property, with the stack and the logical id', () => {
    expect(templateRemedy(tagged(STACK), ROTATE)).toEqual({
      tool: 'cloudformation',
      text: '# AWS::KMS::Key OrdersKey\nProperties:\n  EnableKeyRotation: true',
      warning: expect.stringMatching(/^The CloudFormation stack app-keys manages this key\. .* is drift/),
    })
  })

  test('template remedy: what has no fixed value is a comment in the type of the key', () => {
    const replica = tagged(STACK, { multi_region_type: 'REPLICA' })
    expect(templateRemedy(replica, EDIT)?.text).toBe(
      '# AWS::KMS::ReplicaKey OrdersKey\n# Change the statements in KeyPolicy.',
    )
  })

  test.each([
    [{ terraform: 'true' }],
    [{ ManagedBy: 'Terraform' }],
    [{ 'acme:managed-by': 'terraform' }],
    [{ Provisioner: 'OpenTofu' }],
    [{ TerraformWorkspace: 'prod' }],
    [{ created_by: 'terraform 1.9' }],
    [{ IaC: 'terragrunt' }],
  ])('template remedy: %j says that Terraform manages the key', tags => {
    const { key_id } = aRecord()
    expect(templateRemedy(tagged(tags), ROTATE)).toMatchObject({
      tool: 'terraform',
      text: `# aws_kms_key of ${key_id}\nenable_key_rotation = true`,
    })
  })

  test.each<[string, Partial<KeyRecord>, string]>([
    ['a replica', { multi_region_type: 'REPLICA' }, 'aws_kms_replica_key'],
    ['imported key material', { origin: 'EXTERNAL' }, 'aws_kms_external_key'],
  ])('template remedy: %s has its own type in Terraform', (_, different, type) =>
    expect(templateRemedy(tagged({ terraform: '1' }, different), EDIT)?.text).toContain(`# ${type} of `),
  )

  test('template remedy: the tags of CloudFormation are proof, those of people are not', () => {
    expect(templateRemedy(tagged({ ManagedBy: 'terraform', ...STACK }), ROTATE)?.tool).toBe('cloudformation')
  })

  test.each<[string, KeyRecord]>([
    ['no tag names a template', tagged({ Owner: 'terraform', terraform: 'false', ManagedBy: 'the platform team' })],
    ['the tags were not read', aRecord()],
    ['the tags could not be read', aRecord({ tags: null })],
  ])('template remedy: there is none if %s', (_, key) => expect(templateRemedy(key, ROTATE)).toBeUndefined())

  test('template remedy: there is none for a finding that no template can fix', () => {
    expect(templateRemedy(tagged(STACK), undefined)).toBeUndefined()
  })

  test('template remedy: names from the account cannot leave their comment', () => {
    const hostile = 'x\nProperties:\n  KeyPolicy: {}\u202e'
    const tags = { 'aws:cloudformation:stack-name': hostile, 'aws:cloudformation:logical-id': hostile }
    const lines = templateRemedy(tagged(tags), ROTATE)?.text.split('\n')
    expect(lines).toEqual([
      '# AWS::KMS::Key x\\nProperties:\\n  KeyPolicy: {}\\u{202e}',
      'Properties:',
      '  EnableKeyRotation: true',
    ])
    expect(templateRemedy(tagged({ terraform: hostile }), ROTATE)?.warning.split('\n')).toHaveLength(1)
  })
})
