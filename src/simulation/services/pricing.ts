import { isObject } from '../../lib/json.ts'
import { page, pageSize, WireError, type SimulatedCall, type SimulatedService } from '../wire/call.ts'
import { priceProducts, PUBLISHED } from './price-products.ts'

/** https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_Operations_AWS_Price_List_Service.html */
export const pricing: SimulatedService = {
  name: 'pricing',
  protocol: 'json-1.1',
  throttle: { name: 'ThrottlingException', message: 'Rate exceeded', status: 400 },
  operations: { GetProducts: getProducts },
}

function getProducts({ input }: SimulatedCall): unknown {
  if (input['ServiceCode'] !== 'awskms')
    throw new WireError('NotFoundException', `Service ${String(input['ServiceCode'])} is not simulated.`)
  const filters = Array.isArray(input['Filters']) ? input['Filters'].filter(isObject) : []
  const region = String(filters.find(({ Field }) => Field === 'regionCode')?.['Value'] ?? '')
  const refusal = new WireError('InvalidNextTokenException', 'Invalid NextToken')
  const all = priceProducts(region) ?? []
  const { items, next } = page(all, 'products', input['NextToken'], pageSize(input['MaxResults'], 100, 100), refusal)
  return {
    FormatVersion: 'aws_v1',
    PriceList: items.map(({ product, onDemand }) =>
      JSON.stringify({ product, serviceCode: 'awskms', terms: { OnDemand: onDemand }, publicationDate: PUBLISHED }),
    ),
    ...(next !== undefined && { NextToken: next }),
  }
}
