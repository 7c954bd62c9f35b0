import { AwsJson1_0Protocol, AwsJson1_1Protocol } from '@aws-sdk/core/protocols'
import { JsonCodec2, JsonShapeDeserializer2 } from '@smithy/core/protocols'
import { NormalizedSchema } from '@smithy/core/schema'
import type { Schema } from '@smithy/types'

/**
 * The SDK reads a list where an object belongs as an object without members, and an empty `KeyLastUsage` means that
 * nobody used the key. And one date that it cannot read costs the whole answer, with the uses that it shows. These
 * protocols leave both as they are in the answer: the reader of that member (shape.ts) refuses it, and no other.
 */
class StrictDeserializer extends JsonShapeDeserializer2 {
  protected override _read(schema: Schema, value: unknown): unknown {
    const expected = NormalizedSchema.of(schema)
    if (Array.isArray(value) && expected.isStructSchema()) {
      if (expected.isMemberSchema()) return value
      throw new TypeError(`${expected.getName() ?? 'the response'} is a list, not an object`)
    }
    return expected.isTimestampSchema() ? this.#date(schema, value) : super._read(schema, value)
  }

  #date(schema: Schema, value: unknown): unknown {
    try {
      return super._read(schema, value)
    } catch {
      return value
    }
  }
}

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
