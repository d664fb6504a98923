// src/failure.ts
var LONGEST_TITLE = 200;
var LONGEST_ANSWER_LINE = 1e3;
var Failure = class _Failure extends Error {
  name = "Failure";
  parts;
  retry;
  constructor(parts, { retry, ...options } = {}) {
    super(parts.title, options);
    this.parts = parts;
    this.retry = retry;
  }
  /** Adds to what was tried, such as how often. */
  addTried(more) {
    this.parts.tried = [this.parts.tried, more].filter(Boolean).join(", ");
    return this;
  }
  /**
   * The same without the secrets that a server may have put into its answer, with what it said cut to a length that
   * leaves room for the advice, and with the address of the documentation. In this order: half a secret is one that no
   * mask knows.
   */
  presented(presentation) {
    const { title, tried, answer, why, fixes = [], heading, more } = this.parts;
    const redact = (text) => presentation.redact(text);
    const cutLines = (text) => redact(text).split("\n").map((line) => cut(line, LONGEST_ANSWER_LINE)).join("\n");
    return new _Failure(
      {
        title: cut(redact(title), LONGEST_TITLE),
        ...tried && { tried: redact(tried) },
        ...answer && { answer: cutLines(answer) },
        why: cutLines(why),
        fixes: fixes.map(({ text, command }) => ({
          text: redact(text),
          ...command && { command: redact(command) }
        })),
        heading,
        more: presentation.documentation(heading) ?? more
      },
      { cause: this }
    );
  }
  /** The failure as lines of plain text, without its title. */
  get text() {
    const { tried, answer } = this.parts;
    return join(tried && `Tried: ${tried}`, answer && `Answer: ${answer}`, this.advice);
  }
  /** The part of it that helps on: why, what to do, and where to read more. */
  get advice() {
    const { why, fixes = [], more } = this.parts;
    const lines = fixes.flatMap(({ text, command }) => [`Fix: ${text}`, command?.replace(/^/gm, "    ")]);
    return join(`Why: ${why}`, ...lines, more && `More: ${more}`);
  }
  /** As much of the text as fits into so many characters, and never a part of a command. */
  shortened(limit) {
    const { why, fixes = [] } = this.parts;
    const forms = [
      () => this.text,
      ...fixes.map((_, dropped) => () => {
        const kept = fixes.slice(0, fixes.length - dropped);
        return new _Failure({ ...this.parts, fixes: [...kept, ...dropped ? [REST] : []] }).advice;
      }),
      () => new _Failure({ ...this.parts, why: cut(why, 1e3), fixes: [REST] }).advice
    ];
    return forms.map((form) => form()).find((text) => text.length <= limit) ?? "";
  }
};
var REST = { text: "The rest is in the log of the step." };
function join(...lines) {
  return lines.filter(Boolean).join("\n");
}
function cut(text, limit) {
  return text.length > limit ? `${text.slice(0, limit)}\u2026 (${text.length} characters)` : text;
}
function unforeseen(error) {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  return new Failure(
    {
      title: "The step failed in a way that it does not know",
      heading: "Unforeseen",
      why: `${name}: ${message}`,
      fixes: [
        { text: "Check the runner's disk and file permissions; if they are fine, report this as a bug." }
      ]
    },
    { cause: error }
  );
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

// src/http-error.ts
var headings = {
  "name-not-found": "Name not found",
  unreachable: "No connection",
  reset: "Connection broken",
  "tls-untrusted": "Certificate not trusted",
  "tls-host-name": "Certificate for another host",
  "tls-time": "Certificate outside of its time",
  tls: "No TLS",
  proxy: "Proxy",
  "proxy-authentication": "Proxy demands a password",
  timeout: "No answer in time",
  deadline: "Timeout of the step",
  "too-large": "Answer too large",
  redirect: "Redirect",
  status: "Fault of a service",
  network: "Network"
};
var HttpError = class extends Failure {
  name = "HttpError";
  code;
  constructor(code, request, words, details = {}) {
    const { retry, response, cause } = details;
    super(
      { tried: describeRequest(request), heading: headings[code], ...words },
      { cause, retry: request.once && code !== "status" ? void 0 : retry }
    );
    this.code = code;
    Object.defineProperty(this, "response", { value: response, enumerable: false });
  }
};
function describeRequest({ method, url }) {
  const { origin, pathname } = new URL(url);
  return `${method} ${origin}${pathname}`;
}
var loginHostFix = {
  text: "Check authority-host, if it is set, and what stands between this runner and the login host."
};
function timeoutError(request, milliseconds, deadline) {
  const { host } = new URL(request.url);
  const seconds = Math.round(milliseconds / 100) / 10;
  if (deadline) {
    return new HttpError("deadline", request, {
      title: `${host} didn't answer before the step's timeout`,
      why: `The last request had ${seconds} s left of the timeout that the step allows for everything together.`,
      fixes: [{ text: "Check the way from this runner to the host, or raise the input timeout." }]
    });
  }
  return new HttpError(
    "timeout",
    request,
    {
      title: `${host} didn't answer in ${seconds} s`,
      why: "The connection or the answer took longer than one request may take.",
      fixes: [reachabilityFix(host)]
    },
    { retry: { kind: "transient", reason: `no answer in ${seconds} s` } }
  );
}
function redirectError(request, response) {
  const { host } = new URL(request.url);
  return new HttpError("redirect", request, {
    title: `${host} answered with a redirect, which is not followed`,
    answer: `HTTP ${response.status}, location ${printable(response.headers.location ?? "missing")}`,
    why: "A redirect would carry the credential to another host. Entra and Power Platform API send none, so a proxy, a sign-in page of the network or a wrong host is in the way.",
    fixes: [{ text: "Check authority-host, if it is set, and the network's proxy." }]
  });
}
function tooLargeError(request, limit) {
  const { host } = new URL(request.url);
  return new HttpError("too-large", request, {
    title: `${host} answered with more than ${limit / 1024 / 1024} MiB`,
    why: "No genuine answer is that long, so it was refused. A proxy or another server may be in the way."
  });
}
function proxyAddressError(request) {
  return new HttpError("proxy", request, {
    title: "HTTPS_PROXY holds no address of a proxy",
    why: "The job's environment variable HTTPS_PROXY (or https_proxy) can't be read as a URL, so nothing was sent.",
    fixes: [
      {
        text: "Write it as http://HOST:PORT or http://USER:PASSWORD@HOST:PORT, with user name and password URL-encoded (% is %25)."
      }
    ]
  });
}
function describeAnswer({ status, headers, body }) {
  const type = printable(headers["content-type"] ?? "no content type");
  const encoding = headers["content-encoding"];
  return `HTTP ${status}, ${type}${encoding ? `, encoded as ${printable(encoding)}` : ""}, ${Buffer.byteLength(body)} bytes`;
}
function statusError(request, response) {
  const { host } = new URL(request.url);
  const reason = `${host} answered ${response.status}${response.status === 429 ? " (too many requests)" : ""}`;
  return new HttpError(
    "status",
    request,
    {
      title: reason,
      answer: describeAnswer(response),
      why: response.status === 429 ? "The service throttles this client: too many requests came in too short a time." : "The service, or a gateway before it, has a passing fault.",
      fixes: [{ text: "Run the job again later; raise the input timeout to let the step wait longer." }]
    },
    { response, retry: { kind: "transient", reason, ...paceOf(response) } }
  );
}
function paceOf(response) {
  return { after: retryAfter(response), crowded: response.status === 429 };
}
var HTTP_DATE = /^\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT$/;
function retryAfter({ headers }) {
  const value = headers["retry-after"]?.trim() ?? "";
  if (/^\d{1,9}$/.test(value)) return Number(value) * 1e3;
  if (!HTTP_DATE.test(value)) return void 0;
  const date = Date.parse(value);
  const now = Date.parse(headers.date ?? "");
  return Number.isNaN(date) ? void 0 : Math.max(0, date - (Number.isNaN(now) ? Date.now() : now));
}
function reachabilityFix(host) {
  return {
    text: `Let this runner reach ${host}; behind a proxy, set HTTPS_PROXY in the job's environment.`
  };
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

// src/error-words.ts
var FIELDS = ["code", "error", "error_description", "message"];
function readErrorWords(body) {
  const outer = parseObject(body);
  const error = asObject(outer?.error) ?? outer;
  const levels = [outer, error, asObject(error?.innererror)].map((level) => level ?? {});
  const all = levels.flatMap((level) => FIELDS.map((name) => textField(level, name)));
  const codes = levels.map((level) => textField(level, "code")).reverse();
  return { all: distinct(all), codes: distinct(codes) };
}
function distinct(words) {
  return [...new Set(words)].filter(Boolean);
}

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
  Failure,
  unforeseen,
  printable,
  HttpError,
  describeRequest,
  loginHostFix,
  timeoutError,
  redirectError,
  tooLargeError,
  proxyAddressError,
  describeAnswer,
  statusError,
  paceOf,
  reachabilityFix,
  parseObject,
  asObject,
  textField,
  clockSkew,
  describeSkew,
  readErrorWords,
  POWER_PLATFORM_API,
  publicCloud,
  clouds,
  findCloud,
  isGuid,
  findGuid
};
