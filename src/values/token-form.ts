/** Characters: 128 bits of chance have 22 in base64 (RFC 6749, 10.10), and some issuers are content with less. */
const MIN_TOKEN = 16
/** Characters. A token of GitHub's or of an app has 1,500 to 3,000, and a user's that lists 200 groups 12,000. */
const MAX_TOKEN = 16_384

/** Whether a text can be a token, by its length and characters (RFC 6750, 2.1): what is not is no secret, and of no use. */
export function isToken(text: string): boolean {
  return text.length >= MIN_TOKEN && text.length <= MAX_TOKEN && /^[\w.~+/-]+=*$/.test(text)
}

/** Whether it can be a signed JWT: a JWS in compact form (RFC 7515, 3.1). */
export function isJwt(text: string): boolean {
  return isToken(text) && /^[\w-]+\.[\w-]+\.[\w-]+$/.test(text)
}
