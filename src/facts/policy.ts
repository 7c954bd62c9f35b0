import type { KeyFact } from './fact.ts'

export const policy: KeyFact = {
  title: 'key policy',
  plural: 'key policies',
  field: 'key_policy',
  operations: ['kms:GetKeyPolicy'],
  callsPerKey: 1,
  isUsableAlone: true,
  async read(_key, ask) {
    const { getKeyPolicy } = await import('../aws/kms/get-key-policy.ts')
    return { key_policy: await ask('kms:GetKeyPolicy', getKeyPolicy) }
  },
}
