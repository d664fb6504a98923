"use strict";
var __defProp = Object.defineProperty;
var __getOwnPropDesc = Object.getOwnPropertyDescriptor;
var __getOwnPropNames = Object.getOwnPropertyNames;
var __hasOwnProp = Object.prototype.hasOwnProperty;
var __export = (target, all) => {
  for (var name in all)
    __defProp(target, name, { get: all[name], enumerable: true });
};
var __copyProps = (to, from, except, desc) => {
  if (from && typeof from === "object" || typeof from === "function") {
    for (let key of __getOwnPropNames(from))
      if (!__hasOwnProp.call(to, key) && key !== except)
        __defProp(to, key, { get: () => from[key], enumerable: !(desc = __getOwnPropDesc(from, key)) || desc.enumerable });
  }
  return to;
};
var __toCommonJS = (mod) => __copyProps(__defProp({}, "__esModule", { value: true }), mod);

// src/advice/catalogue.ts
var catalogue_exports = {};
__export(catalogue_exports, {
  advise: () => advise,
  forbidsRetry: () => forbidsRetry,
  headingOf: () => headingOf,
  isKnown: () => isKnown,
  isListed: () => isListed,
  listedCodes: () => listedCodes,
  othersOf: () => othersOf,
  remedies: () => remedies,
  remedyFor: () => remedyFor
});
module.exports = __toCommonJS(catalogue_exports);

// src/values/clouds.ts
var POWER_PLATFORM_API = "8578e004-a5c6-46e7-913e-12f58912df43";
var publicCloud = {
  name: "public",
  aliases: ["commercial", "AzureCloud"],
  authorityHost: "https://login.microsoftonline.com",
  apiUrl: "https://api.powerplatform.com",
  federatedAudience: "api://AzureADTokenExchange",
  adminCenter: "admin.powerplatform.microsoft.com",
  azCloud: "AzureCloud",
  graphUrl: "https://graph.microsoft.com",
  moduleEndpoint: "prod"
};
var clouds = [
  publicCloud,
  {
    name: "gcc",
    aliases: ["UsGov"],
    authorityHost: "https://login.microsoftonline.com",
    apiUrl: "https://api.gov.powerplatform.microsoft.us",
    federatedAudience: "api://AzureADTokenExchange",
    adminCenter: "gcc.admin.powerplatform.microsoft.us",
    azCloud: "AzureCloud",
    graphUrl: "https://graph.microsoft.com"
  },
  {
    name: "gcc-high",
    aliases: ["UsGovHigh", "GCCH"],
    authorityHost: "https://login.microsoftonline.us",
    apiUrl: "https://api.high.powerplatform.microsoft.us",
    federatedAudience: "api://AzureADTokenExchangeUSGov",
    adminCenter: "high.admin.powerplatform.microsoft.us",
    azCloud: "AzureUSGovernment",
    graphUrl: "https://graph.microsoft.us",
    moduleEndpoint: "usgovhigh"
  },
  {
    name: "dod",
    aliases: ["UsGovDod"],
    authorityHost: "https://login.microsoftonline.us",
    apiUrl: "https://api.appsplatform.us",
    federatedAudience: "api://AzureADTokenExchangeUSGov",
    adminCenter: "admin.appsplatform.us",
    azCloud: "AzureUSGovernment",
    graphUrl: "https://dod-graph.microsoft.us",
    moduleEndpoint: "dod"
  },
  {
    name: "china",
    aliases: ["Mooncake", "AzureChinaCloud"],
    authorityHost: "https://login.partner.microsoftonline.cn",
    apiUrl: "https://api.powerplatform.partner.microsoftonline.cn",
    federatedAudience: "api://AzureADTokenExchangeChina",
    adminCenter: "admin.powerplatform.partner.microsoftonline.cn",
    azCloud: "AzureChinaCloud",
    graphUrl: "https://microsoftgraph.chinacloudapi.cn",
    moduleEndpoint: "china"
  },
  {
    name: "ex",
    aliases: ["UsNat"],
    authorityHost: "https://login.microsoftonline.eaglex.ic.gov",
    apiUrl: "https://api.powerplatform.eaglex.ic.gov",
    federatedAudience: "api://AzureADTokenExchangeUSNat"
  },
  {
    name: "rx",
    aliases: ["UsSec"],
    authorityHost: "https://login.microsoftonline.microsoft.scloud",
    apiUrl: "https://api.powerplatform.microsoft.scloud",
    federatedAudience: "api://AzureADTokenExchangeUSSec"
  }
];

// src/advice/credential-traits.ts
var topics = {
  app: "an app",
  user: "a user's sign-in",
  person: "a person's sign-in",
  machine: "a managed identity",
  "client-secret": "a client secret",
  certificate: "a certificate",
  "federated-token": "a federated token"
};
function isAbout(about, { signsIn, presents }) {
  return about.some((topic) => topic === signsIn || presents.some((type) => type === topic));
}
function isForUser({ signsIn }) {
  return signsIn === "user" || signsIn === "person";
}
function needsPerson({ signsIn }) {
  return signsIn === "person";
}

// src/advice/remedy.ts
var REGISTERED = ["app", "user", "person"];
function isFor({ about }, { credential }) {
  return !about || isAbout(about, credential);
}
function errorPage(code) {
  return `https://login.microsoftonline.com/error?code=${code}`;
}

// src/advice/fixes.ts
function newSecret({ clientId, words }) {
  const make = `az ad app credential reset --id ${clientId} --append --display-name pipeline --query password --output tsv`;
  const { command, how } = words.storeSecret("client-secret", make);
  return { text: `Make a new client secret, ${how}:`, command };
}
function nameTenant({ tenantId }) {
  return tenantId ? `Tenant ${tenantId}` : "The tenant";
}
function orLetWait({ credential, words }, seconds) {
  return credential.isSentOnce ? "" : `; ${words.setting("wait-for-propagation", seconds)} waits for it`;
}
function addCertificate({ clientId }) {
  return {
    text: "Add the certificate, without its key, to the app; it counts until the certificate ends, or for that many years:",
    command: `az ad app credential reset --id ${clientId} --cert '@cert.pem' --append --years 10`
  };
}
function showApp({ clientId }) {
  return {
    text: "See whether the tenant that you are signed in to has the app. This takes the object ID of the registration, too, and shows the client ID:",
    command: `az ad app show --id ${clientId} --query "{name:displayName, clientId:appId}"`
  };
}
function showEnterpriseApp({ clientId }) {
  return {
    text: "If that finds none, it may be the object ID of the enterprise application:",
    command: `az ad sp show --id ${clientId} --query "{name:displayName, clientId:appId}"`
  };
}
var showTenant = {
  text: "Show the ID of the tenant that you are signed in to:",
  command: "az account show --query tenantId --output tsv"
};
function useFederated({ words }) {
  if (!words.hasJobTokens) return [];
  return [
    {
      text: `Better: ${words.federated}. It needs no secret, and nothing expires.`
    }
  ];
}
function readSetUp({ words }, heading) {
  const address = words.documentation(heading, "set-up");
  return address ? ` (${address})` : "";
}
function readLongJobs({ words }) {
  const address = words.documentation("Which credentials last", "long-jobs");
  return address ? ` (${address})` : "";
}
function checkUser({ words: { input } }) {
  return {
    text: `Check ${input("username")}, ${input("password")} and ${input("tenant-id")} by signing in once at https://myaccount.microsoft.com.`
  };
}
function signInYourself({ credential, words: { signIn } }) {
  return signIn && !needsPerson(credential) ? [{ text: `If you are there to sign in: ${signIn}.` }] : [];
}
function addRedirect({ clientId }) {
  return {
    text: "Let the browser come back to a program on your own machine. The command replaces the addresses for mobile and desktop apps that the app has; add them behind, with a space between:",
    command: `az ad app update --id ${clientId} --public-client-redirect-uris http://localhost`
  };
}
var reportBug = {
  text: "No request should ever look like this: report it as a bug, with the trace ID."
};

// src/advice/rows/app.ts
var nationalClouds = "https://learn.microsoft.com/entra/identity-platform/authentication-national-cloud";
var protocol = "https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow";
var appRemedies = [
  {
    codes: [700016],
    title: "the app is not in this tenant",
    why: ({ credential, clientId, tenantId, cloud }) => credential.signsIn === "machine" ? "The tenant has no service principal of this identity. If the identity was made a moment ago, it has not spread yet. Otherwise it was deleted, or its subscription was moved to another tenant." : `Tenant ${tenantId} in cloud ${cloud.name} has no app with the client ID ${clientId}: one of the two IDs is wrong, or belongs to another app or cloud, or it is the object ID of the app registration or of the enterprise application. If the app was made a moment ago, it has not spread yet.`,
    fixes: (situation) => situation.credential.signsIn === "machine" ? findIdentity(situation) : findApp(situation),
    retry: "propagation",
    docs: errorPage(700016)
  },
  {
    codes: [7000229],
    about: REGISTERED,
    title: "the app has no service principal in this tenant",
    why: "az ad app create makes the app registration alone, and what signs in is its service principal (enterprise application).",
    fixes: ({ clientId }) => [{ text: "Make it:", command: `az ad sp create --id ${clientId}` }],
    retry: "propagation",
    docs: "https://learn.microsoft.com/entra/identity-platform/app-objects-and-service-principals"
  },
  {
    codes: [7000112, 7000116],
    about: REGISTERED,
    title: "the app is disabled",
    why: "An administrator switched off its sign-in (Enterprise applications \u203A the app \u203A Properties \u203A Enabled for users to sign-in).",
    fixes: ({ clientId }) => [
      {
        text: "If that was not on purpose, switch it on:",
        command: `az ad sp update --id ${clientId} --set accountEnabled=true`
      }
    ],
    retry: "never",
    docs: "https://learn.microsoft.com/troubleshoot/entra/entra-id/app-integration/error-code-aadsts7000112-application-is-disabled"
  },
  {
    codes: [700038],
    about: REGISTERED,
    title: "the client ID is no application ID",
    why: ({ clientId }) => `Entra knows no application ID of the form ${clientId}.`,
    fixes: ({ words }) => [
      {
        text: `Put the Application (client) ID into ${words.input("client-id")}, not the object ID or the ID of a secret. Find it:`,
        command: 'az ad app list --all --query "[].{name:displayName, clientId:appId}" --output table'
      }
    ],
    retry: "never",
    docs: errorPage(700038)
  },
  {
    codes: [90002],
    about: REGISTERED,
    title: "the tenant was not found",
    why: ({ tenantId, cloud }) => `The Entra of cloud ${cloud.name} has no tenant ${tenantId}: the ID is wrong, tenant ID and client ID are swapped, or the tenant is in another cloud.`,
    fixes: ({ words }) => [
      showTenant,
      { text: `Government and China tenants need ${words.setting("cloud", "NAME")}.` }
    ],
    retry: "never",
    docs: nationalClouds
  },
  {
    codes: [900023],
    about: REGISTERED,
    title: "the tenant ID is neither an ID nor a domain name",
    why: ({ tenantId }) => `Entra cannot read ${tenantId} as a tenant.`,
    fixes: [showTenant],
    retry: "never",
    docs: errorPage(900023)
  },
  {
    codes: [5000224],
    about: REGISTERED,
    title: "the tenant is not available",
    why: ({ tenantId }) => `Entra gives no service to tenant ${tenantId}: it was deleted or blocked.`,
    fixes: [showTenant, { text: "If it is the right one, ask Microsoft support, with the trace ID." }],
    retry: "never",
    docs: errorPage(5000224)
  },
  {
    codes: [50059, 50128],
    about: REGISTERED,
    title: "the request names no tenant that Entra knows",
    why: ({ tenantId }) => `Entra found no tenant by ${tenantId}.`,
    fixes: ({ words }) => [
      {
        ...showTenant,
        text: `Put the ID of the tenant into ${words.input("tenant-id")}, in place of a domain name:`
      }
    ],
    retry: "never",
    docs: protocol
  },
  {
    codes: [50194],
    about: REGISTERED,
    title: "the app is for its own tenant only",
    why: "The request went to an address for all tenants (/common), and the app is registered for one.",
    fixes: ({ words }) => [
      { ...showTenant, text: `Put the ID of the tenant into ${words.input("tenant-id")}:` }
    ],
    retry: "never",
    docs: errorPage(50194)
  },
  {
    codes: [900439],
    about: REGISTERED,
    title: "the app is one of the US Government cloud's",
    why: ({ cloud, words }) => `${words.input("cloud")} is ${cloud.name}, and the app must sign in at login.microsoftonline.us.`,
    fixes: ({ words: { input } }) => [
      {
        text: `Set the input ${input("cloud")} to gcc-high or dod, and leave ${input("authority-host")} out.`
      }
    ],
    retry: "never",
    docs: nationalClouds
  }
];
function findApp(situation) {
  return [
    showApp(situation),
    showEnterpriseApp(situation),
    showTenant,
    { text: `If both are right, wait a minute${orLetWait(situation, 120)}.` }
  ];
}
function findIdentity(situation) {
  return [
    { text: `If it is new, wait a minute${orLetWait(situation, 120)}.` },
    {
      text: "If it is not, see whether the machine still has it, for instance a VM:",
      command: "az vm identity show --resource-group GROUP --name VM"
    },
    {
      text: "After a move to another tenant, switch a system-assigned identity off and on again; make a user-assigned one anew, and assign it."
    }
  ];
}

