/**
 * The SDK would call a host that is named after the account, which firewalls and VPC endpoints may not let through.
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-account-endpoints.html
 */
export const ONE_HOST = { accountIdEndpointMode: 'disabled' } as const
