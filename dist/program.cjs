"use strict";
var __create = Object.create;
var __defProp = Object.defineProperty;
var __getOwnPropDesc = Object.getOwnPropertyDescriptor;
var __getOwnPropNames = Object.getOwnPropertyNames;
var __getProtoOf = Object.getPrototypeOf;
var __hasOwnProp = Object.prototype.hasOwnProperty;
var __esm = (fn, res, err) => function __init() {
  if (err) throw err[0];
  try {
    return fn && (res = (0, fn[__getOwnPropNames(fn)[0]])(fn = 0)), res;
  } catch (e) {
    throw err = [e], e;
  }
};
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
var __toESM = (mod, isNodeMode, target) => (target = mod != null ? __create(__getProtoOf(mod)) : {}, __copyProps(
  // If the importer is in node compatibility mode or this is not an ESM
  // file that has been converted to a CommonJS file using a Babel-
  // compatible transform (i.e. "__esModule" has not been set), then set
  // "default" to the CommonJS "module.exports" for node compatibility.
  isNodeMode || !mod || !mod.__esModule ? __defProp(target, "default", { value: mod, enumerable: true }) : target,
  mod
));
var __toCommonJS = (mod) => __copyProps(__defProp({}, "__esModule", { value: true }), mod);

// absent:sign-in.ts
var sign_in_exports = {};
__export(sign_in_exports, {
  signIn: () => signIn
});
function signIn() {
  throw new Error("sign-in.ts is not part of this build");
}
var init_sign_in = __esm({
  "absent:sign-in.ts"() {
  }
});

// src/hosts/github/program.ts
var program_exports = {};
__export(program_exports, {
  getToken: () => getToken,
  gitHub: () => gitHub
});
module.exports = __toCommonJS(program_exports);

// src/entra/credential.ts
function asksMachine(grant) {
  return grant.type === "managed-identity";
}
function assertionSource(grant) {
  return grant.type === "client-credentials" && "getAssertion" in grant.clientCredential ? grant.clientCredential.getAssertion : void 0;
}
function clientSecretOf(grant) {
  const holder = grant.type === "client-credentials" ? grant.clientCredential : grant;
  return "clientSecret" in holder && holder.clientSecret || "";
}

// src/values/json.ts
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

