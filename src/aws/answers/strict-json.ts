import { AwsJson1_0Protocol, AwsJson1_1Protocol } from '@aws-sdk/core/protocols'
import { JsonCodec2, JsonShapeDeserializer2 } from '@smithy/core/protocols'
import { NormalizedSchema } from '@smithy/core/schema'
import type { Schema } from '@smithy/types'

/**
 * Leaves wrong members of an answer as they are, so that only the reader of that member (shape.ts) rejects them. The
 * SDK would read a list in place of an object as an empty object, and an empty `KeyLastUsage` means that the key was
 * never used. One date that the SDK cannot read would make the whole answer unreadable, with the uses that it shows.
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
