/**
 * The operations about prices and costs: a part of the table in `operations.ts`. AWS bills $0.01 for each request to
 * Cost Explorer, which is only asked with `--actual-costs`.
 *
 * https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/using-price-list-query-api.html
 * https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_GetCostAndUsage.html
 */
export const PRICE_OPERATIONS = {
  'pricing:GetProducts': {
    perSecond: 5,
    access: 'read',
    neededFor: 'prices',
    without: 'nothing, if the public price list file can be reached; else prices are those in the package',
  },
  'ce:GetCostAndUsage': {
    perSecond: 5,
    access: 'read',
    neededFor: 'actual-costs',
    without: 'what AWS billed, beside list prices',
  },
} as const
