import type { Dependent } from '../dependent.ts'

/**
 * Route 53 signs the keys of the zone with this key. Signatures expire if it cannot. It must be an asymmetric key in
 * us-east-1, and only the aws partition has DNSSEC signing. Private zones have none.
 * https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-configuring-dnssec-cmk-requirements.html
 */
const route53Dnssec: Dependent = {
  singular: 'Route 53 signed zone',
  plural: 'Route 53 signed zones',
  operations: ['route53:ListHostedZones', 'route53:GetDNSSEC'],
  effort: 'each',
  effect: {
    when: 'within-hours',
    consequence: 'the zone is no longer signed, and resolvers that validate DNSSEC reject all of its names',
  },
  onlyIn: { aws: 'us-east-1' },
  namedBy: { arn: /^route53:::hostedzone\/(.+)$/ },
  encryption: { notJudged: 'The key signs the zone. It encrypts nothing.' },
  async list(sweep) {
    const { GetDNSSECCommand, ListHostedZonesCommand, Route53Client } = await import('@aws-sdk/client-route-53')
    const route53 = sweep.client('Route 53', config => new Route53Client(config))
    const { partition } = sweep.place
    const send = (Marker: string | undefined) => route53.send(new ListHostedZonesCommand({ MaxItems: 100, Marker }))
    const request = { send, items: 'HostedZones', next: 'NextMarker' }
    await sweep.pages('route53:ListHostedZones', request, async zone => {
      if (zone.at('Config').flag('PrivateZone') === true) return
      const id = zone.word('Id').replace(/^.*\//, '')
      const get = new GetDNSSECCommand({ HostedZoneId: id })
      const answer = await sweep.call('route53:GetDNSSEC', id, () => route53.send(get), ['NoSuchHostedZone'])
      const arn = `arn:${partition}:route53:::hostedzone/${id}`
      for (const signing of answer?.list('KeySigningKeys') ?? []) sweep.found({ id, arn, key: signing.text('KmsArn') })
    })
  },
}

export default route53Dnssec
