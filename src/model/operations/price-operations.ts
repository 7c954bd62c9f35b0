/**
 * The operations of the Price List API: a part of the table in `operations.ts`.
 *
 * https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/using-price-list-query-api.html
 */
export const PRICE_OPERATIONS = {
  'pricing:GetProducts': {
    perSecond: 5,
    access: 'read',
    neededFor: 'prices',
    without: 'nothing, if the public price list file can be reached; else prices are those in the package',
  },
} as const
