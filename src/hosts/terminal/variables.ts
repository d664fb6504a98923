/**
 * The environment variables that Azure's SDKs read, by input
 * (https://learn.microsoft.com/javascript/api/@azure/identity/environmentcredential). An option wins over them.
 */
export const variables: Readonly<Record<string, string>> = {
  'tenant-id': 'AZURE_TENANT_ID',
  'client-id': 'AZURE_CLIENT_ID',
  'client-secret': 'AZURE_CLIENT_SECRET',
  'certificate-path': 'AZURE_CLIENT_CERTIFICATE_PATH',
  'certificate-password': 'AZURE_CLIENT_CERTIFICATE_PASSWORD',
  username: 'AZURE_USERNAME',
  password: 'AZURE_PASSWORD',
  'federated-token-file': 'AZURE_FEDERATED_TOKEN_FILE',
  'authority-host': 'AZURE_AUTHORITY_HOST',
}
