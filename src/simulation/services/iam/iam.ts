import type { SimulatedService } from '../../wire/call.ts'
import { getAccountAuthorizationDetails } from './authorization-details.ts'
import { getRole, getUser, listRoles } from './roles.ts'
import { simulatePrincipalPolicy } from './simulate-principal-policy.ts'

/** A global service, which signs for one Region of each partition. https://docs.aws.amazon.com/IAM/latest/APIReference/ */
export const iam: SimulatedService = {
  name: 'iam',
  protocol: 'query',
  xml: { namespace: 'https://iam.amazonaws.com/doc/2010-05-08/' },
  throttle: { name: 'Throttling', message: 'Rate exceeded', status: 400 },
  operations: {
    GetAccountAuthorizationDetails: getAccountAuthorizationDetails,
    GetRole: getRole,
    GetUser: getUser,
    ListRoles: listRoles,
    SimulatePrincipalPolicy: simulatePrincipalPolicy,
  },
}
