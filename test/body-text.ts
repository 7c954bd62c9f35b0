/** The text of the body of a request. The SDK warns if a string method is called on its bytes. */
export const textOf = (body: Uint8Array | string): string =>
  typeof body === 'string' ? body : new TextDecoder().decode(body)