// src/http/clock-skew.ts
var MIN_SKEW = 30;
function describeSkew(seconds) {
  if (seconds === void 0) return "Whether this machine's clock is right can't be told.";
  if (Math.abs(seconds) <= MIN_SKEW)
    return `This machine's clock agrees with Entra's within ${MIN_SKEW} seconds.`;
  return `This machine's clock is ${Math.abs(seconds)} seconds ${seconds > 0 ? "behind" : "ahead of"} Entra's.`;
}

// src/values/printable.ts
function printable(value) {
  const text = asText(value);
  if (/^[ -~]*$/.test(text)) return text;
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu, escapeCharacter);
}
function asText(value) {
  if (typeof value === "string") return value;
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return "something nested too deeply";
  }
}
function escapeCharacter(character) {
  const units = Array.from({ length: character.length }, (_, index) => character.charCodeAt(index));
  return units.map((unit) => `\\u${unit.toString(16).padStart(4, "0")}`).join("");
}

// src/advice/rows/credential.ts
var assertionFormat = "https://learn.microsoft.com/entra/identity-platform/certificate-credentials";
var credentialRemedies = [
  {
    codes: [7000215],
    about: ["client-secret"],
    title: "the client secret is wrong",
    why: (situation) => `${describeSecret(situation)} A secret made a moment ago takes up to 20 seconds to spread${orLetWait(situation, 60)}.`,
    fixes: (situation) => [newSecret(situation), ...useFederated(situation)],
    retry: "propagation",
    docs: "https://learn.microsoft.com/entra/identity-platform/how-to-add-credentials"
  },
  {
    codes: [7000222],
    about: ["client-secret"],
    title: "the client secret has expired",
    why: "The secret has passed its expiry date.",
    fixes: (situation) => [newSecret(situation), ...useFederated(situation)],
    retry: "never",
    docs: errorPage(7000222)
  },
  {
    codes: [7000216],
    about: ["client-secret", "certificate", "federated-token"],
    title: "no credential reached Entra",
    why: ({ credential, words }) => credential.presents.includes("client-secret") ? `The request held no secret, so ${words.input("client-secret")} ${words.emptySecret("client-secret")}` : "The request held no secret and no assertion.",
    fixes: (situation) => situation.credential.presents.includes("client-secret") ? [storeClientSecret(situation)] : [reportBug],
    retry: "never",
    docs: "https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow"
  },
  {
    codes: [7000218],
    about: ["user", "person"],
    title: "the app is not a public client",
    why: ({ credential }) => needsPerson(credential) ? "Signing in without an app credential works only if the app allows public client flows. If the app allows them, http://localhost is listed for its web pages instead of for mobile and desktop applications." : "A user name and password without a client secret work only for an app that allows public client flows.",
    fixes: ({ clientId, credential, words: { input, missing } }) => [
      ...needsPerson(credential) ? [
        {
          text: `If the app itself was meant to sign in, give its secret. ${missing("client-secret")}`
        }
      ] : [],
      {
        text: needsPerson(credential) ? "If you are to sign in, allow them:" : "Allow them:",
        command: `az ad app update --id ${clientId} --is-fallback-public-client true`
      },
      ...needsPerson(credential) ? [] : [
        {
          text: `Or give the input ${input("client-secret")} beside ${input("username")} and ${input("password")}.`
        }
      ]
    ],
    retry: "never",
    docs: "https://learn.microsoft.com/troubleshoot/entra/entra-id/app-integration/confidential-client-application-authentication-error-aadsts7000218"
  },
  {
    codes: [700025],
    about: ["client-secret", "certificate", "federated-token"],
    title: "the app is a public client, and a credential came with the request",
    why: "A public client proves itself by nothing, so Entra takes no secret, certificate or assertion from it.",
    fixes: ({ clientId, credential, words }) => credential.signsIn === "user" ? [{ text: `Leave the input ${words.input("client-secret")} out.` }] : [
      {
        text: "An app that signs in as itself must not be a public client:",
        command: `az ad app update --id ${clientId} --is-fallback-public-client false`
      }
    ],
    retry: "never",
    docs: "https://learn.microsoft.com/entra/identity-platform/msal-client-applications"
  },
  {
    codes: [9002324],
    about: ["client-secret", "certificate", "federated-token"],
    title: "more than one credential came with the request",
    why: "Entra takes either a secret or an assertion, and got both.",
    fixes: [reportBug],
    retry: "never",
    docs: errorPage(9002324)
  },
  {
    codes: [700027],
    about: ["certificate", "federated-token"],
    title: "the app does not know the key that signed the assertion",
    why: (situation) => situation.credential.presents.includes("federated-token") ? "The keys that the token's issuer publishes do not prove its signature." : `The certificate is not among those of the app, or its private key belongs to another one. A certificate added a moment ago takes up to 20 seconds to spread${orLetWait(situation, 60)}.`,
    fixes: (situation) => situation.credential.presents.includes("federated-token") ? [{ text: "Get a new token from the issuer, right before it is used." }] : [
      {
        text: "Compare the thumbprint of your certificate with those that the app has:",
        command: [
          "openssl x509 -in cert.pem -noout -fingerprint -sha1",
          `az ad app credential list --id ${situation.clientId} --cert`
        ].join("\n")
      },
      addCertificate(situation)
    ],
    retry: "propagation",
    docs: assertionFormat
  },
  {
    codes: [700028, 700030],
    about: ["certificate"],
    title: "the certificate is not authorized",
    why: "The app trusts certificates by their issuer and subject name, and this one is not among them.",
    fixes: (situation) => [
      addCertificate(situation),
      { text: "Or let the tenant's administrator add its subject name to the trusted ones of the app." }
    ],
    retry: "never",
    docs: assertionFormat
  },
  {
    codes: [700021],
    about: ["certificate", "federated-token"],
    title: "the assertion names another app",
    why: ({ credential, clientId, issuedTokens }) => `Entra took the assertion for one that the app signed itself, and in such a one issuer and subject are the client ID, ${clientId}.${credential.presents.includes("federated-token") ? ` A federated token must come from another issuer, such as ${issuedTokens ? `${issuedTokens.issuer} or ` : ""}a Kubernetes cluster.` : ""}`,
    fixes: ({ credential, words: { input } }) => [
      {
        text: `Check ${input("client-id")}${credential.presents.includes("federated-token") ? `, and where ${input("federated-token")} comes from, if it is set` : ""}.`
      }
    ],
    retry: "never",
    docs: assertionFormat
  },
  {
    codes: [700023],
    about: ["certificate", "federated-token"],
    title: "the assertion is meant for another audience",
    why: ({ claims, cloud, credential }) => credential.presents.includes("federated-token") ? `Its audience${claims.aud ? `, ${printable(claims.aud)},` : ""} is not this Entra. Each cloud has its own; for federated tokens in cloud ${cloud.name} it is ${cloud.federatedAudience}.` : "It was signed for the address to which it was sent, and Entra goes by another one.",
    fixes: ({ credential, words: { input } }) => [
      {
        text: `Check the inputs ${input("cloud")}${credential.presents.includes("federated-token") ? `, ${input("audience")}` : ""} and ${input("authority-host")}.`
      }
    ],
    retry: "never",
    docs: assertionFormat
  },
  {
    codes: [700024],
    about: ["certificate", "federated-token"],
    title: "the assertion is not valid at this time",
    why: (situation) => `${describeTime(situation)} Entra takes an assertion only between its nbf and exp.`,
    fixes: (situation) => situation.credential.presents.includes("federated-token") ? renewToken(situation) : [
      {
        text: "Set this machine's clock, by which the assertion is dated, by NTP:",
        command: "sudo timedatectl set-ntp true"
      }
    ],
    retry: "renewal",
    docs: errorPage(700024)
  },
  {
    codes: [50027],
    about: ["certificate", "federated-token"],
    title: "the assertion is not a JWT that Entra can read",
    why: "It is cut or changed, or was signed in a way other than RS256 or PS256.",
    fixes: ({ credential, words }) => credential.presents.includes("federated-token") ? [
      {
        text: `If ${words.input("federated-token")} is set, hand it over unchanged, without quotes or line breaks, and have its issuer sign with RS256.`
      }
    ] : [reportBug],
    retry: "never",
    docs: errorPage(50027)
  }
];
function storeClientSecret({ words }) {
  const { command, how } = words.storeSecret("client-secret");
  return command ? { text: `Store the secret ${how}:`, command } : { text: `Store the secret ${how}.` };
}
function renewToken(situation) {
  const { credential, words } = situation;
  const lasting = `${words.renewed}, ${words.input("federated-token-file")} that the system renews, or a certificate`;
  const start = credential.isRenewable === void 0 ? `If ${words.input("federated-token")} or a variable of the CI system holds it, it` : "The token";
  const given = {
    text: `${lifetimeOf(situation)}${start} stays the same for the whole job: once it has expired, there are no new access tokens. For one token, get it right before it is used. For a longer job, use a credential that lasts: ${lasting}${readLongJobs(situation)}.`
  };
  const asked2 = {
    text: `${credential.isRenewable ? `${lifetimeOf(situation)}Run it again` : "If it is asked for anew each time, run it again"}; a file must be one that the system still renews.`
  };
  if (credential.isRenewable === void 0) return [given, asked2];
  return [credential.isRenewable ? asked2 : given];
}
function lifetimeOf({ claims: { iss }, isExample, issuedTokens }) {
  const isOwn = issuedTokens?.hints.some(
    ({ part, pattern: pattern2 }) => part === "issuer" && pattern2.test(String(iss))
  );
  return isOwn && !isExample ? `An OIDC token of ${issuedTokens?.issuer}'s lives ${issuedTokens?.lifetime}. ` : "";
}
function describeTime({ clockSkew, claims, credential }) {
  if (!credential.presents.includes("federated-token")) return describeSkew(clockSkew);
  const now = Date.now() / 1e3 + (clockSkew ?? 0);
  const [begin, end] = [claims.nbf, claims.exp].map((time) => typeof time === "number" ? time : void 0);
  if (begin === void 0 && end === void 0)
    return "The token had ended, or had not begun, when it reached Entra.";
  if (end !== void 0 && end < now) return `The token ended ${span(now - end)} before it reached Entra.`;
  if (begin !== void 0 && begin > now) return `The token begins ${span(begin - now)} after Entra's time.`;
  return "The token's times look right, so its issuer's clock and Entra's may differ.";
}
function span(seconds) {
  return seconds < 1e6 ? `${Math.round(seconds)} seconds` : "long";
}
function describeSecret({ credential, secretLooksLikeId, words: { input } }) {
  if (secretLooksLikeId)
    return `What came in ${input("client-secret")} is a GUID, so it is probably the ID of a secret and not its value.`;
  const beside = credential.signsIn === "user" ? `, beside ${input("username")} and ${input("password")},` : "";
  return `What came in ${input("client-secret")}${beside} is not a secret of this app: its ID was copied instead of its value, a part is missing, or it belongs to another app.`;
}

// src/ports/issued-tokens.ts
var PARTS = ["issuer", "subject", "audience"];

// src/advice/presented.ts
function readPresented({ claims: { iss, sub, aud }, issuedTokens }, write = String) {
  const [issuer = "", subject = "", audience = ""] = [iss, sub, Array.isArray(aud) ? aud[0] : aud].map(
    (value) => typeof value === "string" ? write(value) : ""
  );
  return { issuer, subject, audience: issuedTokens?.trustedAudience ?? audience };
}
function mistakenAudience(audience, { cloud, issuedTokens }) {
  if (audience === "") return "The token has no audience";
  if (audience === cloud.federatedAudience) return void 0;
  if (audience.toLowerCase() === cloud.federatedAudience.toLowerCase())
    return "This audience differs in upper and lower case";
  if (issuedTokens?.defaultAudience.test(audience))
    return `This audience is ${issuedTokens.issuer}'s default, for tokens that were asked for without one`;
  const other = clouds.find(({ federatedAudience }) => federatedAudience === audience);
  return other && `This audience is that of cloud ${other.name}`;
}

