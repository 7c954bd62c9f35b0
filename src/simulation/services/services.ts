import { accessAnalyzer } from './access-analyzer.ts'
import { account } from './account.ts'
import type { SimulatedService } from '../wire/call.ts'
import { cloudtrail } from './cloudtrail.ts'
import { cloudwatch } from './cloudwatch.ts'
import { costExplorer } from './cost-explorer.ts'
import { ec2 } from './ec2.ts'
import { iam } from './iam/iam.ts'
import { kms } from './kms.ts'
import { organizations } from './organizations.ts'
import { resourceServices } from './resources/resource-services.ts'
import { pricing } from './pricing.ts'
import { securityHub } from './security-hub.ts'
import { serviceQuotas } from './service-quotas.ts'
import { sts } from './sts.ts'

/** Services by their name in the scope of a signature. */
export const services: Readonly<Record<string, SimulatedService>> = {
  kms,
  cloudtrail,
  monitoring: cloudwatch,
  sts,
  account,
  'access-analyzer': accessAnalyzer,
  ce: costExplorer,
  ec2,
  iam,
  organizations,
  pricing,
  securityhub: securityHub,
  servicequotas: serviceQuotas,
  ...resourceServices,
}
