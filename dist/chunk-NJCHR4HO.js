// src/clouds.ts
var POWER_PLATFORM_API = "8578e004-a5c6-46e7-913e-12f58912df43";
var publicCloud = {
  name: "public",
  aliases: ["commercial"],
  authorityHost: "https://login.microsoftonline.com",
  apiUrl: "https://api.powerplatform.com",
  federatedAudience: "api://AzureADTokenExchange",
  azCloud: "AzureCloud"
};
var clouds = [
  publicCloud,
  {
    name: "gcc",
    aliases: ["UsGov"],
    authorityHost: "https://login.microsoftonline.com",
    apiUrl: "https://api.gov.powerplatform.microsoft.us",
    federatedAudience: "api://AzureADTokenExchange",
    azCloud: "AzureCloud"
  },
  {
    name: "gcc-high",
    aliases: ["UsGovHigh"],
    authorityHost: "https://login.microsoftonline.us",
    apiUrl: "https://api.high.powerplatform.microsoft.us",
    federatedAudience: "api://AzureADTokenExchangeUSGov",
    azCloud: "AzureUSGovernment"
  },
  {
    name: "dod",
    aliases: ["UsGovDod"],
    authorityHost: "https://login.microsoftonline.us",
    apiUrl: "https://api.appsplatform.us",
    federatedAudience: "api://AzureADTokenExchangeUSGov",
    azCloud: "AzureUSGovernment"
  },
  {
    name: "china",
    aliases: ["Mooncake"],
    authorityHost: "https://login.partner.microsoftonline.cn",
    apiUrl: "https://api.powerplatform.partner.microsoftonline.cn",
    federatedAudience: "api://AzureADTokenExchangeChina",
    azCloud: "AzureChinaCloud"
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
function findCloud(name) {
  const wanted = fold(name);
  return clouds.find((cloud) => [cloud.name, ...cloud.aliases].some((known) => fold(known) === wanted));
}
function fold(name) {
  return name.toLowerCase().replace(/[\s._-]/g, "");
}

// src/printable.ts
function printable(value) {
  return asText(value).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, escapeCharacter).replace(/^(\s*):(?=:)/, "$1\\u003a").replaceAll("##[", "#\\u0023[");
}
function asText(value) {
  return typeof value === "string" ? value : JSON.stringify(value) ?? String(value);
}
function escapeCharacter(character) {
  const units = Array.from({ length: character.length }, (_, index) => character.charCodeAt(index));
  return units.map((unit) => `\\u${unit.toString(16).padStart(4, "0")}`).join("");
}

// src/json.ts
function parseObject(text) {
  try {
    return asObject(JSON.parse(text));
  } catch {
    return void 0;
  }
}
function asObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? value : void 0;
}
function textField(object, name) {
  const value = object[name];
  return typeof value === "string" ? value : "";
}

// src/entra/clock.ts
var NOTICEABLE = 30;
function clockSkew(response) {
  const date = Date.parse(response?.headers.date ?? "");
  return Number.isNaN(date) ? void 0 : Math.round((date - Date.now()) / 1e3);
}
function describeSkew(seconds) {
  if (seconds === void 0) return "Whether this runner's clock is right can't be told.";
  if (Math.abs(seconds) <= NOTICEABLE)
    return `This runner's clock agrees with Entra's within ${NOTICEABLE} seconds.`;
  return `This runner's clock is ${Math.abs(seconds)} seconds ${seconds > 0 ? "behind" : "ahead of"} Entra's.`;
}

// src/entra/remedies/remedy.ts
function errorPage(code) {
  return `https://login.microsoftonline.com/error?code=${code}`;
}

// src/guid.ts
var pattern = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
var whole = new RegExp(`^${pattern}$`, "i");
var inside = new RegExp(`(?<![0-9a-f-])${pattern}(?![0-9a-f-])`, "i");
function isGuid(text) {
  return whole.test(text);
}
function findGuid(text) {
  return inside.exec(text)?.[0];
}

export {
  printable,
  parseObject,
  asObject,
  textField,
  clockSkew,
  describeSkew,
  errorPage,
  POWER_PLATFORM_API,
  publicCloud,
  clouds,
  findCloud,
  isGuid,
  findGuid
};
