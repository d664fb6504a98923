import { join } from 'node:path'
import type { RunOptions } from '../scenario.ts'
import { file, folder, secret, user } from './setting.ts'

/** A step that fails, with these words in its one error. */
export interface Refusal {
  name: string
  inputs?: Record<string, string>
  options?: RunOptions
  /** None unless some are named. */
  requests?: string[]
  words: (string | RegExp)[]
}

const withoutOidc = { permissions: { idToken: false } }
const fork = {
  head: { repo: { full_name: 'mallory/deploy', fork: true } },
  base: { repo: { full_name: 'octo/deploy' } },
}

export const refusals: Refusal[] = [
  {
    name: 'a wrong client secret',
    inputs: { 'client-secret': 'not-a-secret-of-the-app' },
    requests: ['login POST 401'],
    words: ['AADSTS7000215', 'az ad app credential reset'],
  },
  {
    name: 'a job that the app does not trust',
    options: { job: { ref: 'refs/heads/dev' } },
    requests: ['oidc GET 200', 'login POST 401'],
    words: ['AADSTS700213', 'repo:octo/deploy:ref:refs/heads/dev'],
  },
  {
    name: 'a wrong password',
    inputs: { username: user.username, password: 'not-the-password' },
    requests: ['login POST 400'],
    words: ['AADSTS50126'],
  },
  {
    name: 'a certificate-path of no file',
    inputs: { 'certificate-path': 'C:\\keys\\app.pem' },
    words: ['certificate-path: came "C:\\keys\\app.pem", a file that doesn\'t exist; allowed'],
  },
  {
    name: 'a certificate-path of a folder',
    inputs: { 'certificate-path': 'C:\\windows\\system32' },
    words: ['certificate-path: came "C:\\windows\\system32", a folder; allowed'],
  },
  {
    name: 'a file that holds no federated token',
    inputs: { 'federated-token-file': file('no-token.txt', 'hunter2 hunter2\r\n') },
    options: { hidden: ['hunter2'] },
    words: ['federated-token-file names a file of 15 characters, which is not a JWT'],
  },
  {
    name: 'a job without an OIDC token',
    options: { job: withoutOidc },
    words: ['permissions:', 'id-token: write'],
  },
  {
    name: "a pull request from a fork, by the event's file with CRLF",
    options: {
      job: withoutOidc,
      env: {
        GITHUB_EVENT_NAME: 'pull_request',
        GITHUB_EVENT_PATH: join(folder, 'event.json'),
      },
    },
    words: ['This run is of a pull request from a fork (mallory/deploy)'],
  },
  {
    name: 'a folder as GITHUB_OUTPUT',
    inputs: { 'client-secret': secret },
    options: { env: { GITHUB_OUTPUT: folder } },
    words: ['outputs: GITHUB_OUTPUT names no regular file that can be written to'],
  },
  {
    name: 'a variable that Windows takes for another one',
    inputs: { 'client-secret': secret, 'export-as': 'Path' },
    words: ['export-as: came a name like PATH*'],
  },
  {
    name: 'an unknown certificate authority',
    inputs: { 'client-secret': secret },
    options: { env: { NODE_EXTRA_CA_CERTS: 'Z:\\missing.pem' } },
    words: [
      'No trusted TLS connection to ',
      "NODE_EXTRA_CA_CERTS names Z:\\missing.pem, a file that doesn't exist",
    ],
  },
]
file('event.json', JSON.stringify({ pull_request: fork }, undefined, 2).replaceAll('\n', '\r\n'))
