import type { ReasonRule } from '../reason.ts'

const imported: ReasonRule = {
  id: 'imported-material',
  level: 'review',
  title: 'The key material is imported, or lies in a key store outside KMS',
  find({ origin }) {
    if (origin === 'EXTERNAL')
      return {
        text: 'The key material is imported. After the deletion, data of a symmetric key cannot be decrypted, even if the material is imported again.',
        source: 'description',
        clears: 'Make sure that no data of the key is needed, in AWS or elsewhere.',
      }
    if (origin !== 'EXTERNAL_KEY_STORE' && origin !== 'AWS_CLOUDHSM') return null
    return {
      text: `The key material lies in a custom key store (${origin}), which others may use without KMS.`,
      source: 'description',
      clears: 'Ask the owner of the key store.',
    }
  },
}

export const ofMaterial: readonly ReasonRule[] = [imported]
