import type { AnswerCall } from '../../wire/call.ts'
import { describeOne } from './describe.ts'
import { listOf } from './list-of.ts'
import { resourceService } from './resource-service.ts'

const within =
  (root: string, answer: AnswerCall): AnswerCall =>
  call => ({ [root]: answer(call) })

/** A global service, whose resources are in us-east-1. https://docs.aws.amazon.com/Route53/latest/APIReference/ */
export const route53 = resourceService({
  name: 'route53',
  protocol: 'rest-xml',
  routes: {
    'GET /2013-04-01/hostedzone': 'ListHostedZones',
    'GET /2013-04-01/hostedzone/{zone}/dnssec': 'GetDNSSEC',
  },
  xml: { namespace: 'https://route53.amazonaws.com/doc/2013-04-01/', items: { HostedZones: 'HostedZone' } },
  operations: {
    ListHostedZones: within(
      'ListHostedZonesResponse',
      listOf('HostedZones', {
        token: ['marker', 'NextMarker'],
        size: ['maxitems', 1, 100, 100],
        more: 'IsTruncated',
        of: 'GetDNSSEC',
        toItem: zone => ({ Id: `/hostedzone/${zone}`, Name: `${zone.toLowerCase()}.example.com.` }),
      }),
    ),
    GetDNSSEC: within('GetDNSSECResponse', describeOne('zone', { missing: 'NoSuchHostedZone', status: 404 })),
  },
})
