import { stringify } from 'yaml'
import type { Format } from '../format.ts'

const yaml: Format<unknown> = {
  title: 'YAML, as CloudFormation takes it',
  *render(shown) {
    yield stringify(shown, STYLE)
  },
}

export default yaml

/** CloudFormation reads YAML 1.1, in which a bare date is not text. */
const STYLE = { version: '1.1', lineWidth: 0, singleQuote: true, aliasDuplicateObjects: false } as const
