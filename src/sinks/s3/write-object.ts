import type { ObjectPlace } from '../../aws/s3/bucket-client.ts'
import {
  abortUpload,
  completeUpload,
  SMALLEST_PART,
  startUpload,
  type Upload,
  uploadPart,
  type UploadedPart,
} from '../../aws/s3/multipart-upload.ts'
import { putObject } from '../../aws/s3/put-object.ts'
import type { PlaceClient } from '../../aws/session/place-client.ts'
import { type Chunks, joinChunks } from '../../lib/files/chunks.ts'
import { safeText } from '../../lib/text/safe-text.ts'

/** `key`: the KMS key that encrypts the object. Null: a key of S3. */
export type Written = { ok: true; bytes: number; key: string | null } | { ok: false; why: string }

type Head = ObjectPlace & { ContentType: string }

/**
 * Writes an object of any size. A large one is sent in parts, so that two of them are in memory at most, and each call
 * is short. It appears whole or not at all.
 */
export async function writeObject(client: PlaceClient, head: Head, chunks: Chunks): Promise<Written> {
  const parts = partsOf(chunks)
  const first = (await parts.next()).value ?? Buffer.alloc(0)
  const second = (await parts.next()).value
  if (second !== undefined) return writeParts(client, head, chain([first, second], parts))
  const answer = await putObject(client, { ...head, Body: first })
  return answer.known ? { ok: true, bytes: first.length, key: answer.value } : { ok: false, why: answer.why }
}

async function writeParts(client: PlaceClient, head: Head, parts: AsyncIterable<Buffer>): Promise<Written> {
  const started = await startUpload(client, head)
  if (!started.known) return { ok: false, why: started.why }
  const { upload, key } = started.value
  const uploaded: UploadedPart[] = []
  let bytes = 0
  for await (const part of parts) {
    const answer = await uploadPart(client, upload, uploaded.length + 1, part)
    if (!answer.known) return abandoned(client, upload, answer.why)
    uploaded.push(answer.value)
    bytes += part.length
  }
  const completed = await completeUpload(client, upload, uploaded)
  return completed.known ? { ok: true, bytes, key } : abandoned(client, upload, completed.why)
}

async function abandoned(client: PlaceClient, upload: Upload, why: string): Promise<Written> {
  const aborted = await abortUpload(client, upload)
  if (aborted.known) return { ok: false, why }
  const rest = `Its parts are still in the bucket and cost money: ${aborted.why}. To remove them, run aws s3api abort-multipart-upload with --upload-id ${safeText(upload.UploadId)}.`
  return { ok: false, why: `${why} ${rest}` }
}

/** Yields the bytes in parts that S3 takes. */
async function* partsOf(chunks: Chunks): AsyncGenerator<Buffer, undefined> {
  let pieces: Buffer[] = []
  let size = 0
  for await (const text of joinChunks(chunks)) {
    const piece = Buffer.from(text)
    pieces.push(piece)
    size += piece.length
    if (size < SMALLEST_PART) continue
    yield Buffer.concat(pieces)
    pieces = []
    size = 0
  }
  if (size > 0) yield Buffer.concat(pieces)
}

async function* chain<T>(first: readonly T[], rest: AsyncIterable<T>): AsyncGenerator<T> {
  yield* first
  yield* rest
}