// src/advice/mismatch.ts
var hints = [
  {
    part: "issuer",
    pattern: /\/$/,
    say: () => "This issuer ends in a slash, and the credential must have it, too."
  },
  {
    part: "subject",
    pattern: /^system:serviceaccount:(?<namespace>[^:]+):(?<account>[^:]+)$/,
    say: ({ namespace, account }) => `The token is of the Kubernetes service account ${account} in the namespace ${namespace}.`
  }
];
function ofAudience(situation) {
  const { cloud, words } = situation;
  return {
    part: "audience",
    pattern: /^/,
    say: (_, { audience }) => {
      const mistake = mistakenAudience(audience, situation);
      if (mistake)
        return `${mistake}; Entra of cloud ${cloud.name} expects ${cloud.federatedAudience}. Check the inputs ${words.input("audience")} and ${words.input("cloud")}.`;
      return audience === cloud.federatedAudience ? `This is the audience of cloud ${cloud.name}; the credential names another one, such as that of another cloud.` : `This audience is not the usual one of cloud ${cloud.name}, ${cloud.federatedAudience}.`;
    }
  };
}
function describePresented(situation, rejected = "") {
  const presented = readPresented(situation, printable);
  const values = PARTS.map((part) => {
    const mark = rejected === part ? "   <- not found" : "";
    return `  ${`${part}:`.padEnd(10)}${presented[part] || "(none)"}${mark}`;
  });
  return [situation.isExample ? "For example:" : "The token presented:", ...values].join("\n");
}
function describeMismatch(situation, rejected) {
  const presented = readPresented(situation, printable);
  const all = [...situation.issuedTokens?.hints ?? [], ...hints, ofAudience(situation)];
  const said = PARTS.filter((part) => rejected.includes(part) && !situation.isExample).flatMap((part) => all.filter((hint) => hint.part === part)).flatMap(({ part, pattern: pattern2, say }) => {
    const match = pattern2.exec(presented[part]);
    return match && presented[part] && say(match.groups ?? {}, presented, situation.claims) || [];
  });
  const comparison = `Entra compares issuer, subject and audience letter by letter, and no federated credential of the app has this ${rejected}.`;
  return [`${comparison} ${describePresented(situation, rejected)}`, ...said].join("\n");
}