// src/values/jwt.ts
function readClaims(jwt) {
  return parseObject(Buffer.from(jwt.split(".")[1] ?? "", "base64url").toString()) ?? {};
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

// src/entra/describe-assertion.ts
function describeAssertion(assertion) {
  const claims = readClaims(assertion);
  const [issuer, subject, audience] = ["iss", "sub", "aud"].map(
    (name) => printable(claims[name] ?? "missing")
  );
  return `issuer ${issuer}, subject ${subject}, audience ${audience}`;
}

// src/failure/failure.ts
var Failure = class extends Error {
  name = "Failure";
  parts;
  retry;
  blame;
  constructor(parts, { retry, blame, ...options } = {}) {
    super(parts.title, options);
    this.parts = parts;
    this.retry = retry;
    this.blame = blame;
  }
  /** Adds to what was tried, such as how often. */
  addTried(more) {
    this.parts.tried = [this.parts.tried, more].filter(Boolean).join(", ");
    return this;
  }
};
function unexpectedError(error2) {
  const { name, message } = error2 instanceof Error ? error2 : new Error(String(error2));
  return new Failure(
    {
      title: "Unexpected error",
      heading: "Unexpected error",
      why: `${name}: ${message}`,
      fixes: [
        { text: "Check this machine's disk and file permissions; if they are fine, report this as a bug." }
      ]
    },
    { cause: error2 }
  );
}

// src/advice/credential-traits.ts
function isForUser({ signsIn }) {
  return signsIn === "user" || signsIn === "person";
}
function needsPerson({ signsIn }) {
  return signsIn === "person";
}
function isRegistered({ signsIn }) {
  return signsIn !== "machine";
}

// src/advice/remedy.ts
function errorPage(code) {
  return `https://login.microsoftonline.com/error?code=${code}`;
}

// src/advice/explain.ts
async function explainRefusal(facts) {
  const { by: by2, codes: codes2, situation, tried, answer, pace, cause } = facts;
  const [{ advise, forbidsRetry, headingOf, othersOf, remedyFor }, issuedTokens] = await Promise.all([
    Promise.resolve().then(() => __toESM(require("./remedies.cjs"), 1)),
    situation.words.issuedTokens()
  ]);
  const { code, remedy } = remedyFor(codes2, situation);
  const retry = codes2.some((each) => forbidsRetry(each, situation)) ? "never" : remedy.retry;
  const number = typeof code === "number" ? code : codes2.find((each) => typeof each === "number");
  const title = `${number === void 0 ? by2 : headingOf(number)}: ${remedy.title}`;
  const { why, fixes } = advise(remedy, { ...situation, issuedTokens });
  const others = number === void 0 || number === code ? [] : othersOf(number, situation);
  return new Failure(
    {
      title,
      tried,
      answer: answer.join("\n"),
      why: others.length > 0 ? `${foreign(number, others, situation)}
${why}` : why,
      fixes: number === void 0 || number === code ? fixes : [readAbout(number), ...fixes],
      heading: headingOf(code),
      more: remedy.docs
    },
    {
      cause,
      blame: remedy.needsSignIn && "sign-in",
      retry: retry === "never" ? void 0 : { kind: retry, reason: title, ...pace }
    }
  );
}
function foreign(number, others, { credential, words }) {
  return `AADSTS${number} is about ${others.join(" or ")}, and this run used ${words.setting("credential", credential.name)}, so what usually helps doesn't apply here.`;
}
function readAbout(code) {
  return { text: `Read what Microsoft says about the code: ${errorPage(code)}` };
}

// src/http/clock-skew.ts
var MIN_SKEW = 30;
function clockSkew(response) {
  const date = Date.parse(response?.headers.date ?? "");
  return Number.isNaN(date) ? void 0 : Math.round((date - Date.now()) / 1e3);
}
function describeSkew(seconds) {
  if (seconds === void 0) return "Whether this machine's clock is right can't be told.";
  if (Math.abs(seconds) <= MIN_SKEW)
    return `This machine's clock agrees with Entra's within ${MIN_SKEW} seconds.`;
  return `This machine's clock is ${Math.abs(seconds)} seconds ${seconds > 0 ? "behind" : "ahead of"} Entra's.`;
}

// src/http/describe-answer.ts
function describeRequest({ method, url }) {
  const { origin, pathname } = new URL(url);
  return `${method} ${origin}${pathname}`;
}
function describeAnswer({ body, ...head }) {
  const title = pageTitle(body);
  return `${describeHead(head)}, ${Buffer.byteLength(body)} bytes${title && `, titled "${printable(title)}"`}`;
}
function describeHead({ status, headers }) {
  const type = printable(headers["content-type"] ?? "no content type");
  const encoding = headers["content-encoding"];
  return `HTTP ${status}, ${type}${encoding ? `, encoded as ${printable(encoding)}` : ""}`;
}
var MAX_PAGE_TITLE = 100;
function pageTitle(body) {
  const start = body.search(/<title>/i);
  if (start < 0) return "";
  const [title = "", end] = body.slice(start + "<title>".length, start + 200).split("</", 2);
  return end === void 0 || title.length > MAX_PAGE_TITLE ? "" : title.trim();
}

// src/failure/run-again.ts
var runAgain = { text: "Run it again later." };
function raise(input) {
  return { text: `Raise ${input} to wait longer.` };
}

// src/http/retry-after.ts
function paceOf(response) {
  return { after: retryAfter(response), throttled: response.status === 429 };
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

// src/http/http-error.ts
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
  deadline: "Timeout",
  "too-large": "Answer too large",
  redirect: "Redirect",
  status: "Fault of a service",
  network: "Network"
};
var HttpError = class extends Failure {
  name = "HttpError";
  code;
  constructor(code, request, message, details = {}) {
    const { retry, response, cause } = details;
    super({ tried: describeRequest(request), heading: headings[code], ...message }, { cause, retry });
    this.code = code;
    Object.defineProperty(this, "response", { value: response, enumerable: false });
  }
};
function loginHostFix({ input }) {
  return {
    text: `Check ${input("authority-host")}, if it is set, and what stands between this machine and the login host.`
  };
}
function timeoutError(request, { limit, isDeadline }, { input }) {
  const { host } = new URL(request.url);
  const seconds = Math.round(limit / 100) / 10;
  if (isDeadline) {
    return new HttpError("deadline", request, {
      title: `${host} didn't answer before the timeout`,
      why: `The last request had ${seconds} s left of the timeout for everything together.`,
      fixes: [{ text: `Check the way from this machine to the host, or raise ${input("timeout")}.` }]
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
function redirectError(request, response, { input }) {
  const { host } = new URL(request.url);
  return new HttpError("redirect", request, {
    title: `${host} answered with a redirect, which is not followed`,
    answer: `HTTP ${response.status}, location ${printable(response.headers.location ?? "missing")}`,
    why: "A redirect would carry the credential to another host. Entra and Power Platform API send none, so a proxy, a sign-in page of the network or a wrong host is in the way.",
    fixes: [{ text: `Check ${input("authority-host")}, if it is set, and the network's proxy.` }]
  });
}
var MIB = 1024 * 1024;
function tooLargeError(request, head, limit) {
  const { host } = new URL(request.url);
  return new HttpError("too-large", request, {
    title: `${host} answered with more than ${limit < MIB ? `${limit / 1024} KiB` : `${limit / MIB} MiB`}`,
    answer: describeHead(head),
    why: "No genuine answer is that long, so it was refused. A proxy or another server may be in the way."
  });
}
function proxyAddressError(request) {
  return new HttpError("proxy", request, {
    title: "HTTPS_PROXY holds no address of a proxy",
    why: "The environment variable HTTPS_PROXY (or https_proxy) can't be read as the URL of a host and a port, so nothing was sent: it has a path, or a user name or password that is not URL-encoded, or another scheme.",
    fixes: [
      {
        text: "Write it as http://HOST:PORT or http://USER:PASSWORD@HOST:PORT, with user name and password URL-encoded (% is %25)."
      }
    ]
  });
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
      fixes: [runAgain]
    },
    { response, retry: { kind: "transient", reason, ...paceOf(response) } }
  );
}
function reachabilityFix(host) {
  return {
    text: `Let this machine reach ${host}; behind a proxy, set HTTPS_PROXY in the environment.`
  };
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
var DOMAINS = [
  ...["microsoftonline.com", "microsoftonline.us", "microsoftonline.cn", "windows.net", "eaglex.ic.gov"],
  ...["azure.com", "azure.us", "azure.cn", "microsoft.com", "microsoft.us", "microsoft.scloud"],
  ...["powerapps.com", "powerautomate.com", "powerplatform.com", "onmicrosoft.com"]
];
function findGuid(text) {
  const bare = alone.exec(text)?.[1];
  const url = bare ? void 0 : parseUrl(text);
  if (!url || url.username || url.password) return bare;
  const isKnown = DOMAINS.some((domain) => url.hostname === domain || url.hostname.endsWith(`.${domain}`));
  return isKnown && url.protocol === "https:" || url.protocol === "api:" ? inside.exec(text)?.[0] : void 0;
}

// src/entra/msal/msal-request-error.ts
var MsalRequestError = class extends Error {
  constructor(response, cause) {
    super("MSAL gave no token", { cause });
    Object.defineProperty(this, "response", { value: response, enumerable: false });
  }
};

// src/entra/msal/refused-by-page.ts
var BY_BROWSER = 0;

// src/entra/error-response.ts
function readErrorResponse({ body, status }) {
  const object = parseObject(body);
  const error2 = object && textField(object, "error");
  if (!object || !error2) return void 0;
  const description = textField(object, "error_description");
  const listed = Array.isArray(object.error_codes) ? object.error_codes.filter((code) => Number.isSafeInteger(code) && code > 0) : [];
  const named = /^AADSTS(\d{1,15})\b/.exec(description)?.[1];
  const codes2 = [.../* @__PURE__ */ new Set([...named ? [Number(named)] : [], ...listed])];
  const identifiers = [
    ["Error codes", codes2.length > 1 ? codes2.join(", ") : ""],
    ["Trace ID", identifier(textField(object, "trace_id"))],
    ["Correlation ID", identifier(textField(object, "correlation_id"))],
    ["Timestamp", identifier(textField(object, "timestamp"))]
  ].filter(([, value]) => value);
  return {
    error: error2,
    codes: codes2,
    lines: [
      (textField(object, "trace_id") ? withoutIdentifiers(description) : description) || identifier(error2),
      `${status === BY_BROWSER ? "In the browser" : `HTTP ${status}`}, error ${identifier(error2)}`,
      ...identifiers.map(([name, value]) => `${name}: ${value}`)
    ].map(printable)
  };
}
function identifier(text) {
  return /^[\w:. +-]{0,64}$/.test(text) ? text : `(${text.length} characters)`;
}
function withoutIdentifiers(description) {
  return description.split("Trace ID: ", 1)[0]?.trimEnd() ?? "";
}

// src/http/error-body.ts
var FIELDS = ["code", "error", "error_description", "message", "Message"];
function readErrorWords(body) {
  const outer = parseObject(body);
  const error2 = asObject(outer?.error) ?? outer;
  const value = outer?.value;
  const listed = typeof value === "string" ? { message: value } : asObject(value);
  const levels = [outer, error2, asObject(error2?.innererror), listed].map((level) => level ?? {});
  const all = levels.flatMap((level) => FIELDS.map((name) => textField(level, name)));
  const codes2 = levels.map((level) => textField(level, "code")).reverse();
  return { all: distinct(all), codes: distinct(codes2) };
}
function distinct(words) {
  return [...new Set(words)].filter(Boolean);
}

// src/entra/managed-identity-error.ts
function explainManagedIdentity(error2, { situation, answered }) {
  const response = error2.response;
  const said = error2 instanceof HttpError ? void 0 : error2.cause?.message;
  const words = response ? readErrorWords(response.body).all : [];
  const answer = response ? [describeAnswer(response), ...words.map((word) => `- ${printable(word)}`)] : [];
  if (words.length === 0) answer.push(printable(said ?? error2.message));
  const silence = answered && !isForeign(error2) ? "unavailable" : "no answer";
  const name = response ? meaning(response, words) : silence;
  return explainRefusal({
    by: "Managed identity",
    codes: [...entraCodes(words), `Managed identity: ${name}`],
    situation,
    tried: "asking this machine for its managed identity's token",
    answer,
    pace: response && paceOf(response),
    cause: error2
  });
}
function isForeign(error2) {
  return error2 instanceof HttpError && ["redirect", "too-large"].includes(error2.code);
}
function entraCodes(words) {
  return words.flatMap((word) => [...word.matchAll(/\bAADSTS(\d{1,15})\b/g)]).map(([, code]) => Number(code));
}
function meaning({ status, headers }, words) {
  if (status === 502 || status === 504) return "gateway";
  if (status >= 500 || [404, 408, 410, 429].includes(status)) return "unavailable";
  if (status === 401 && headers["www-authenticate"]) return "key of Azure Arc";
  if (words.length === 0) return "no answer";
  const isNamed = words.some((word) => /^[a-z]+(_[a-z0-9]+)+$/.test(word) && word !== "invalid_request");
  return status === 400 && !isNamed ? "not assigned" : "refused";
}

// src/entra/situation.ts
function situationOf({ credential, cloud, tenantId, clientId, scopes }, words, more = {}) {
  return { credential, words, cloud, tenantId, clientId, scopes, claims: {}, ...more };
}

// src/entra/explain-error.ts
async function explainError(error2, request, { network, presented, words }) {
  if (!(error2 instanceof MsalRequestError || error2 instanceof HttpError)) return error2;
  const { grant } = request.credential;
  if (asksMachine(grant)) {
    const { answered } = network;
    return explainManagedIdentity(error2, { situation: situationOf(request, words), answered });
  }
  const { response } = error2;
  const answer = response && readErrorResponse(response);
  const tried = `asking ${request.authorityHost} for a token for ${request.scopes.join(" ")}`;
  if (response && answer) {
    const { isKnown } = await Promise.resolve().then(() => __toESM(require("./remedies.cjs"), 1));
    const situation = situationOf(request, words, {
      claims: readClaims(await presented ?? ""),
      clockSkew: clockSkew(response),
      ..."username" in grant && { username: grant.username },
      secretLooksLikeId: isGuid(clientSecretOf(grant))
    });
    if (error2 instanceof HttpError && !answer.codes.some((code) => isKnown(code, situation))) {
      return new Failure({ ...error2.parts, answer: answer.lines.join("\n") }, { retry: error2.retry });
    }
    return explainRefusal({
      by: isKnown(answer.error, situation) ? answer.error : "Entra",
      codes: [...answer.codes, answer.error],
      situation,
      tried,
      answer: answer.lines,
      pace: paceOf(response),
      cause: error2
    });
  }
  if (error2 instanceof HttpError) return error2;
  return new Failure(
    {
      title: "Entra gave no token",
      tried,
      ...response?.status && { answer: describeAnswer(response) },
      why: `The answer is neither a token nor one of Entra's errors (${printable(error2.cause?.message ?? "no error value")}).`,
      fixes: [loginHostFix(words)],
      heading: "Not an answer of Entra"
    },
    { cause: error2 }
  );
}

// src/values/token-form.ts
var MIN_TOKEN = 16;
var MAX_TOKEN = 16384;
function isToken(text) {
  return text.length >= MIN_TOKEN && text.length <= MAX_TOKEN && /^[\w.~+/-]+=*$/.test(text);
}
function isJwt(text) {
  return isToken(text) && /^[\w-]+\.[\w-]+\.[\w-]+$/.test(text);
}

// src/entra/msal/network-module.ts
var TOKENS = ["access_token", "refresh_token", "id_token", "device_code"];
var SECRET_HEADERS = ["authorization", "x-identity-header", "secret"];
var SECRET_PARAMETERS = ["client_assertion", "code", "code_verifier", "refresh_token"];
var MAX_MASKED = 12288;
var MsalNetworkModule = class {
  /** What stopped the last request. */
  failure;
  /** The last answer. */
  response;
  /** Whether there was any whole answer, to whichever request. */
  answered = false;
  #context;
  #request;
  #maskable = MAX_MASKED;
  constructor(grant, context) {
    this.#context = context;
    this.#request = asksMachine(grant) ? { timeout: 3e3, direct: true } : {};
  }
  /** Before another try, of which MSAL may make no request at all. */
  forget() {
    this.failure = void 0;
    this.response = void 0;
  }
  sendGetRequestAsync(url, options) {
    return this.#send("GET", url, options);
  }
  sendPostRequestAsync(url, options) {
    return this.#send("POST", url, options);
  }
  async #send(method, url, options = {}) {
    const { headers = {}, body } = options;
    this.forget();
    try {
      this.#maskRequest(headers, body);
      const { http, retries, words } = this.#context;
      const request = { ...this.#request, method, url, headers, ...body && { body } };
      this.#context.requested?.();
      this.response = await http.send(request, retries.deadline);
      const { status, headers: fields } = this.response;
      const object = request.direct ? parseObject(this.response.body) ?? {} : readObject(request, this.response, words);
      return { status, headers: fields, body: object };
    } catch (error2) {
      this.failure = error2;
      throw error2;
    } finally {
      const answer = this.failure instanceof HttpError ? this.failure.response : this.response;
      this.answered ||= answer !== void 0;
      const object = parseObject(answer?.body ?? "") ?? {};
      for (const name of TOKENS)
        this.#maskToken(textField(object, name), name === "access_token" && answer?.status === 200);
    }
  }
  /** @param isHandedOver whether anything after this program may get to see it */
  #maskToken(token, isHandedOver) {
    if (!isToken(token)) return;
    if (!isHandedOver) this.#maskable -= token.length;
    if (isHandedOver || this.#maskable >= 0) this.#context.secrets.mask(token);
    else this.#context.secrets.hide(token);
  }
  #maskRequest(headers, body = "") {
    const secrets = Object.entries(headers).filter(([name]) => SECRET_HEADERS.includes(name.toLowerCase())).flatMap(([, value]) => [value, value.replace(/^\S+\s+/, "")]);
    const form = new URLSearchParams(body);
    const sent = SECRET_PARAMETERS.map((name) => form.get(name) ?? "");
    for (const secret of [...secrets, ...sent]) this.#context.secrets.mask(secret);
  }
};
function readObject(request, response, words) {
  const object = parseObject(response.body);
  if (object) return object;
  throw new Failure({
    title: `${new URL(request.url).host} answered with something that is no token answer`,
    heading: "Not an answer of Entra",
    tried: describeRequest(request),
    answer: describeAnswer(response),
    why: "The answer is no JSON object. A proxy, a sign-in page of the network, or another server stands where the login host should be.",
    fixes: [loginHostFix(words)]
  });
}

// src/entra/msal/clients.ts
var clients = {
  "client-credentials": () => Promise.resolve().then(() => __toESM(require("./confidential-client.cjs"), 1)),
  "confidential-password": () => Promise.resolve().then(() => __toESM(require("./confidential-client.cjs"), 1)),
  password: () => Promise.resolve().then(() => __toESM(require("./public-client.cjs"), 1)),
  browser: () => Promise.resolve().then(() => __toESM(require("./public-client.cjs"), 1)),
  "device-code": () => Promise.resolve().then(() => __toESM(require("./public-client.cjs"), 1)),
  "refresh-token": () => Promise.resolve().then(() => __toESM(require("./refresh-client.cjs"), 1)),
  "managed-identity": () => Promise.resolve().then(() => __toESM(require("./managed-identity.cjs"), 1))
};

// src/entra/msal/prepare.ts
async function prepare(request, http) {
  const { grant } = request.credential;
  if (!asksMachine(grant)) http.expect(request.authorityHost);
  await http.idle();
  await clients[grant.type]();
  await http.idle();
}

// src/values/own-endpoint.ts
var OWN_SECRET = "ppt_";
function isOwnEndpoint({ IDENTITY_ENDPOINT, IDENTITY_HEADER }) {
  return Boolean(IDENTITY_ENDPOINT && IDENTITY_HEADER?.startsWith(OWN_SECRET));
}
function withoutOwnEndpoint(env) {
  if (!isOwnEndpoint(env)) return;
  delete env.IDENTITY_ENDPOINT;
  delete env.IDENTITY_HEADER;
}

// src/entra/msal/network-module-of-call.ts
var storage;
var networkModuleOfCall = {
  sendGetRequestAsync: (url, options) => moduleOfCall().sendGetRequestAsync(url, options),
  sendPostRequestAsync: (url, options) => moduleOfCall().sendPostRequestAsync(url, options)
};
function withNetworkModule(module2, call) {
  storage ??= newStorage();
  return storage.run(module2, call);
}
function moduleOfCall() {
  const module2 = storage?.getStore();
  if (!module2) throw new Error("MSAL asked outside of any call");
  return module2;
}
function newStorage() {
  const { AsyncLocalStorage } = process.getBuiltinModule("node:async_hooks");
  return new AsyncLocalStorage();
}

// src/entra/msal/patient-polls.ts
function patientPolls(network) {
  return {
    sendGetRequestAsync: (url, options) => network.sendGetRequestAsync(url, options),
    async sendPostRequestAsync(...[url, options]) {
      try {
        return await network.sendPostRequestAsync(url, options);
      } catch (error2) {
        const isPoll = new URLSearchParams(options?.body).has("device_code");
        if (!isPoll || !(error2 instanceof Failure) || error2.retry?.kind !== "transient") throw error2;
        network.forget();
        return { status: 400, headers: {}, body: { error: "authorization_pending" } };
      }
    }
  };
}

// src/entra/msal/request-token.ts
async function requestToken(request, assertion, network, { deadline, words }) {
  network.forget();
  const result = await byGrant(request, assertion, network, { deadline, words }).catch((error2) => {
    const isOurs = error2 instanceof Failure || error2 instanceof MsalRequestError;
    throw network.failure ?? (isOurs ? error2 : new MsalRequestError(network.response, error2));
  });
  if (!result || network.response?.status !== 200) throw new MsalRequestError(network.response, void 0);
  return result;
}
async function byGrant(request, assertion, network, context) {
  const { grant } = request.credential;
  const { scopes, clientId } = request;
  switch (grant.type) {
    case "client-credentials": {
      const { ConfidentialClientApplication } = await clients[grant.type]();
      const auth = authOf(grant.clientCredential, assertion);
      return new ConfidentialClientApplication(
        configuration(request, network, auth)
      ).acquireTokenByClientCredential({ scopes, azureRegion: "DisableMsalForceRegion", skipCache: true });
    }
    case "confidential-password": {
      const { ConfidentialClientApplication } = await clients[grant.type]();
      const { username, password: password2, clientSecret: clientSecret2 } = grant;
      return new ConfidentialClientApplication(
        configuration(request, network, { clientSecret: clientSecret2 })
      ).acquireTokenByUsernamePassword({ scopes, username, password: password2 });
    }
    case "password": {
      const { PublicClientApplication } = await clients[grant.type]();
      const { username, password: password2 } = grant;
      const client = new PublicClientApplication(configuration(request, network));
      return client.acquireTokenByUsernamePassword({ scopes, username, password: password2 });
    }
    case "browser":
    case "device-code": {
      const { PublicClientApplication } = await clients[grant.type]();
      const { signIn: signIn2 } = await Promise.resolve().then(() => (init_sign_in(), sign_in_exports));
      const client = new PublicClientApplication(configuration(request, patientPolls(network)));
      return signIn2(client, { ...context, request, grant });
    }
    case "refresh-token": {
      const { ConfidentialClientApplication, PublicClientApplication } = await clients[grant.type]();
      const { refreshToken, clientSecret: clientSecret2 } = grant;
      const client = clientSecret2 ? new ConfidentialClientApplication(configuration(request, network, { clientSecret: clientSecret2 })) : new PublicClientApplication(configuration(request, network));
      return client.acquireTokenByRefreshToken({ scopes, refreshToken, forceCache: false });
    }
    case "managed-identity": {
      const { ManagedIdentityApplication } = await clients[grant.type]();
      withoutOwnEndpoint(process.env);
      const client = new ManagedIdentityApplication({
        ...clientId && { managedIdentityIdParams: { userAssignedClientId: clientId } },
        system: { networkClient: networkModuleOfCall, disableInternalRetries: true, loggerOptions: silent }
      });
      return withNetworkModule(
        network,
        () => client.acquireToken({ resource: scopes[0] ?? "", forceRefresh: true })
      );
    }
  }
}
function authOf(credential, assertion) {
  return "getAssertion" in credential ? { clientAssertion: async () => await assertion ?? "" } : credential;
}
var silent = { loggerCallback: () => {
}, piiLoggingEnabled: false, logLevel: 0 };
function configuration({ clientId, tenantId, authorityHost }, networkClient, auth = {}) {
  const authority = `${authorityHost}/${tenantId}`;
  return {
    auth: {
      clientId,
      authority,
      knownAuthorities: [new URL(authorityHost).host],
      authorityMetadata: JSON.stringify({
        issuer: `${authority}/v2.0`,
        authorization_endpoint: `${authority}/oauth2/v2.0/authorize`,
        token_endpoint: `${authority}/oauth2/v2.0/token`,
        jwks_uri: `${authority}/discovery/v2.0/keys`
      }),
      ...auth
    },
    system: { networkClient, loggerOptions: silent }
  };
}

// src/entra/token-response.ts
function readAccessToken(result, response, { request, words }) {
  const answer = parseObject(response?.body ?? "") ?? {};
  const unusable = (why) => new Failure({
    title: "Entra answered without a usable access token",
    heading: "Answer without a token",
    tried: `asking for ${request.scopes.join(" ")}`,
    ...response && { answer: describeAnswer(response) },
    why,
    fixes: [loginHostFix(words)]
  });
  const value = result.accessToken;
  if (typeof value !== "string" || !isToken(value)) {
    throw unusable(value ? "access_token is no bearer token." : "access_token is missing or empty.");
  }
  if (result.tokenType && !/^bearer$/i.test(result.tokenType)) {
    throw unusable(`token_type is ${printable(result.tokenType)}; Power Platform API takes Bearer tokens.`);
  }
  const claims = readClaims(value);
  const expiresOn = readExpiry(answer, result, { claims, skew: clockSkew(response) });
  if (Number.isNaN(expiresOn.getTime())) {
    throw unusable(
      `The answer gives no end of the token's life that makes sense (${printable(answer.expires_in ?? answer.expires_on ?? "none")}).`
    );
  }
  if (expiresOn.getTime() <= Date.now()) {
    throw unusable(
      `The token expired already, at ${expiresOn.toISOString()}. ${describeSkew(clockSkew(response))}`
    );
  }
  const token = {
    type: "Bearer",
    expiresOn,
    scope: printable(textField(answer, "scope") || request.scopes.join(" ")),
    claims
  };
  const refreshToken = textField(answer, "refresh_token");
  return Object.defineProperties(token, {
    value: { value },
    ...isToken(refreshToken) && { refreshToken: { value: refreshToken } }
  });
}
function readExpiry(answer, { expiresOn }, { claims: { exp }, skew = 0 }) {
  const offset = Math.abs(skew) > MIN_SKEW ? skew * 1e3 : 0;
  const claimed = typeof exp === "number" ? exp * 1e3 - offset : Number.POSITIVE_INFINITY;
  return new Date(Math.min(claimed, statedExpiry(answer, expiresOn)));
}
function statedExpiry({ expires_in, expires_on }, expiresOn) {
  const now = Math.floor(Date.now() / 1e3);
  if (typeof expires_in === "number" || typeof expires_in === "string" && /^-?\d+$/.test(expires_in)) {
    return new Date((now + Number(expires_in)) * 1e3).getTime();
  }
  if (expires_in !== void 0 && expires_in !== null) return Number.NaN;
  return expires_on === void 0 ? Number.POSITIVE_INFINITY : Number(expiresOn ?? Number.NaN);
}

// src/entra/acquire-token.ts
function acquireToken(request, context) {
  const { credential } = request;
  const network = new MsalNetworkModule(credential.grant, context);
  let kept;
  return context.retries.run(async (again) => {
    const { assertion, ready } = again === "transient" && kept || begin(request, context);
    const asked = ready.then(() => ask(request, assertion, { network, context }));
    try {
      const [token] = await Promise.all([asked, assertion]);
      return token;
    } catch (error2) {
      kept = await assertion.then(
        () => ({ assertion, ready }),
        () => void 0
      );
      throw error2;
    }
  }, credential);
}
function begin(request, context) {
  return { assertion: present(request, context), ready: prepare(request, context.http) };
}
async function present({ credential }, { retries, secrets, report }) {
  const { deadline } = retries;
  const assertion = await assertionSource(credential.grant)?.({ deadline, secrets });
  if (assertion === void 0) return void 0;
  secrets.mask(assertion);
  report("OIDC token:", describeAssertion(assertion));
  return assertion;
}
async function ask(request, presented, { network, context: { words, retries } }) {
  try {
    const result = await requestToken(request, presented, network, {
      deadline: retries.deadline,
      words
    });
    return readAccessToken(result, network.response, { request, words });
  } catch (error2) {
    throw await explainError(error2, request, { network, presented, words });
  }
}

// src/power-platform/accepted-permissions.ts
var MAX_PERMISSIONS = 5;
var MAX_NAME = 100;
function acceptedPermissions(words) {
  const lists = words.map((word) => /permissions: \[([\w., ]{1,1000})\]/.exec(word)?.[1] ?? "");
  const names = lists.flatMap((list) => list.split(",")).map((name) => name.trim());
  const plain = names.filter(
    (name) => name.length <= MAX_NAME && /^[A-Za-z0-9]+(\.[A-Za-z0-9]+)+$/.test(name)
  );
  return [...new Set(plain)].slice(0, MAX_PERMISSIONS);
}

// src/power-platform/environments-page.ts
var API = "Power Platform API";
var API_VERSION = "2024-10-01";
var MAX_PAGE = 8 * 1024 * 1024;
var MAX_NAME2 = 100;
function listAddress({ request: { cloud } }) {
  return `${cloud.apiUrl}/environmentmanagement/environments?api-version=${API_VERSION}`;
}
async function requestPage(url, context) {
  const { token, request, http, retries, words } = context;
  const headers = { authorization: `${token.type} ${token.value}` };
  const get = { method: "GET", url, headers, maxBody: MAX_PAGE };
  const tenantId = textField(token.claims, "tid");
  const situation = situationOf(request, words, {
    ...isGuid(tenantId) && { tenantId },
    principal: { id: textField(token.claims, "oid") }
  });
  const response = await http.send(get, retries.deadline).catch(async (error2) => {
    if (!(error2 instanceof HttpError) || !error2.response) throw error2;
    throw await refusalOf(error2.response, situation, error2.parts.tried);
  });
  const answer = parseObject(response.body);
  const environments = answer?.value;
  if (response.status !== 200 || !answer || !Array.isArray(environments))
    throw await refusalOf(response, situation);
  return {
    environments: environments.map((each) => asObject(each) ?? {}),
    nextLink: nextLinkOf(answer),
    size: response.body.length
  };
}
function nameOf(environment) {
  const name = textField(environment, "displayName") || textField(environment, "id") || "without a name";
  return name.length > MAX_NAME2 ? `a name of ${name.length} characters` : printable(name);
}
function nextLinkOf(answer) {
  const name = Object.keys(answer).find((each) => /^(@odata\.)?nextlink$/i.test(each));
  return name ? textField(answer, name) : "";
}
function refusalOf(response, situation, tried) {
  const { status } = response;
  const { codes: codes2, all } = status === 200 ? { codes: [], all: [] } : readErrorWords(response.body);
  const name = `${API} ${status === 408 || status >= 500 ? "fault" : status}`;
  return explainRefusal({
    by: `${API} (${status})`,
    codes: [...codes2.map((code) => `${name} ${code}`), name, `${API} unexpected answer`],
    situation: { ...situation, permissions: acceptedPermissions(all) },
    tried: tried ?? `GET ${situation.cloud.apiUrl}/environmentmanagement/environments with the new token`,
    pace: paceOf(response),
    answer: [describeAnswer(response), ...all.map((word) => `- ${printable(word)}`)]
  });
}

// src/power-platform/environments.ts
var MAX_NAMED = 10;
async function listEnvironments(token, request, { http, retries, words }) {
  const context = { token, request, http, retries, words };
  const { environments, nextLink } = await requestPage(listAddress(context), context);
  const names = environments.slice(0, MAX_NAMED).map(nameOf);
  return { names, count: environments.length, isWhole: nextLink === "" };
}

// src/inputs/input-reader.ts
var InputReader = class {
  #host;
  #issues;
  constructor(host, issues) {
    this.#host = host;
    this.#issues = issues;
  }
  isGiven({ name }) {
    return this.#host.inputs.read(name).trim() !== "";
  }
  /** What came, or what counts where nothing did. */
  text(input) {
    return this.#host.inputs.read(input.name).trim() || (input.default ?? "");
  }
  /** How the user's system calls things. */
  get words() {
    return this.#host.words;
  }
  /**
   * A secret without the white space around it, which comes from copying; `keepSpaces` cuts line ends only, since a
   * password may begin or end with a space.
   */
  secret(input, { keepSpaces = false } = {}) {
    const raw = this.#host.inputs.read(input.name);
    const cut = keepSpaces ? withoutLastLineEnds(raw) : raw.trim();
    if (cut !== raw && cut !== "") {
      this.warn(
        input,
        `has white space around it (${count(raw.length - cut.length)}), which is cut off. Save it without.`
      );
    }
    return cut;
  }
  /** The same; complains and gives undefined if it is empty. */
  requiredSecret(input, options) {
    const value = this.secret(input, options);
    if (value !== "") return value;
    this.complain(input, this.words.emptySecret(input.name));
    return void 0;
  }
  complain({ name }, sentence, remarks) {
    this.#issues.add({ input: this.words.input(name), sentence, ...remarks });
  }
  /** Shows a value nowhere. */
  hide(value) {
    this.#host.secrets.hide(value);
  }
  /** About one input or several. */
  warn(inputs4, sentence) {
    const called = [inputs4].flat().map(({ name }) => this.words.input(name));
    this.#host.log.warning(`${called.join(", ")}: ${sentence}`);
  }
};
function withoutLastLineEnds(text) {
  let { length } = text;
  while (length > 0 && "\r\n".includes(text.charAt(length - 1))) length -= 1;
  return text.slice(0, length);
}
function count(characters) {
  return characters === 1 ? "1 character" : `${characters} characters`;
}

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

// src/inputs/issues.ts
var InputIssues = class {
  #issues = [];
  add(issue2) {
    this.#issues.push(issue2);
  }
  get all() {
    return this.#issues;
  }
  /** @throws {Failure} with every complaint, if there are any */
  throwIfAny() {
    const causes = this.#issues.filter(({ isCause }) => isCause).map(({ input }) => input);
    const shown = this.#issues.filter(({ input, isCause }) => isCause || !causes.includes(input));
    const [first, ...others] = shown;
    if (!first) return;
    const fixes = shown.flatMap(({ fix }) => fix ?? []);
    const tried = "reading the inputs; nothing was sent";
    if (first.alone && others.length === 0)
      throw new Failure({ why: first.sentence, ...first.alone, tried, fixes }, { blame: "usage" });
    const inputs4 = [...new Set(shown.map(({ input }) => input))];
    const parts = {
      title: `Inputs need a correction: ${inputs4.join(", ")}`,
      heading: "Inputs",
      tried,
      why: [
        inputs4.length === 1 ? "this input cannot be used as it is:" : "these inputs cannot be used as they are:",
        ...shown.map(({ input, sentence }) => `- ${input}: ${sentence.replaceAll("\n", "\n  ")}`)
      ].join("\n"),
      fixes
    };
    throw new Failure(parts, { blame: "usage" });
  }
};
var MAX_NAME3 = 40;
function nearest(value, allowed) {
  if (value.length > MAX_NAME3) return "";
  const distances = allowed.map((name) => ({
    name,
    distance: leven(value.toLowerCase(), name.toLowerCase())
  }));
  const best = distances.toSorted((a, b) => a.distance - b.distance)[0];
  return best && best.distance <= best.name.length / 2 ? ` Did you mean "${best.name}"?` : "";
}

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
var ambiguous = [
  { names: ["AzureUSGovernment", "AzureGovernment", "AzureGov"], clouds: ["gcc-high", "dod"] },
  { names: ["gov", "government", "USGovernment"], clouds: ["gcc", "gcc-high", "dod"] }
];
function candidateClouds(name) {
  const wanted = fold(name);
  const row = ambiguous.find(({ names }) => names.some((known) => fold(known) === wanted));
  return clouds.filter((cloud) => row?.clouds.includes(cloud.name));
}
function findCloud(name) {
  const wanted = fold(name);
  return clouds.find((cloud) => [cloud.name, ...cloud.aliases].some((known) => fold(known) === wanted));
}
function fold(name) {
  return name.toLowerCase().replace(/[\s._-]/g, "");
}

// src/secrets/masked-forms.ts
var MIN_MASK = 4;
var MIN_KEY_LINE = 8;
var MAX_LINES = 200;
var MAX_ENCODED = 2048;
var MAX_BASE64 = 4096;
var PLAIN = /^[\w.-]+$/;
var JSON_PUNCTUATION = /^[{}[\],]*$/;
function maskedForms(secret) {
  if (secret.trim().length < MIN_MASK) return [];
  const forms = PLAIN.test(secret) ? plainForms(secret) : [...lines(secret), ...allEncodings(secret)];
  return [...new Set(forms)].filter((form) => form.length >= MIN_MASK && !/[\r\n]/.test(form));
}
function plainForms(secret) {
  return [secret, ...secret.length > MAX_BASE64 ? [] : [Buffer.from(secret).toString("base64url")]];
}
function allEncodings(secret) {
  return secret.length > MAX_ENCODED ? [] : [...encodings(secret.trim()), ...base64(secret)];
}
function encodings(text) {
  const wellFormed = text.toWellFormed();
  const percent = encodeURIComponent(wellFormed);
  return [
    printable(text),
    percent,
    percent.replace(/%../g, (code) => code.toLowerCase()),
    new URLSearchParams([["", wellFormed]]).toString().slice(1),
    JSON.stringify(text).slice(1, -1),
    text.replace(/[&<>"']/g, (character) => XML_ENTITIES[character] ?? character),
    ...base64(text)
  ];
}
function base64(text) {
  const url = Buffer.from(text).toString("base64url");
  return [url.replaceAll("-", "+").replaceAll("_", "/"), url];
}
var XML_ENTITIES = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;"
};
function lines(secret) {
  if (secret.includes("-----BEGIN")) return pemLines(secret);
  const all = secret.split(/[\r\n]+/).map((line) => line.trim());
  const secrets = all.filter((line) => line.length >= MIN_MASK && !JSON_PUNCTUATION.test(line));
  return secrets.length > MAX_LINES ? [] : secrets;
}
var MAX_PEM = 16384;
function pemLines(pem) {
  const blocks = pem.split(/(?=-----BEGIN )/).map((block) => block.split("-----END ", 1)[0] ?? "");
  const keys = blocks.filter((block) => /^-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY-----/.test(block));
  if (keys.length === 0) return [];
  const certificates = blocks.filter((block) => block.startsWith("-----BEGIN "));
  const all = [...keys, ...certificates].flatMap((block) => block.split(/[\r\n]+|\\r|\\n/)).map((line) => line.trim());
  const secrets = [...new Set(all)].filter(
    (line) => line.length >= MIN_KEY_LINE && !/^-----[^-]+-----$/.test(line)
  );
  return within(MAX_PEM, secrets).slice(0, MAX_LINES);
}
function within(characters, texts) {
  let length = 0;
  return texts.filter((text) => {
    length += text.length;
    return length <= characters;
  });
}

// src/inputs/quoted.ts
var MAX_MISTAKES = 2;
function quoted(value, options = {}) {
  if (value === "") return "nothing";
  return isNoSecret(value, options) ? `"${value}"` : described(value, options);
}
function isNoSecret(value, { words = [], harmless }) {
  if (!/^[!-~]([ -~]*[!-~])?$/.test(value)) return false;
  return value.length < MIN_MASK || isGuid(value) || harmless?.test(value) || words.some((word) => isNear(value, word));
}
function isNear(value, word) {
  if (!/^[a-z][a-z ._:/-]*$/i.test(value)) return false;
  const [written, meant] = [value, word].map((text) => text.toLowerCase().replace(/[^a-z]/g, ""));
  if (!written || !meant || written.length > meant.length + MAX_MISTAKES) return false;
  return leven(written, meant) <= Math.min(MAX_MISTAKES, meant.length / 3);
}
function described(value, { fits }) {
  const hint = misplacedSecrets.find(([isOne]) => isOne(value))?.[1];
  if (hint) return `${value.length} characters ${hint}`;
  const index = fits ? [...value].findIndex((character) => !fits.test(character)) : -1;
  const length = `${value.length} character${value.length === 1 ? "" : "s"}`;
  return index < 0 ? length : `${length}, with ${kindOf([...value][index] ?? "")} in place ${index + 1}`;
}
var misplacedSecrets = [
  [(value) => value.includes("-----BEGIN"), "that look like a PEM"],
  [(value) => value.startsWith("eyJ"), "that look like a token"],
  // Entra marks its secrets in the fourth to sixth place, so that scanners find them.
  [(value) => /^.{3}\dQ~/.test(value), "that look like a client secret"],
  [
    (value) => value.slice(value.indexOf(":") + 1).includes("@") && value.includes(":"),
    "with credentials in them"
  ]
];
var kinds = [
  [/[\r\n]/, "a line end"],
  [/\s/, "a space"],
  [/[\p{Cc}\p{Cf}\p{Cs}]/u, "an invisible character"],
  [/\d/, "a digit"],
  [/[a-z]/i, "a letter"],
  [/[!-~]/, "a punctuation mark"]
];
function kindOf(character) {
  return kinds.find(([pattern2]) => pattern2.test(character))?.[1] ?? "a character beyond ASCII";
}

// src/request/audience.ts
var audienceInput = {
  name: "audience",
  description: `Audience of the OIDC token. Without it, the one that the cloud's Entra expects (${publicCloud.federatedAudience} in ${publicCloud.name}).`
};
function readAudience(reader, cloud) {
  const audience = reader.text(audienceInput);
  if (audience === "") return cloud.federatedAudience;
  if (couldBeSecret(audience)) reader.hide(audience);
  if (/\s/.test(audience) || audience.length > 600) {
    reader.complain(
      audienceInput,
      `came ${quoted(audience, { words: clouds.map(({ federatedAudience }) => federatedAudience), fits: /\S/ })}; allowed is the one audience of the federated credential, without white space, at most 600 characters, such as a URI. This cloud's is "${cloud.federatedAudience}".`
    );
  }
  return audience;
}
function couldBeSecret(audience) {
  return !isGuid(audience) && !/^[a-z][a-z0-9+.-]*:[^@?#=]+$/i.test(audience);
}

// src/request/authority-host.ts
var authorityHostInput = {
  name: "authority-host",
  description: "Another login host, as https://host or https://host:port. Without it, the cloud's."
};
function readAuthorityHost(reader, cloud) {
  const text = reader.text(authorityHostInput);
  if (text === "") return cloud.authorityHost;
  const url = parseUrl(text.includes("://") ? text : `https://${text}`);
  const problem = findProblem(text, url);
  if (!problem && url) return url.origin;
  const known = clouds.map(({ authorityHost }) => authorityHost);
  const words = [...known, ...known.map((origin) => new URL(origin).host)];
  const meant = known.find((origin) => origin === `https://${url?.host}`);
  const suggestion = meant && !text.includes("@") ? ` Did you mean "${meant}"?` : "";
  reader.complain(
    authorityHostInput,
    `came ${text.includes("@") ? `${text.length} characters` : quoted(text, { words, fits: /[a-z0-9.:/[\]-]/i })}, ${problem}; allowed is https://host or https://host:port.${suggestion}`
  );
  return cloud.authorityHost;
}
function findProblem(text, url) {
  if (text.includes("@")) return "with a user name or password in it";
  if (!url?.host || !text.includes("://")) return "which is no URL with a host";
  if (url.protocol !== "https:")
    return `with ${url.protocol === "http:" ? "http://" : "another scheme"}; the credential travels over https only`;
  if (url.pathname !== "/" || url.search || url.hash) return "with a path, query or fragment in it";
  return void 0;
}

// src/credentials/kinds.ts
var kinds_exports = {};
__export(kinds_exports, {
  browser: () => browser,
  certificate: () => certificate,
  clientSecret: () => clientSecret,
  deviceCode: () => deviceCode,
  federated: () => federated,
  managedIdentity: () => managedIdentity,
  password: () => password
});

// src/credentials/person.ts
function requirePerson(reader, { person, credentialInput: credentialInput2 }) {
  if (!person) {
    reader.complain(
      credentialInput2,
      `came "${reader.text(credentialInput2)}", which needs a person at a terminal, and nobody can sign in here. Let an app sign in, as with ${reader.words.setting(credentialInput2.name, "federated")}.`
    );
  }
  return person;
}

// src/credentials/browser.ts
var browser = {
  name: "browser",
  rank: 6,
  signsIn: "person",
  presents: [],
  takesSeveralScopes: true,
  isSentOnce: true,
  otherWay: "device-code",
  inputs: [],
  suits: (person) => person.browserObstacle() === void 0,
  read(reader, context) {
    const person = requirePerson(reader, context);
    return person && { grant: { type: "browser", person } };
  }
};

// src/inputs/quoted-path.ts
var import_node_fs = require("node:fs");
var import_node_path = require("node:path");
var FILE = /^[\w .:~/\\-]{1,200}\.(?:pem|pfx|p12|cer|crt|key|jwt|txt|token)$/i;
var PATH = /^(?=.{1,80}$)(?:~|\.{1,2}|\/(?:builds|etc|home|mnt|opt|private|root|run|srv|tmp|usr|Users|var|workspace))(?:\/\.?[a-z]{2,20}(?:[._-][a-z]{1,20}){0,4}\d{0,3}){1,8}$/i;
var PLAIN_PATH = /^(?:\/[a-z]{2,12}){1,5}$/;
function quotedPath(path) {
  const folder = (0, import_node_path.dirname)(path);
  const isInFolder = (0, import_node_path.dirname)(folder) !== folder && folder !== "." && (0, import_node_fs.existsSync)(folder);
  const forms = [PATH, PLAIN_PATH].find((form) => form.test(path)) ?? FILE;
  return quoted(path, { harmless: isInFolder ? /^[ -~]{1,200}$/ : forms });
}

// src/values/small-file.ts
var import_node_fs2 = require("node:fs");
var MAX_FILE = 1024 * 1024;
var FileProblem = class extends Error {
};
function readSmallFile(path, max = MAX_FILE) {
  let file;
  try {
    file = (0, import_node_fs2.openSync)(path, import_node_fs2.constants.O_RDONLY | (import_node_fs2.constants.O_NONBLOCK ?? 0));
    const problem = problemOf((0, import_node_fs2.fstatSync)(file), max);
    if (problem) throw new FileProblem(problem);
    return (0, import_node_fs2.readFileSync)(file);
  } catch (error2) {
    if (error2 instanceof FileProblem) throw error2;
    const { code = "" } = error2;
    const home = path.startsWith("~") ? " (only a shell puts a folder for ~, and not in quotes or behind =)" : "";
    throw new FileProblem(`${PROBLEMS[code] ?? `a file that can't be read (${code})`}${home}`);
  } finally {
    if (file !== void 0) (0, import_node_fs2.closeSync)(file);
  }
}
var missing = "a file that doesn't exist";
var PROBLEMS = {
  ENOENT: missing,
  ENOTDIR: missing,
  ENXIO: "no ordinary file",
  EISDIR: "a folder"
};
function problemOf(stats, max) {
  if (stats.isDirectory()) return "a folder";
  if (!stats.isFile()) return "no ordinary file";
  if (stats.size > max) return `a file of ${stats.size} bytes`;
  return stats.size === 0 ? "an empty file" : void 0;
}

// src/credentials/certificate.ts
var inputs = {
  content: {
    name: "certificate",
    description: "PEM with the certificate and its private key, or base64 of a PFX or of such a PEM.",
    isSecret: true,
    alsoCalled: ["cert", "certificatepem"]
  },
  path: {
    name: "certificate-path",
    description: "File with what certificate would hold, as text or binary. Give one of the two."
  },
  password: {
    name: "certificate-password",
    description: "Password of an encrypted private key or of the PFX.",
    isSecret: true,
    alsoCalled: ["certificatepwd", "certificatepass"]
  }
};
var certificate = {
  name: "certificate",
  aliases: ["cert"],
  rank: 2,
  signsIn: "app",
  presents: ["certificate"],
  inputs: Object.values(inputs),
  async read(reader, { secrets }) {
    const password2 = reader.secret(inputs.password, { keepSpaces: true });
    const source = readSource(reader);
    if (!source) return void 0;
    const { CertificateProblem, readCertificate } = await Promise.resolve().then(() => __toESM(require("./certificate.cjs"), 1));
    const passwordInput = reader.words.input(inputs.password.name);
    const opening = { password: password2, passwordInput, mask: (secret) => secrets.mask(secret) };
    try {
      const clientCertificate = await readCertificate(source.content, opening);
      return { grant: { type: "client-credentials", clientCredential: { clientCertificate } } };
    } catch (error2) {
      if (!(error2 instanceof CertificateProblem)) throw error2;
      reader.complain(source.input, error2.message);
      return void 0;
    }
  }
};
function readSource(reader) {
  const text = reader.text(inputs.content);
  const path = reader.text(inputs.path);
  if (text && path) {
    reader.complain(
      inputs.content,
      `came together with ${reader.words.input(inputs.path.name)}; give one of them.`
    );
  } else if (text) {
    return { input: inputs.content, content: Buffer.from(text) };
  } else if (path) {
    const content = readFile(reader, path);
    return content && { input: inputs.path, content };
  } else {
    const { emptySecret, input } = reader.words;
    reader.complain(inputs.content, emptySecret(inputs.content.name, input(inputs.path.name)));
  }
  return void 0;
}
function readFile(reader, path) {
  try {
    return readSmallFile(path);
  } catch (error2) {
    if (!(error2 instanceof FileProblem)) throw error2;
    reader.complain(
      inputs.path,
      `came ${quotedPath(path)}, ${error2.message}; allowed is a PFX or PEM file of at most 1 MiB, its path absolute or from the working directory.`
    );
    return void 0;
  }
}

// src/credentials/client-secret.ts
var clientSecretInput = {
  name: "client-secret",
  description: "A secret of the app registration (its value, not its ID). Beside username and password it makes the app a confidential one.",
  isSecret: true,
  alsoCalled: ["secret", "appsecret", "creds"]
};
var clientSecret = {
  name: "client-secret",
  aliases: ["secret"],
  rank: 3,
  signsIn: "app",
  presents: ["client-secret"],
  inputs: [clientSecretInput],
  read(reader) {
    const clientSecret2 = reader.requiredSecret(clientSecretInput);
    if (clientSecret2 === void 0 || !checkClientSecret(reader, clientSecret2)) return void 0;
    return { grant: { type: "client-credentials", clientCredential: { clientSecret: clientSecret2 } } };
  }
};
var mistakes = [
  [
    parseObject,
    ({ input }) => `came as JSON, such as az prints for a new service principal; allowed is the value of a secret alone. Take the value of clientSecret in it, and put its clientId and tenantId into ${input("client-id")} and ${input("tenant-id")}.`
  ],
  [
    (secret) => /[\r\n]/.test(secret),
    () => "came with a line end inside, which no secret has. Save its value alone, on one line."
  ],
  [
    (secret) => /^(["'`]).*\1$|^[\u201c\u2018\u00ab].*[\u201d\u2019\u00bb]$/.test(secret),
    () => "came in quotes, which are no part of a secret. Save it without them."
  ]
];
function checkClientSecret(reader, secret) {
  const mistake = mistakes.find(([isMistake]) => isMistake(secret));
  if (mistake) reader.complain(clientSecretInput, mistake[1](reader.words));
  else if (isGuid(secret)) {
    reader.warn(
      clientSecretInput,
      "looks like a secret's ID. Entra shows the ID and the value side by side; the value is the one that works, and it is shown only once."
    );
  }
  return !mistake;
}

// src/credentials/device-code.ts
var deviceCode = {
  name: "device-code",
  rank: 7,
  signsIn: "person",
  presents: [],
  takesSeveralScopes: true,
  isSentOnce: true,
  otherWay: "browser",
  inputs: [],
  suits: () => true,
  read(reader, context) {
    const person = requirePerson(reader, context);
    return person && { grant: { type: "device-code", person } };
  }
};

// src/credentials/federated.ts
var inputs2 = {
  token: {
    name: "federated-token",
    description: "OIDC token of another issuer that the app trusts. Without it, the job's own is used.",
    isSecret: true
  },
  file: {
    name: "federated-token-file",
    description: "File with such a token, as AKS workload identity provides, read at the moment of use."
  }
};
var federated = {
  name: "federated",
  aliases: ["oidc"],
  rank: 1,
  signsIn: "app",
  presents: ["federated-token"],
  isRenewable: true,
  inputs: Object.values(inputs2),
  read(reader, { credentialInput: credentialInput2, identityProvider, audience }) {
    const token = reader.secret(inputs2.token);
    const file = reader.text(inputs2.file);
    if (token && file) {
      reader.complain(
        inputs2.token,
        `came together with ${reader.words.input(inputs2.file.name)}; give one of them.`
      );
      return void 0;
    }
    if (token) {
      if (!isJwt(token)) {
        reader.complain(
          inputs2.token,
          `came with ${token.length} characters, which is not a JWT; allowed is a signed OIDC token: three parts with dots between.`
        );
      }
      return { ...by(async () => token), isRenewable: false };
    }
    if (file) return by(async () => readTokenFile(file, reader.words));
    const obstacle = identityProvider.obstacle();
    if (obstacle !== void 0) {
      reader.complain(credentialInput2, obstacle, {
        alone: {
          title: reader.words.noCredential,
          heading: reader.words.hasJobTokens ? "No OIDC token" : "No credential"
        }
      });
      return void 0;
    }
    return by((context) => identityProvider.token(audience, context));
  }
};
function by(getAssertion) {
  return { grant: { type: "client-credentials", clientCredential: { getAssertion } } };
}
function readTokenFile(path, { input }) {
  const problem = (why) => new Failure({
    title: `${input(inputs2.file.name)} names ${why}`,
    heading: "File of the federated token",
    tried: `reading ${quotedPath(path)}`,
    why: "The file must hold one signed OIDC token and nothing else.",
    fixes: [
      {
        text: "On AKS workload identity the file is named by the environment variable AZURE_FEDERATED_TOKEN_FILE."
      }
    ]
  });
  try {
    const token = readSmallFile(path).toString().trim();
    if (isJwt(token)) return token;
    throw new FileProblem(`a file of ${token.length} characters, which is not a JWT`);
  } catch (error2) {
    throw error2 instanceof FileProblem ? problem(error2.message) : error2;
  }
}

// src/credentials/managed-identity.ts
var managedIdentity = {
  name: "managed-identity",
  aliases: ["msi"],
  rank: 5,
  signsIn: "machine",
  presents: [],
  inputs: [],
  read: () => ({ grant: { type: "managed-identity" } })
};

// src/credentials/password.ts
var inputs3 = {
  username: {
    name: "username",
    description: "Sign-in name of a user, such as pipeline@contoso.com.",
    alsoCalled: ["user"]
  },
  password: {
    name: "password",
    description: "The user's password. Does not work where multi-factor authentication is required.",
    isSecret: true,
    alsoCalled: ["passwordsecret"]
  }
};
var password = {
  name: "password",
  rank: 4,
  signsIn: "user",
  presents: [],
  takesSeveralScopes: true,
  isSentOnce: true,
  inputs: Object.values(inputs3),
  // It makes the app a confidential one.
  alsoTakes: [clientSecretInput],
  read(reader) {
    const username = reader.text(inputs3.username);
    if (!/^[^@\s]+@[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(username)) {
      reader.complain(
        inputs3.username,
        `came ${quoted(username, { fits: /[^\s]/ })}; allowed is a user's sign-in name, such as pipeline@contoso.com.`
      );
    }
    const secret = reader.requiredSecret(inputs3.password, { keepSpaces: true });
    const clientSecret2 = reader.secret(clientSecretInput);
    if (clientSecret2 && !checkClientSecret(reader, clientSecret2)) return void 0;
    if (secret === void 0) return void 0;
    reader.warn(
      inputs3.password,
      `multi-factor authentication and most Conditional Access policies break a sign-in by name and password. Use an app with a federated credential (${reader.words.federated}) instead.`
    );
    const user = { username, password: secret };
    return clientSecret2 ? { grant: { type: "confidential-password", ...user, clientSecret: clientSecret2 }, presents: ["client-secret"] } : { grant: { type: "password", ...user } };
  }
};

// src/credentials/registry.ts
var credentialKinds = Object.values(kinds_exports).toSorted(
  (a, b) => a.rank - b.rank
);
var unattendedKinds = credentialKinds.filter((kind) => !needsPerson(kind));

// src/inputs/choice.ts
function readChoice(reader, input, choices2, aliases = {}) {
  const value = reader.text(input);
  const written = value.toLowerCase().replace(/[\s_]/g, "-");
  const alias = Object.hasOwn(aliases, written) ? aliases[written] : void 0;
  const choice = choices2.find((known) => known === written) ?? alias;
  if (!choice) {
    const truth = /^(yes|on|y|1)$/i.test(value) ? "true" : /^(no|off|n|0)$/i.test(value) ? "false" : value;
    reader.complain(
      input,
      `came ${quoted(value, { words: choices2, fits: /[a-z-]/i })}; allowed are ${choices2.join(", ")}.${nearest(truth, choices2)}`
    );
  }
  return choice;
}

// src/inputs/either.ts
function either(words) {
  return [words.slice(0, -1).join(", "), ...words.slice(-1)].filter(Boolean).join(" or ");
}

// src/request/choose-credential.ts
var AUTO = "auto";
var credentialInput = {
  name: "credential",
  get description() {
    const aliases = credentialKinds.flatMap(({ aliases: aliases2 = [] }) => aliases2);
    return `${either(namesOf(unattendedKinds))}; also ${aliases.join(", ")}. With ${AUTO}, the one whose inputs are given, else ${federated.name}.`;
  },
  default: AUTO
};
function chooseCredential(reader, {
  inputs: { own = [], empty = [] },
  person,
  identityProvider
}) {
  const { input, setting } = reader.words;
  const called = (inputs4) => namesOf(inputs4).map(input);
  const names = [AUTO, ...namesOf(person ? credentialKinds : unattendedKinds)];
  const aliases = credentialKinds.flatMap(
    ({ name, aliases: aliases2 = [] }) => [name, ...aliases2].map((alias) => [alias, name])
  );
  const wanted = readChoice(reader, credentialInput, names, Object.fromEntries(aliases));
  if (!wanted) return void 0;
  const given = credentialKinds.map((kind) => {
    const inputs4 = [...kind.inputs, ...own.filter(({ credential }) => credential === kind.name)];
    return { kind, inputs: inputs4.filter((input2) => reader.isGiven(input2)) };
  }).filter(({ inputs: inputs4 }) => inputs4.length > 0);
  const named = credentialKinds.find(({ name }) => name === wanted);
  if (named) {
    const unused = given.filter(({ kind }) => kind !== named && !belongsTo(named, kind)).flatMap(({ inputs: inputs4 }) => inputs4);
    if (unused.length > 0) reader.warn(unused, `not used, because ${input("credential")} is ${named.name}.`);
    return { kind: named, reason: `from ${input("credential")}` };
  }
  const conflicting = given.filter(({ kind }) => !given.some((other) => belongsTo(other.kind, kind)));
  const [first] = conflicting;
  if (conflicting.length > 1) {
    const kinds2 = conflicting.map(({ kind, inputs: inputs4 }) => `${called(inputs4).join(", ")} (${kind.name})`);
    reader.complain(
      credentialInput,
      `is auto, and inputs of ${conflicting.length} kinds came: ${kinds2.join(" and ")}. Give those of one kind, or name the one that counts, as in ${setting("credential", conflicting[0]?.kind.name ?? "")}.`
    );
    return void 0;
  }
  if (first) {
    const names2 = called(first.inputs);
    const reason = `because ${names2.join(" and ")} ${names2.length > 1 ? "are" : "is"} ${reader.words.given}`;
    return { kind: first.kind, reason };
  }
  if (person?.isPresent && identityProvider.obstacle() !== void 0) {
    const kind = credentialKinds.find(({ suits }) => suits?.(person));
    if (kind) {
      warnOf(empty, reader);
      return { kind, reason: "because no other credential came, and this is an interactive terminal" };
    }
  }
  if (empty.length > 0 && identityProvider.obstacle() === void 0) warnOf(empty, reader);
  return { kind: federated, reason: "because no other credential's input came" };
}
function warnOf(empty, reader) {
  if (empty.length > 0)
    reader.warn(
      empty.map((name) => ({ name })),
      "set, but empty, and not used."
    );
}
function belongsTo({ alsoTakes = [] }, other) {
  return other.inputs.length > 0 && other.inputs.every((input) => alsoTakes.includes(input));
}
function namesOf(named) {
  return named.map(({ name }) => name);
}

// src/request/cloud.ts
var cloudInput = {
  name: "cloud",
  get description() {
    const { names, aliases } = choices();
    return `${either(names)}; also ${aliases.join(", ")}.`;
  },
  default: publicCloud.name
};
function readCloud(reader) {
  const name = reader.text(cloudInput);
  const cloud = findCloud(name);
  if (cloud) return cloud;
  const candidates = candidateClouds(name);
  if (candidates.length > 0) {
    const addresses = candidates.map(({ name: name2, adminCenter }) => `${name2} (${adminCenter})`);
    reader.complain(
      cloudInput,
      `came ${quoted(name, { words: [name] })}, which may be ${either(candidates.map(({ name: name2 }) => name2))}. The address of the tenant's Power Platform admin center tells which: ${either(addresses)}.`
    );
    return void 0;
  }
  const { names, aliases } = choices();
  reader.complain(
    cloudInput,
    `came ${quoted(name, { words: [...names, ...aliases], fits: /[a-z-]/i })}; allowed are ${names.join(", ")} (also ${aliases.join(", ")}).${nearest(name, [...names, ...aliases])}`
  );
  return void 0;
}
function choices() {
  return { names: clouds.map(({ name }) => name), aliases: clouds.flatMap(({ aliases }) => aliases) };
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

// src/request/scope.ts
var scopeInput = {
  name: "scope",
  get description() {
    const kinds2 = unattendedKinds.filter(({ takesSeveralScopes }) => takesSeveralScopes);
    return `What the token is for - a scope, or a resource's URL, to which /.default is added. Several, separated by spaces, for ${either(kinds2.map(({ name }) => name))} only. Without it, Power Platform API of the cloud.`;
  }
};
var OIDC_SCOPES = ["openid", "profile", "email", "offline_access"];
var GRAPH_PERMISSION = /^[A-Z][A-Za-z-]*\.(Read|Write|Send|Create|Manage|Invite|Export|Selected|AccessAsUser|FullControl)[A-Za-z]*(\.[A-Z][A-Za-z]*)*$/;
function readScopes(reader, cloud, kind) {
  const own = `${(cloud ?? publicCloud).apiUrl}/.default`;
  const parts = reader.text(scopeInput).split(/\s+/).filter(Boolean);
  if (parts.length === 0) return [own];
  const scopes = parts.map((part) => scopeOf(part, reader, scopeInput));
  if (scopes.length > 1 && !kind?.takesSeveralScopes) {
    reader.complain(
      scopeInput,
      `came with ${scopes.length} scopes; this credential gets a token for one, and it ends in /.default. Did you mean "${own}"?`
    );
    return scopes;
  }
  for (const [index, scope] of scopes.entries()) {
    const problem = scopeProblem(scope, { cloud, kind, words: reader.words });
    if (problem) reader.complain(scopeInput, `came ${quotedScope(parts[index] ?? "")}, ${problem}`);
  }
  return scopes;
}
function scopeOf(part, reader, input) {
  const environment = environmentOf(part);
  if (environment) {
    reader.warn(
      input,
      "is the address of a page in a Dataverse environment. A token is for the environment as a whole, so only the part before the path is taken."
    );
  }
  const resource = environment ?? part;
  return isResource(resource) ? `${resource.replace(/\/$/, "")}/.default` : resource;
}
function quotedScope(scope) {
  const harmless = findResource(scope) ? /^https:\/\/[a-z0-9.-]+(?:\/[a-z._]*)?$/i : GRAPH_PERMISSION;
  return quoted(scope, { words: OIDC_SCOPES, harmless });
}
function environmentOf(part) {
  const url = parseUrl(part);
  if (!url || url.username || url.password || findResource(part)?.name !== "Dataverse") return void 0;
  const isScope = /^\/{0,2}(\.default|user_impersonation)?$/.test(url.pathname) && !url.search && !url.hash;
  return isScope ? void 0 : `https://${url.host}`;
}
function isResource(part) {
  if (isGuid(part)) return true;
  const url = parseUrl(part);
  if (!url) return false;
  return /^https?:$/.test(url.protocol) ? url.pathname === "/" : /^[a-z]+:\/\/[^/]+\/?$/i.test(part);
}
function scopeProblem(scope, { cloud, kind, words: { input, setting } }) {
  if (OIDC_SCOPES.includes(scope) && kind?.takesSeveralScopes) return void 0;
  const own = `${(cloud ?? publicCloud).apiUrl}/.default`;
  const other = clouds.find(({ apiUrl }) => apiUrl !== cloud?.apiUrl && isWithin(scope, apiUrl));
  if (cloud && other) {
    return `the API of cloud ${other.name}, while ${input("cloud")} is ${cloud.name}; allowed is "${own}". Set ${setting("cloud", other.name)}, or leave ${input("scope")} out.`;
  }
  const url = parseUrl(scope);
  if (url?.username || url?.password) return "which no scope has; take them out.";
  if (/[?#]/.test(scope)) return "with a query or fragment in it, which no scope has; take it out.";
  if (GRAPH_PERMISSION.test(scope)) {
    const graph = defaultScope(getResource("Microsoft Graph"), cloud ?? publicCloud);
    return `a permission of Microsoft Graph without the API before it; write "${graph}", which asks for all that was granted.`;
  }
  const known = findResource(`https://${scope}`);
  if (known && !scope.includes(":")) {
    return `an address of ${known.name} without https:// before it; write "${defaultScope(known, cloud ?? publicCloud)}".`;
  }
  if (!/^(https?:\/\/|api:\/\/|[a-z][a-z0-9+.-]*:|[0-9a-f]{8}-[0-9a-f-]{27}\/)[!-~]+$/i.test(scope)) {
    return `which is no scope; allowed is a resource's URL or ID, with or without /.default. Did you mean "${own}"?`;
  }
  if (!kind?.takesSeveralScopes && !scope.endsWith("/.default")) {
    const resource = findResource(scope);
    const right = resource ? ` Did you mean "${defaultScope(resource, cloud ?? publicCloud)}"?` : " Write RESOURCE/.default, with the resource's URL or ID for RESOURCE.";
    return `a single permission; an app asks for all that it was granted, with /.default.${right}`;
  }
  return void 0;
}
function isWithin(scope, apiUrl) {
  return scope.toLowerCase() === apiUrl || scope.toLowerCase().startsWith(`${apiUrl}/`);
}

// src/request/read-tenant-and-client.ts
var TENANT_ID = "tenant-id";
var CLIENT_ID = "client-id";
var TENANT = { name: TENANT_ID };
var CLIENT = { name: CLIENT_ID };
var ANY_TENANT = ["common", "organizations", "consumers"];
function readTenant(reader, kind) {
  const tenant = reader.text(TENANT);
  const allowed = "allowed is the directory (tenant) ID, a GUID, or a verified domain name such as contoso.onmicrosoft.com";
  if (tenant === "") {
    if (!kind || isRegistered(kind)) complainOfMissing(reader, TENANT, allowed);
    return "";
  }
  if (isGuid(tenant) || // Three short parts of a token look like a domain.
  /^(?!eyJ)(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/i.test(tenant)) {
    return tenant;
  }
  const guid = findGuid(tenant);
  const nearestTenant = guid ? ` Did you mean "${guid}"?` : "";
  const came = (fits) => `came ${quoted(tenant, { words: ANY_TENANT, ...fits && { fits } })}`;
  const problem = ANY_TENANT.includes(tenant.toLowerCase()) ? `${came()}, which stands for any tenant; an app gets a token from one tenant only` : tenant.includes("://") ? `${came()}, a URL` : tenant.includes("/") ? `${came()}, with a path in it` : came(/[a-z0-9.-]/i);
  reader.complain(TENANT, `${problem}; ${allowed}.${nearestTenant}`);
  return "";
}
var LIST_IDS = {
  text: "List the IDs of all apps:",
  command: 'az ad app list --all --query "[].{name:displayName, clientId:appId}" --output table'
};
function readClientId(reader, kind) {
  const clientId = reader.text(CLIENT);
  const allowed = "allowed is the application (client) ID, a GUID";
  if (isGuid(clientId)) return clientId;
  if (clientId === "") {
    if (!kind || isRegistered(kind)) complainOfMissing(reader, CLIENT, allowed);
    return "";
  }
  const guid = findGuid(clientId);
  const came = `came ${quoted(clientId, { fits: /[0-9a-f-]/i })}`;
  reader.complain(
    CLIENT,
    `${came}; ${allowed}${guid ? `. Did you mean "${guid}"?` : ", and not the name of an app."}`,
    guid ? {} : { fix: LIST_IDS }
  );
  return "";
}
function complainOfMissing(reader, input, allowed) {
  reader.complain(
    input,
    `is missing; ${allowed}. Entra shows it on the app's page. ${reader.words.missing(input.name)}`
  );
}

// src/request/tenant-and-client.ts
var tenantIdInput = {
  name: TENANT_ID,
  get description() {
    const others = credentialKinds.filter((kind) => !isRegistered(kind));
    return `Directory (tenant) ID, or a verified domain name of the tenant. Needed for every credential but ${either(others.map(({ name }) => name))}.`;
  },
  alsoCalled: ["directoryid"]
};
var clientIdInput = {
  name: CLIENT_ID,
  description: "Application (client) ID of the app registration. Needed for every credential but a system-assigned managed identity.",
  alsoCalled: ["appid", "applicationid"]
};

// src/request/verify.ts
var verifyInput = {
  name: "verify",
  description: "With true, also lists the environments with the token. Fails if that is refused, and warns if there are none.",
  default: "false"
};
function readVerify(reader, cloud, scopes) {
  const { input, setting } = reader.words;
  const verify = readChoice(reader, verifyInput, ["true", "false"]) === "true";
  if (verify && cloud && !scopes.some((scope) => isWithin(scope, cloud.apiUrl) || isWithin(scope, POWER_PLATFORM_API))) {
    reader.complain(
      verifyInput,
      `came "true", which calls Power Platform API, while ${input("scope")} is for another API. Set ${setting("verify", "false")}, or ${setting("scope", `${cloud.apiUrl}/.default`)}.`
    );
  }
  return verify;
}

// src/inputs/seconds.ts
var MAX_SECONDS = 3600;
var SPAN = /^(\d{1,5}(?:\.\d{1,2})?) {0,3}(ms|s|secs?|seconds?|m|mins?|minutes?|h|hours?)?$/i;
function readSeconds(reader, input, { min }) {
  const text = reader.text(input);
  const seconds = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (seconds >= min && seconds <= MAX_SECONDS) return seconds;
  const span = SPAN.exec(text);
  const unit = (span?.[2] ?? "s").toLowerCase();
  const factor = unit === "ms" ? 1e-3 : unit.startsWith("m") ? 60 : unit.startsWith("h") ? 3600 : 1;
  const near = span && Math.min(MAX_SECONDS, Math.max(min, Math.round(Number(span[1]) * factor)));
  const isTime = span?.[2] !== void 0 || text.length <= 4;
  reader.complain(
    input,
    `came ${quoted(text, { fits: /\d/, ...isTime && { harmless: SPAN } })}; allowed are whole seconds from ${min} to ${MAX_SECONDS}.${near ? ` Did you mean "${near}"?` : ""}`
  );
  return Number(input.default);
}

// src/request/waits.ts
var waitForPropagationInput = {
  name: "wait-for-propagation",
  description: `Seconds, up to ${MAX_SECONDS}, to keep trying while something new spreads through the directory. A secret or certificate takes about 20 seconds, a federated credential or a role some minutes. With a password, for verify only.`,
  default: "0"
};
var timeoutInput = {
  name: "timeout",
  description: `Seconds for everything else together, from 1 to ${MAX_SECONDS}.`,
  default: "60"
};
function readWaits(reader) {
  return {
    timeout: readSeconds(reader, timeoutInput, { min: 1 }),
    waitForPropagation: readSeconds(reader, waitForPropagationInput, { min: 0 })
  };
}

// src/request/inputs.ts
function allInputs({ own = [] }) {
  return [
    tenantIdInput,
    clientIdInput,
    credentialInput,
    ...credentialKinds.flatMap(({ inputs: inputs4 }) => inputs4),
    audienceInput,
    cloudInput,
    scopeInput,
    authorityHostInput,
    verifyInput,
    waitForPropagationInput,
    timeoutInput,
    ...own
  ];
}

// src/request/unknown-inputs.ts
var MAX_NAME4 = 40;
function maskMisnamed({ inputs: inputs4, secrets }) {
  for (const { written, meant } of findMisnomers(inputs4)) {
    if (meant.isSecret) secrets.mask(inputs4.read(written));
  }
}
function checkUnknown(reader, inputs4) {
  for (const { written, meant, isSure } of findMisnomers(inputs4)) {
    const isMissing = reader.text(meant) === (meant.default ?? "");
    const unknown = { name: printable(written) };
    if (isSure && isMissing)
      reader.complain(unknown, `is not an input. Did you mean "${reader.words.input(meant.name)}"?`);
    else if (isMissing)
      reader.warn(
        unknown,
        `is not an input, and is not used. Did you mean "${reader.words.input(meant.name)}"?`
      );
    else if (isSure)
      reader.warn(unknown, `is not an input, and is not used. "${reader.words.input(meant.name)}" counts.`);
  }
}
function findMisnomers(inputs4) {
  const all = allInputs(inputs4);
  return inputs4.given().flatMap((written) => {
    if (all.some(({ name }) => name === written)) return [];
    const misnomer = meantInput(written, all);
    return misnomer ? { written, ...misnomer } : [];
  });
}
function meantInput(written, all) {
  if (written.length > MAX_NAME4) return void 0;
  const folded = fold2(written);
  const other = all.find(({ alsoCalled = [] }) => alsoCalled.includes(folded));
  if (other) return { meant: other, isSure: beginsLike(folded, other) };
  const distances = all.filter(({ name }) => isNear2(folded, fold2(name))).map((meant) => ({ meant, distance: leven(folded, fold2(meant.name)) }));
  const [nearest2] = distances.toSorted((a, b) => a.distance - b.distance);
  return nearest2 && { meant: nearest2.meant, isSure: true };
}
function beginsLike(written, { name }) {
  const [first = "", ...others] = name.split("-");
  return others.length > 0 && written.startsWith(first);
}
function isNear2(written, name) {
  return `${written}id` === name || leven(written, name) <= Math.max(1, Math.floor(name.length / 5));
}
function fold2(name) {
  return name.replace(/[\s._-]/g, "");
}

// src/request/read-request.ts
function maskInputs({ inputs: inputs4, secrets }) {
  for (const { name, isSecret } of allInputs(inputs4)) if (isSecret) secrets.mask(inputs4.read(name));
  for (const secret of inputs4.secrets()) secrets.mask(secret);
  maskMisnamed({ inputs: inputs4, secrets });
}
async function readRequest(host, scopesOf = readScopes) {
  const issues = new InputIssues();
  const reader = new InputReader(host, issues);
  checkUnknown(reader, host.inputs);
  const known = readCloud(reader);
  const cloud = known ?? publicCloud;
  const { kind, reason = "" } = chooseCredential(reader, host) ?? {};
  const audience = readAudience(reader, cloud);
  const credential = kind && await readCredential(kind, reader, { ...host, credentialInput, audience });
  const scopes = scopesOf(reader, known, kind);
  const request = {
    tenantId: readTenant(reader, kind),
    clientId: readClientId(reader, kind),
    cloud,
    authorityHost: readAuthorityHost(reader, cloud),
    scopes,
    credentialReason: reason,
    verify: readVerify(reader, known, scopes),
    ...readWaits(reader)
  };
  for (const obstacle of host.obstacles()) issues.add(obstacle);
  issues.throwIfAny();
  return { ...request, credential };
}
async function readCredential(kind, reader, context) {
  const parts = await kind.read(reader, context);
  return parts && { ...kind, ...parts };
}

// src/values/monotonic.ts
function monotonic() {
  return Number(process.hrtime.bigint()) / 1e6;
}

// src/values/deadline.ts
var Deadline = class {
  total;
  #end;
  /** What was left when the clock was stopped. */
  #stopped;
  constructor(total) {
    this.total = total;
    this.#end = monotonic() + total;
  }
  get left() {
    return this.#stopped ?? Math.max(0, this.#end - monotonic());
  }
  /** Gives what follows so much time, after a wait that the user asked for. */
  restart(left) {
    this.#stopped = void 0;
    this.#end = monotonic() + left;
  }
  /** Stops the clock, such as while a person has their turn. @returns what starts it again */
  stop() {
    const { left } = this;
    this.#stopped = left;
    return () => this.restart(left);
  }
};

// src/retry/backoff.ts
var BACKOFF = 500;
var MAX_BACKOFF = 1e4;
var THROTTLED_SHARE = 1 / 6;
function backoff(tries, { after = 0, throttled }, { total, left }) {
  const growing = BACKOFF * 2 ** (tries - 1);
  const spread = throttled ? Math.max(growing, total * THROTTLED_SHARE) : growing;
  const room = after > 0 ? Math.max(0, left - after) / 2 : Number.POSITIVE_INFINITY;
  return after + Math.random() * Math.min(MAX_BACKOFF, spread, room);
}

// src/retry/describe-tries.ts
function describeTries(tries, end) {
  const times = `${tries} ${tries === 1 ? "time" : "times"}`;
  if (!end) return times;
  const asked = end.asked ? `the server asked to wait ${Math.ceil(end.asked / 1e3)} s, and ` : "";
  return `${times}; ${asked}${inSeconds(end.left)} were left of the timeout`;
}
function inSeconds(time) {
  return `${(time / 1e3).toFixed(1)} s`;
}

// src/retry/policy.ts
var RetryPolicy = class {
  #options;
  /** Since something new was presented. */
  #tries = 0;
  /** The last fault that might have passed, since then. */
  #fault;
  #isThrottled = false;
  #isRenewed = false;
  /** The last refusal that may heal by waiting, and how many there were. */
  #refused;
  #refusals = 0;
  constructor(options) {
    this.#options = options;
  }
  /** @throws what the user is told, if there is no other try */
  after(error2) {
    if (!(error2 instanceof Failure)) throw error2;
    if (this.#options.traits.isSentOnce) throw final(error2, this.#options.traits);
    this.#tries += 1;
    const { left } = this.#options.deadline;
    const again = this.#afterFault(error2, left) ?? this.#afterExpiry(error2) ?? this.#afterRefusal(error2);
    if (again) return again;
    throw this.#withTries(error2, left);
  }
  #afterFault(failure, left) {
    if (failure.retry?.kind !== "transient" || this.#options.isOneTry) return void 0;
    const { after, throttled, reason } = failure.retry;
    this.#isThrottled ||= throttled ?? false;
    const wait = backoff(this.#tries, { after, throttled: this.#isThrottled }, this.#options.deadline);
    if (wait >= left) return void 0;
    this.#fault = failure;
    return { kind: "transient", wait, line: `Retry ${this.#tries} in ${inSeconds(wait)}: ${reason}` };
  }
  #afterExpiry(failure) {
    if (failure.retry?.kind !== "renewal" || !this.#options.traits.isRenewable || this.#isRenewed)
      return void 0;
    this.#presentAnew();
    this.#isRenewed = true;
    return { kind: "renewal", wait: 0, line: `Retry with a fresh OIDC token: ${failure.message}` };
  }
  #afterRefusal(failure) {
    const { propagation } = this.#options;
    if (failure.retry?.kind !== "propagation" || !propagation.isGranted) return void 0;
    this.#refused = failure;
    this.#refusals += 1;
    const next = propagation.next(this.#refusals);
    if (!next) return void 0;
    this.#presentAnew();
    this.#isRenewed = false;
    const left = `${Math.ceil(next.left / 1e3)} s of ${propagation.name} are left`;
    const line = `Waiting for it to spread: ${failure.message}. Next try in ${inSeconds(next.wait)}; ${left}`;
    return { kind: "propagation", wait: next.wait, line };
  }
  #presentAnew() {
    this.#tries = 0;
    this.#fault = void 0;
    this.#isThrottled = false;
  }
  /** The failure that says most, and how often it was tried. */
  #withTries(last, left) {
    const { propagation } = this.#options;
    const failure = this.#inTime(last, left);
    if (!this.#refused) return failure;
    if (failure === this.#refused)
      return failure.addTried(
        `${this.#refusals} times in the ${propagation.seconds} s of ${propagation.name}`
      );
    const isMinor = failure instanceof HttpError || failure.retry?.kind === "renewal";
    return isMinor ? this.#refused.addTried(`${this.#refusals + 1} times, and the last ended so: ${failure.message}`) : failure;
  }
  #inTime(last, left) {
    if (this.#fault && ranOutOfTime(last)) return this.#outOfTime(this.#fault, { left: 0 });
    if (last.retry?.kind === "transient" && !this.#options.isOneTry)
      return this.#outOfTime(last, { asked: last.retry.after, left });
    return this.#tries > 1 ? last.addTried(describeTries(this.#tries)) : last;
  }
  /** A failure that may have passed with more time. */
  #outOfTime(failure, end) {
    const fix = raise(this.#options.words.input("timeout"));
    failure.parts.fixes = [...failure.parts.fixes ?? [], fix];
    return failure.addTried(describeTries(this.#tries, end));
  }
};
function final(failure, { signsIn }) {
  const { fixes = [] } = failure.parts;
  const others = fixes.filter(({ text }) => text !== runAgain.text);
  if (failure.retry) failure.parts.fixes = [...others, runAgain];
  if (signsIn === "person") return failure;
  return failure.addTried("once: each try with a password may count towards a lockout");
}
function ranOutOfTime(failure) {
  return [failure, failure.cause].some((error2) => error2 instanceof HttpError && error2.code === "deadline");
}

// src/retry/propagation-window.ts
var FIRST_WAIT = 1e3;
var MAX_WAIT = 15e3;
var GROWTH = 1.5;
var PropagationWindow = class {
  seconds;
  /** The input that grants it, as the user writes it. */
  name;
  /** When the first refusal came that may be due to it. */
  #since;
  /** @param seconds 0 grants none */
  constructor(seconds, name) {
    this.seconds = seconds;
    this.name = name;
  }
  get isGranted() {
    return this.seconds > 0;
  }
  /**
   * The wait after a refusal, and what is left of all waits, in milliseconds; undefined once the time is over.
   * @param refusals so far of what is tried now
   */
  next(refusals) {
    const now = monotonic();
    this.#since ??= now;
    const left = this.#since + this.seconds * 1e3 - now;
    if (left <= 0) return void 0;
    const step = Math.min(MAX_WAIT, FIRST_WAIT * GROWTH ** (refusals - 1));
    return { wait: Math.min(left, step * (0.5 + Math.random() / 2)), left };
  }
};

// src/retry/retry.ts
var Retries = class {
  deadline;
  #options;
  #propagation;
  /** Milliseconds of the timeout that the first refusal left, which each later try has. */
  #leftAtRefusal;
  constructor(options) {
    const { timeout, waitForPropagation, words } = options;
    this.#options = options;
    this.deadline = new Deadline(timeout * 1e3);
    this.#propagation = new PropagationWindow(waitForPropagation, words.input("wait-for-propagation"));
  }
  /**
   * Runs `attempt` until it succeeds, or the policy says that no other try helps.
   * @param attempt gets why it is made again; undefined for the first
   * @throws what the policy makes of the last failure
   */
  async run(attempt, traits = {}) {
    const { words, info: info2, isOneTry = false } = this.#options;
    const policy = new RetryPolicy({
      deadline: this.deadline,
      propagation: this.#propagation,
      traits,
      words,
      isOneTry
    });
    for (let again; ; ) {
      try {
        return await attempt(again?.kind);
      } catch (error2) {
        const { left } = this.deadline;
        again = policy.after(error2);
        info2(again.line);
        const { wait, kind } = again;
        if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
        if (kind !== "propagation") continue;
        this.#leftAtRefusal ??= left;
        this.deadline.restart(this.#leftAtRefusal);
      }
    }
  }
};

// src/values/harmless.ts
function makeHarmless(text, redact2) {
  const lines2 = redact2(text).split("\n").map(printable);
  return lines2.join("\n");
}
function harmlessWords(words, ...texts) {
  return String.raw({ raw: words }, ...texts);
}
function joinHarmless(...texts) {
  return texts.filter(Boolean).join("\n");
}
function mapLines(text, change) {
  return joinLines(text.split("\n").map((line) => change(line)));
}
function joinLines(lines2) {
  return lines2.join("\n");
}
function cutHarmless(text, limit) {
  return text.length > limit ? `${text.slice(0, limit)}\u2026 (${text.length} characters)` : text;
}

// src/commands/describe-time.ts
function describeTime(time) {
  const [date, utc] = time.toISOString().split(/[T.]/);
  const local = time.getTimezoneOffset() === 0 ? "" : ` (${time.toString().split(" ").slice(4, 6).join(" ")})`;
  return `${date} ${utc} UTC${local}`;
}

// src/commands/facts.ts
var MAX_FACT = 1900;
var Facts = class {
  #log;
  #secrets;
  #facts = /* @__PURE__ */ new Map();
  #warning;
  constructor(log, secrets) {
    this.#log = log;
    this.#secrets = secrets;
  }
  get all() {
    return [...this.#facts];
  }
  /** What to look at in spite of a good run. */
  get warning() {
    return this.#warning;
  }
  warn(text) {
    if (text === void 0) return;
    this.#warning = this.#secrets.harmless(text);
    this.#log.warning(text);
  }
  /** Said again only where it has changed, such as the OIDC token of another try. */
  report = (name, value) => {
    const text = cutHarmless(this.#secrets.harmless(value), MAX_FACT);
    if (this.#facts.get(name) !== text) this.#log.info(`${name} ${text}`);
    this.#facts.set(name, text);
  };
  ofRequest(request) {
    const { credential, credentialReason, clientId, tenantId, cloud, authorityHost } = request;
    this.report("Credential:", `${credential.name}, ${credentialReason}`);
    if (isRegistered(credential)) {
      this.report(
        "App",
        `${clientId} in tenant ${tenantId}, cloud ${cloud.name} (${new URL(authorityHost).host})`
      );
    } else {
      const identity = clientId ? `user-assigned, ${clientId}` : "system-assigned";
      this.report("Identity:", `${identity}, cloud ${cloud.name}`);
    }
  }
  ofToken({ scope, expiresOn }, { credential }) {
    const whatFor = isForUser(credential) ? resourcesOf(scope) : scope;
    this.report("Token", `for ${whatFor}, valid until ${describeTime(expiresOn)}`);
  }
  /** Who it was, where somebody signed in: a browser may have taken another of their accounts. */
  ofPerson({ claims }, { credential }) {
    const name = textField(claims, "upn") || textField(claims, "preferred_username");
    if (needsPerson(credential) && name) this.report("Signed in as", printable(name));
  }
  ofEnvironments({ names, count: count2, isWhole }) {
    const counted = count2 === 1 && isWhole ? "1 environment is" : `${count2} environments are`;
    const more = count2 > names.length ? `, and ${count2 - names.length} more` : "";
    const list = count2 > 0 ? `: ${names.join(", ")}${more}` : "";
    this.report("Verified:", `${isWhole ? "" : "at least "}${counted} visible${list}`);
  }
};
function resourcesOf(scope) {
  const named = scope.split(" ").flatMap((each) => /^(.+)\/[^/]+$/.exec(each)?.[1] ?? []);
  return [...new Set(named)].join(" ") || scope;
}

// src/commands/acquisition.ts
function newAcquisition({ log, secrets, words }, http, { timeout, waitForPropagation }, {
  info: info2 = (line) => log.info(line),
  isOneTry = false,
  ...more
} = {}) {
  const facts = new Facts(log, secrets);
  const retries = new Retries({ timeout, waitForPropagation, words, isOneTry, info: info2 });
  return { ...more, retries, http, secrets, words, report: facts.report, facts };
}

// src/commands/hand-over.ts
function handOver({ outputs, secrets }, { cloud, credential }, { value, type, expiresOn, scope, claims }) {
  secrets.mask(value);
  const answered = (text) => secrets.harmless(printable(text));
  const own = (text) => makeHarmless(text, String);
  outputs.handOver({
    "access-token": value,
    "token-type": own(type),
    "expires-on": own(expiresOn.toISOString()),
    "expires-in": own(String(Math.floor((expiresOn.getTime() - Date.now()) / 1e3))),
    scope: answered(scope),
    "api-url": own(cloud.apiUrl),
    "tenant-id": answered(textField(claims, "tid")),
    "principal-id": answered(textField(claims, "oid")),
    credential: own(credential.name)
  });
}

// src/commands/nothing-visible.ts
function nothingVisible({ names, isWhole }, { cloud, tenantId, credential }, { input }) {
  if (names.length > 0 || !isWhole) return void 0;
  const adminCenter = cloud.adminCenter ? `, whose admin center is ${cloud.adminCenter}` : "";
  return [
    "The token works and sees no environment, although every tenant has a default one. One of these is the cause:",
    `- The role: the Power Platform role of the ${isForUser(credential) ? "user" : "app"} is assigned at another scope, such as one environment. Assign it for the whole tenant.`,
    `- The cloud: the environments are in another one than ${cloud.name}${adminCenter}. Check the input ${input("cloud")}.`,
    `- The tenant: the environments belong to another one than ${tenantId || "the managed identity's"}. Check ${tenantId ? `the input ${input("tenant-id")}` : "which identity the machine has"}.`
  ].join("\n");
}

// src/failure/presented-failure.ts
var MAX_TITLE = 200;
var MAX_ANSWER_LINE = 1e3;
var MAX_SHORT_REASON = 1e3;
var PresentedFailure = class _PresentedFailure {
  parts;
  constructor(parts) {
    this.parts = parts;
  }
  /** As lines of plain text, without its title. */
  get text() {
    const { tried, answer } = this.parts;
    return joinHarmless(
      tried && harmlessWords`Tried: ${tried}`,
      answer && harmlessWords`Answer: ${answer}`,
      this.advice
    );
  }
  /** The actionable part: why, what to do, and where to read more. */
  get advice() {
    const { why, fixes, more } = this.parts;
    const lines2 = fixes.flatMap(({ text, command }) => [
      harmlessWords`Fix: ${text}`,
      command && mapLines(command, (line) => harmlessWords`    ${line}`)
    ]);
    return joinHarmless(harmlessWords`Why: ${why}`, ...lines2, more && harmlessWords`More: ${more}`);
  }
  /**
   * As much of the text as fits into so many characters, and never a part of a command.
   * @param lengthOf what counts, where a host escapes it
   */
  shortened(limit, lengthOf = (text) => text.length) {
    const { why, fixes } = this.parts;
    const forms = [
      () => this.text,
      ...fixes.map((_, dropped) => () => {
        const kept = fixes.slice(0, fixes.length - dropped);
        return new _PresentedFailure({ ...this.parts, fixes: [...kept, ...dropped ? [REST] : []] }).advice;
      }),
      () => {
        const reason = cutHarmless(why, MAX_SHORT_REASON);
        return new _PresentedFailure({ ...this.parts, why: reason, fixes: [REST] }).advice;
      }
    ];
    return forms.map((form) => form()).find((text) => lengthOf(text) <= limit) ?? joinHarmless();
  }
};
var REST = { text: harmlessWords`The rest is in the log.` };
function presentFailure({ parts }, { secrets, words }) {
  const { title, tried, answer, why, fixes = [], heading, more } = parts;
  const harmless = (text) => secrets.harmless(text);
  const cutLines = (text) => mapLines(harmless(text), (line) => cutHarmless(line, MAX_ANSWER_LINE));
  const address = words.documentation(heading) ?? more;
  return new PresentedFailure({
    title: cutHarmless(harmless(title), MAX_TITLE),
    ...tried && { tried: harmless(tried) },
    ...answer && { answer: cutLines(answer) },
    why: cutLines(why),
    fixes: fixes.map(({ text, command, ...fix }) => ({
      ...fix,
      text: harmless(text),
      ...command && { command: harmless(command) }
    })),
    ...address && { more: harmless(address) }
  });
}

// src/commands/exit-code.ts
var codes = { usage: 2, "sign-in": 4 };
function exitCodeOf({ blame }) {
  return blame ? codes[blame] : 1;
}

// src/commands/tell.ts
async function tell(host, story) {
  try {
    maskInputs(host);
    await story();
    return 0;
  } catch (error2) {
    const failure = error2 instanceof Failure ? error2 : unexpectedError(error2);
    await host.failures.showFailure(presentFailure(failure, host));
    return exitCodeOf(failure);
  }
}

// src/commands/get-token.ts
function getToken(host, http) {
  return tell(host, async () => {
    const request = await readRequest(host);
    const context = newAcquisition(host, http, request);
    const { facts, retries } = context;
    facts.ofRequest(request);
    const token = await acquireToken(request, context);
    handOver(host, request, token);
    facts.ofPerson(token, request);
    facts.ofToken(token, request);
    if (request.verify) {
      const environments = await retries.run(() => listEnvironments(token, request, context));
      facts.ofEnvironments(environments);
      facts.warn(nothingVisible(environments, request, host.words));
    }
    await host.facts.showFacts(facts.all, facts.warning);
  });
}

// node_modules/@actions/core/lib/command.js
var os = __toESM(require("os"));

// node_modules/@actions/core/lib/utils.js
function toCommandValue(input) {
  if (input === null || input === void 0) {
    return "";
  } else if (typeof input === "string" || input instanceof String) {
    return input;
  }
  return JSON.stringify(input);
}
function toCommandProperties(annotationProperties) {
  if (!Object.keys(annotationProperties).length) {
    return {};
  }
  return {
    title: annotationProperties.title,
    file: annotationProperties.file,
    line: annotationProperties.startLine,
    endLine: annotationProperties.endLine,
    col: annotationProperties.startColumn,
    endColumn: annotationProperties.endColumn
  };
}

// node_modules/@actions/core/lib/command.js
function issueCommand(command, properties, message) {
  const cmd = new Command(command, properties, message);
  process.stdout.write(cmd.toString() + os.EOL);
}
var CMD_STRING = "::";
var Command = class {
  constructor(command, properties, message) {
    if (!command) {
      command = "missing.command";
    }
    this.command = command;
    this.properties = properties;
    this.message = message;
  }
  toString() {
    let cmdStr = CMD_STRING + this.command;
    if (this.properties && Object.keys(this.properties).length > 0) {
      cmdStr += " ";
      let first = true;
      for (const key in this.properties) {
        if (this.properties.hasOwnProperty(key)) {
          const val = this.properties[key];
          if (val) {
            if (first) {
              first = false;
            } else {
              cmdStr += ",";
            }
            cmdStr += `${key}=${escapeProperty(val)}`;
          }
        }
      }
    }
    cmdStr += `${CMD_STRING}${escapeData(this.message)}`;
    return cmdStr;
  }
};
function escapeData(s) {
  return toCommandValue(s).replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A");
}
function escapeProperty(s) {
  return toCommandValue(s).replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A").replace(/:/g, "%3A").replace(/,/g, "%2C");
}

// node_modules/@actions/core/lib/core.js
var os2 = __toESM(require("os"));

// node_modules/@actions/http-client/lib/proxy.js
function getProxyUrl(reqUrl) {
  const usingSsl = reqUrl.protocol === "https:";
  if (checkBypass(reqUrl)) {
    return void 0;
  }
  const proxyVar = (() => {
    if (usingSsl) {
      return process.env["https_proxy"] || process.env["HTTPS_PROXY"];
    } else {
      return process.env["http_proxy"] || process.env["HTTP_PROXY"];
    }
  })();
  if (proxyVar) {
    try {
      return new DecodedURL(proxyVar);
    } catch (_a) {
      if (!proxyVar.startsWith("http://") && !proxyVar.startsWith("https://"))
        return new DecodedURL(`http://${proxyVar}`);
    }
  } else {
    return void 0;
  }
}
function checkBypass(reqUrl) {
  if (!reqUrl.hostname) {
    return false;
  }
  const reqHost = reqUrl.hostname;
  if (isLoopbackAddress(reqHost)) {
    return true;
  }
  const noProxy = process.env["no_proxy"] || process.env["NO_PROXY"] || "";
  if (!noProxy) {
    return false;
  }
  let reqPort;
  if (reqUrl.port) {
    reqPort = Number(reqUrl.port);
  } else if (reqUrl.protocol === "http:") {
    reqPort = 80;
  } else if (reqUrl.protocol === "https:") {
    reqPort = 443;
  }
  const upperReqHosts = [reqUrl.hostname.toUpperCase()];
  if (typeof reqPort === "number") {
    upperReqHosts.push(`${upperReqHosts[0]}:${reqPort}`);
  }
  for (const upperNoProxyItem of noProxy.split(",").map((x) => x.trim().toUpperCase()).filter((x) => x)) {
    if (upperNoProxyItem === "*" || upperReqHosts.some((x) => x === upperNoProxyItem || x.endsWith(`.${upperNoProxyItem}`) || upperNoProxyItem.startsWith(".") && x.endsWith(`${upperNoProxyItem}`))) {
      return true;
    }
  }
  return false;
}
function isLoopbackAddress(host) {
  const hostLower = host.toLowerCase();
  return hostLower === "localhost" || hostLower.startsWith("127.") || hostLower.startsWith("[::1]") || hostLower.startsWith("[0:0:0:0:0:0:0:1]");
}
var DecodedURL = class extends URL {
  constructor(url, base) {
    super(url, base);
    this._decodedUsername = decodeURIComponent(super.username);
    this._decodedPassword = decodeURIComponent(super.password);
  }
  get username() {
    return this._decodedUsername;
  }
  get password() {
    return this._decodedPassword;
  }
};

// node_modules/@actions/core/lib/core.js
var ExitCode;
(function(ExitCode2) {
  ExitCode2[ExitCode2["Success"] = 0] = "Success";
  ExitCode2[ExitCode2["Failure"] = 1] = "Failure";
})(ExitCode || (ExitCode = {}));
function setSecret(secret) {
  issueCommand("add-mask", {}, secret);
}
function debug(message) {
  issueCommand("debug", {}, message);
}
function error(message, properties = {}) {
  issueCommand("error", toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
function warning(message, properties = {}) {
  issueCommand("warning", toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
function info(message) {
  process.stdout.write(message + os2.EOL);
}

// src/http/exchange.ts
var import_node_events = require("node:events");

// src/http/proxy.ts
function isProxied(url) {
  return Boolean(process.env.https_proxy || process.env.HTTPS_PROXY) && !checkBypass(url);
}
var VARIABLES = ["https_proxy", "HTTPS_PROXY", "http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"];
function proxySecrets(env) {
  return VARIABLES.flatMap((name) => {
    const address = env[name] ?? "";
    const written = address.slice(0, Math.max(0, address.lastIndexOf("@"))).replace(/^\s*[a-z][a-z0-9+.-]{0,20}:[/\\]+/i, "");
    const { username = "", password: password2 = "" } = parseUrl(address) ?? {};
    return [
      written,
      decoded(written),
      ...password2 ? [`${decoded(username)}:${decoded(password2)}`] : []
    ].flatMap(secretsOf);
  });
}
function secretsOf(credentials) {
  const [, ...password2] = credentials.split(":");
  const secret = password2.length > 0 ? password2.join(":") : isToken(credentials) ? credentials : "";
  return secret === "" ? [] : [secret, Buffer.from(credentials).toString("base64")];
}
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

// src/http/exchange.ts
var MAX_BODY = 32 * 1024;
async function exchange(request, options) {
  checkProxy(request);
  const { HttpClient: HttpClient2 } = await Promise.resolve().then(() => __toESM(require("./http-client.cjs"), 1));
  const client = new HttpClient2("power-platform-token", [handler(request, options)], {
    allowRedirects: false
  });
  const { message } = await client.request(request.method, request.url, request.body ?? null, {
    ...request.headers
  });
  const status = message.statusCode ?? 0;
  const headers = Object.fromEntries(
    Object.entries(message.headers).map(([name, value]) => [name, String(value)])
  );
  const limit = status === 200 && request.maxBody || MAX_BODY;
  const bytes = await readBody(message, limit, () => tooLargeError(request, { status, headers }, limit));
  return { status, headers, body: bytes.toString(request.isBinary ? "latin1" : "utf8") };
}
function checkProxy(request) {
  const url = new URL(request.url);
  const address = process.env.https_proxy || process.env.HTTPS_PROXY;
  if (request.direct || url.protocol !== "https:" || !isProxied(url)) return;
  let proxy;
  try {
    proxy = getProxyUrl(url);
  } catch {
  }
  const isStrange = /^(?!https?:)[a-z][a-z0-9+.-]*:\/\//i.test(address ?? "");
  const isCut = proxy && (proxy.pathname.length > 1 || proxy.search !== "" || proxy.hash !== "");
  if (!proxy?.hostname || isStrange || isCut) throw proxyAddressError(request);
}
async function readBody(message, limit, tooLarge) {
  const announced = Number(message.headers["content-length"] ?? 0);
  if (announced > limit) throw tooLarge();
  const chunks = [];
  let size = 0;
  message.on("data", (chunk) => {
    size += chunk.length;
    if (size > limit) message.destroy(tooLarge());
    else chunks.push(chunk);
  });
  await (0, import_node_events.once)(message, "end");
  return Buffer.concat(chunks);
}
function newAgent({ protocol }) {
  const { Agent } = process.getBuiltinModule(protocol === "https:" ? "node:https" : "node:http");
  return new Agent();
}
function handler(request, { signal, agent: direct }) {
  return {
    prepareRequest(options) {
      const url = new URL(request.url);
      if (request.direct) options.agent = newAgent(url);
      else if (url.protocol === "https:" && !isProxied(url)) options.agent = direct;
      const agent = options.agent;
      const connections = [options, agent?.options, agent?.proxyOptions].filter(Boolean);
      for (const connection of connections)
        Object.assign(connection, { rejectUnauthorized: true });
      options.signal = signal;
      if (agent?.proxyOptions) agent.proxyOptions.signal = signal;
    },
    canHandleAuthentication: () => false,
    handleAuthentication: () => Promise.reject(new Error("http-client asked for an authentication that was never offered"))
  };
}

// src/http/extra-ca.ts
var MAX_BUNDLE = 16 * 1024 * 1024;
function describeExtraCa(path = "") {
  if (path === "") return void 0;
  try {
    const count2 = countCertificates(readSmallFile(path, MAX_BUNDLE).toString("latin1"));
    return {
      why: `NODE_EXTRA_CA_CERTS names a file of ${count2 === 1 ? "1 certificate, and it has not" : `${count2} certificates, and none of them`} signed the one that was presented.`,
      fix: {
        text: "Add the root certificate of who really signed it, such as the proxy that inspects TLS here, to the file of NODE_EXTRA_CA_CERTS."
      }
    };
  } catch (error2) {
    if (!(error2 instanceof FileProblem)) throw error2;
    return {
      why: `NODE_EXTRA_CA_CERTS names ${describePath(path)}, ${error2.message}, so Node trusts nothing beyond its own root certificates.`,
      fix: {
        text: "Let NODE_EXTRA_CA_CERTS name a file that this machine can read, with your organisation's root certificate in PEM form (-----BEGIN CERTIFICATE-----)."
      }
    };
  }
}
function countCertificates(text) {
  const count2 = text.split(/-----BEGIN (?:X509 |TRUSTED )?CERTIFICATE-----/).length - 1;
  if (count2 === 0) throw new FileProblem("a file without a certificate in PEM form");
  return count2;
}
function describePath(path) {
  return path.length < 200 && /^[\w.,:@+~()/\\-]+$/.test(path) ? printable(path) : `a path of ${path.length} characters`;
}

// src/http/network-error.ts
var networkErrors = [
  {
    pattern: /^ERR_(INVALID|HTTP_INVALID|UNESCAPED)/,
    code: "network",
    title: (host) => `The request to ${host} could not be made`,
    why: "Something in it is no valid part of an HTTP request, such as a line break in a token; nothing was sent.",
    fix: () => ({
      text: "Look for line breaks and invisible characters in the environment variables."
    }),
    final: true
  },
  {
    pattern: /tunneling socket.*statusCode=407/,
    code: "proxy-authentication",
    title: () => "The proxy demands a user name and password (HTTP 407)",
    why: "HTTPS_PROXY names a proxy that refused the connection because it got no credentials, or wrong ones.",
    fix: () => ({
      text: "Put them, URL-encoded, into HTTPS_PROXY as http://USER:PASSWORD@HOST:PORT, from a secret."
    }),
    final: true
  },
  {
    pattern: /tunneling socket.*statusCode=4(?!08|29)/,
    code: "proxy",
    title: (host) => `The proxy refuses to connect to ${host}`,
    why: "HTTPS_PROXY names a proxy whose rules forbid this host.",
    fix: proxyFix,
    final: true
  },
  {
    pattern: /tunneling socket.*certificate/,
    code: "tls-untrusted",
    title: () => "No trusted TLS connection to the proxy",
    why: "The certificate of the proxy that HTTPS_PROXY names was not accepted, so nothing was sent.",
    fix: trustFix,
    final: true
  },
  {
    pattern: /tunneling socket could not be established, cause=(?:connect|getaddrinfo) /,
    code: "proxy",
    title: () => "The proxy is out of reach",
    why: "HTTPS_PROXY names a proxy that this machine finds no way to, so nothing was sent. Its address is in the answer above.",
    fix: () => ({
      text: "Check the host and the port in HTTPS_PROXY, and that this machine can reach them."
    })
  },
  {
    pattern: /tunneling socket|illegal response body from proxy/,
    code: "proxy",
    title: (host) => `The proxy made no connection to ${host}`,
    why: "HTTPS_PROXY names a proxy that could not connect.",
    fix: proxyFix
  },
  {
    pattern: /^(ENOTFOUND|EAI_)/,
    code: "name-not-found",
    title: (host) => `The name ${host} was not found`,
    why: "DNS on this machine has no address for it.",
    fix: reachabilityFix
  },
  {
    pattern: /^(ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|ETIMEDOUT)/,
    code: "unreachable",
    title: (host) => `No connection to ${host}`,
    why: "The connection was refused, or no way leads there from this machine.",
    fix: reachabilityFix
  },
  {
    pattern: /^(ERR_TLS_CERT_ALTNAME_INVALID|HOSTNAME_MISMATCH)/,
    code: "tls-host-name",
    title: (host) => `The certificate of ${host} is for another host`,
    why: "Another server answers under this name, so nothing was sent.",
    fix: (host) => ({
      text: `Check what ${host} leads to from this machine, and whether it is the host that you mean.`
    }),
    final: true
  },
  {
    pattern: /^CERT_(HAS_EXPIRED|NOT_YET_VALID)/,
    code: "tls-time",
    title: (host) => `The certificate of ${host} is not valid at this time`,
    get why() {
      return `It has expired, or its time has not come, by this machine's clock, which says ${(/* @__PURE__ */ new Date()).toISOString()}. Nothing was sent.`;
    },
    fix: () => ({ text: "Check this machine's clock; if it is right, the server needs a new certificate." }),
    final: true
  },
  {
    pattern: /^(CERT_|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|INVALID_|PATH_LENGTH)/,
    code: "tls-untrusted",
    title: (host) => `No trusted TLS connection to ${host}`,
    why: "The host's certificate was not accepted, so nothing was sent.",
    fix: trustFix,
    final: true
  },
  {
    pattern: /^(ERR_SSL|EPROTO|ERR_TLS)/,
    code: "tls",
    title: (host) => `No TLS connection to ${host}`,
    why: "The other side speaks no TLS, or no version of it that Node takes. Nothing was sent.",
    fix: reachabilityFix,
    final: true
  },
  {
    pattern: /^(ECONNRESET|EPIPE|ERR_STREAM_PREMATURE_CLOSE|HPE_)|socket hang up|aborted/,
    code: "reset",
    title: (host) => `The connection to ${host} broke before the whole answer came`,
    why: "The other side, or something between, closed the connection.",
    fix: reachabilityFix
  }
];
function proxyFix(host) {
  return { text: `Check HTTPS_PROXY, let the proxy pass ${host}, or name the host in NO_PROXY.` };
}
function trustFix() {
  return {
    text: "If a proxy of your organisation inspects TLS, put its root certificate into a file on this machine, and name the file in the environment variable NODE_EXTRA_CA_CERTS."
  };
}
var MAX_MATCHED = 500;
function networkError(request, error2) {
  const { host } = new URL(request.url);
  const said = printable(describe(error2));
  const beginning = said.slice(0, MAX_MATCHED);
  const row = networkErrors.find(({ pattern: pattern2 }) => pattern2.test(beginning));
  const extra = row?.code === "tls-untrusted" ? describeExtraCa(process.env.NODE_EXTRA_CA_CERTS) : void 0;
  const words = {
    title: row?.title(host) ?? `The request to ${host} failed`,
    answer: said,
    why: [row?.why ?? "The network gave no answer.", extra?.why].filter(Boolean).join(" "),
    fixes: [extra?.fix ?? row?.fix(host) ?? reachabilityFix(host)]
  };
  const retry = row?.final ? void 0 : { kind: "transient", reason: `${words.title} (${said})` };
  return new HttpError(row?.code ?? "network", request, words, { retry, cause: error2 });
}
function describe(error2) {
  const { code = "", message = String(error2) } = error2;
  const messages = error2 instanceof AggregateError ? error2.errors.map((each) => each.message) : [message];
  return `${code}: ${messages.join("; ")}`;
}

// src/http/client.ts
var REQUEST_TIMEOUT = 15e3;
var HttpClient = class {
  #options;
  constructor(options) {
    this.#options = options;
  }
  /** Told of a request that will come; behind a proxy there is no connection to be had early. @see Connections.open */
  async expect(origin) {
    const url = new URL(origin);
    if (!isProxied(url)) await this.#options.connections.open(url);
  }
  /** @see Connections.idle */
  idle() {
    return this.#options.connections.idle();
  }
  /**
   * One request, one whole answer.
   * @throws {HttpError} for a failing network, a redirect, 408, 429 and 5xx, and when the time is over
   */
  async send(request, deadline) {
    const { debug: debug2, words } = this.#options;
    const { host, pathname } = new URL(request.url);
    const started = monotonic();
    let outcome = "no answer";
    try {
      const response = await this.#exchange(request, deadline);
      const requestId = response.headers["x-ms-request-id"] ?? "";
      outcome = `${response.status}${/^[\w-]{1,64}$/.test(requestId) ? `, request ID ${requestId}` : ""}`;
      if (response.status >= 300 && response.status < 400) throw redirectError(request, response, words);
      if ([408, 429].includes(response.status) || response.status >= 500) throw statusError(request, response);
      return response;
    } finally {
      debug2(`${request.method} ${host}${pathname}: ${outcome}, ${Math.round(monotonic() - started)} ms`);
    }
  }
  async #exchange(request, { left }) {
    const { connections, words } = this.#options;
    const abort = new AbortController();
    const limit = Math.min(request.timeout ?? REQUEST_TIMEOUT, left);
    let timer;
    const timeout = new Promise((_, reject) => {
      timer = setTimeout(() => {
        reject(timeoutError(request, { limit, isDeadline: limit === left }, words));
        abort.abort();
      }, limit);
    });
    const answer = exchange(request, { signal: abort.signal, agent: connections.agent });
    try {
      return await Promise.race([answer, timeout]);
    } catch (error2) {
      abort.abort();
      throw error2 instanceof HttpError ? error2 : networkError(request, error2);
    } finally {
      clearTimeout(timer);
    }
  }
};

// src/ports/log.ts
var MAX_LINE = 2e3;
var Log = class _Log {
  #sink;
  #secrets;
  constructor(sink, secrets) {
    this.#sink = sink;
    this.#secrets = secrets;
  }
  /** The same place, where these secrets aren't shown. */
  withSecrets(secrets) {
    return new _Log(this.#sink, secrets);
  }
  info(text) {
    this.#sink.info(this.#shown(text));
  }
  warning(text) {
    this.#sink.warning(this.#shown(text));
  }
  debug(text) {
    this.#sink.debug?.(this.#shown(text));
  }
  #shown(text) {
    return cutHarmless(this.#secrets.harmless(text), MAX_LINE);
  }
};

// src/secrets/readings.ts
var ESCAPES = [
  [/(?:%|\\x)([0-9a-f]{2})$/i, hexadecimal],
  [/[%\\]u([0-9a-f]{4})$/i, hexadecimal],
  [/\\u\{0{0,4}([0-9a-f]{1,6})\}$/i, hexadecimal],
  [/\\([0-3][0-7]{2})$/, (digits) => codePoint(Number.parseInt(digits, 8))],
  [/&#x0{0,8}([0-9a-f]{1,6});$/i, hexadecimal],
  [/&#0{0,8}(\d{1,7});$/, (digits) => codePoint(Number(digits))],
  [/&(amp|lt|gt|quot|apos|szlig);$/i, (name) => ENTITIES[name.toLowerCase()] ?? ""],
  // Of a letter with an accent, the letter; all others that have no letter of their own in them are punctuation.
  [/&([a-z])(?:acute|grave|circ|tilde|uml|ring|cedil|slash|caron|ogon|breve|macr|dot);$/i, String],
  [/&[a-z]{2,10};$/i, () => ""],
  [/\\[nrt]$/, () => " "],
  [/\\([^\w\s])$/, String]
];
var MAX_ESCAPE = 18;
var ENTITIES = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", szlig: "\xDF" };
var BARE_ENTITY = /&#(?:x[0-9a-f]{1,14}|\d{1,15})(?![0-9a-f;])/gi;
var STARTS = /[%\\&]/;
var MAX_DEPTH = 3;
var MAX_GROWTH = 100;
function readings(text, shortest) {
  const found = [];
  let budget = MAX_GROWTH * text.length;
  const read = (reading, depth) => {
    budget -= reading.length;
    if (budget < 0) return;
    const plain = unescaped(reading);
    found.push(plain, withoutMojibake(plain));
    if (depth === MAX_DEPTH) return;
    for (const bytes of encodedBytes(plain, shortest))
      for (const inner of decoded2(bytes)) read(inner, depth + 1);
  };
  read(text, 0);
  return [...new Set(found)];
}
function unescaped(text) {
  if (!STARTS.test(text)) return text;
  const read = [];
  let sinceStart = MAX_ESCAPE;
  for (const character of text.replace(BARE_ENTITY, "$&;").split("")) {
    read.push(character);
    sinceStart = STARTS.test(character) ? 0 : sinceStart + 1;
    for (let end = sinceStart < MAX_ESCAPE && endOf(read); end; end = endOf(read)) {
      read.splice(read.length - end.length, end.length, ...end.character.split(""));
      if (STARTS.test(end.character)) sinceStart = 0;
    }
  }
  return read.join("");
}
function endOf(read) {
  const end = read.slice(-MAX_ESCAPE).join("");
  for (const [pattern2, meaning2] of ESCAPES) {
    const [whole2, group = ""] = pattern2.exec(end) ?? [];
    if (whole2) return { length: whole2.length, character: meaning2(group) };
  }
  return void 0;
}
function hexadecimal(digits) {
  return codePoint(Number.parseInt(digits, 16));
}
function codePoint(value) {
  return value <= 1114111 ? String.fromCodePoint(value) : "\uFFFD";
}
function withoutMojibake(text) {
  return text.replace(/[\u0080-\u00ff]{2,}/g, (bytes) => Buffer.from(bytes, "latin1").toString());
}
function encodedBytes(text, shortest) {
  const digits = stretches(text.replace(/[^0-9a-z]/gi, ""), /[0-9a-f]+/gi, shortest * 2);
  const base642 = stretches(text.replace(/\s/g, ""), /[\w+/-]+/g, Math.ceil(shortest * 4 / 3));
  return [
    ...digits.flatMap((stretch) => [0, 1].map((start) => Buffer.from(stretch.slice(start), "hex"))),
    ...base642.flatMap((stretch) => [0, 1, 2, 3].map((start) => Buffer.from(stretch.slice(start), "base64")))
  ];
}
function stretches(text, pattern2, shortest) {
  return (text.match(pattern2) ?? []).filter(({ length }) => length >= shortest);
}
var utf16;
function decoded2(bytes) {
  utf16 ??= ["utf-16le", "utf-16be"].map((encoding) => new TextDecoder(encoding));
  const starts = [bytes, bytes.subarray(1)];
  return [bytes.toString(), ...utf16.flatMap((decoder) => starts.map((each) => decoder.decode(each)))];
}

// src/secrets/redact.ts
function redact(text, masks) {
  const stretches2 = [];
  for (const mask of masks) {
    if (text.includes(mask)) stretches2.push(...occurrences(text, mask));
  }
  let redacted = "";
  let position = 0;
  for (const [start, end] of stretches2.toSorted(([a], [b]) => a - b)) {
    if (start >= position) redacted += `${text.slice(position, start)}***`;
    position = Math.max(position, end);
  }
  return redacted + text.slice(position);
}
function occurrences(text, mask) {
  const borders = [0];
  const step = (matched2, unit) => {
    let length = matched2;
    while (length > 0 && (length === mask.length || mask.charCodeAt(length) !== unit))
      length = borders[length - 1];
    return mask.charCodeAt(length) === unit ? length + 1 : 0;
  };
  for (let index = 1; index < mask.length; index++)
    borders.push(step(borders[index - 1], mask.charCodeAt(index)));
  const found = [];
  let matched = 0;
  for (let index = 0; index < text.length; index++) {
    matched = step(matched, text.charCodeAt(index));
    if (matched === mask.length) found.push([index + 1 - matched, index + 1]);
  }
  return found;
}

// src/secrets/registry.ts
var MIN_FOLDED = 8;
var MAX_LINE2 = 16384;
var SecretRegistry = class _SecretRegistry {
  /** The forms that are replaced wherever they stand. */
  #masks = /* @__PURE__ */ new Set();
  /** What no reading of a text may hold. What it is folded to comes once a line asks for it: most runs have none. */
  #parts = /* @__PURE__ */ new Map();
  #shortest = Number.POSITIVE_INFINITY;
  #announced = /* @__PURE__ */ new Set();
  #announce;
  /** @param announce tells the host of each new form that may appear in what others print */
  constructor(announce = () => {
  }) {
    this.#announce = announce;
  }
  /** One that knows these secrets too, and to which others can be added that this one never gets to know. */
  derive() {
    const derived = new _SecretRegistry();
    for (const mask of this.#masks) derived.#masks.add(mask);
    for (const [part, folded] of this.#parts) derived.#parts.set(part, folded);
    derived.#shortest = this.#shortest;
    return derived;
  }
  /** Hides every form of the secret in all that is printed from now on, by this program and by others after it. */
  mask(secret) {
    for (const form of this.#add(secret)) {
      if (this.#announced.has(form)) continue;
      this.#announced.add(form);
      this.#announce(form);
    }
  }
  /** The same for what this program prints alone: nothing after it gets to see the secret. */
  hide(secret) {
    this.#add(secret);
  }
  /** @returns the forms of the secret */
  #add(secret) {
    const forms = maskedForms(secret);
    for (const form of forms) this.#masks.add(form);
    for (const part of [secret.trim(), ...lines(secret)]) {
      if (part.length < MIN_MASK || part.length > MAX_LINE2) continue;
      this.#shortest = Math.min(this.#shortest, part.length);
      if (!this.#parts.has(part)) this.#parts.set(part, void 0);
    }
    return forms;
  }
  /**
   * The text with `***` for every form of a secret, and without the lines that say one in a way that no mask knows: each
   * is read in all ways to a fixed point, and compared.
   */
  redact(text) {
    return text.split("\n").map((line) => this.#redactLine(line)).join("\n");
  }
  /** The same text, fit to be shown. */
  harmless(text) {
    return makeHarmless(text, (each) => this.redact(each));
  }
  #redactLine(line) {
    if (line.length > MAX_LINE2) return `(${line.length} characters)`;
    const redacted = redact(line, this.#masks);
    const isSaid = this.#saidIn(redacted).length > 0 || redacted !== line && this.#isTorn(line);
    return isSaid ? `(${line.length} characters that hold a secret)` : redacted;
  }
  /** Whether a short secret stands within an encoded form of a longer one, whose rest would be left in clear. */
  #isTorn(line) {
    return this.#saidIn(line).some((part) => this.#saidIn(redact(line, maskedForms(part))).includes(part));
  }
  /** The parts of secrets that a reading of the line holds. */
  #saidIn(line) {
    if (line.length < this.#shortest) return [];
    const said = readings(line, this.#shortest);
    const folded = said.map(fold3);
    return [...this.#parts.keys()].filter(
      (part) => isIn(said, part) || this.#foldedForms(part).some((form) => isIn(folded, form))
    );
  }
  #foldedForms(part) {
    const kept = this.#parts.get(part);
    const forms = kept ?? readings(part, Number.POSITIVE_INFINITY).map(fold3).filter(isLongEnough);
    if (!kept) this.#parts.set(part, forms);
    return forms;
  }
};
function isLongEnough({ length }) {
  return length >= MIN_FOLDED;
}
function isIn(texts, part) {
  return texts.some((text) => text.includes(part));
}
function fold3(text) {
  if (/^[\0-\x7f]*$/.test(text)) return text.toUpperCase().replace(/[^A-Z0-9]/g, "");
  let folded = "";
  for (const character of text) folded += foldCharacter(character);
  return folded;
}
var foldedCharacters = /* @__PURE__ */ new Map();
function foldCharacter(character) {
  const known = foldedCharacters.get(character);
  if (known !== void 0) return known;
  const folded = character.normalize("NFKD").toUpperCase().replace(/[^\p{L}\p{N}]/gu, "");
  foldedCharacters.set(character, folded);
  return folded;
}

// src/hosts/github/input-variable.ts
var PREFIX = "INPUT_";

// src/hosts/github/known-variables.ts
var families = [
  ["*_PROXY", "curl, Node.js and most other programs, as the address of a proxy"],
  ["GITHUB_* RUNNER_* ACTIONS_* INPUT_* STATE_* CI ImageOS ImageVersion", "the runner and the actions"],
  ["AGENT_* SYSTEM_* BUILD_* ENDPOINT_* SECUREFILE_* VSTS_* TF_BUILD", "Azure Pipelines and its tasks"],
  ["GH_* HUB_*", "the GitHub CLI, which would send it to GitHub"],
  ["GIT_* SSH_* GPG_* GNUPGHOME", "git, SSH and GnuPG"],
  ["CURL_* WGET_* WGETRC NETRC", "curl and wget"],
  ["SSL_* SSLKEYLOGFILE OPENSSL_* REQUESTS_CA_BUNDLE", "what makes TLS connections"],
  ["RES_OPTIONS HOSTALIASES LOCALDOMAIN", "the resolver of host names"],
  ["LD_* DYLD_* GLIBC_TUNABLES MALLOC_* GCONV_PATH LOCPATH NLSPATH", "the system when it starts a program"],
  [
    "PATH* HOME* USER USERNAME USERPROFILE LOGNAME HOSTNAME PWD OLDPWD TMPDIR TEMP TMP TZ TZDIR LANG LANGUAGE LC_* TERM* COLUMNS LINES DISPLAY XDG_* DBUS_*",
    "nearly every program"
  ],
  [
    "APPDATA LOCALAPPDATA PROGRAMDATA PROGRAMFILES* COMMONPROGRAMFILES* ALLUSERSPROFILE PUBLIC COMSPEC SYSTEMROOT SYSTEMDRIVE WINDIR OS PROCESSOR_* NUMBER_OF_PROCESSORS",
    "Windows"
  ],
  [
    "_ ENV IFS SHELL* BASH* KSH* ZSH* ZDOTDIR FPATH CDPATH GLOBIGNORE PROMPT PROMPT_* HIST* INPUTRC MAIL MAILPATH MAILCHECK PS* POSIXLY_CORRECT OPTARG OPTERR OPTIND REPLY RANDOM SECONDS LINENO UID EUID PPID",
    "bash, PowerShell and other shells"
  ],
  [
    "EDITOR *_EDITOR VISUAL PAGER *PAGER BROWSER LESS LESSOPEN LESSCLOSE LESSKEY*",
    "what starts another program"
  ],
  [
    "NODE NODE_* NPM_* NPX_* YARN_* PNPM_* COREPACK_* BUN_* DENO_* ELECTRON_* UV_* DEBUG FORCE_COLOR NO_COLOR",
    "Node.js and its tools"
  ],
  ["PYTHON* PYENV* VIRTUAL_ENV* CONDA_* PIP_* PIPENV_* POETRY_* TWINE_*", "Python and its tools"],
  ["PERL*", "Perl"],
  ["RUBY* GEM_* BUNDLE_* BUNDLER_*", "Ruby and its tools"],
  ["PHP_* PHPRC COMPOSER_*", "PHP and its tools"],
  [
    "JAVA_* _JAVA_OPTIONS JDK_* JRE_* CLASSPATH MAVEN_* MVN_* M2_HOME GRADLE_* ANT_* SBT_* KOTLIN_*",
    "Java and its tools"
  ],
  ["DOTNET_* COMPlus_* CORECLR_* COR_* ASPNETCORE_* NUGET_* MSBUILD* VSTEST_*", ".NET and its tools"],
  [
    "GO111MODULE GOARCH GOAUTH GOBIN GOCACHE* GODEBUG GOENV GOEXPERIMENT GOFLAGS GOGC GOINSECURE GOMAXPROCS GOMEMLIMIT GOMODCACHE GONOPROXY GONOSUMDB GOOS GOPATH GOPRIVATE GOPROXY GOROOT GOSUMDB GOTMPDIR GOTOOLCHAIN GOTRACEBACK GOVCS GOWORK CGO_*",
    "Go"
  ],
  ["RUST* CARGO CARGO_*", "Rust and its tools"],
  [
    "CC CXX CPP CFLAGS CXXFLAGS CPPFLAGS LDFLAGS CPATH *_INCLUDE_PATH LIBRARY_PATH MAKE MAKEFLAGS MAKEFILES MFLAGS CMAKE_* PKG_CONFIG*",
    "compilers and make"
  ],
  ["AZURE_* MSAL_* ARM_* IDENTITY_* MSI_*", "the Azure CLI, Azure SDKs and Terraform"],
  ["AWS_* GOOGLE_* GCLOUD_* CLOUDSDK_* TF_CLI_* TF_LOG*", "the tools of other clouds"],
  ["DOCKER_* BUILDKIT_* BUILDX_* COMPOSE_* PODMAN_* KUBE* HELM_*", "the tools for containers"],
  [
    "__* constructor prototype toString toLocaleString valueOf hasOwnProperty isPrototypeOf propertyIsEnumerable",
    "JavaScript, as a part of every object"
  ]
];
function readerOf(name) {
  for (const [names, reader] of families) {
    const family = names.split(" ").find((pattern2) => new RegExp(`^${pattern2.replaceAll("*", ".*")}$`, "i").test(name));
    if (family) return { family, reader };
  }
  return void 0;
}

// src/hosts/github/export-as.ts
var exportAsInput = {
  name: "export-as",
  description: "Name of an environment variable that also gets the token, for all later steps of the job. None that programs read as configuration, such as HTTPS_PROXY."
};
var FREE_NAME = "POWER_PLATFORM_TOKEN";
function readExportAs(reader) {
  const name = reader.text(exportAsInput);
  if (name === "") return void 0;
  if (!/^[a-z_][a-z0-9_]*$/i.test(name)) {
    reader.complain(
      exportAsInput,
      `came ${quoted(name, { fits: /\w/ })}; allowed is the name of an environment variable, such as "${FREE_NAME}": letters, digits and _, no digit first.`
    );
    return void 0;
  }
  const known = readerOf(name);
  if (known) {
    reader.complain(
      exportAsInput,
      `came a name like ${known.family}, which is read by ${known.reader}; allowed is a name that no program reads as configuration, such as "${FREE_NAME}".`
    );
  }
  return name;
}

// src/hosts/github/own-inputs.ts
var SUMMARIES = ["always", "on-failure", "never"];
var DEFAULT_SUMMARY = "on-failure";
var summaryInput = {
  name: "summary",
  description: `When to write to the job's summary - ${either(SUMMARIES)}; true and false are always and never.`,
  default: DEFAULT_SUMMARY
};
var ownInputs = [summaryInput, exportAsInput];
function readOwnInputs(reader) {
  const summary = readChoice(reader, summaryInput, SUMMARIES, { true: "always", false: "never" });
  return { summary: summary ?? DEFAULT_SUMMARY, exportAs: readExportAs(reader) };
}

// src/hosts/github/inputs.ts
var GitHubInputs = class {
  own;
  #env;
  /** Variables by the names of inputs in lower case, which no upper case turns back in every alphabet. */
  #variables;
  /** @param own what this step alone can be asked for */
  constructor(env, own = ownInputs) {
    this.#env = env;
    this.own = own;
    const variables = Object.keys(env).filter((name) => name.startsWith(PREFIX));
    this.#variables = new Map(variables.map((name) => [name.slice(PREFIX.length).toLowerCase(), name]));
  }
  read(name) {
    return this.#env[this.#variables.get(name) ?? ""] ?? "";
  }
  given() {
    return [...this.#variables.keys()].filter((name) => this.read(name).trim() !== "");
  }
  /** Before the first request: with NODE_DEBUG, Node prints the headers that a proxy is sent. */
  secrets() {
    return [...proxySecrets(this.#env), this.#env.ACTIONS_ID_TOKEN_REQUEST_TOKEN ?? ""];
  }
};

// src/hosts/github/withheld.ts
var OF_FORKS = ["pull_request", "pull_request_review", "pull_request_review_comment"];
var OF_DEPENDABOT = [...OF_FORKS, "push", "create", "deployment", "deployment_status"];
var SKIP = `Skip the job there:
    if: \${{ !github.event.pull_request.head.repo.fork && github.actor != 'dependabot[bot]' }}`;
function withheld(env) {
  const event = env.GITHUB_EVENT_NAME ?? "";
  if (OF_DEPENDABOT.includes(event) && env.GITHUB_ACTOR === "dependabot[bot]") {
    return `Dependabot started this run, and GitHub keeps the secrets of Actions from it, and by default the OIDC token. ${SKIP}
To run it for Dependabot as well, save the secret a second time under Settings \u203A Secrets and variables \u203A Dependabot, or, for credential federated, give the job permissions: id-token: write.`;
  }
  const fork = OF_FORKS.includes(event) ? findFork(env.GITHUB_EVENT_PATH ?? "") : void 0;
  return fork && `This run is of a pull request from ${fork}, and by default GitHub gives such a run neither an OIDC token nor secrets. ${SKIP}`;
}
function findFork(eventPath) {
  const pullRequest = asObject(readEvent(eventPath)?.pull_request);
  const head = asObject(pullRequest?.head);
  if (!head) return void 0;
  if (head.repo === null) return "a fork";
  const repository = asObject(head.repo) ?? {};
  const from = textField(repository, "full_name");
  const to = textField(asObject(asObject(pullRequest?.base)?.repo) ?? {}, "full_name");
  const isFork = from && to ? from !== to : repository.fork === true;
  if (!isFork) return void 0;
  return /^[\w.-]+\/[\w.-]+$/.test(from) ? `a fork (${from})` : "a fork";
}
function readEvent(path) {
  try {
    return parseObject(readSmallFile(path).toString());
  } catch (error2) {
    if (!(error2 instanceof FileProblem)) throw error2;
    return void 0;
  }
}

// src/hosts/github/job-identity.ts
var JobIdentity = class {
  #options;
  constructor(options) {
    this.#options = options;
  }
  obstacle() {
    const { env } = this.#options;
    if (env.ACTIONS_ID_TOKEN_REQUEST_URL && env.ACTIONS_ID_TOKEN_REQUEST_TOKEN) return void 0;
    const reason = withheld(env);
    if (reason) return `federated needs the job's own OIDC token, and there is none. ${reason}`;
    return [
      "federated needs the job's own OIDC token, and this job may not ask for one. Add to the job (or the workflow):",
      "    permissions:",
      "      id-token: write",
      "      contents: read",
      "A reusable workflow needs it in the workflow that calls it, too. If another credential was meant, its secret arrived empty: it does not exist here under that name, or belongs to an environment that this job does not name."
    ].join("\n");
  }
  /** https://docs.github.com/actions/reference/security/oidc#methods-for-requesting-the-oidc-token */
  async token(audience, { deadline, secrets }) {
    const { env, http } = this.#options;
    const base = env.ACTIONS_ID_TOKEN_REQUEST_URL ?? "";
    const url = parseUrl(`${base}${base.includes("?") ? "&" : "?"}audience=${encodeURIComponent(audience)}`);
    if (url?.protocol !== "https:") throw noRequestUrl();
    await http.expect(url.origin);
    const authorization = `Bearer ${env.ACTIONS_ID_TOKEN_REQUEST_TOKEN ?? ""}`;
    const request = { method: "GET", url: url.href, headers: { authorization } };
    const response = await http.send(request, deadline);
    const token = textField(parseObject(response.body) ?? {}, "value");
    if (response.status === 200 && isToken(token)) {
      secrets.mask(token);
      return token;
    }
    throw new Failure({
      title: "GitHub gave this job no OIDC token",
      heading: "No OIDC token",
      tried: describeRequest(request),
      answer: describeAnswer(response),
      why: "The answer holds no token: the permission id-token: write may have been taken back, the service has a fault, or a proxy or the sign-in page of a network answers in its place.",
      fixes: [
        { text: "Check that the job has permissions: id-token: write, and https://www.githubstatus.com." },
        { text: `The audience asked for was ${printable(audience)}.` }
      ]
    });
  }
};
function noRequestUrl() {
  return new Failure({
    title: "ACTIONS_ID_TOKEN_REQUEST_URL holds no https address",
    heading: "No OIDC token",
    tried: "asking for the job's OIDC token; nothing was sent",
    why: "The runner sets this variable, and something changed it. The token for the request goes to GitHub's https address only.",
    fixes: [{ text: "Take the variable out of the env of the workflow, the job and the runner." }]
  });
}

// src/hosts/github/workflow-commands.ts
function escapeCommands(text) {
  const lines2 = text.split("\n").map((line) => line.replace(/^(\s*):(?=:)/, "$1\\u003a"));
  return lines2.join("\n").replaceAll("##[", "#\\u0023[");
}

// src/hosts/github/job-log.ts
function jobLog({ RUNNER_DEBUG: debug2 }) {
  return {
    info: (text) => info(escapeCommands(text)),
    warning: (text) => warning(escapeCommands(text)),
    ...debug2 === "1" && { debug: (text) => debug(escapeCommands(text)) }
  };
}

// src/hosts/github/file-commands.ts
var import_node_crypto = require("node:crypto");
var import_node_fs3 = require("node:fs");
function isWritableFile(path) {
  try {
    (0, import_node_fs3.accessSync)(path, import_node_fs3.constants.W_OK);
    return (0, import_node_fs3.statSync)(path).isFile();
  } catch {
    return false;
  }
}
function writeAll(commands) {
  const undo = [];
  try {
    for (const { path, values } of commands) {
      const file = (0, import_node_fs3.openSync)(path, import_node_fs3.constants.O_WRONLY | (import_node_fs3.constants.O_NONBLOCK ?? 0));
      try {
        const { size } = (0, import_node_fs3.fstatSync)(file);
        undo.unshift(() => (0, import_node_fs3.truncateSync)(path, size));
        writeAt(file, size, Buffer.from(keyValues(values)));
      } finally {
        (0, import_node_fs3.closeSync)(file);
      }
    }
  } catch (error2) {
    for (const step of undo) {
      try {
        step();
      } catch {
      }
    }
    throw error2;
  }
}
function writeAt(file, start, bytes) {
  for (let done = 0; done < bytes.length; ) {
    done += (0, import_node_fs3.writeSync)(file, bytes, done, bytes.length - done, start + done);
  }
}
function keyValues(values) {
  const delimiter = `ghadelimiter_${(0, import_node_crypto.randomUUID)()}`;
  return Object.entries(values).map(([name, value]) => `${name}<<${delimiter}
${value}
${delimiter}
`).join("");
}

// src/hosts/github/outputs.ts
var GitHubOutputs = class {
  #env;
  #exportAs;
  #more = {};
  #variables = {};
  #state = {};
  #needed = [];
  constructor({ env, exportAs }) {
    this.#env = env;
    this.#exportAs = exportAs;
  }
  /** Variables that must name a file, too. */
  need(...variables) {
    this.#needed = variables;
  }
  /** Also hands over these: more outputs of the step, variables for all later steps, and what its end gets to know. */
  add({
    outputs,
    variables,
    state
  }) {
    this.#more = outputs;
    this.#variables = variables;
    this.#state = state;
  }
  obstacles() {
    const variables = ["GITHUB_OUTPUT", ...this.#exportAs ? ["GITHUB_ENV"] : [], ...this.#needed];
    const [reason] = variables.flatMap((name) => {
      const path = this.#env[name];
      if (!path) return `${name} is not set, so there is no file to hand the token over in`;
      return isWritableFile(path) ? [] : `${name} names no regular file that can be written to`;
    });
    return reason ? [{ input: "outputs", sentence: `${reason}. The step must run in a job of the CI system itself.` }] : [];
  }
  /** @actions/core would write each value on its own, and set the variable in this process too. */
  handOver({ "access-token": token, ...others }) {
    const { GITHUB_ENV = "", GITHUB_OUTPUT = "", GITHUB_STATE = "" } = this.#env;
    const variables = { ...this.#variables, ...this.#exportAs && { [this.#exportAs]: token } };
    const escaped = Object.entries(others).map(([name, value]) => [name, escapeCommands(value)]);
    const commands = [
      { path: GITHUB_ENV, values: variables },
      { path: GITHUB_STATE, values: this.#state },
      {
        path: GITHUB_OUTPUT,
        values: { "access-token": token, ...Object.fromEntries(escaped), ...this.#more }
      }
    ];
    writeAll(commands.filter(({ values }) => Object.keys(values).length > 0));
  }
};

// src/hosts/github/run-page.ts
var MAX_ANNOTATION = 4096;
var RunPage = class {
  #options;
  constructor(options) {
    this.#options = options;
  }
  async showFacts(facts, warning2) {
    if (this.#options.summary === "always")
      await this.#summarise(({ summariseFacts }) => summariseFacts(facts, warning2));
  }
  /** One annotation, which is also what the log shows; what doesn't fit into it goes to the log before. */
  async showFailure(failure) {
    const title = escapeCommands(failure.parts.title);
    const limit = MAX_ANNOTATION - title.length - 1;
    const short = failure.shortened(limit, (text) => escapeCommands(text).length);
    if (short !== failure.text) info(escapeCommands(failure.text));
    error(`${title}
${escapeCommands(short)}`, { title });
    if (this.#options.summary !== "never")
      await this.#summarise(({ summariseFailure }) => summariseFailure(failure));
  }
  async #summarise(write) {
    const { GITHUB_STEP_SUMMARY: path } = this.#options.env;
    try {
      if (path && !isWritableFile(path)) throw new Error("GITHUB_STEP_SUMMARY names no regular file");
      const markdown = write(await Promise.resolve().then(() => __toESM(require("./summary.cjs"), 1)));
      const { summary } = await Promise.resolve().then(() => __toESM(require("./job-summary.cjs"), 1));
      await summary.addRaw(markdown, true).write();
    } catch (error2) {
      this.#options.log.warning(`The summary could not be written: ${printable(error2.message)}`);
    }
  }
};

// src/values/anchor.ts
function anchorOf(heading) {
  return heading.toLowerCase().replace(/[^\p{L}\p{N}\s_-]/gu, "").replace(/\s/g, "-");
}

// src/hosts/github/words.ts
var GitHubWords = class {
  #env;
  constructor(env) {
    this.#env = env;
  }
  input = (name) => name;
  setting = (name, value) => `${name}: ${value}`;
  /** What is known of this run, else all that can be. */
  emptySecret = (_, other) => `arrived empty${other ? `, and so did ${other}` : ""}. ${withheld(this.#env) ?? "If it is set from a secret, the secret does not exist here under that name, belongs to an environment that this job does not name, or the run comes from a fork or from Dependabot, which get no secrets."}`;
  missing = (name) => `If ${name} is set from a variable or a secret, none of that name reaches this job.`;
  given = "given";
  noCredential = "This job gets no OIDC token";
  hasJobTokens = true;
  federated = "credential: federated";
  renewed = "the job's own token (leave federated-token out)";
  storeSecret = (input, source) => {
    const { GITHUB_REPOSITORY: repository = "", GITHUB_SERVER_URL: server } = this.#env;
    const host = parseUrl(server ?? "")?.host;
    const place = host && host !== "github.com" ? `${host}/${repository}` : repository;
    const store = `gh secret set ${nameOfSecret(input)}${/^[\w.:/-]+$/.test(place) ? ` --repo ${place}` : ""}`;
    const note = "put in the name that your workflow uses, and append --env NAME if it belongs to an environment";
    return source ? {
      command: `${source} | ${store}`,
      how: `whose value goes straight to where the next run reads it (${note})`
    } : { command: store, how: `where the next run reads it (the command asks for the value; ${note})` };
  };
  ownMachine = "a self-hosted runner";
  hostedMachines = "GitHub-hosted runners";
  jobLimit = "max-parallel in a matrix";
  issuedTokens = async () => (await Promise.resolve().then(() => __toESM(require("./github-tokens.cjs"), 1))).gitHubTokens;
  /** An action of the workflow's own repository (`uses: ./`) has no repository of its own. */
  documentation = (heading, page = "troubleshooting") => {
    const {
      GITHUB_ACTION_REPOSITORY: repository,
      GITHUB_ACTION_REF: ref,
      GITHUB_SERVER_URL: server
    } = this.#env;
    const isPlain = /^[\w.-]+\/[\w.-]+$/.test(repository ?? "") && /^https:\/\/[\w.-]+(:\d+)?$/.test(server ?? "");
    if (!isPlain || !ref || !/^[\w./@+-]+$/.test(ref)) return void 0;
    return `${server}/${repository}/blob/${ref}/docs/${page}.md#${anchorOf(heading)}`;
  };
};
function nameOfSecret(input) {
  return input.toUpperCase().replaceAll("-", "_");
}

// src/hosts/github/github.ts
function gitHub(env, connections, own = ownInputs) {
  const secrets = new SecretRegistry(setSecret);
  const log = new Log(jobLog(env), secrets);
  const words = new GitHubWords(env);
  const http = new HttpClient({ connections, words, debug: (line) => log.debug(line) });
  const inputs4 = new GitHubInputs(env, own);
  const issues = new InputIssues();
  const { summary, exportAs } = readOwnInputs(new InputReader({ inputs: inputs4, log, secrets, words }, issues));
  const page = new RunPage({ env, summary, log });
  const outputs = new GitHubOutputs({ env, exportAs });
  const host = {
    ...{ inputs: inputs4, log, secrets, words, outputs },
    identityProvider: new JobIdentity({ env, http }),
    facts: page,
    failures: page,
    obstacles: () => [...issues.all, ...outputs.obstacles()]
  };
  return { host, http, outputs };
}
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  getToken,
  gitHub
});
