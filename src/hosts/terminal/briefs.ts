/**
 * What help says of an option whose first sentence in the documentation is too long for a screen, or is about an input that
 * is no switch.
 */
export const briefs: Readonly<Record<string, string>> = {
  resources: 'APIs that tokens may be asked for',
  'identity-header-env': 'The variable with the secret of callers',
  'tenant-id': 'Directory (tenant) ID',
  'client-id': 'Application (client) ID',
  'federated-token-file': "An issuer's token",
  'certificate-path': 'PEM or PFX file',
  username: "A user's sign-in name",
  scope: "What the token is for: a scope or a resource's URL",
  'authority-host': 'Another login host',
  verify: 'Also lists the environments with the token',
  'wait-for-propagation': 'To keep trying while something new spreads',
  timeout: 'For everything else together',
  'federated-token-env': "The variable with a CI system's OIDC token",
}
