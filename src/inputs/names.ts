/** Every input of action.yml with its default; a test compares the two. */
export const inputDefaults = {
  'tenant-id': '',
  'client-id': '',
  credential: 'auto',
  'client-secret': '',
  certificate: '',
  'certificate-path': '',
  'certificate-password': '',
  username: '',
  password: '',
  'federated-token': '',
  'federated-token-file': '',
  audience: '',
  cloud: 'public',
  scope: '',
  'authority-host': '',
  verify: 'false',
  'wait-for-propagation': '0',
  timeout: '60',
  summary: 'on-failure',
  'export-as': '',
} as const

export type InputName = keyof typeof inputDefaults

export const inputNames = Object.keys(inputDefaults) as InputName[]

/** Those whose values are masked before anything is printed. */
export const secretInputs: readonly InputName[] = [
  'client-secret',
  'certificate',
  'certificate-password',
  'password',
  'federated-token',
]
