import { clientsFor } from '../../aws/session/clients.ts'
import { PlaceClient } from '../../aws/session/place-client.ts'
import type { RequestHandler } from '../../aws/session/request-handler.ts'
import type { Place } from '../../model/place.ts'
import type { Run } from '../run/run.ts'

/** Returns the client of a place that is not entered. It makes no call. */
export const notEnteredClient = (place: Place, { calls }: Run): PlaceClient =>
  new PlaceClient(place, clientsFor(place.region, NO_CREDENTIALS, NO_NETWORK), calls, {
    expired: false,
    notEntered: 'not requested: the account is not entered',
  })

const NO_CREDENTIALS = { accessKeyId: '', secretAccessKey: '' }

/** No call reaches it. */
const NO_NETWORK: RequestHandler = {
  handle: () => Promise.reject(new Error('a call of an account that is not entered')),
  updateHttpClientConfig: () => {},
  httpHandlerConfigs: () => ({}),
}
