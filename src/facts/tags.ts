import type { KeyFact } from './fact.ts'

export const tags: KeyFact = {
  title: 'tags',
  plural: 'tags',
  field: 'tags',
  operations: ['kms:ListResourceTags'],
  callsPerKey: 1,
  isUsableAlone: true,
  async read(_key, ask) {
    const { listTags } = await import('../aws/kms/list-tags.ts')
    return { tags: await ask('kms:ListResourceTags', listTags) }
  },
}
