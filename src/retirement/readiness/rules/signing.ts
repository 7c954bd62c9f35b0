import { dayText } from '../../../model/time.ts'
import type { ReasonRule } from '../reason.ts'

const isAsymmetric = (spec: string | null): boolean =>
  spec !== null && spec !== 'SYMMETRIC_DEFAULT' && !spec.startsWith('HMAC_')

const asymmetric: ReasonRule = {
  id: 'asymmetric',
  level: 'review',
  title: 'The key is asymmetric, so its public key may be in use outside AWS',
  find: ({ key_spec: spec }) =>
    isAsymmetric(spec)
      ? {
          text: `The key is asymmetric (${spec}). AWS does not see what is encrypted or verified with its public key elsewhere.`,
          source: 'description',
          clears: 'Find out who has the public key, and what was signed or encrypted with it.',
        }
      : null,
}

const publicKeyRead: ReasonRule = {
  id: 'public-key-read',
  level: 'review',
  title: 'The public key was downloaded',
  find({ usage }) {
    const read = (usage?.evidence ?? []).flatMap(({ public_key_read_at: at }) => at ?? []).toSorted()
    const last = read.at(-1)
    return last === undefined
      ? null
      : {
          text: `The public key was last downloaded on ${dayText(Date.parse(last))}.`,
          source: 'cloudtrail',
          clears: 'Find out who downloaded it, and whether it is still used.',
        }
  },
}

const signed: ReasonRule = {
  id: 'has-signed',
  level: 'review',
  title: 'The key has signed, so that signatures may have to be verified with it',
  find: ({ usage }) =>
    ['Sign', 'GenerateMac'].includes(usage?.operation ?? '')
      ? {
          text: `The last use was ${usage?.operation}. What it signed can no longer be verified with KMS after the deletion.`,
          source: usage?.source ?? 'usage',
          clears: 'Keep the public key, or make sure that no signature has to be verified any more.',
        }
      : null,
}

export const ofSigning: readonly ReasonRule[] = [asymmetric, publicKeyRead, signed]
