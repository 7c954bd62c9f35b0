import { AwsJson1_0Protocol, AwsJson1_1Protocol } from '@aws-sdk/core/protocols'
import { JsonCodec2, JsonShapeDeserializer2 } from '@smithy/core/protocols'
import { NormalizedSchema } from '@smithy/core/schema'
import type { Schema } from '@smithy/types'

/**
 * The SDK reads a list where an object belongs as an object without members, and an empty `KeyLastUsage` means that
 * nobody used the key. These protocols refuse such an answer instead.
 */
class StrictDeserializer extends JsonShapeDeserializer2 {
  protected override _read(schema: Schema, value: unknown): unknown {
    if (Array.isArray(value)) {
      const expected = NormalizedSchema.of(schema)
      if (expected.isStructSchema()) throw new TypeError(`${nameOf(expected)} is a list, not an object`)
    }
    return super._read(schema, value)
  }
}

const nameOf = (schema: NormalizedSchema): string =>
  schema.isMemberSchema() ? schema.getMemberName() : (schema.getName() ?? 'the answer')

class StrictCodec extends JsonCodec2 {
  override createDeserializer(): JsonShapeDeserializer2 {
    const deserializer = new StrictDeserializer(this.settings)
    if (this.serdeContext !== undefined) deserializer.setSerdeContext(this.serdeContext)
    return deserializer
  }
}

/** As the SDK's own protocols make it. */
const codec = (): StrictCodec =>
  new StrictCodec({ timestampFormat: { useTrait: true, default: EPOCH_SECONDS }, jsonName: false })

const EPOCH_SECONDS = 7

/** Of KMS, CloudTrail and Organizations. */
export class StrictJson11 extends AwsJson1_1Protocol {
  constructor(settings: ConstructorParameters<typeof AwsJson1_1Protocol>[0]) {
    super({ ...settings, jsonCodec: codec() })
  }
}

/** Of CloudWatch. */
export class StrictJson10 extends AwsJson1_0Protocol {
  constructor(settings: ConstructorParameters<typeof AwsJson1_0Protocol>[0]) {
    super({ ...settings, jsonCodec: codec() })
  }
}
