/**
 * What help says of an option whose first sentence in the documentation is too long for a screen, or is about an input that
 * is no switch.
 */
export const briefs: Readonly<Record<string, string>> = {
  resources: 'APIs to serve, spaces between',
  'identity-header-env': 'Variable with the secret that callers must send',
  'tenant-id': 'Directory (tenant) ID',
  'client-id': 'Application (client) ID',
  'federated-token-file': "An issuer's token",
  'certificate-path': 'PEM or PFX file',
  username: "A user's sign-in name",
  scope: "What the token is for: a scope or a resource's URL",
  audience: 'Another audience for the OIDC token',
  'authority-host': 'Another login host',
  verify: 'Also lists the environments with the token',
  'wait-for-propagation': 'Keep retrying while something new takes effect',
  'client-secret-stdin': 'Secret from standard input',
  'certificate-password-stdin': "The certificate's password from standard input",
  'password-stdin': 'Password from standard input',
  timeout: 'Seconds for everything else together',
  file: 'A text with codes in it, such as a log. Without it and without CODE, standard input is read',
  'federated-token-env': "The variable with a CI system's OIDC token",
}
