import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { browserFor, missingBrowser } from '../../../../src/hosts/terminal/browser.ts'

const ssh = { SSH_CONNECTION: '192.0.2.1 22 192.0.2.2 22' }

describe('a browser', () => {
  for (const [name, platform, env, missing] of [
    ['with a display', 'linux', { DISPLAY: ':0' }, undefined],
    ['with Wayland', 'linux', { WAYLAND_DISPLAY: 'wayland-0' }, undefined],
    ['without either', 'linux', {}, /no display/],
    ['that is named', 'linux', { BROWSER: '/usr/bin/browser', ...ssh }, undefined],
    ['in WSL', 'linux', { WSL_DISTRO_NAME: 'Debian' }, undefined],
    ['over SSH', 'linux', ssh, /over SSH/],
    ['over SSH with a display of this side', 'linux', { ...ssh, DISPLAY: 'localhost:10.0' }, undefined],
    ['of a Mac', 'darwin', {}, undefined],
    ['of a Mac over SSH', 'darwin', ssh, /over SSH/],
    ['of Windows', 'win32', {}, undefined],
    ['of Windows over SSH', 'win32', ssh, /over SSH/],
  ] as const) {
    it(name, () => {
      const why = missingBrowser(env, platform)
      if (missing) assert.match(why ?? '', missing)
      else assert.equal(why, undefined)
    })
  }

  it('is the first that BROWSER names', () => {
    assert.equal(browserFor({}), undefined)
    assert.deepEqual(browserFor({ BROWSER: '/opt/my browser/run' }), {
      name: '/opt/my browser/run',
      arguments: [],
    })
    assert.deepEqual(browserFor({ BROWSER: 'firefox --new-tab %s:lynx' }), {
      name: 'firefox',
      arguments: ['--new-tab'],
    })
  })
})
