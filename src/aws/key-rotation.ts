import { GetKeyRotationStatusCommand, ListKeyRotationsCommand } from '@aws-sdk/client-kms'
import type { RotationsListEntry } from '@aws-sdk/client-kms'
import type { RotationRecord } from '../model/report.ts'
import { isoTime } from '../model/time.ts'
import type { Answer } from './answer.ts'
import { failure } from './answer.ts'
import { everyPage } from './every-page.ts'
import type { PlaceAccess } from './place-access.ts'

/**
 * Whether AWS rotates the key, and how often.
 * https://docs.aws.amazon.com/kms/latest/APIReference/API_GetKeyRotationStatus.html
 */
export async function rotationStatus(
  access: PlaceAccess,
  KeyId: string,
): Promise<Answer<{ enabled: boolean } & Omit<RotationRecord, 'rotations'>>> {
  const client = await access.clients.kms()
  const command = new GetKeyRotationStatusCommand({ KeyId })
  const answer = await access.caller.call('kms:GetKeyRotationStatus', KeyId, () => client.send(command))
  if (!answer.known) return answer
  const { KeyRotationEnabled: enabled, RotationPeriodInDays: period, NextRotationDate: next } = answer.value
  if (enabled === undefined) return failure('malformed', 'an answer of GetKeyRotationStatus without KeyRotationEnabled')
  const next_rotation_date = next === undefined ? null : isoTime(next.getTime())
  return { known: true, value: { enabled, period_in_days: period ?? null, next_rotation_date } }
}

/**
 * Every completed rotation, oldest first; the first key material is none.
 * https://docs.aws.amazon.com/kms/latest/APIReference/API_ListKeyRotations.html
 */
export async function listRotations(
  access: PlaceAccess,
  KeyId: string,
): Promise<Answer<NonNullable<RotationRecord['rotations']>>> {
  const client = await access.clients.kms()
  const rotations = await everyPage<RotationsListEntry>(access, 'kms:ListKeyRotations', KeyId, async marker => {
    const page = await client.send(new ListKeyRotationsCommand({ KeyId, Limit: 1000, ...marker }))
    return { ...page, items: page.Rotations }
  })
  if (!rotations.known) return rotations
  const dated = rotations.value.flatMap(({ RotationDate: at, RotationType: type }) =>
    at === undefined ? [] : { date: isoTime(at.getTime()), type: type ?? '' },
  )
  // Each of the first two costs a dollar: one that is not counted would make the price too low.
  if (dated.length < rotations.value.length) {
    return failure('malformed', 'ListKeyRotations tells a rotation without its date')
  }
  return { known: true, value: dated.toSorted((a, b) => (a.date < b.date ? -1 : 1)) }
}
