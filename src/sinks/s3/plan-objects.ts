import type { ObjectPlace } from '../../aws/s3/bucket-client.ts'
import { countText } from '../../lib/text/numbers.ts'
import { toSafeJson } from '../../lib/text/safe-json.ts'
import { safeText } from '../../lib/text/safe-text.ts'
import { AuditError } from '../../lib/process/exit.ts'
import { kindOf } from '../../model/assessments/findings-report.ts'
import { requireAccess } from '../no-access.ts'
import type { CallerDelivery, Plan } from '../sink.ts'
import type { BucketOptions } from './s3.ts'
import { writeObject } from './write-object.ts'

const CONTENT_TYPES = { json: 'application/json', html: 'text/html; charset=utf-8' } as const

/** What an object is written with, besides its body. */
interface ObjectHead extends ObjectPlace {
  ContentType: string
}

/** Prepares the objects. The time of the report is part of their keys, so that no report replaces another. */
export async function planObjects(delivery: CallerDelivery<BucketOptions>, bucket: string): Promise<Plan> {
  const { report, settings, render } = delivery
  const kind = kindOf(report)
  if (kind !== null)
    throw new AuditError('usage', `publish s3 takes the report of an audit, not of ${kind}.`, {
      hint: `Copy the file of kms-audit ${kind} with aws s3 cp.`,
    })
  const client = requireAccess(delivery.client, bucket)
  const name = `${settings.prefix ?? ''}${report.generated_at.replace(/\..*/, '').replaceAll(':', '')}`
  const heads = (['json', 'html'] as const).map(format => ({ format, head: headOf(format) }))
  function headOf(format: keyof typeof CONTENT_TYPES): ObjectHead {
    const owner = settings.bucketOwner
    const head = { Bucket: bucket, Key: `${name}.${format}`, ContentType: CONTENT_TYPES[format] }
    return owner === null ? head : { ...head, ExpectedBucketOwner: owner }
  }
  return {
    summary: `The report as ${heads.map(({ head }) => addressOf(head)).join(' and ')}.`,
    question: `Write ${heads.length} objects to ${bucket}?`,
    notes: [],
    errors: [],
    calls: () => heads.map(({ head }) => `${toSafeJson(head)}\n`),
    async send(onError) {
      const lines: string[] = []
      for (const { format, head } of heads) {
        const written = await writeObject(client, head, await render(format))
        if (!written.ok) onError(`${addressOf(head)} was not written: ${written.why}`)
        else lines.push(`${addressOf(head)}: ${countText(written.bytes)} bytes${keyText(written.key)}`)
      }
      return { lines, accepted: lines.length, failed: heads.length - lines.length }
    },
  }
}

const addressOf = ({ Bucket, Key }: ObjectHead): string => safeText(`s3://${Bucket}/${Key}`)

const keyText = (key: string | null): string => (key === null ? '' : `, encrypted with ${safeText(key)}`)