// src/advice/shell.ts
function quoteJson(value) {
  const json = JSON.stringify(value).replace(/\\(["\\bfnrt])/g, (_, letter) => escapeUnit(ESCAPED[letter] ?? letter)).replace(/[^ -~]|'/g, escapeUnit);
  return `'${json}'`;
}
var ESCAPED = { b: "\b", f: "\f", n: "\n", r: "\r", t: "	" };
function escapeUnit(unit) {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
function plainWord(value, placeholder) {
  return value && /^[\w.][\w.@/:+-]*$/.test(value) ? value : placeholder;
}

// src/advice/trust.ts
var MAX_VALUE = 600;
function fixMismatch(situation) {
  const { clientId, cloud, words } = situation;
  const { issuer, subject, audience } = readPresented(situation);
  const isPossible = [issuer, subject].every(({ length }) => length > 0 && length <= MAX_VALUE);
  if (!isPossible) return [listCredentials(situation)];
  const audiences = [mistakenAudience(audience, situation) ? cloud.federatedAudience : audience];
  const credential = { name: credentialName(subject, situation), issuer, subject, audiences };
  return [
    listCredentials(situation),
    {
      text: `Whoever can make a job present these values gets all that the app may do. Create a credential only if they are what you expect; it takes some minutes to spread, and ${words.setting("wait-for-propagation", 300)} waits for it:`,
      command: `echo ${quoteJson(credential)} | az ad app federated-credential create --id ${clientId} --parameters '@-'`
    },
    ...flexible(situation, audiences)
  ];
}
function fixAudience(situation) {
  const { clientId, cloud, words } = situation;
  const { audience } = readPresented(situation);
  if (mistakenAudience(audience, situation)) {
    return [
      listCredentials(situation),
      {
        text: `Leave the input ${words.input("audience")} out, or have ${words.input("federated-token")} issued for ${cloud.federatedAudience}.`
      }
    ];
  }
  return [
    listCredentials(situation),
    {
      text: "Let the credential with this issuer and subject take this audience, and no other (put its name in the place of NAME; it takes some minutes to spread):",
      command: `echo ${quoteJson({ audiences: [audience] })} | az ad app federated-credential update --id ${clientId} --federated-credential-id NAME --parameters '@-'`
    }
  ];
}
function listCredentials({ clientId }) {
  return {
    text: "See what the app trusts so far:",
    command: `az ad app federated-credential list --id ${clientId} --query "[].{name:name, issuer:issuer, subject:subject, audience:audiences[0]}" --output table`
  };
}
function flexible(situation, audiences) {
  const { clientId, cloud, claims, issuedTokens } = situation;
  const wider = issuedTokens?.widen(claims);
  if (!wider || cloud.azCloud !== publicCloud.azCloud) return [];
  const credential = {
    name: credentialName(wider.subject, situation),
    issuer: claims.iss,
    audiences,
    claimsMatchingExpression: { value: wider.expression, languageVersion: 1 }
  };
  return [
    {
      text: `Or trust ${wider.whom} (a flexible credential, a preview of Microsoft's):`,
      command: `echo ${quoteJson(credential)} | az rest --method post --url "https://graph.microsoft.com/beta/applications/$(az ad app show --id ${clientId} --query id --output tsv)/federatedIdentityCredentials" --headers Content-Type=application/json --body '@-'`
    }
  ];
}
function credentialName(subject, { issuedTokens }) {
  const name = (issuedTokens?.shorten(subject) ?? subject).replace(/[^A-Za-z0-9]+/g, "-").slice(0, 120).replace(/^-|-$/g, "");
  return name.length < 3 ? "federated-credential" : name;
}

// src/advice/rows/federated-credential.ts
var createTrust = "https://learn.microsoft.com/entra/workload-id/workload-identity-federation-create-trust";
var considerations = "https://learn.microsoft.com/entra/workload-id/workload-identity-federation-considerations";
var federatedCredentialRemedies = [
  {
    codes: [70025],
    about: ["federated-token"],
    title: "the app has no federated credential",
    why: (situation) => `The app has no federated credential yet, or the credential was made a moment ago: it takes some minutes to spread. If you meant another credential, its input, such as ${situation.words.input("client-secret")}, arrived empty.
${describePresented(situation)}`,
    fixes: (situation) => fixMismatch(situation).slice(1),
    retry: "propagation",
    docs: createTrust
  },
  {
    codes: [70021],
    about: ["federated-token"],
    title: "no federated credential matches this token",
    why: (situation) => describeMismatch(situation, "issuer, subject or audience"),
    fixes: fixMismatch,
    retry: "propagation",
    docs: createTrust
  },
  {
    codes: [700211],
    about: ["federated-token"],
    title: "no federated credential has this token's issuer",
    why: (situation) => describeMismatch(situation, "issuer"),
    fixes: fixMismatch,
    retry: "propagation",
    docs: createTrust
  },
  {
    codes: [700212],
    about: ["federated-token"],
    title: "no federated credential has this token's audience",
    why: (situation) => describeMismatch(situation, "audience"),
    fixes: fixAudience,
    retry: "propagation",
    docs: createTrust
  },
  {
    codes: [700213],
    about: ["federated-token"],
    title: "no federated credential matches this job",
    why: (situation) => describeMismatch(situation, "subject"),
    fixes: fixMismatch,
    retry: "propagation",
    docs: createTrust
  },
  {
    codes: [7002138],
    about: ["federated-token"],
    title: "a federated credential's subject differs from this token's in upper and lower case",
    why: (situation) => `Entra compares letter by letter, and a federated credential of the app has the same subject in other letters, such as Contoso for contoso. ${describePresented(situation, "subject")}`,
    fixes: (situation) => [
      listCredentials(situation),
      {
        text: "Delete the one that differs, even if it looks the same letter by letter, and create it anew with the next command:",
        command: `az ad app federated-credential delete --id ${situation.clientId} --federated-credential-id NAME`
      },
      ...fixMismatch(situation).slice(1, 2)
    ],
    retry: "never",
    docs: considerations
  },
  {
    codes: [700222, 700231],
    about: ["federated-token"],
    title: "the federated token is one of Entra's own",
    why: "Entra takes no token that it gave itself, or that was got by another federated credential, as a federated token.",
    fixes: ({ words }) => [
      {
        text: `Leave ${words.input("federated-token")} out, so that the job's own OIDC token is asked for, or hand over the token of the other issuer itself.`
      }
    ],
    retry: "never",
    docs: considerations
  },
  {
    codes: [700223, 700238],
    about: ["federated-token"],
    title: "the tenant allows no federated credentials of this issuer",
    why: ({ claims }) => `A policy of the tenant forbids or limits federated credentials${claims.iss ? ` of ${printable(claims.iss)}` : ""}.`,
    fixes: ({ words: { setting } }) => [
      { text: "Ask the tenant's administrator to allow this issuer for the app." },
      {
        text: `Or use ${setting("credential", "certificate")}, or, on an Azure machine of your own, ${setting("credential", "managed-identity")}.`
      }
    ],
    retry: "never",
    docs: considerations
  },
  {
    codes: [7002381],
    about: ["federated-token"],
    title: "the tenant takes tokens of one enterprise only",
    why: ({ claims }) => `A policy of the tenant demands the claim enterprise with one value, and this token says ${claims.enterprise ? `enterprise ${printable(claims.enterprise)}` : "nothing of an enterprise"}.`,
    fixes: [
      {
        text: "Run this in that enterprise. The answer above names the value that Entra expects."
      },
      { text: "Or ask the tenant's administrator to take this issuer or app out of the policy." }
    ],
    retry: "never",
    docs: considerations
  },
  {
    codes: [700236],
    about: ["federated-token"],
    title: "the tenant takes no Entra tokens of this issuer as federated tokens",
    why: ({ claims }) => `The token is one of a managed identity${claims.iss ? ` from ${printable(claims.iss)}` : ""}, and this tenant takes none from another tenant.`,
    fixes: [{ text: "Use a managed identity of the app's own tenant, or the job's own OIDC token." }],
    retry: "never",
    docs: "https://learn.microsoft.com/entra/workload-id/workload-identity-federation-config-app-trust-managed-identity"
  },
  {
    codes: [7000226, 7000227],
    about: ["federated-token"],
    title: "no federated credential matches this managed identity's token",
    why: (situation) => `The token is one of a managed identity, and the app needs a federated credential with exactly its issuer, subject (the identity's object ID) and audience.
${describePresented(situation)}`,
    fixes: fixMismatch,
    retry: "propagation",
    docs: "https://learn.microsoft.com/entra/workload-id/workload-identity-federation-config-app-trust-managed-identity"
  },
  {
    codes: [500126],
    about: ["federated-token"],
    title: "the issuer's keys do not prove the token's signature",
    why: ({ claims }) => `The token says that it is from ${printable(claims.iss ?? "nobody")}, and none of the keys that this issuer publishes signed it.`,
    fixes: ({ words }) => [
      {
        text: `Leave ${words.input("federated-token")} out, or hand it over unchanged, right after the issuer gave it: keys change.`
      }
    ],
    retry: "never",
    docs: considerations
  },
  {
    codes: [501661],
    about: ["federated-token"],
    title: "Entra cannot reach the token's issuer",
    why: ({ claims }) => `To check the signature, Entra reads the issuer's keys over the internet, and got no answer${claims.iss ? ` from ${printable(claims.iss)}` : ""}. A server of your own behind a firewall is the usual cause.`,
    fixes: ({ words }) => [
      {
        text: "Let the internet reach the two addresses /.well-known/openid-configuration and /.well-known/jwks below the issuer, over https with a public certificate."
      },
      { text: `If the network may not be opened: ${words.setting("credential", "certificate")}.` }
    ],
    retry: "never",
    docs: considerations
  },
  {
    codes: [900382],
    title: "the app belongs to another cloud's Entra",
    why: ({ cloud, words }) => `${words.input("cloud")} is ${cloud.name}, and its Entra knows the app as one of another cloud.`,
    fixes: ({ words: { input } }) => [
      {
        text: `Set the input ${input("cloud")} to the one in which the app is registered, and leave ${input("authority-host")} out.`
      }
    ],
    retry: "never",
    docs: "https://learn.microsoft.com/entra/identity-platform/authentication-national-cloud"
  }
];

// src/failure/run-again.ts
var runAgain = { text: "Run it again later." };

// src/advice/rows/managed-identity.ts
var identities = "https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/how-to-use-vm-token#error-handling";
var managedIdentityRemedies = [
  {
    codes: ["Managed identity: not assigned"],
    about: ["machine"],
    title: "this machine does not have the identity",
    why: ({ clientId, words }) => clientId ? `The user-assigned identity ${clientId} is not assigned to this machine, or the ID is not its client ID.` : `The machine has no system-assigned identity, and the input ${words.input("client-id")} names no user-assigned one.`,
    fixes: ({ clientId, words }) => clientId ? [
      {
        text: "Assign it, for instance to a VM:",
        command: `az vm identity assign --resource-group GROUP --name VM --identities $(az identity list --query "[?clientId=='${clientId}'].id" --output tsv)`
      }
    ] : [
      {
        text: `Switch it on, for instance for a VM, or name a user-assigned identity in ${words.input("client-id")}:`,
        command: "az vm identity assign --resource-group GROUP --name VM"
      }
    ],
    retry: "never",
    docs: identities
  },
  {
    codes: ["Managed identity: gateway"],
    about: ["machine"],
    title: "a gateway or proxy answers in place of the machine (502, 504)",
    why: "The request must not leave the machine, and something forwards it.",
    fixes: [{ text: "Take 169.254.169.254 out of what the proxy or service mesh of this machine forwards." }],
    retry: "never",
    docs: identities
  },
  {
    codes: ["Managed identity: no answer"],
    about: ["machine"],
    title: "this is not an Azure machine",
    why: ({ words }) => `Nothing on this machine gives it a token. Only your own Azure VMs, App Service, Azure Arc and the like have a managed identity. ${words.hostedMachines} have none that you could use.`,
    fixes: ({ words }) => [
      {
        text: `Use ${words.federated}, or run this on ${words.ownMachine} on Azure.`
      }
    ],
    retry: "never",
    docs: "https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/overview"
  },
  {
    codes: ["Managed identity: key of Azure Arc"],
    about: ["machine"],
    title: "the job's account may not read this machine's key",
    why: "Azure Arc gives a token to who can read a key file of its agent, and the account that runs this job can't.",
    fixes: [
      {
        text: "On Linux, put the account into the agent's group and restart what runs jobs under it; on Windows, into the group Hybrid Agent Extension Applications or Administrators:",
        command: "sudo usermod -aG himds ACCOUNT"
      }
    ],
    retry: "never",
    docs: "https://learn.microsoft.com/azure/azure-arc/servers/managed-identity-authentication"
  },
  {
    codes: ["Managed identity: refused"],
    about: ["machine"],
    title: "the machine refuses a token",
    why: "The endpoint on this machine, or Entra behind it, gave the reason above.",
    fixes: [
      {
        text: "Check that nothing on the machine (a firewall, a proxy, a policy) limits who may ask 169.254.169.254, and that the scope is one that the tenant knows."
      }
    ],
    retry: "never",
    docs: identities
  },
  {
    codes: ["Managed identity: unavailable"],
    about: ["machine"],
    title: "the machine's endpoint has a fault",
    why: "The endpoint is starting, being updated, throttling, or has failed.",
    fixes: [runAgain],
    retry: "transient",
    docs: identities
  }
];

// node_modules/leven/index.js
var array = [];
var characterCodeCache = [];
function leven(first, second, options) {
  if (first === second) {
    return 0;
  }
  const maxDistance = options?.maxDistance;
  const swap = first;
  if (first.length > second.length) {
    first = second;
    second = swap;
  }
  let firstLength = first.length;
  let secondLength = second.length;
  while (firstLength > 0 && first.charCodeAt(~-firstLength) === second.charCodeAt(~-secondLength)) {
    firstLength--;
    secondLength--;
  }
  let start = 0;
  while (start < firstLength && first.charCodeAt(start) === second.charCodeAt(start)) {
    start++;
  }
  firstLength -= start;
  secondLength -= start;
  if (maxDistance !== void 0 && secondLength - firstLength > maxDistance) {
    return maxDistance;
  }
  if (firstLength === 0) {
    return maxDistance !== void 0 && secondLength > maxDistance ? maxDistance : secondLength;
  }
  let bCharacterCode;
  let result;
  let temporary;
  let temporary2;
  let index = 0;
  let index2 = 0;
  while (index < firstLength) {
    characterCodeCache[index] = first.charCodeAt(start + index);
    array[index] = ++index;
  }
  while (index2 < secondLength) {
    bCharacterCode = second.charCodeAt(start + index2);
    temporary = index2++;
    result = index2;
    for (index = 0; index < firstLength; index++) {
      temporary2 = bCharacterCode === characterCodeCache[index] ? temporary : temporary + 1;
      temporary = array[index];
      result = array[index] = temporary > result ? temporary2 > result ? result + 1 : temporary2 : temporary2 > temporary ? temporary + 1 : temporary2;
    }
    if (maxDistance !== void 0) {
      let rowMinimum = result;
      for (index = 0; index < firstLength; index++) {
        if (array[index] < rowMinimum) {
          rowMinimum = array[index];
        }
      }
      if (rowMinimum > maxDistance) {
        return maxDistance;
      }
    }
  }
  array.length = firstLength;
  characterCodeCache.length = firstLength;
  return maxDistance !== void 0 && result > maxDistance ? maxDistance : result;
}

// src/values/parse-url.ts
function parseUrl(text) {
  return URL.canParse(text) ? new URL(text) : void 0;
}

// src/values/guid.ts
var pattern = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
var whole = new RegExp(`^${pattern}$`, "i");
var inside = new RegExp(`(?<![0-9a-f-])${pattern}(?![0-9a-f-])`, "i");
var alone = new RegExp(`^[\\s{(<"']{0,3}(${pattern})[\\s})>"']{0,3}$`, "i");
function isGuid(text) {
  return whole.test(text);
}

// src/values/resources.ts
var resources = [
  {
    name: "Power Platform API",
    appId: POWER_PLATFORM_API,
    ...inClouds(({ apiUrl }) => apiUrl)
  },
  {
    // https://learn.microsoft.com/power-apps/developer/data-platform/discovery-service has a host for each cloud.
    name: "Dataverse",
    appId: "00000007-0000-0000-c000-000000000000",
    host: /^[^.]+(\.api)?\.(crm\d*\.dynamics\.com|crm\.(microsoftdynamics\.us|appsplatform\.us|dynamics\.cn))$/,
    identifiers: {
      public: "https://ENVIRONMENT.crm.dynamics.com",
      gcc: "https://ENVIRONMENT.crm9.dynamics.com",
      "gcc-high": "https://ENVIRONMENT.crm.microsoftdynamics.us",
      dod: "https://ENVIRONMENT.crm.appsplatform.us",
      china: "https://ENVIRONMENT.crm.dynamics.cn"
    }
  },
  {
    name: "Microsoft Graph",
    appId: "00000003-0000-0000-c000-000000000000",
    ...inClouds(({ graphUrl }) => graphUrl)
  },
  {
    // As `az cloud list` has them (resourceManager, activeDirectoryResourceId).
    name: "Azure Resource Manager",
    appId: "797f4846-ba00-4fd7-ba43-dac1f8f63013",
    host: oneOf([
      "management.azure.com",
      "management.core.windows.net",
      "management.usgovcloudapi.net",
      "management.core.usgovcloudapi.net",
      "management.chinacloudapi.cn",
      "management.core.chinacloudapi.cn"
    ]),
    identifiers: {
      public: "https://management.azure.com",
      gcc: "https://management.azure.com",
      "gcc-high": "https://management.usgovcloudapi.net",
      dod: "https://management.usgovcloudapi.net",
      china: "https://management.chinacloudapi.cn"
    },
    synonyms: {
      public: "https://management.core.windows.net",
      gcc: "https://management.core.windows.net",
      "gcc-high": "https://management.core.usgovcloudapi.net",
      dod: "https://management.core.usgovcloudapi.net",
      china: "https://management.core.chinacloudapi.cn"
    }
  },
  {
    // https://learn.microsoft.com/azure/key-vault/general/about-keys-secrets-certificates#dns-suffixes-for-object-identifiers
    name: "Azure Key Vault",
    appId: "cfa8b339-82a2-471a-a3c9-0fc0be7a4093",
    host: /^([^.]+\.)?vault\.(azure\.net|usgovcloudapi\.net|azure\.cn)$/,
    identifiers: {
      public: "https://vault.azure.net",
      gcc: "https://vault.azure.net",
      "gcc-high": "https://vault.usgovcloudapi.net",
      dod: "https://vault.usgovcloudapi.net",
      china: "https://vault.azure.cn"
    }
  },
  {
    // https://learn.microsoft.com/azure/devops/integrate/get-started/authentication/service-principal-managed-identity
    name: "Azure DevOps",
    appId: "499b84ac-1321-427f-aa17-267ca6975798",
    host: oneOf(["app.vssps.visualstudio.com", "dev.azure.com"]),
    identifiers: {}
  },
  {
    // https://learn.microsoft.com/power-bi/developer/embedded/embed-sample-for-customers-national-clouds
    name: "Power BI",
    appId: "00000009-0000-0000-c000-000000000000",
    host: /^(analysis\.(windows\.net|chinacloudapi\.cn)|((high|mil)\.)?analysis\.usgovcloudapi\.net|api\.(powerbi|fabric\.microsoft)\.com)$/,
    identifiers: {
      public: "https://analysis.windows.net/powerbi/api",
      gcc: "https://analysis.usgovcloudapi.net/powerbi/api",
      "gcc-high": "https://high.analysis.usgovcloudapi.net/powerbi/api",
      dod: "https://mil.analysis.usgovcloudapi.net/powerbi/api",
      china: "https://analysis.chinacloudapi.cn/powerbi/api"
    }
  }
];
function findResource(scope) {
  const text = scope.toLowerCase();
  const hostname = parseUrl(text)?.hostname ?? "";
  return resources.find(
    ({ appId, host }) => text === appId || text.startsWith(`${appId}/`) || host.test(hostname)
  );
}
function getResource(name) {
  return resources.find((resource) => resource.name === name);
}
function defaultScope({ identifiers, appId }, { name }) {
  return `${identifiers[name] ?? appId}/.default`;
}
function plainResource(text) {
  let plain = text.trim().toLowerCase();
  if (plain.endsWith("/.default")) plain = plain.slice(0, -"/.default".length);
  while (plain.endsWith("/")) plain = plain.slice(0, -1);
  return plain;
}
function inClouds(addressOf) {
  const rows = clouds.flatMap((cloud) => {
    const address = addressOf(cloud);
    return address ? [[cloud.name, address]] : [];
  });
  return {
    host: oneOf(rows.map(([, address]) => address.slice("https://".length))),
    identifiers: Object.fromEntries(rows)
  };
}
function oneOf(hosts) {
  return new RegExp(`^(${hosts.map((host) => host.replaceAll(".", "\\.")).join("|")})$`);
}

// src/advice/permission.ts
function addPermission({ clientId }, api, permission, kind) {
  return `az ad app permission add --id ${clientId || "CLIENT_ID"} --api ${api} --api-permissions ${permission}=${kind}`;
}
function choosePermission(situation, api, kind) {
  const list = kind === "Role" ? "appRoles" : "oauth2PermissionScopes";
  return [
    {
      text: `See the ${kind === "Role" ? "application" : "delegated"} permissions that the API has:`,
      command: `az ad sp show --id ${api} --query "${list}[].{name:value, id:id}" --output table`
    },
    ...situation.credential.signsIn === "machine" ? giveIdentity(situation, api) : [
      withConsent(situation, {
        text: "Then add the one that is needed to the app, with its ID in the place of PERMISSION_ID",
        command: addPermission(situation, api, "PERMISSION_ID", kind)
      })
    ]
  ];
}
function giveIdentity({ clientId, cloud }, api) {
  const assignment = { principalId: "PRINCIPAL_ID", resourceId: "RESOURCE_ID", appRoleId: "PERMISSION_ID" };
  return [
    {
      ...showObjectIds(clientId, api),
      text: "Give it to the identity, which no page of the portal can. First show the object IDs of two service principals, the identity's (PRINCIPAL_ID) and the API's (RESOURCE_ID):"
    },
    assignAppRole(cloud, {
      text: "Then put them in here, and the ID of the permission in the place of PERMISSION_ID",
      assignment
    })
  ];
}
function showObjectIds(clientId, api) {
  const ids = [clientId || "CLIENT_ID", api];
  return { command: ids.map((id) => `az ad sp show --id ${id} --query id --output tsv`).join("\n") };
}
function assignAppRole(cloud, { text, assignment }) {
  const path = "/v1.0/servicePrincipals/PRINCIPAL_ID/appRoleAssignments";
  if (!cloud.graphUrl) {
    return {
      text: `${text}, in a POST to ${path} of the Microsoft Graph of cloud ${cloud.name}, whose address is not published: ${JSON.stringify(assignment)}`
    };
  }
  return {
    text: `${text}:`,
    command: `echo ${quoteJson(assignment)} | az rest --method post --resource ${cloud.graphUrl} --url "${cloud.graphUrl}${path}" --headers Content-Type=application/json --body '@-'`
  };
}
function withConsent({ clientId, cloud }, add) {
  const app = clientId || "CLIENT_ID";
  return cloud.azCloud === publicCloud.azCloud ? {
    text: `${add.text}, and let an administrator consent to the app's permissions:`,
    command: `${add.command}
az ad app permission admin-consent --id ${app}`
  } : {
    text: `${add.text}, for which an administrator must then consent (Entra admin center \u203A App registrations \u203A ${app} \u203A API permissions \u203A Grant admin consent):`,
    command: add.command
  };
}

// src/advice/apis.ts
var advice = {
  "Power Platform API": {
    unknown: (situation) => `${nameTenant(situation)} does not know Power Platform API: it was never used there, or the tenant is the wrong one, or the scope is of another cloud.`,
    find: () => [create("Power Platform API")],
    admit: (situation) => [
      {
        text: `An app that signs in as itself needs no permission or consent, but a Power Platform role${readSetUp(situation, "6. A Power Platform role")}.`
      }
    ]
  },
  Dataverse: {
    unknown: ({ tenantId, cloud }) => `In Entra, each Dataverse environment is an API of its own: the environment's URL is wrong, or the environment belongs to another tenant${tenantId && ` than ${tenantId}`}, or to another cloud than ${cloud.name}.`,
    find: (situation) => [
      {
        text: "See the tenant's environments and their URLs (Power Platform CLI; pac auth create first):",
        command: "pac admin list"
      },
      ...advice.Dataverse.admit(situation)
    ],
    // https://learn.microsoft.com/power-platform/developer/cli/reference/admin#pac-admin-assign-user
    admit: ({ scopes: scopes2, clientId }) => [
      {
        text: "In the environment, the app must be an application user with a security role (here Basic User). With the Power Platform CLI, or in the Power Platform admin center under Environments \u203A the environment \u203A Settings \u203A Users + permissions \u203A Application users:",
        command: `pac admin assign-user --environment ${environmentOf(scopes2) ?? "ENVIRONMENT_URL"} --user ${clientId || "CLIENT_ID"} --role "Basic User" --application-user`
      }
    ]
  },
  "Microsoft Graph": {
    unknown: ({ cloud }) => `Microsoft Graph is not missing, for every tenant has it: the scope is misspelt, or of another cloud than ${cloud.name}.`,
    find: (situation) => [setScope(situation, "Microsoft Graph")],
    admit: (situation) => [
      {
        text: "Graph lets an app do what its application permissions say, with an administrator's consent."
      },
      ...choosePermission(situation, getResource("Microsoft Graph").appId, "Role")
    ]
  },
  "Azure Resource Manager": {
    unknown: ({ cloud }) => `Azure Resource Manager is not missing, for every tenant has it: the scope is misspelt, or of another cloud than ${cloud.name}.`,
    find: (situation) => [setScope(situation, "Azure Resource Manager")],
    admit: ({ clientId }) => [
      {
        text: "The app needs an Azure role at a subscription, resource group or resource:",
        command: `az role assignment create --assignee ${clientId || "CLIENT_ID"} --role Reader --scope /subscriptions/SUBSCRIPTION_ID`
      }
    ]
  },
  "Azure Key Vault": {
    unknown: ({ cloud }) => `A token for any key vault is asked for at one address, not at the vault's own: the scope is another, or of another cloud than ${cloud.name}. Or the tenant has never used Azure Key Vault.`,
    find: (situation) => [setScope(situation, "Azure Key Vault"), orCreate("Azure Key Vault")],
    admit: ({ clientId }) => [
      {
        text: "The app needs a role at the vault (or, where the vault has no Azure roles, an access policy):",
        command: `az role assignment create --assignee ${clientId || "CLIENT_ID"} --role "Key Vault Secrets User" --scope $(az keyvault show --name VAULT --query id --output tsv)`
      }
    ]
  },
  "Azure DevOps": {
    unknown: (situation) => `${nameTenant(situation)} does not know Azure DevOps: no organization is connected to it, or the tenant is the wrong one.`,
    find: (situation) => [setScope(situation, "Azure DevOps"), orCreate("Azure DevOps")],
    admit: () => [
      {
        text: "Add the app to the organization, which must be connected to the tenant: Azure DevOps \u203A Organization settings \u203A Users \u203A Add users, with an access level and a project."
      }
    ]
  },
  "Power BI": {
    unknown: (situation) => `${nameTenant(situation)} does not know Power BI: nobody has used it there, or the tenant is the wrong one, or the scope is of another cloud than ${situation.cloud.name}.`,
    find: (situation) => [setScope(situation, "Power BI"), orCreate("Power BI")],
    admit: () => [
      {
        text: "Let apps in, or those of a security group: Power BI admin portal \u203A Tenant settings \u203A Developer settings \u203A Allow service principals to use Power BI APIs. Then add the app to the workspace (Manage access)."
      }
    ]
  }
};
function apiOf({ scopes: scopes2 }) {
  const resource = scopes2.map((scope) => findResource(scope)).find(Boolean);
  if (resource) return { ...advice[resource.name], name: resource.name, appId: resource.appId, resource };
  const appId = scopes2.map((scope) => scope.split("/")[0] ?? "").find(isGuid) ?? "API_ID";
  return {
    name: "the API",
    appId,
    resource,
    unknown: (situation) => `${nameTenant(situation)} does not know this API: it was never used there, or the tenant is the wrong one, or the scope is misspelt or of another cloud.`,
    find: ({ words }) => [
      ...scopes2.filter((scope) => parseUrl(scope)).map((scope) => checkSpelling(scope, words.input("scope"))),
      {
        text: `Create the API's service principal${appId === "API_ID" ? ", with its application ID in the place of API_ID" : ""}:`,
        command: `az ad sp create --id ${appId}`
      }
    ],
    admit: (situation) => [
      {
        text: "Ask who runs the API what it wants of an app. Mostly it is an application permission of the API's."
      },
      ...choosePermission(situation, appId, "Role")
    ]
  };
}
var addresses = resources.flatMap(
  ({ identifiers, synonyms = {} }) => [identifiers, synonyms].flatMap((each) => Object.values(each))
);
var MAX_MISTAKES = 2;
var MAX_ADDRESS = 100;
function checkSpelling(scope, input) {
  const address = plainResource(scope);
  const near = address.length <= MAX_ADDRESS ? addresses.find((each) => leven(each, address) <= MAX_MISTAKES) : void 0;
  const meant = near ? ` Did you mean ${near}?` : "";
  return { text: `Check the spelling of ${printable(address)} in ${input}.${meant}` };
}
function create(name) {
  return {
    text: `Create the service principal of ${name}:`,
    command: `az ad sp create --id ${getResource(name).appId}`
  };
}
function orCreate(name) {
  return { ...create(name), text: `Or create the service principal of ${name}:` };
}
function setScope({ scopes: scopes2, cloud, words }, name) {
  const environment = name === "Dataverse" ? environmentOf(scopes2) : void 0;
  const right = environment ? `${environment}/.default` : defaultScope(getResource(name), cloud);
  if (scopes2.length === 1 && scopes2[0]?.toLowerCase() === right) {
    return {
      text: environment ? `The scope is the one of this environment. Check the input ${words.input("cloud")}, and the environment's URL.` : `The scope is the one of ${name} in cloud ${cloud.name}. Check the input ${words.input("cloud")}, and ${words.input("authority-host")}, if it is set.`
    };
  }
  const input = words.input("scope");
  const orLeaveOut = name === "Power Platform API" ? `Leave the input ${input} out, or set it` : `Set the input ${input}`;
  return { text: `${orLeaveOut} to ${right}.` };
}
function onlyDefaultScope(situation) {
  return setScope(situation, apiOf(situation).resource?.name ?? "Power Platform API");
}
function environmentOf(scopes2) {
  const scope = scopes2.find((each) => findResource(each)?.name === "Dataverse");
  const hostname = parseUrl(scope ?? "")?.hostname;
  return hostname && /^[a-z0-9.-]+$/.test(hostname) ? `https://${hostname}` : void 0;
}

// src/advice/rows/oauth.ts
var oauth = "https://learn.microsoft.com/entra/identity-platform/reference-error-codes";
var lookUp = {
  text: "Look the correlation ID up: Entra admin center \u203A Monitoring \u203A Sign-in logs (for an app: Service principal sign-ins)."
};
var lists = {
  "client-secret": (clientId) => `az ad app credential list --id ${clientId}`,
  certificate: (clientId) => `az ad app credential list --id ${clientId} --cert`,
  "federated-token": (clientId) => `az ad app federated-credential list --id ${clientId}`
};
function listOwn({ credential, clientId }) {
  return credential.presents.map((proof) => ({
    text: "Compare what was sent with what the app has:",
    command: lists[proof](clientId)
  }));
}
function checkIds({ words: { input } }) {
  return { text: `Check ${input("client-id")} and ${input("tenant-id")}.` };
}
var UNKNOWN = "Unknown refusal";
function refusedSignIn({ credential }) {
  if (needsPerson(credential))
    return "What the sign-in page gave is not accepted, or a policy of the tenant demands more than the sign-in had.";
  return `${credential.signsIn === "user" ? "The user name or the password" : "What proved the app"} is not accepted, or a policy of the tenant demands more than a pipeline can give.`;
}
var oauthRemedies = [
  {
    codes: ["invalid_client", "unauthorized_client"],
    about: REGISTERED,
    title: "Entra refuses the app or its credential",
    why: "The client ID, the tenant, or what proved the app is not accepted.",
    fixes: (situation) => [checkIds(situation), ...listOwn(situation)],
    retry: "never",
    docs: oauth
  },
  {
    codes: ["invalid_grant", "consent_required"],
    title: "Entra refuses the sign-in",
    why: refusedSignIn,
    fixes: [lookUp],
    retry: "never",
    docs: oauth
  },
  {
    codes: ["interaction_required", "login_required"],
    title: "Entra refuses the sign-in",
    why: refusedSignIn,
    fixes: (situation) => [...signInYourself(situation), lookUp],
    retry: "never",
    needsSignIn: true,
    docs: oauth
  },
  {
    codes: ["invalid_scope", "invalid_resource"],
    title: "Entra does not know what the token is for",
    why: ({ cloud }) => `The scope is misspelt, or belongs to another cloud than ${cloud.name}.`,
    fixes: (situation) => [onlyDefaultScope(situation)],
    retry: "never",
    docs: oauth
  },
  {
    codes: ["invalid_request", "unsupported_grant_type", "unsupported_response_type", "invalid_instance"],
    about: REGISTERED,
    title: "Entra cannot read the request",
    why: "A value in it has a form that Entra does not take, or another server answers in its place.",
    fixes: ({ words: { input } }) => [
      {
        text: `Check ${input("tenant-id")}, ${input("client-id")}, ${input("scope")}, and ${input("authority-host")}, if it is set.`
      }
    ],
    retry: "never",
    docs: oauth
  },
  {
    codes: ["access_denied"],
    title: "Entra denies access",
    why: "An administrator or a policy of the tenant does not allow this.",
    fixes: [
      { text: "Look the correlation ID up: Entra admin center \u203A Monitoring \u203A Sign-in logs, and ask there." }
    ],
    retry: "never",
    docs: oauth
  },
  {
    codes: ["temporarily_unavailable", "server_error"],
    title: "Entra has a passing fault",
    why: "The fault is within Entra, and usually passes soon.",
    fixes: [runAgain],
    retry: "transient",
    docs: oauth
  },
  {
    codes: [UNKNOWN],
    title: "the request was refused",
    why: "Nothing more is known here than what Entra says above.",
    fixes: [lookUp],
    retry: "never",
    docs: oauth
  }
];

// src/advice/delegated-permissions.ts
var delegatedPermissions = {
  "Agent365.Observability.AllAgents.Read": "fc442157-aadc-4cd1-b557-e27533e32d61",
  "AiFlows.Ai.Execute": "67a887de-b565-4e46-8f2f-6edfcaf34006",
  "AiFlows.Ai.Read": "1cea5717-a4d4-40c1-bf71-7f340cfad4f0",
  "AiFlows.Ai.Write": "1f7549d7-b59b-4536-b840-aab2a4adb634",
  "AiFlows.Connections.Read": "de9721ae-e403-4078-b5b3-91e5ce89a5aa",
  "AiFlows.Runs.Execute": "633410f3-5d2b-4fd8-aa4d-d630aa95dc00",
  "AiFlows.Runs.Read": "42af0030-6190-410c-ab4b-6d590aae710d",
  "AiFlows.Runs.Write": "f2bba231-bad0-424b-9444-367c887cbeaf",
  "AiFlows.Workflows.Execute": "37ad1fa4-6ed6-4141-b859-91cb8dcacf45",
  "AiFlows.Workflows.Read": "8b7d5b6b-6df6-419c-bb10-b5e07d6c0020",
  "AiFlows.Workflows.Write": "75d93d21-82ac-49fc-8047-84750b06b4a6",
  "AiTools.Prompt.Invoke": "4e1fb51b-d680-4128-a667-140a986c2612",
  "AiTools.Prompt.Read": "25967bc7-021d-49f1-adde-14bbaeb1f683",
  "AiTools.Prompt.Write": "0ba1e234-9bd9-472b-9d11-5363cbc7a5b0",
  "Analytics.AdvisorActions.Execute": "819ce212-3117-48ff-ab5d-b9f36c47e834",
  "Analytics.AdvisorRecommendations.Read": "8182d205-de75-4f96-b3d6-72c9b6bf6752",
  "AppManagement.ApplicationPackages.Install": "3f4998a4-cbb8-4e1e-9ea0-fd7fc110bb74",
  "AppManagement.ApplicationPackages.Read": "adef0bc0-3a5b-457a-834c-cabd82f0a6d2",
  "Authorization.RoleAssignments.Read": "5333e2d9-371f-42d6-9212-516921242dfc",
  "Authorization.RoleAssignments.Write": "a53c8130-3c33-407c-a1ba-ec806fdc55ca",
  "Connectivity.Connections.Read": "d0ac573f-48ce-4693-88c1-8fa719eb8b45",
  "Connectivity.Connections.Write": "5d973cb3-b843-4baf-bc35-646ccb9181ce",
  "Connectivity.Connectors.Read": "41e78a9d-569c-4929-ad5e-5ab23eeb83f4",
  "CopilotFlows.ChatAssistant.Execute": "d2054574-cb6b-4b74-ad3d-d06f6c8d0383",
  "CopilotFlows.CloudFlows.ChatAssistant": "e778d2c8-0f7b-400e-9d3a-e01302c74df2",
  "CopilotFlows.Workflows.Generate": "ba6e4710-48ac-4b4a-9da7-325950482daa",
  "CopilotGovernance.Features.Execute": "069b4877-263f-4b4c-a5c7-4fc7de45fac3",
  "CopilotGovernance.Features.Read": "93dac405-2d29-4899-96d9-7f77819e1824",
  "CopilotGovernance.Settings.Read": "62adcede-f1ae-492e-aed4-4788f68ae7a7",
  "CopilotGovernance.Settings.Write": "411a08da-1780-4229-a471-ffab1f53206a",
  "CopilotStudio.AdminActions.Invoke": "db2c958a-27e1-4238-8eb8-610a8b5d8436",
  "CopilotStudio.Copilots.Invoke": "204440d3-c1d0-4826-b570-99eb6f5e2aeb",
  "CopilotStudio.Licenses.Read": "a8f3c9e7-2b4d-4f1a-9c6e-8d5f7a9b3c2e",
  "CopilotStudio.MakerOperations.Delete": "0793f40a-abd0-427e-9b9e-00b7dab6b50c",
  "CopilotStudio.MakerOperations.Read": "4bbe06bc-340b-4b7c-8d99-775c5becc1c7",
  "CopilotStudio.MakerOperations.ReadWrite": "d5061c0f-71ab-40de-ad68-1855ecedc721",
  "CopilotStudio.MinimalBot.Read": "6582bc9c-a990-4711-85df-d8525e7f2539",
  "CopilotStudio.MinimalBot.ReadWrite": "2f8a6584-f7f1-4625-87a4-6364007d36a2",
  "Dors.Environments.Read": "0fb7ea01-93bf-40d0-8f7e-1ef3b18a8d4e",
  "Dors.MRUSync.Execute": "a5607b21-d21d-4522-a86f-f43770bd2485",
  "Dors.Search.Execute": "fc7e0ec6-5136-4cd1-ad56-2aa9c02fc4cd",
  "EnvironmentManagement.Environments.Read": "177690ed-85f1-41d9-8dbf-2716e60ff46a",
  "EnvironmentManagement.Groups.Read": "ea0756b5-f207-46be-9de9-af5156f29187",
  "EnvironmentManagement.Groups.ReadWrite": "d8ed48a4-d90b-481c-b222-e9e342f38d58",
  "EnvironmentManagement.Settings.Read": "7107eb22-bdfb-4e2b-b5f3-8aa114795f6a",
  "EnvironmentManagement.Settings.ReadWrite": "7a11470a-3968-43d4-af14-8fc4e6afcec1",
  "GitRepositories.Protocol.Read": "a7b85da8-78f1-4d9a-8a69-e336021f8b38",
  "GitRepositories.Protocol.ReadWrite": "e9ebc1eb-0b1d-4832-b3b3-327cdd83aaca",
  "GitRepositories.Repositories.Delete": "fc484cae-c0c8-4167-ac58-d4ba870d380d",
  "GitRepositories.Repositories.Read": "7a4793e4-11e5-4213-9305-964e8f65b0e2",
  "GitRepositories.Repositories.ReadWrite": "bf37b1ff-0d4a-4438-b61f-100b46b80af9",
  "GitRepositories.Repositories.Share": "1c124288-17a0-4679-828f-dc25ae0a62e0",
  "Governance.CrossTenantConnectionReports.Read": "d92670ac-a2e1-401e-a780-2588db417f04",
  "Governance.CrossTenantConnectionReports.ReadWrite": "622fcf4a-1ce8-4827-acd2-24a54bb04aaf",
  "Licensing.Allocations.Read": "73cf5c38-5257-4f28-8bbb-f78acf3290a4",
  "Licensing.Allocations.ReadWrite": "048eb363-c1da-41d5-9edf-423b605ff23e",
  "Licensing.BillingPolicies.Read": "a8f422ae-8922-45d4-a8f1-275a6bd43077",
  "Licensing.BillingPolicies.ReadWrite": "25223ba4-e810-4f08-9803-cde4b2057a13",
  "Licensing.IsvContracts.Read": "9dafb9c1-c236-48b1-b142-20dcaab58675",
  "Licensing.IsvContracts.ReadWrite": "61bfce59-bddc-493f-b20c-32af5e904b83",
  "Monitor.Alerts.Delete": "b3c865f8-609d-4b74-9ff5-58a9c1d6f947",
  "Monitor.Alerts.Read": "460bc9cc-f53a-457d-bcb5-3147b422ce96",
  "Monitor.Alerts.Write": "3ae218b3-5371-48c6-abbf-c05ccd366293",
  "Monitor.Metrics.Read": "cfd74ec9-960f-472e-b0cd-e43471704014",
  "Monitor.Metrics.Write": "9dda70db-7be6-4bc1-88ff-898b5bdd44eb",
  "Monitor.Recommendations.Read": "2fdc7c37-b7d9-4300-a6d6-5da03d84c5d4",
  "Monitor.Timeseries.Read": "79160ee2-a36a-4f58-a086-bcf6ea5c11c9",
  "PowerApps.Apps.Play": "5991ee89-0511-4700-b3be-d42ef2e7d61d",
  "PowerApps.Apps.Read": "5322d31f-39c1-4756-9c92-ae069c366b70",
  "PowerAutomate.Flows.Read": "ed141b5c-775b-4ab0-9b28-31191f7d3bf5",
  "PowerAutomate.Flows.Write": "6bb2a650-63f5-44be-8998-3110d6ef18a1",
  "PowerPages.Websites.Read": "571bff05-abe6-4ddb-85e8-b764db682d97",
  "PowerPages.Websites.Write": "a3416731-8382-4b45-822e-2e44897dc3c1",
  "ResourceQuery.Resources.Read": "3dbf08db-e1e0-46a9-b49b-294340f711b3",
  "Security.Recommendations.Read": "61e3824b-f4d0-4998-95f3-bc021fa3198d"
};

// src/advice/access.ts
var READ_ENVIRONMENTS = "EnvironmentManagement.Environments.Read";
var NO_ROLE = "00000000-0000-0000-0000-000000000000";
function allow(situation) {
  const { name, appId, admit } = apiOf(situation);
  if (!isForUser(situation.credential)) return admit(situation);
  return name === "Power Platform API" ? allowNamed(situation) : choosePermission(situation, appId, "Scope");
}
function allowNamed(situation) {
  const names = situation.permissions?.length ? situation.permissions : [READ_ENVIRONMENTS];
  return names.map((name, index) => {
    const lookUp2 = `az ad sp show --id ${POWER_PLATFORM_API} --query "oauth2PermissionScopes[?value=='${name}'].id" --output tsv`;
    return withConsent(situation, {
      text: `${index === 0 ? "Add" : "Or add"} the delegated permission ${name} to the app`,
      command: addPermission(
        situation,
        POWER_PLATFORM_API,
        delegatedPermissions[name] ?? `"$(${lookUp2})"`,
        "Scope"
      )
    });
  });
}
function assignToApi(situation) {
  const { name, appId } = apiOf(situation);
  const { clientId, cloud } = situation;
  const assignment = { principalId: "PRINCIPAL_ID", resourceId: "RESOURCE_ID", appRoleId: NO_ROLE };
  const ifRoles = `If the API has roles for apps (az ad sp show --id ${appId} --query appRoles), put the ID of one into appRoleId`;
  return [
    {
      ...showObjectIds(clientId, appId),
      text: "Assign the app, which the portal's page Users and groups can't. First show the object IDs of two service principals, the app's (PRINCIPAL_ID) and the API's (RESOURCE_ID):"
    },
    assignAppRole(cloud, { text: `Then put them in here. ${ifRoles}`, assignment }),
    {
      text: `Or let ${name} not demand it of anybody:`,
      command: `az ad sp update --id ${appId} --set appRoleAssignmentRequired=false`
    }
  ];
}

// src/advice/rows/person.ts
var deviceCode = "https://learn.microsoft.com/entra/identity-platform/v2-oauth2-device-code";
var redirects = "https://learn.microsoft.com/entra/identity-platform/reply-url";
var signInAgain = { text: "Run this again, and sign in once more." };
function useBrowser({ words }) {
  return {
    text: `In a browser that this program opens there is no code to type: ${words.setting("credential", "browser")}.`
  };
}
var personRemedies = [
  {
    codes: [50011],
    about: ["person"],
    title: "the app does not let the browser come back",
    why: "After a sign-in, the browser goes to an address that the app must list, here http://localhost among those for mobile and desktop applications. Any port counts then.",
    fixes: ({ clientId }) => [addRedirect({ clientId })],
    retry: "never",
    docs: redirects
  },
  {
    codes: [65004],
    about: ["person"],
    title: "the consent was declined",
    why: "The sign-in page asked whether the app may act for who signs in, and the answer was no.",
    fixes: (situation) => [
      {
        text: "Run this again and accept. Where accepting is not offered, an administrator consents for everybody:",
        command: `az ad app permission admin-consent --id ${situation.clientId}`
      },
      ...allow(situation)
    ],
    retry: "never",
    needsSignIn: true,
    docs: "https://learn.microsoft.com/entra/identity-platform/application-consent-experience"
  },
  {
    codes: [70016],
    about: ["user", "person"],
    title: "the user has not finished signing in",
    why: "This answer belongs to a sign-in by device code: Entra still waits for the user.",
    fixes: [{ text: "Finish the sign-in in the browser, or use another credential in a pipeline." }],
    retry: "transient",
    needsSignIn: true,
    docs: deviceCode
  },
  {
    codes: [70018],
    about: ["person"],
    title: "the code that was typed in is wrong",
    why: "The page takes a code only as this program shows it, and only until it is used or has expired.",
    fixes: (situation) => [signInAgain, useBrowser(situation)],
    retry: "never",
    needsSignIn: true,
    docs: deviceCode
  },
  {
    codes: [70019, 70020],
    about: ["user", "person"],
    title: "the device code has expired",
    why: "This answer belongs to a sign-in by device code, which the user did not finish in time.",
    fixes: [{ text: "Start it again, or use another credential in a pipeline." }],
    retry: "never",
    needsSignIn: true,
    docs: deviceCode
  },
  {
    // A refresh token that isn't good any more.
    codes: [50173, 700082],
    about: ["user", "person"],
    title: "the sign-in has ended",
    why: "Tokens came from a sign-in that is no longer good: what the user signs in with was changed, an administrator revoked the sessions, or it was not used for 90 days.",
    fixes: [{ text: "Start this again, which signs in anew." }],
    retry: "never",
    needsSignIn: true,
    docs: "https://learn.microsoft.com/entra/identity-platform/refresh-tokens"
  },
  {
    codes: [50199],
    about: ["person"],
    title: "the sign-in was not confirmed",
    why: "The sign-in page asks whether this is the app that was meant, so that nobody is tricked into a sign-in. It was closed, or a program read it that cannot answer.",
    fixes: [{ text: "Run this again in a browser, and choose Continue on that page." }],
    retry: "never",
    needsSignIn: true,
    docs: errorPage(50199)
  },
  {
    codes: ["authorization_declined"],
    about: ["person"],
    title: "the sign-in was declined",
    why: "Somebody chose not to go on, or an administrator or a policy of the tenant does not allow it.",
    fixes: [signInAgain],
    retry: "never",
    needsSignIn: true,
    docs: deviceCode
  }
];

// src/values/power-platform-roles.ts
var READER = "c886ad2e-27f7-4874-8381-5849b8d8a090";

// src/advice/role.ts
function assignRole(situation) {
  const { principal, tenantId, clientId } = situation;
  const id = principal && isGuid(principal.id) ? principal.id : "";
  const assignment = { tenant: plainWord(tenantId, "TENANT_ID"), objectId: id || "OBJECT_ID", situation };
  const lookUp2 = {
    text: "First find the service principal's object ID, and put it where OBJECT_ID stands below:",
    command: `${login(assignment)}
az ad sp show --id ${clientId || "CLIENT_ID"} --query id --output tsv`
  };
  return [
    ...id ? [] : [lookUp2],
    byPowerShell(assignment),
    byAzureCli(assignment, { isLoggedIn: !id }),
    ...byModule(assignment),
    {
      text: "Or the older way, which makes the app an administrator of all of Power Platform in the tenant (Power Platform CLI, pac auth create first):",
      command: `pac admin application register --application-id ${clientId || "CLIENT_ID"}`
    }
  ];
}
function byPowerShell({ tenant, objectId, situation: { cloud } }) {
  const isPublic = !cloud.azCloud || cloud.azCloud === publicCloud.azCloud;
  return {
    text: "As a Power Platform administrator or RBAC administrator, assign it the role Reader (or a higher one), as Microsoft's tutorial does, in PowerShell with the module Az.Accounts:",
    command: [
      `Connect-AzAccount -Tenant ${tenant}${isPublic ? "" : ` -Environment ${cloud.azCloud}`}`,
      `$token = (Get-AzAccessToken -ResourceUrl ${cloud.apiUrl}/).Token`,
      "if ($token -is [securestring]) { $token = [System.Net.NetworkCredential]::new('', $token).Password }",
      `Invoke-RestMethod -Method Post -Uri "${cloud.apiUrl}/authorization/roleAssignments?api-version=2024-10-01" -Headers @{ Authorization = "Bearer $token" } -ContentType application/json -Body ${body(tenant, objectId)}`
    ].join("\n"),
    shell: "powershell"
  };
}
function login({ tenant }) {
  return `az login --tenant ${tenant} --allow-no-subscriptions`;
}
function byAzureCli(assignment, { isLoggedIn }) {
  const { tenant, objectId, situation } = assignment;
  const { apiUrl } = situation.cloud;
  return {
    text: "Or the same with the Azure CLI (if the API answers InsufficientDelegatedPermissions, the Azure CLI can't assign roles in this tenant; then use another of these ways):",
    command: [
      ...isLoggedIn ? [] : [login(assignment)],
      `echo ${body(tenant, objectId)} | az rest --method post --resource ${apiUrl} --url "${apiUrl}/authorization/roleAssignments?api-version=2024-10-01" --headers Content-Type=application/json --body '@-'`
    ].join("\n")
  };
}
function byModule({ tenant, objectId, situation: { cloud } }) {
  if (!cloud.moduleEndpoint) return [];
  const endpoint = cloud.moduleEndpoint === publicCloud.moduleEndpoint ? "" : ` -Endpoint ${cloud.moduleEndpoint}`;
  return [
    {
      text: "Or, if the API takes neither, with Microsoft's module and an app of your own that may assign roles, to which an administrator must consent before the last command. In PowerShell:",
      command: [
        "Install-Module -Name Microsoft.PowerPlatform.EnterprisePolicies",
        `New-PPAuthorizationApplication -DisplayName power-platform-roles -TenantId ${tenant}${endpoint}`,
        "# Now let an administrator consent to it (Entra admin center \u203A App registrations \u203A power-platform-roles \u203A API permissions \u203A Grant admin consent), then:",
        `New-PPRBACRoleAssignment -PrincipalObjectId ${objectId} -PrincipalType ApplicationUser -Role "Power Platform Reader" -TenantId ${tenant}${endpoint}`
      ].join("\n"),
      shell: "powershell"
    }
  ];
}
function body(tenant, objectId) {
  return quoteJson({
    roleDefinitionId: READER,
    principalObjectId: objectId,
    principalType: "ApplicationUser",
    scope: `/tenants/${tenant}`
  });
}

// src/advice/rows/power-platform.ts
var authentication = "https://learn.microsoft.com/power-platform/admin/programmability-authentication-v2";
var roles = "https://learn.microsoft.com/power-platform/admin/programmability-tutorial-rbac-role-assignment";
var checkCloud = ({ cloud, words: { input } }) => ({
  text: `Check the input ${input("cloud")} (it is ${cloud.name}), and leave ${input("scope")} out or set it to ${cloud.apiUrl}/.default.`
});
var powerPlatformRemedies = [
  {
    codes: ["Power Platform API 401", "Power Platform API 401 InvalidAuthenticationAudience"],
    title: "the token is not accepted",
    why: ({ cloud, scopes: scopes2 }) => `The token is for another resource or cloud, or its tenant is not one of cloud ${cloud.name}. It was asked for ${scopes2.join(" ")}.`,
    fixes: (situation) => [checkCloud(situation)],
    retry: "never",
    docs: authentication
  },
  {
    codes: ["Power Platform API 403", "Power Platform API 403 Forbidden"],
    title: "the token is valid, but the app has no role",
    why: ({ credential }) => isForUser(credential) ? "The user, or the app that the user signs in with, lacks a permission: the app needs EnvironmentManagement.Environments.Read with consent, and the user a Power Platform role." : "A service principal needs a Power Platform role (RBAC); permissions and consent do nothing for it. It is assigned through the API: the admin center has no page for it. A new role takes some minutes to spread.",
    fixes: (situation) => isForUser(situation.credential) ? allow(situation) : assignRole(situation),
    retry: "propagation",
    docs: roles
  },
  {
    codes: ["Power Platform API 403 InsufficientDelegatedPermissions"],
    about: ["user", "person"],
    title: "the app lacks a delegated permission",
    why: ({ permissions = [] }) => `What the user may do counts only as far as the app has the delegated permission for it, with consent.${permissions.length > 0 ? ` The API takes any of: ${permissions.join(", ")}.` : ""}`,
    fixes: (situation) => [
      ...allowNamed(situation),
      { text: "Then run it again: a permission counts from the next token on." }
    ],
    retry: "never",
    docs: authentication
  },
  {
    codes: ["Power Platform API 404", "Power Platform API 404 RouteNotFound"],
    title: "there is no list of environments at this address",
    why: ({ cloud }) => `The address is the one of cloud ${cloud.name}. The tenant may be in another cloud.`,
    fixes: (situation) => [checkCloud(situation)],
    retry: "never",
    docs: authentication
  },
  {
    codes: ["Power Platform API 429"],
    title: "too many requests",
    why: "Power Platform API throttles this client. The token itself is good.",
    fixes: ({ words }) => [
      {
        text: `Run it again later, and let fewer jobs ask at once. To get a token without ${words.input("verify")} asks Power Platform API nothing.`
      }
    ],
    retry: "transient",
    docs: "https://learn.microsoft.com/power-platform/admin/api-request-limits-allocations"
  },
  {
    codes: ["Power Platform API fault"],
    title: "the service has a fault",
    why: "Power Platform API, or a gateway before it, failed. The token itself is good.",
    fixes: [runAgain],
    retry: "transient",
    docs: "https://learn.microsoft.com/power-platform/admin/check-online-service-health"
  },
  {
    codes: ["Power Platform API unexpected answer"],
    title: "the answer is no list of environments",
    why: "The answer has another form than the documented one. A proxy or a sign-in page of the network may be in the way.",
    fixes: [{ text: "Check the network's proxy." }],
    retry: "never",
    docs: authentication
  }
];

// src/advice/rows/resource.ts
var scopes = "https://learn.microsoft.com/entra/identity-platform/scopes-oidc";
var setUp = "https://learn.microsoft.com/power-platform/admin/programmability-authentication-v2";
var assignApps = "https://learn.microsoft.com/graph/api/serviceprincipal-post-approleassignments";
var asked = ({ scopes: scopes2 }) => printable(scopes2.join(" "));
var resourceRemedies = [
  {
    codes: [500011, 650052],
    title: "the API has no service principal in this tenant",
    why: (situation) => `The token was asked for ${asked(situation)}. ${apiOf(situation).unknown(situation)}`,
    fixes: (situation) => apiOf(situation).find(situation),
    retry: "propagation",
    docs: setUp
  },
  {
    codes: [500014, 7000117],
    title: "the API's service principal is disabled",
    why: (situation) => `The token was asked for ${asked(situation)}. A licence of the tenant has lapsed, or an administrator switched the API off.`,
    fixes: (situation) => {
      const { name, appId } = apiOf(situation);
      return [
        { text: `Check whether the tenant still has its licences for ${name}.` },
        {
          text: `Switch ${name} on again:`,
          command: `az ad sp update --id ${appId} --set accountEnabled=true`
        }
      ];
    },
    retry: "never",
    docs: errorPage(500014)
  },
  {
    codes: [650057],
    title: "the app has no permission of this API",
    why: (situation) => `The token was asked for ${asked(situation)}, and the ${situation.credential.signsIn === "machine" ? "identity has" : "app registration lists"} no permission of that API. A new one takes a minute to spread.`,
    fixes: allow,
    retry: "propagation",
    docs: setUp
  },
  {
    codes: [650053],
    title: "the API has no such permission",
    why: (situation) => `The scope ${asked(situation)} names a permission that the API does not have.`,
    fixes: (situation) => [onlyDefaultScope(situation)],
    retry: "never",
    docs: scopes
  },
  {
    codes: [1002012],
    title: "the scope of an app must end in /.default",
    why: (situation) => `The scope was ${asked(situation)}. An app that signs in as itself asks for all that it was granted, and for one API.`,
    fixes: (situation) => [onlyDefaultScope(situation)],
    retry: "never",
    docs: scopes
  },
  {
    codes: [70011],
    title: "the scope is not valid",
    why: (situation) => `The scope was ${asked(situation)}.`,
    fixes: (situation) => [onlyDefaultScope(situation)],
    retry: "never",
    docs: scopes
  },
  {
    codes: [28e3],
    title: "the scope names more than one API",
    why: (situation) => `The scope was ${asked(situation)}, and a token is for one API only.`,
    fixes: [{ text: "Name scopes of one API, and get one token for each API." }],
    retry: "never",
    docs: scopes
  },
  {
    codes: [70003],
    title: "Entra does not take this way to ask for a token",
    why: ({ credential }) => credential.signsIn === "user" ? "This login host does not allow a sign-in by user name and password." : "This login host does not know the grant type of the request.",
    fixes: ({ words }) => [
      { text: `Check ${words.input("authority-host")}, if it is set: it must be a login host of Entra.` },
      reportBug
    ],
    retry: "never",
    docs: errorPage(70003)
  },
  {
    codes: [90009],
    title: "the scope names the app itself",
    why: (situation) => `The token was asked for ${asked(situation)}, which is the app's own API.`,
    fixes: (situation) => [
      onlyDefaultScope(situation),
      {
        text: `If the app's own API is meant: ${situation.words.setting("scope", `${situation.clientId || "CLIENT_ID"}/.default`)}`
      }
    ],
    retry: "never",
    docs: errorPage(90009)
  },
  {
    codes: [501051],
    title: "the app is not assigned to a role of the API",
    why: "The API's enterprise application demands that who uses it is assigned to it.",
    fixes: assignToApi,
    retry: "never",
    docs: assignApps
  }
];

// src/advice/rows/transient.ts
var status = { text: "If it lasts, look at https://azure.status.microsoft, and give support the trace ID." };
var transientRemedies = [
  {
    codes: [50033, 90006, 90024, 90033],
    title: "Entra has a passing fault",
    why: "The fault is within Entra, and usually passes soon.",
    fixes: [runAgain, status],
    retry: "transient",
    docs: errorPage(90033)
  },
  {
    codes: [90012],
    title: "Entra took too long",
    why: "Entra's own time for the request was over, which usually passes soon.",
    fixes: [runAgain, status],
    retry: "transient",
    docs: errorPage(90012)
  },
  {
    codes: [90055],
    title: "Entra throttles the requests",
    why: "Too many requests for tokens came in too short a time, from this app or in all.",
    fixes: ({ words: { jobLimit } }) => [
      runAgain,
      {
        text: `Start fewer jobs at once${jobLimit ? ` (${jobLimit})` : ""}, or get one token for several uses.`
      }
    ],
    retry: "transient",
    docs: errorPage(90055)
  },
  {
    codes: [50196],
    title: "Entra sees this app ask in a loop",
    why: "The same app asked for the same token over and over, so Entra stopped it for some minutes. Another try would prolong that.",
    fixes: [
      { text: "Wait five minutes; look for what starts so many jobs, and get one token for several uses." }
    ],
    retry: "never",
    docs: "https://learn.microsoft.com/entra/identity-platform/reference-breaking-changes#looping-clients-will-be-interrupted"
  }
];

// src/advice/app-instead-of-user.ts
function appInsteadOfUser(situation) {
  const { name, admit } = apiOf(situation);
  const { input, setting, federated } = situation.words;
  if (needsPerson(situation.credential)) {
    return [
      {
        text: `Or let an app sign in, which needs nobody: ${federated} in a job, or ${setting("credential", "client-secret")}.`
      }
    ];
  }
  const asApp = `Let the pipeline sign in as an app, which needs no password and no second factor: ${federated}`;
  return name === "Power Platform API" ? [
    {
      text: `${asApp}, without ${input("username")} and ${input("password")}, and with a federated credential${readSetUp(situation, "2. A federated credential")} and a Power Platform role${readSetUp(situation, "6. A Power Platform role")} for the app.`
    }
  ] : [{ text: `${asApp}.` }, ...admit(situation)];
}

// src/advice/rows/user.ts
var conditionalAccess = "https://learn.microsoft.com/entra/identity/conditional-access/troubleshoot-conditional-access";
var workloads = "https://learn.microsoft.com/entra/identity/conditional-access/workload-identity";
var ropc = "https://learn.microsoft.com/entra/identity-platform/v2-oauth-ropc";
var signInLogs = {
  app: "Service principal sign-ins",
  user: "User sign-ins (non-interactive)",
  person: "User sign-ins (interactive)",
  machine: "Managed identity sign-ins"
};
var readSignInLog = ({ credential }) => ({
  text: `See what blocked it: Entra admin center \u203A Monitoring \u203A Sign-in logs \u203A ${signInLogs[credential.signsIn]} \u203A the entry with the correlation ID above (its tab Conditional Access names the policy, if it was one).`
});
var changePolicy = (situation) => [
  readSignInLog(situation),
  ...isForUser(situation.credential) ? [...signInElsewhere(situation), ...appInsteadOfUser(situation)] : [
    {
      text: `Let the administrator exclude the app from it, or run the job on ${situation.words.ownMachine} whose address the policy knows. ${situation.words.hostedMachines} have changing addresses.`
    }
  ]
];
function signInElsewhere({ credential: { otherWay }, words }) {
  if (!otherWay) return [];
  return [
    {
      text: `Sign in the other way: ${words.setting("credential", otherWay)}. Policies mostly block device codes, and let the browser in on a managed machine or in a network that they know.`
    }
  ];
}
var withoutPrompt = (situation) => [
  ...signInYourself(situation),
  ...appInsteadOfUser(situation),
  ...apiOf(situation).name === "Power Platform API" ? [
    {
      text: "With a role, the app can do by itself nearly all that its user could. The few operations that Power Platform API keeps for users have no way without a prompt; the page of each says so: https://learn.microsoft.com/rest/api/power-platform/"
    }
  ] : []
];
var user = ({ username }) => plainWord(username, "USER");
var blocks = [
  [530031, "A Conditional Access policy lets nobody have a token here."],
  [530032, "A security policy of the tenant blocks the request, or Microsoft sees a risk in the account."],
  [530033, "A policy that demands a managed device blocks sign-ins of this kind."],
  [530035, "Security defaults are on in the tenant, and block sign-ins of this kind."]
];
var userRemedies = [
  {
    codes: [65001],
    title: "nobody has consented to what the app asks for",
    why: ({ credential }) => isForUser(credential) ? "A user's token needs delegated permissions of the API on the app, and an administrator's consent to them. A consent given a moment ago takes a minute to spread." : "Delegated permissions, and consent to them, do nothing for an app that signs in as itself.",
    fixes: allow,
    retry: "propagation",
    docs: "https://learn.microsoft.com/entra/identity/enterprise-apps/grant-admin-consent"
  },
  {
    codes: [50105],
    title: "who signs in is not assigned to the application",
    why: (situation) => isForUser(situation.credential) ? `The app is only for users who are assigned to it, and ${user(situation) === "USER" ? "this user" : user(situation)} is not.` : "The API is only for apps that are assigned to it, and this one is not.",
    fixes: (situation) => isForUser(situation.credential) ? [
      {
        text: "Assign the user or a group: Entra admin center \u203A Enterprise applications \u203A the app \u203A Users and groups. Or do not demand it:",
        command: `az ad sp update --id ${situation.clientId} --set appRoleAssignmentRequired=false`
      }
    ] : assignToApi(situation),
    retry: "never",
    docs: "https://learn.microsoft.com/entra/identity/enterprise-apps/assign-user-or-group-access-portal"
  },
  {
    codes: [50034, 51004],
    about: ["user"],
    title: "the tenant has no such user",
    why: ({ tenantId, words }) => `Tenant ${tenantId} has no account of the name in ${words.input("username")}.`,
    fixes: (situation) => [
      {
        text: "See whether you mean another name or tenant:",
        command: `az ad user show --id ${user(situation)} --query userPrincipalName`
      }
    ],
    retry: "never",
    docs: errorPage(50034)
  },
  {
    codes: [50020],
    about: ["user"],
    title: "the user is another tenant's",
    why: ({ tenantId }) => `The account belongs to another tenant or is a personal one, and tenant ${tenantId} does not have it as a guest. Guests can't sign in by password anyway.`,
    fixes: (situation) => [{ text: "Use an account of the tenant itself." }, ...appInsteadOfUser(situation)],
    retry: "never",
    docs: "https://learn.microsoft.com/troubleshoot/entra/entra-id/app-integration/error-code-aadsts50020-user-account-identity-provider-does-not-exist"
  },
  {
    codes: [50053],
    about: ["user"],
    title: "the account is locked",
    why: "Too many sign-ins failed, or this one came from an address that Microsoft knows as malicious. Each further try makes the lockout longer, so it is not tried again.",
    fixes: (situation) => [
      {
        text: "Stop every job that uses this account, correct its password in all of them, and wait; an administrator can unlock it by a new password."
      },
      ...appInsteadOfUser(situation)
    ],
    retry: "never",
    triesHarm: true,
    docs: "https://learn.microsoft.com/entra/identity/authentication/howto-password-smart-lockout"
  },
  {
    codes: [50055],
    about: ["user"],
    title: "the user's password has expired",
    why: "Nobody can change it in a pipeline.",
    fixes: (situation) => [
      {
        text: "Sign in once at https://myaccount.microsoft.com, set a new password, and store it as the secret."
      },
      ...appInsteadOfUser(situation)
    ],
    retry: "never",
    docs: ropc
  },
  {
    codes: [50056],
    about: ["user"],
    title: "the user has no password",
    why: "The account signs in elsewhere (federated with AD FS or another provider), or without a password.",
    fixes: (situation) => [
      ...appInsteadOfUser(situation),
      { text: "Or use an account that was made in Entra itself and has a password there." }
    ],
    retry: "never",
    docs: ropc
  },
  {
    codes: [50057],
    about: ["user"],
    title: "the user's account is disabled",
    why: "An administrator, or a synchronised directory, switched it off.",
    fixes: (situation) => [
      {
        text: "If that was not on purpose, switch it on:",
        command: `az ad user update --id ${user(situation)} --account-enabled true`
      }
    ],
    retry: "never",
    docs: errorPage(50057)
  },
  {
    codes: [50126],
    about: ["user"],
    title: "the user name or password is wrong",
    why: "These are the user's credentials, not the app's. Each try with a wrong password counts towards a lockout, so it is not tried again.",
    fixes: (situation) => [checkUser(situation), ...appInsteadOfUser(situation)],
    retry: "never",
    docs: errorPage(50126)
  },
  {
    codes: [50072, 50076, 50079],
    about: ["user"],
    title: "the user must pass multi-factor authentication",
    why: "A user name and a password are not enough for that, and nobody is there to answer a prompt.",
    fixes: withoutPrompt,
    retry: "never",
    needsSignIn: true,
    docs: "https://learn.microsoft.com/entra/identity/authentication/concept-mandatory-multifactor-authentication"
  },
  {
    codes: [50158],
    about: ["user"],
    title: "the user must pass a check outside of Entra",
    why: "The tenant demands a second factor of another provider, which a user name and password cannot pass.",
    fixes: withoutPrompt,
    retry: "never",
    needsSignIn: true,
    docs: conditionalAccess
  },
  {
    codes: [53e3, 53001],
    title: "the policy demands a managed device",
    why: "A Conditional Access policy lets only compliant or domain-joined devices in, and a machine that runs pipelines is none.",
    fixes: (situation) => changePolicy(situation),
    retry: "never",
    docs: conditionalAccess
  },
  {
    codes: [53003],
    title: "Conditional Access blocks this sign-in",
    why: ({ credential }) => isForUser(credential) ? "A policy of the tenant allows this user no token from here." : "A policy of the tenant allows this app no token from here. For apps such policies know only Block, mostly by the address that the request comes from.",
    fixes: (situation) => changePolicy(situation),
    retry: "never",
    docs: workloads
  },
  ...blocks.map(
    ([code, why]) => ({
      codes: [code],
      title: "a security policy of the tenant blocks this sign-in",
      why,
      fixes: (situation) => changePolicy(situation),
      retry: "never",
      docs: conditionalAccess
    })
  )
];

// src/advice/catalogue.ts
var remedies = {
  "The credential": credentialRemedies,
  "The federated credential": federatedCredentialRemedies,
  "The app and the tenant": appRemedies,
  "The API and the scope": resourceRemedies,
  "The user, and policies of the tenant": [...userRemedies, ...personRemedies],
  "Faults of Entra": transientRemedies,
  "Managed identity": managedIdentityRemedies,
  "Power Platform API": powerPlatformRemedies,
  "Other refusals of Entra": oauthRemedies
};
var byCode = new Map(
  Object.values(remedies).flatMap(
    (rows) => rows.flatMap((remedy) => remedy.codes.map((code) => [code, remedy]))
  )
);
var listedCodes = [...byCode.keys()].filter((code) => code !== UNKNOWN);
function isListed(code) {
  return code !== UNKNOWN && byCode.has(code);
}
function isKnown(code, used) {
  const remedy = byCode.get(code);
  return remedy !== void 0 && isFor(remedy, used);
}
function othersOf(code, used) {
  const remedy = byCode.get(code);
  return !remedy?.about || isFor(remedy, used) ? [] : remedy.about.map((topic) => topics[topic]);
}
function forbidsRetry(code, used) {
  const remedy = typeof code === "number" ? byCode.get(code) : void 0;
  return remedy?.retry === "never" && (isFor(remedy, used) || remedy.triesHarm === true);
}
function remedyFor(codes, used) {
  const code = codes.find((code2) => isKnown(code2, used)) ?? UNKNOWN;
  return { code, remedy: byCode.get(code) };
}
function headingOf(code) {
  return typeof code === "number" ? `AADSTS${code}` : code;
}
function advise({ why, fixes }, situation) {
  const filled = typeof fixes === "function" ? fixes(situation) : [...fixes];
  const first = filled.findIndex(({ command: command2 }) => command2?.includes("az "));
  const command = filled[first]?.command;
  return {
    why: typeof why === "function" ? why(situation) : why,
    fixes: command ? filled.toSpliced(first, 0, ...chooseCloud(situation, command)) : filled
  };
}
function chooseCloud({ cloud }, command) {
  if (!cloud.azCloud || cloud.azCloud === publicCloud.azCloud) return [];
  const choice = `az cloud set --name ${cloud.azCloud}`;
  const logsIn = command.startsWith("az login");
  return [
    {
      text: `The commands of az below are for cloud ${cloud.name}; choose it first:`,
      command: logsIn ? choice : `${choice}
az login --allow-no-subscriptions`
    }
  ];
}
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  advise,
  forbidsRetry,
  headingOf,
  isKnown,
  isListed,
  listedCodes,
  othersOf,
  remedies,
  remedyFor
});
