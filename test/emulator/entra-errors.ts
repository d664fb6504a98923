/**
 * Entra's errors as its token endpoint answers them: code → status, OAuth error, text with placeholders.
 *
 * Texts: live answers where there are any (7000215, 500011, 700038, 70003), else Microsoft's public templates
 * (https://github.com/f-bader/EntraID-ErrorCodes), its error reference
 * (https://learn.microsoft.com/entra/identity-platform/reference-error-codes), or logs that people have posted.
 * Of texts known only with a cut, the known part stands here.
 */
export interface EntraErrorTemplate {
  status: number
  /** RFC 6749 section 5.2 and RFC 8628 section 3.5, with Entra's own additions. */
  error: string
  text: string
  suberror?: string
  /** False where live answers came without `error_uri`. */
  errorUri?: boolean
}

type More = Partial<EntraErrorTemplate>

const row = (status: number, error: string) => (text: string, more?: More) =>
  ({ status, error, text, ...more }) as EntraErrorTemplate

const invalidClient = row(401, 'invalid_client')
const invalidGrant = row(400, 'invalid_grant')
const invalidRequest = row(400, 'invalid_request')
const invalidResource = row(400, 'invalid_resource')
const invalidScope = row(400, 'invalid_scope')
const unauthorizedClient = row(400, 'unauthorized_client')
const unavailable = row(503, 'temporarily_unavailable')
const interaction = (suberror: string) => (text: string) => invalidGrant(text, { suberror })
const needsAction = interaction('basic_action')

const certificateDocs =
  'Review the documentation at https://docs.microsoft.com/azure/active-directory/develop/active-directory-certificate-credentials .'
const federationDocs = 'https://learn.microsoft.com/entra/workload-id/workload-identity-federation'
const disabledDocs = 'Please review the documentation: https://go.microsoft.com/fwlink/?linkid=2167553'
const checkCredential = `Check your federated identity credential Subject, Audience and Issuer against the presented assertion. ${federationDocs}`
const noRecord = 'No matching federated identity record found for presented assertion'
const strongAuthentication =
  'Due to a configuration change made by your administrator, or because you moved to a new location, you must'
const inTenantFirst =
  'The account needs to be added as an external user in the tenant first. Sign out and sign in again with a different Azure Active Directory user account.'

