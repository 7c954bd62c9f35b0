import type { Protocol, SimulatedService } from '../../wire/call.ts'

/** Returns a service that answers from the resources of a Region, with the usual throttling error of its protocol. */
export const resourceService = (service: Omit<SimulatedService, 'throttle'> & Partial<SimulatedService>) => ({
  throttle: THROTTLES[service.protocol],
  ...service,
})

const THROTTLES: Readonly<Record<Protocol, SimulatedService['throttle']>> = {
  'json-1.0': { name: 'ThrottlingException', message: 'Rate exceeded', status: 400 },
  'json-1.1': { name: 'ThrottlingException', message: 'Rate exceeded', status: 400 },
  'rest-json': { name: 'TooManyRequestsException', message: 'Too Many Requests', status: 429 },
  query: { name: 'Throttling', message: 'Rate exceeded', status: 400 },
  'rest-xml': { name: 'Throttling', message: 'Rate exceeded', status: 400 },
  s3: { name: 'SlowDown', message: 'Please reduce your request rate.', status: 503 },
  ec2: { name: 'RequestLimitExceeded', message: 'Request limit exceeded.', status: 503 },
}
