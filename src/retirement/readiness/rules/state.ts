import { isPendingDeletion } from '../../../model/key.ts'
import { dayText } from '../../../model/time.ts'
import type { ReasonRule } from '../reason.ts'

const awsManaged: ReasonRule = {
  id: 'aws-managed',
  level: 'blocked',
  title: 'AWS manages the key',
  find: ({ key_manager }) =>
    key_manager === 'AWS'
      ? {
          text: 'AWS manages this key, and only AWS can delete it.',
          source: 'description',
          clears: 'Nothing. AWS managed keys cost nothing.',
        }
      : null,
}

const undescribed: ReasonRule = {
  id: 'not-described',
  level: 'blocked',
  title: 'The key could not be described',
  find: ({ error, key_state, key_manager }) =>
    error !== null || key_state === null || key_manager === null
      ? {
          text: `${error ?? 'The key could not be described'}, so its state and type are not known.`,
          source: 'description',
          clears: 'Allow kms:DescribeKey for the key, and run the audit again.',
        }
      : null,
}

const recordedAlone: ReasonRule = {
  id: 'recorded-only',
  level: 'blocked',
  title: 'The key is only known from AWS Config, and AWS KMS was not asked',
  find: ({ inventory }) =>
    inventory === undefined
      ? null
      : {
          text: `The key is as ${inventory.source} recorded it${inventory.recorded_at === null ? '' : ` on ${dayText(Date.parse(inventory.recorded_at))}`}. Its policy, grants and aliases are not known.`,
          source: 'description',
          clears: 'Audit the account and Region of the key with a profile or role of the account.',
        },
}

const pendingDeletion: ReasonRule = {
  id: 'pending-deletion',
  level: 'blocked',
  title: 'The key is already scheduled for deletion',
  find: ({ key_state, deletion_date }) =>
    key_state !== null && isPendingDeletion(key_state)
      ? {
          text: `The key is already scheduled for deletion${deletion_date === null ? '' : `, on ${dayText(Date.parse(deletion_date))}`}.`,
          source: 'description',
          clears: 'Nothing has to be done.',
        }
      : null,
}

const otherState: ReasonRule = {
  id: 'other-state',
  level: 'blocked',
  title: 'The key is neither Enabled nor Disabled',
  find: ({ key_state }) =>
    key_state === null || isPendingDeletion(key_state) || ['Enabled', 'Disabled'].includes(key_state)
      ? null
      : {
          text: `The key is ${key_state}. Only enabled keys can be disabled and watched.`,
          source: 'description',
          clears: 'Wait until the key is Enabled, or decide about it without a plan.',
        },
}

export const ofState: readonly ReasonRule[] = [awsManaged, undescribed, recordedAlone, pendingDeletion, otherState]