export const entraErrors = {
  // The request
  70003: row(400, 'unsupported_grant_type')("The app requested an unsupported grant type '{grantType}'.", {
    errorUri: false,
  }),
  900144: invalidRequest("The request body must contain the following parameter: '{parameter}'."),
  900561: invalidRequest('The endpoint only accepts POST requests. Received a {method} request.'),

  // The credential
  7000215: invalidClient(
    "Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '{appId}'.",
  ),
  7000222: invalidClient(
    "The provided client secret keys for app '{appId}' are expired. Visit the Azure portal to create new keys for your app: https://aka.ms/NewClientSecret, or consider using certificate credentials for added security: https://aka.ms/certCreds.",
  ),
  7000216: invalidClient(
    "'client_assertion', 'client_secret' or 'request' is required for the 'client_credentials' grant type.",
  ),
  7000218: invalidClient(
    "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
  ),
  700025: invalidClient(
    "Client is public so neither 'client_assertion' nor 'client_secret' should be presented.",
  ),
  9002324: invalidRequest(
    "Request should not contain more than one client credential parameters, this includes 'client_secret', 'client_assertion' and 'request' parameters.",
  ),
  700021: invalidClient(
    `Client assertion application identifier doesn't match 'client_id' parameter. ${certificateDocs}`,
  ),
  700022: invalidClient(`No Subject claim provided in the assertion. ${certificateDocs}`),
  700023: invalidClient(`Client assertion audience claim does not match Realm issuer. ${certificateDocs}`),
  700024: invalidClient(
    `Client assertion is not within its valid time range. Current time: {currentTime}, assertion valid from {validFrom}, expiry time of assertion {expiry}. ${certificateDocs}`,
  ),
  700027: invalidClient('Client assertion failed signature validation.{reason}'),
  700028: invalidClient('Certificate with thumbprint {thumbprint} is not authorized.'),
  700030: invalidClient(
    'Invalid certificate - subject name in certificate is not authorized. SubjectNames/SubjectAlternativeNames (up to 10) in token certificate are: {certificateSubjects}.',
  ),
  50027: invalidClient('JWT token is invalid or malformed.'),
  50048: invalidClient('Subject must match the issuer claim in the client assertion.'),

  // The federated credential
  70025: invalidClient("The client '{appId}'({appName}) has no configured federated identity credentials."),
  70021: invalidClient(
    "No matching federated identity record found for presented assertion. Assertion Issuer: '{issuer}'. Assertion Subject: '{subject}'. Assertion Audience: '{audience}'.",
  ),
  700211: invalidClient(`${noRecord} issuer '{issuer}'. ${checkCredential.replace('Check', 'Please check')}`),
  700212: invalidClient(
    `${noRecord} audience '{audience}'. ${checkCredential.replace('Check', 'Please check')}`,
  ),
  700213: invalidClient(`${noRecord} subject '{subject}'. ${checkCredential}`),
  7002138: invalidClient(
    `${noRecord} subject '{subject}'. The subject matches with case-insensitive comparison, but not with case-sensitive comparison. ${checkCredential}`,
  ),
  500126: invalidClient(
    "External ID token from issuer '{issuer}' failed signature verification. KeyID of token is '{keyId}'.",
  ),
  501661: invalidClient('Request to External OIDC endpoint failed.'),
  700222: invalidClient('AAD-issued tokens may not be used for federated identity flows.'),
  700223: invalidClient('Federation is constrained or disabled.'),
  700231: invalidClient(
    'Token obtained using a federated identity credential may not be used as a federated identity credential',
  ),
  700236: invalidClient(
    "Entra ID tokens issued by issuer '{issuer}' may not be used for federated identity credential flows for applications or managed identities registered in this tenant.",
  ),
  700238: invalidClient(
    "Tokens issued by issuer '{issuer}' may not be used for federated identity credential flows for applications or managed identities registered in this tenant.",
  ),
  7002381: invalidClient(
    "Federated identity credentials issued by '{issuer}' must contain the enterprise claim with value '{enterprise}' but actual value is ''.",
  ),
  7000226: invalidClient(
    'No federated identity credential policy found on application ({appId}). The client_assertion used to authenticate the request does not match the subject or application being requested.  Ensure that the application ID in the request is correct, that the app has a policy applied to it, and that the correct client_assertion is being provided in the request.',
  ),
  7000227: invalidClient(
    "No Federated Identity Credential policy found on application that matched the presented MSI-signed client assertion. Expecting a Federated Identity Credential with subject: '{subject}', issuer: '{issuer}' and audience: '{audience}'.",
  ),
  900382: invalidRequest('Confidential Client is not supported in Cross Cloud request.'),

  // The app and the tenant
  700016: unauthorizedClient(
    "Application with identifier '{appId}' was not found in the directory '{tenant}'. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You may have sent your authentication request to the wrong tenant.",
  ),
  700038: unauthorizedClient('{appId} is not a valid application identifier.', { errorUri: false }),
  7000229: invalidClient(
    'The client application {appId} is missing service principal in the tenant {tenant}. See instructions here: https://go.microsoft.com/fwlink/?linkid=2225119',
  ),
  7000112: unauthorizedClient("Application '{appId}'({appName}) is disabled."),
  7000116: unauthorizedClient(
    `Client application '{appId}'({appName}) is disabled in tenant {tenant}. ${disabledDocs}`,
  ),
  7000117: unauthorizedClient(
    `Resource application '{resourceId}'({resourceName}) is disabled in tenant {tenant}. ${disabledDocs}`,
  ),
  90002: invalidRequest(
    "Tenant '{tenant}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud. Check with your subscription administrator, this may happen if there are no active subscriptions for the tenant.",
  ),
  900023: invalidRequest(
    "Specified tenant identifier '{tenant}' is neither a valid DNS name, nor a valid external domain.",
  ),
  5000224: unauthorizedClient('We are sorry, this resource is not available.'),
  50059: invalidRequest(
    'No tenant-identifying information found in either the request or implied by any provided credentials.',
  ),
  50128: invalidRequest(
    'Invalid domain name - No tenant-identifying information found in either the request or implied by any provided credentials.',
  ),
  50194: invalidRequest(
    "Application '{appId}'({appName}) is not configured as a multi-tenant application. Usage of the /common endpoint is not supported for such applications created after '10/15/2018'. Use a tenant-specific endpoint or configure the application to be multi-tenant.",
  ),
  900439: invalidRequest('USGClientNotSupportedOnPublicEndpoint'),
  50049: row(400, 'invalid_instance')('Unknown or invalid instance.'),

  // The resource and the scope
  500011: invalidResource(
    'The resource principal named {resource} was not found in the tenant named {tenant}. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You might have sent your authentication request to the wrong tenant.',
  ),
  500014: invalidResource(
    "The service principal for resource '{resourceId}' is disabled. This indicate that a subscription within the tenant has lapsed, or that the administrator for this tenant has disabled the application, preventing tokens from being issued for it.",
  ),
  650052: invalidClient(
    "The app is trying to access a service '{resourceId}'({resourceName}) that your organization '{organization}' lacks a service principal for. Contact your IT Admin to review the configuration of your service subscriptions or consent to the application in order to create the required service principal.",
    { status: 400 },
  ),
  650053: invalidScope(
    "The application '{appName}' asked for scope '{scope}' that doesn't exist on the resource '{resourceId}'. Contact the app vendor.",
  ),
  650057: invalidResource(
    "Invalid resource. The client has requested access to a resource which is not listed in the requested permissions in the client's application registration. Client app ID: {appId}({appName}). Resource value from request: {resource}. Resource app ID: {resourceId}. List of valid resources from app registration: {validResources}.",
  ),
  1002012: invalidScope(
    'The provided value for scope {scope} is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).',
  ),
  28000: invalidScope(
    'Provided value for the input parameter scope is not valid because it contains more than one resource. Scope {scope} is not valid.',
  ),
  70011: invalidScope(
    "The provided request must include a 'scope' input parameter. The provided value for the input parameter 'scope' is not valid. The scope {scope} is not valid.",
  ),
  90009: invalidRequest(
    "Application '{appId}'({appName}) is requesting a token for itself. This scenario is supported only if resource is specified using the GUID based App Identifier.",
  ),
  501051: invalidGrant(
    "Application '{appId}'({appName}) is not assigned to a role for the application '{resourceId}'({resourceName}).",
  ),

  // Users and Conditional Access
  65001: interaction('consent_required')(
    "The user or administrator has not consented to use the application with ID '{appId}' named '{appName}'. Send an interactive authorization request for this user and resource.",
  ),
  50105: invalidGrant(
    "Your administrator has configured the application {appName} ('{appId}') to block users unless they are specifically granted ('assigned') access to the application. The signed in user '{user}' is blocked because they are not a direct member of a group with access, nor had access directly assigned by an administrator. Please contact your administrator to assign access to this application.",
  ),
  50034: invalidGrant(
    'The user account {user} does not exist in the {tenant} directory. To sign into this application, the account must be added to the directory.',
  ),
  50020: invalidGrant(
    `User account '{user}' from identity provider '{issuer}' does not exist in tenant '{tenant}' and cannot access the application '{appId}'({appName}) in that tenant. ${inTenantFirst}`,
  ),
  51004: invalidGrant(
    'The user account {user} does not exist in the {tenant} directory. To sign into this application, the account must be added to the directory.',
  ),
  50053: invalidGrant(
    "The account is locked, you've tried to sign in too many times with an incorrect user ID or password.",
  ),
  50055: invalidGrant('The password is expired.', { suberror: 'user_password_expired' }),
  50056: invalidGrant('Invalid or missing password: password does not exist in the directory for this user.'),
  50057: invalidGrant('The user account is disabled.'),
  50126: invalidGrant('Error validating credentials due to invalid username or password.'),
  50072: needsAction(
    `${strongAuthentication} enroll in multi-factor authentication to access '{resourceId}'.`,
  ),
  50076: needsAction(`${strongAuthentication} use multi-factor authentication to access '{resourceId}'.`),
  50079: needsAction(
    `${strongAuthentication} enroll in multi-factor authentication to access '{resourceId}'.`,
  ),
  50158: row(
    400,
    'interaction_required',
  )(
    'External security challenge not satisfied. User will be redirected to another page or authentication provider to satisfy additional authentication challenges.',
  ),
  53000: needsAction(
    'Device is not in required device state: {state}. Conditional Access policy requires a compliant device, and the device is not compliant. The user must enroll their device with an approved MDM provider like Intune.',
  ),
  53001: needsAction(
    'Device is not in required device state: {state}. Conditional Access policy requires a domain joined device, and the device is not domain joined.',
  ),
  53003: interaction('message_only')(
    'Access has been blocked by Conditional Access policies. The access policy does not allow token issuance.',
  ),
  530031: interaction('message_only')('Access policy does not allow token issuance.'),
  530032: interaction('message_only')('User blocked due to risk on home tenant.'),
  530033: interaction('message_only')('Remote device flow blocked due to device based conditional access.'),
  530035: interaction('message_only')('Access has been blocked by security defaults.'),

  // A sign-in page, and the code that it gives (https://learn.microsoft.com/entra/identity-platform/reference-error-codes)
  50011: invalidRequest(
    "The redirect URI '{redirectUri}' specified in the request does not match the redirect URIs configured for the application '{appId}'. Make sure the redirect URI sent in the request matches one added to your application in the Azure portal. Navigate to https://aka.ms/redirectUriMismatchError to learn more about how to troubleshoot this.",
  ),
  65004: row(400, 'access_denied')('User declined to consent to access the app.'),
  50199: row(
    400,
    'interaction_required',
  )(
    'For security reasons, user confirmation is required for this request. Please repeat the request allowing user interaction.',
  ),
  50173: invalidGrant(
    'The provided grant has expired due to it being revoked, a fresh auth token is needed. The user might have changed or reset their password.',
  ),
  700082: invalidGrant('The refresh token has expired due to inactivity.'),
  70000: invalidGrant("The provided value for the 'code' parameter is not valid."),
  54005: invalidGrant(
    'OAuth2 Authorization code was already redeemed, please retry with a new valid code or use an existing refresh token.',
  ),
  501481: invalidGrant(
    'The Code_Verifier does not match the code_challenge supplied in the authorization request.',
  ),

  // Device code, RFC 8628 section 3.5
  70018: invalidGrant('Invalid verification code.'),
  70019: row(400, 'expired_token')('Verification code expired.'),
  70016: row(
    400,
    'authorization_pending',
  )('OAuth 2.0 device flow error. Authorization is pending. Continue polling.'),
  70020: row(
    400,
    'expired_token',
  )("The provided value for the input parameter 'device_code' is not valid. This device code has expired."),
  7000014: row(
    400,
    'bad_verification_code',
  )("The provided value for the input parameter 'device_code' is not valid."),

  // Transient
  50033: unavailable('A transient error has occurred. Please try again.'),
  90006: unavailable('A transient error has occurred. Please try again.'),
  90024: unavailable('A transient error has occurred. Please try again.'),
  90033: unavailable('A transient error has occurred. Please try again.'),
  90012: unavailable('This request has timed out.', { status: 504 }),
  90055: unavailable('There are too many incoming requests.', { status: 429 }),
  50196: invalidGrant(
    'The server terminated an operation because it encountered a client request loop. Please contact your app vendor.',
  ),
} satisfies Record<number, EntraErrorTemplate>

export type EntraErrorCode = keyof typeof entraErrors
