/** Returns an encryption context as `aws:s3:arn=arn:aws:s3:::orders, part=search`. */
export const contextText = (context: Readonly<Record<string, string>>): string =>
  Object.entries(context)
    .map(([name, value]) => `${name}=${value}`)
    .join(', ')
