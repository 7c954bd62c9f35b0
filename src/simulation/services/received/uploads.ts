import { WireError, type AnswerCall, type SimulatedCall } from '../../wire/call.ts'
import type { SimBucket, SimUpload } from '../../world/sim-received.ts'
import { writableBucket } from './writable-bucket.ts'

/** Bytes of a part that is not the last. */
const SMALLEST = 5 * 1024 * 1024

/** Returns the operation of a request about an object that is written in parts. Null: it is another one. */
export function readUpload(method: string, query: Readonly<Record<string, unknown>>): string | null {
  if (method === 'POST' && 'uploads' in query) return 'CreateMultipartUpload'
  if (!('uploadId' in query)) return null
  return { PUT: 'UploadPart', POST: 'CompleteMultipartUpload', DELETE: 'AbortMultipartUpload' }[method] ?? null
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html */
export const UPLOAD_OPERATIONS: Readonly<Record<string, AnswerCall>> = {
  CreateMultipartUpload(call) {
    const { uploads } = writableBucket(call)
    const UploadId = `upload-${uploads.size + 1}`
    uploads.set(UploadId, { contentType: String(call.input['ContentType']), parts: new Map() })
    return { InitiateMultipartUploadResult: { Bucket: call.input['Bucket'], Key: call.input['Key'], UploadId } }
  },
  UploadPart(call) {
    const { upload } = openUpload(call)
    const number = Number(call.input['PartNumber'])
    upload.parts.set(number, String(call.input['Body']))
    return { etag: `"part-${number}"` }
  },
  CompleteMultipartUpload(call) {
    const { bucket, upload } = openUpload(call)
    const named = [...String(call.input['Body']).matchAll(/<PartNumber>(\d+)<\/PartNumber>/g)].map(found => found[1])
    const parts = named.map(number => upload.parts.get(Number(number)))
    if (parts.length === 0 || parts.includes(undefined))
      throw new WireError('InvalidPart', 'One or more of the specified parts could not be found.')
    if (parts.slice(0, -1).some(part => Buffer.byteLength(part ?? '') < SMALLEST))
      throw new WireError('EntityTooSmall', 'Your proposed upload is smaller than the minimum allowed size')
    bucket.objects.set(String(call.input['Key']), { contentType: upload.contentType, body: parts.join('') })
    bucket.uploads.delete(String(call.input['UploadId']))
    return { CompleteMultipartUploadResult: { Bucket: call.input['Bucket'], Key: call.input['Key'], ETag: '"whole"' } }
  },
  AbortMultipartUpload(call) {
    openUpload(call).bucket.uploads.delete(String(call.input['UploadId']))
    return {}
  },
}

function openUpload(call: SimulatedCall): { bucket: SimBucket; upload: SimUpload } {
  const bucket = writableBucket(call)
  const upload = bucket.uploads.get(String(call.input['UploadId']))
  if (upload === undefined) throw new WireError('NoSuchUpload', 'The specified upload does not exist.', 404)
  return { bucket, upload }
}
