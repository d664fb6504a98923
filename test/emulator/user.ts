import type { DirectoryRole } from './directory-roles.ts'

export interface UserOptions {
  /** The user principal name. */
  username: string
  /** Without one (a passwordless or federated user): AADSTS50056. */
  password?: string
  displayName?: string
  /** Multi-factor authentication is demanded: AADSTS50076. */
  mfa?: boolean
  /** … and the user has not enrolled yet: AADSTS50079. */
  mfaEnrolment?: boolean
  /** AADSTS50053. Ten wrong passwords lock the account too, as smart lockout does. */
  locked?: boolean
  /** AADSTS50055. */
  passwordExpired?: boolean
  /** AADSTS50057. */
  disabled?: boolean
  /** Roles of Entra, over the whole directory. */
  roles?: DirectoryRole[]
}

const lockoutThreshold = 10

export class User {
  readonly objectId = crypto.randomUUID() as string
  readonly username: string
  readonly displayName: string
  password: string | undefined
  mfa: boolean
  mfaEnrolment: boolean
  locked: boolean
  passwordExpired: boolean
  disabled: boolean
  readonly roles: Set<DirectoryRole>
  /** Wrong passwords since the last right one. */
  failures = 0

  constructor(options: UserOptions) {
    this.username = options.username
    this.displayName = options.displayName ?? options.username.replace(/@.*/, '')
    this.password = options.password
    this.mfa = options.mfa ?? false
    this.mfaEnrolment = options.mfaEnrolment ?? false
    this.locked = options.locked ?? false
    this.passwordExpired = options.passwordExpired ?? false
    this.disabled = options.disabled ?? false
    this.roles = new Set(options.roles)
  }

  /** Compares a password, and counts towards the lockout. */
  checkPassword(password: string): boolean {
    if (password === this.password) {
      this.failures = 0
      return true
    }
    this.failures += 1
    if (this.failures >= lockoutThreshold) this.locked = true
    return false
  }
}
