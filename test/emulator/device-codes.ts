import { randomBytes } from 'node:crypto'
import type { App } from './app.ts'
import type { User } from './user.ts'

export interface DeviceCode {
  deviceCode: string
  userCode: string
  app: App
  scope: string
  expired: boolean
  /** Who approved it; nobody yet if undefined. */
  user?: User
}

/** The device codes of a tenant that wait for somebody to sign in elsewhere (RFC 8628). */
export class DeviceCodes {
  /** Seconds that a client shall wait between two polls. */
  interval = 5
  readonly expiresIn = 900
  readonly #codes: DeviceCode[] = []

  create(app: App, scope: string): DeviceCode {
    const code: DeviceCode = {
      deviceCode: randomBytes(96).toString('base64url'),
      userCode: randomBytes(6)
        .toString('base64url')
        .replace(/[^A-Z0-9]/gi, 'X')
        .toUpperCase()
        .padEnd(9, 'Q'),
      app,
      scope,
      expired: false,
    }
    this.#codes.push(code)
    return code
  }

  find(deviceCode: string): DeviceCode | undefined {
    return this.#codes.find((code) => code.deviceCode === deviceCode)
  }

  /** Does what a person does who types the user code in and signs in. */
  approve(userCode: string, user: User): void {
    this.#byUserCode(userCode).user = user
  }

  /** Ends a code before its time. */
  expire(userCode: string): void {
    this.#byUserCode(userCode).expired = true
  }

  #byUserCode(userCode: string): DeviceCode {
    const code = this.#codes.find((candidate) => candidate.userCode === userCode)
    if (!code) throw new Error(`nobody asked for the device code ${userCode}`)
    return code
  }
}
