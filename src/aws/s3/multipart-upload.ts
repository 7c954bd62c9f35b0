import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3'
import type { Answer } from '../answers/answer.ts'
import { untimed } from '../answers/answer.ts'
import { answered, optional, word } from '../answers/shape.ts'
import type { PlaceClient } from '../session/place-client.ts'
import { bucketClient, type ObjectPlace } from './bucket-client.ts'

/** An object that is written in parts. It does not exist before all are there. */
export interface Upload extends ObjectPlace {
  UploadId: string
}

/** A part of an object that S3 has received. */
export interface UploadedPart {
  PartNumber: number
  ETag: string
  /** Left out: the part was sent without it. */
  ChecksumCRC32?: string
}

/** S3 takes parts of at least this many bytes, except the last, and at most 10,000 of them. */
export const SMALLEST_PART = 5 * 1024 * 1024

/**
 * Starts an upload. Returns it with the key that will encrypt the object; null: a key of S3.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html
 */
export async function startUpload(
  client: PlaceClient,
  head: ObjectPlace & { ContentType: string },
): Promise<Answer<{ upload: Upload; key: string | null }>> {
  const { ContentType: _, ...place } = head
  const send = (): Promise<unknown> => bucketClient(client).send(new CreateMultipartUploadCommand(head))
  return untimed(
    await client.call('s3:PutObject', head.Key, send, answer => {
      const { UploadId, SSEKMSKeyId } = answered(answer)
      const key = optional(word)(SSEKMSKeyId, 'SSEKMSKeyId') ?? null
      return { upload: { ...place, UploadId: word(UploadId, 'UploadId') }, key }
    }),
  )
}

/** @param PartNumber from 1 */
export async function uploadPart(
  client: PlaceClient,
  upload: Upload,
  PartNumber: number,
  Body: Buffer,
): Promise<Answer<UploadedPart>> {
  const send = (): Promise<unknown> => bucketClient(client).send(new UploadPartCommand({ ...upload, PartNumber, Body }))
  return untimed(
    await client.call('s3:PutObject', upload.Key, send, answer => {
      const { ETag, ChecksumCRC32 } = answered(answer)
      const checksum = optional(word)(ChecksumCRC32, 'ChecksumCRC32')
      const part = { PartNumber, ETag: word(ETag, 'ETag') }
      return checksum === undefined ? part : { ...part, ChecksumCRC32: checksum }
    }),
  )
}

/** Makes the object of its parts. */
export async function completeUpload(
  client: PlaceClient,
  upload: Upload,
  Parts: readonly UploadedPart[],
): Promise<Answer<null>> {
  const input = { ...upload, MultipartUpload: { Parts: [...Parts] } }
  const send = (): Promise<unknown> => bucketClient(client).send(new CompleteMultipartUploadCommand(input))
  return untimed(await client.call('s3:PutObject', upload.Key, send, () => null))
}

/** Throws the parts away, which cost money as long as they are there. */
export async function abortUpload(client: PlaceClient, upload: Upload): Promise<Answer<null>> {
  const send = (): Promise<unknown> => bucketClient(client).send(new AbortMultipartUploadCommand({ ...upload }))
  return untimed(await client.call('s3:AbortMultipartUpload', upload.Key, send, () => null))
}
