/** Somebody who can sign in, as far as the host reaches them. */
export interface Person {
  /** Whether they are there now, so that a sign-in may be asked of them without a word of theirs. */
  readonly isPresent: boolean
  /** Milliseconds that they get for a sign-in. */
  readonly patience: number
  /** Why no browser can be opened here; undefined if one can. */
  browserObstacle(): string | undefined
  /** Opens a sign-in page, or tells them to. Never rejects: they can open the address themselves. */
  openBrowser(signIn: SignIn): Promise<void>
  /** Tells them which code to type in at an address, on any machine. */
  showCode(signIn: SignIn & { code: string }): void
}

interface SignIn {
  address: string
  /** Milliseconds that are left. */
  limit: number
}
