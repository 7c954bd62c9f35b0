import type { PlaceClient } from '../../aws/session/place-client.ts'
import { groupBy } from '../../lib/group-by.ts'
import type { NoticedDeletion } from '../../model/history/noticed-deletion.ts'
import type { AuditOptions } from '../../model/options/options.ts'
import type { DeletionRecord } from '../../model/report/deletion.ts'

/** Lookups of each account and Region: they take half a second each. */
const MOST = 20

/** Finds out who deleted keys. A key is looked up by its ARN, which takes one call unless it has many events. */
export async function readDeletions(
  noticed: readonly NoticedDeletion[],
  clients: readonly PlaceClient[],
  { sources }: Pick<AuditOptions, 'sources'>,
): Promise<DeletionRecord[]> {
  if (noticed.length === 0) return []
  const isAsked = sources === 'auto' || sources.includes('cloudtrail')
  const { findDeletion } = await import('../../sources/cloudtrail/deletion-event.ts')
  const places = groupBy(noticed, ({ key: { account_id, region } }) => `${account_id} ${region}`)
  const records = await Promise.all(
    places.map(async ofPlace => {
      const client = clients.find(({ place }) => isIn(ofPlace[0], place))
      const why = isAsked ? (client === undefined ? 'the Region was not entered' : TOO_MANY) : NOT_ASKED
      return Promise.all(
        ofPlace.map(async ({ key, arn }, at): Promise<DeletionRecord> => {
          if (!isAsked || client === undefined || at >= MOST) return { ...key, status: 'unknown', why }
          return { ...key, ...(await findDeletion(client, arn)) }
        }),
      )
    }),
  )
  return records.flat()
}

const NOT_ASKED = 'CloudTrail was not asked (--source)'
const TOO_MANY = `only ${MOST} keys of each Region are looked up`

const isIn = (noticed: NoticedDeletion | undefined, { account, region }: PlaceClient['place']): boolean =>
  noticed?.key.account_id === account && noticed.key.region === region
