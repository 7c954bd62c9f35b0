import { getFindings } from '../../aws/security-hub/get-findings.ts'
import { GENERATOR_PREFIX, productArn, REGIONS_FIELD } from '../../formats/asff/asff-finding.ts'
import type { AwsDelivery } from '../sink.ts'
import type { Destination, DestinationState, PlaceFindings } from './destination.ts'

/**
 * Reads what Security Hub has in a place before anything is decided. Findings can still be sent if only reading the
 * existing ones is denied.
 */
export const openDestination = async (
  findings: PlaceFindings,
  clientFor: AwsDelivery['clientFor'],
): Promise<Destination> => ({ ...findings, state: await stateOf(findings, clientFor) })

async function stateOf({ place }: PlaceFindings, clientFor: AwsDelivery['clientFor']): Promise<DestinationState> {
  const client = clientFor(place.account_id, place.region)
  if ('partition' in client) return { kind: 'no-session', partition: client.partition }
  const { partition, region, account } = client.place
  const arn = productArn(partition, region, account)
  const answer = await getFindings(client, {
    productArn: arn,
    generatorPrefix: GENERATOR_PREFIX,
    regionsField: REGIONS_FIELD,
  })
  if (answer.known) return { kind: 'readable', client, productArn: arn, existing: answer.value }
  if (answer.reason === 'denied')
    return { kind: 'write-only', client, productArn: arn, existing: null, why: answer.why }
  return { kind: 'failed', failure: answer }
}
