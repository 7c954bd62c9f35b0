import { GetKeyRotationStatusCommand, ListKeyRotationsCommand } from '@aws-sdk/client-kms'
import type { RotationRecord } from '../../model/report/report.ts'
import { isoTime } from '../../model/time.ts'
import type { Answer } from '../answers/answer.ts'
import { untimed } from '../answers/answer.ts'
import { everyItem, kmsPage, markedBy } from '../calls/pages.ts'
import type { PlaceClient } from '../session/place-client.ts'
import { answered, fields, flag, instant, list, number, optional, past, word, type Read } from '../answers/shape.ts'

/** `enabled` is null where AWS says that this key cannot rotate by itself. */
type RotationStatus = { enabled: boolean | null } & Omit<RotationRecord, 'rotations'>

/**
 * Whether AWS rotates the key, and how often. Of a key with imported material KMS may answer
 * UnsupportedOperationException, which settles it.
 * https://docs.aws.amazon.com/kms/latest/APIReference/API_GetKeyRotationStatus.html
 */
export async function rotationStatus(
  client: PlaceClient,
  KeyId: string,
  imported: boolean,
): Promise<Answer<RotationStatus>> {
  const kms = await client.clients.kms()
  const command = new GetKeyRotationStatusCommand({ KeyId })
  const ask = async (): Promise<unknown> => {
    try {
      return await kms.send(command)
    } catch (error) {
      if (imported && isUnsupported(error)) return null
      throw error
    }
  }
  return untimed(await client.call('kms:GetKeyRotationStatus', KeyId, ask, status))
}

function status(answer: unknown): RotationStatus {
  if (answer === null) return { enabled: null, period_in_days: null, next_rotation_date: null }
  const { KeyRotationEnabled, RotationPeriodInDays, NextRotationDate } = answered(answer)
  const next = optional(instant)(NextRotationDate, 'NextRotationDate')
  return {
    enabled: flag(KeyRotationEnabled, 'KeyRotationEnabled'),
    period_in_days: optional(number)(RotationPeriodInDays, 'RotationPeriodInDays') ?? null,
    next_rotation_date: next === undefined ? null : isoTime(next),
  }
}

type Rotation = NonNullable<RotationRecord['rotations']>[number]

/**
 * Every completed rotation, oldest first, each once; the first key material is none. A key of imported material that
 * KMS does not support here has had no rotation.
 * https://docs.aws.amazon.com/kms/latest/APIReference/API_ListKeyRotations.html
 */
export async function listRotations(
  client: PlaceClient,
  KeyId: string,
  imported: boolean,
): Promise<Answer<Rotation[]>> {
  const kms = await client.clients.kms()
  const send = async (token: string | undefined): Promise<unknown> => {
    try {
      return await kms.send(new ListKeyRotationsCommand({ KeyId, Limit: 1000, ...markedBy(token) }))
    } catch (error) {
      if (imported && isUnsupported(error)) return { Rotations: [], Truncated: false }
      throw error
    }
  }
  const pages = client.pages('kms:ListKeyRotations', {
    id: KeyId,
    name: 'kms:ListKeyRotations',
    send,
    read: kmsPage('Rotations', list(rotation(past(client.now)))),
  })
  const rotations = await everyItem(pages)
  if (!rotations.known) return rotations
  const once = [...new Map(rotations.value.map(each => [each.date, each])).values()]
  return { known: true, value: once.toSorted((a, b) => (a.date < b.date ? -1 : 1)) }
}

/** Each of the first two costs a dollar: one without a date that is not counted would make the price too low. */
const rotation =
  (date: Read<number>): Read<Rotation> =>
  (value, name) => {
    const { RotationDate, RotationType } = fields(value, name)
    return {
      date: isoTime(date(RotationDate, `${name}.RotationDate`)),
      type: optional(word)(RotationType, `${name}.RotationType`) ?? '',
    }
  }

const isUnsupported = (error: unknown): boolean =>
  error instanceof Error && error.name === 'UnsupportedOperationException'
