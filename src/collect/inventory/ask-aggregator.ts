import type { SelectedKeys } from '../../aws/config/select-keys.ts'
import type { Failure } from '../../aws/answers/answer.ts'
import type { Session } from '../../aws/session/enter-account.ts'
import { PlaceClient } from '../../aws/session/place-client.ts'
import { AuditError } from '../../lib/process/exit.ts'
import type { AggregatorName } from '../../model/options/options.ts'
import { partitionOf } from '../../model/partition.ts'
import type { Run } from '../run/run.ts'

interface AskedAggregator {
  client: PlaceClient
  selected: SelectedKeys
}

/**
 * Asks for the keys with the credentials that start the run, of one profile after the other, until the account of one has
 * the aggregator. Throws an `AuditError` with the next step if none has, or if it does not answer.
 */
export async function askAggregator(run: Run, { name, region }: AggregatorName): Promise<AskedAggregator> {
  const { selectKeys } = await import('../../aws/config/select-keys.ts')
  const tried: PlaceClient[] = []
  for (const session of run.starts) {
    const client = clientIn(run, session, region ?? session.home)
    tried.push(client)
    const selected = await selectKeys(client, name)
    if (selected?.known === true) return { client, selected: selected.value }
    if (selected !== null) throw noAnswer(name, client, selected)
  }
  throw noAggregator(name, tried, region !== null)
}

function clientIn(run: Run, session: Session, region: string): PlaceClient {
  const { partition, account } = session
  if (partitionOf(region) !== partition)
    throw new AuditError('usage', `--inventory-from: ${region} is not in partition ${partition}.`, {
      hint: 'Use the Region of the aggregator.',
    })
  const client = new PlaceClient({ partition, account, region }, session.clients(region), run.calls, session.state)
  run.host.progress.watch(client)
  return client
}

function noAnswer(name: string, { place }: PlaceClient, { reason, why }: Failure): AuditError {
  const said = why.replace(/\.$/, '')
  const message = `Could not read AWS Config aggregator ${name} in ${place.region} of account ${place.account}: ${said}.`
  return new AuditError('failed', message, {
    hint:
      reason === 'denied'
        ? 'Allow config:SelectAggregateResourceConfig, or use credentials of the account that has the aggregator.'
        : 'Try again, or remove --inventory-from.',
  })
}

function noAggregator(name: string, tried: readonly PlaceClient[], isRegionNamed: boolean): AuditError {
  const where = [...new Set(tried.map(({ place }) => `${place.region} of account ${place.account}`))].join(' or ')
  const region = tried[0]?.place.region ?? ''
  const list = `Run aws configservice describe-configuration-aggregators --region ${region} to list them`
  return new AuditError('usage', `AWS Config has no aggregator ${name} in ${where}.`, {
    hint: isRegionNamed ? `${list}.` : `${list}, or add its Region: config:${name}@REGION.`,
  })
}
