import type { Scenario } from '../scenario.ts'

/** Why AWS decides so, the page of its documentation that says it, the scenario, and the answer with the deciding link. */
export type Row = readonly [why: string, page: string, scenario: Scenario, expected: string]

const IAM = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/'
const KMS = 'https://docs.aws.amazon.com/kms/latest/developerguide/'
const SECRETS = 'https://docs.aws.amazon.com/secretsmanager/latest/userguide/'

export const PAGES = {
  logic: `${IAM}reference_policies_evaluation-logic.html`,
  crossAccount: `${IAM}reference_policies_evaluation-logic-cross-account.html`,
  boundaries: `${IAM}access_policies_boundaries.html`,
  principal: `${IAM}reference_policies_elements_principal.html`,
  notPrincipal: `${IAM}reference_policies_elements_notprincipal.html`,
  operators: `${IAM}reference_policies_elements_condition_operators.html`,
  severalValues: `${IAM}reference_policies_condition-logic-multiple-context-keys-or-values.html`,
  keys: `${IAM}reference_policies_condition-keys.html`,
  variables: `${IAM}reference_policies_variables.html`,
  simulator: `${IAM}access_policies_testing-policies.html`,
  scp: 'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html',
  evaluation: `${KMS}policy-evaluation.html`,
  defaultPolicy: `${KMS}key-policy-default.html`,
  keyPolicy: `${KMS}key-policies.html`,
  outside: `${KMS}key-policy-modifying-external-accounts.html`,
  permissions: `${KMS}kms-api-permissions-reference.html`,
  grants: `${KMS}grants.html`,
  constraints: `${KMS}create-grant-overview.html`,
  conditions: `${KMS}conditions-kms.html`,
  state: `${KMS}key-state.html`,
  usage: `${KMS}symm-asymm-choose-key-usage.html`,
  multiRegion: `${KMS}multi-region-keys-overview.html`,
  secretPolicy: `${SECRETS}auth-and-access_resource-policies.html`,
  secretKey: `${SECRETS}security-encryption.html`,
  secretOutside: `${SECRETS}auth-and-access_examples_cross.html`,
  secretDeletion: `${SECRETS}manage_delete-secret.html`,
} as const
