"use strict";
var __create = Object.create;
var __defProp = Object.defineProperty;
var __getOwnPropDesc = Object.getOwnPropertyDescriptor;
var __getOwnPropNames = Object.getOwnPropertyNames;
var __getProtoOf = Object.getPrototypeOf;
var __hasOwnProp = Object.prototype.hasOwnProperty;
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

// src/hosts/github/endpoint/end.ts
var import_node_crypto2 = require("node:crypto");
var import_node_fs2 = require("node:fs");
var import_node_path = require("node:path");

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
function warning(message, properties = {}) {
  issueCommand("warning", toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
function info(message) {
  process.stdout.write(message + os2.EOL);
}

// src/values/monotonic.ts
function monotonic() {
  return Number(process.hrtime.bigint()) / 1e6;
}

// src/http/exchange.ts
var import_node_events = require("node:events");

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

// src/failure/run-again.ts
var runAgain = { text: "Run it again later." };

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
  const [title = "", end2] = body.slice(start + "<title>".length, start + 200).split("</", 2);
  return end2 === void 0 || title.length > MAX_PAGE_TITLE ? "" : title.trim();
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

// src/http/proxy.ts
function isProxied(url) {
  return Boolean(process.env.https_proxy || process.env.HTTPS_PROXY) && !checkBypass(url);
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

// src/values/small-file.ts
var import_node_fs = require("node:fs");
var MAX_FILE = 1024 * 1024;
var FileProblem = class extends Error {
};
function readSmallFile(path, max = MAX_FILE) {
  let file;
  try {
    file = (0, import_node_fs.openSync)(path, import_node_fs.constants.O_RDONLY | (import_node_fs.constants.O_NONBLOCK ?? 0));
    const problem = problemOf((0, import_node_fs.fstatSync)(file), max);
    if (problem) throw new FileProblem(problem);
    return (0, import_node_fs.readFileSync)(file);
  } catch (error) {
    if (error instanceof FileProblem) throw error;
    const { code = "" } = error;
    const home = path.startsWith("~") ? " (only a shell puts a folder for ~, and not in quotes or behind =)" : "";
    throw new FileProblem(`${PROBLEMS[code] ?? `a file that can't be read (${code})`}${home}`);
  } finally {
    if (file !== void 0) (0, import_node_fs.closeSync)(file);
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

// src/http/extra-ca.ts
var MAX_BUNDLE = 16 * 1024 * 1024;
function describeExtraCa(path = "") {
  if (path === "") return void 0;
  try {
    const count = countCertificates(readSmallFile(path, MAX_BUNDLE).toString("latin1"));
    return {
      why: `NODE_EXTRA_CA_CERTS names a file of ${count === 1 ? "1 certificate, and it has not" : `${count} certificates, and none of them`} signed the one that was presented.`,
      fix: {
        text: "Add the root certificate of who really signed it, such as the proxy that inspects TLS here, to the file of NODE_EXTRA_CA_CERTS."
      }
    };
  } catch (error) {
    if (!(error instanceof FileProblem)) throw error;
    return {
      why: `NODE_EXTRA_CA_CERTS names ${describePath(path)}, ${error.message}, so Node trusts nothing beyond its own root certificates.`,
      fix: {
        text: "Let NODE_EXTRA_CA_CERTS name a file that this machine can read, with your organisation's root certificate in PEM form (-----BEGIN CERTIFICATE-----)."
      }
    };
  }
}
function countCertificates(text) {
  const count = text.split(/-----BEGIN (?:X509 |TRUSTED )?CERTIFICATE-----/).length - 1;
  if (count === 0) throw new FileProblem("a file without a certificate in PEM form");
  return count;
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
function networkError(request, error) {
  const { host } = new URL(request.url);
  const said = printable(describe(error));
  const beginning = said.slice(0, MAX_MATCHED);
  const row = networkErrors.find(({ pattern }) => pattern.test(beginning));
  const extra = row?.code === "tls-untrusted" ? describeExtraCa(process.env.NODE_EXTRA_CA_CERTS) : void 0;
  const words = {
    title: row?.title(host) ?? `The request to ${host} failed`,
    answer: said,
    why: [row?.why ?? "The network gave no answer.", extra?.why].filter(Boolean).join(" "),
    fixes: [extra?.fix ?? row?.fix(host) ?? reachabilityFix(host)]
  };
  const retry = row?.final ? void 0 : { kind: "transient", reason: `${words.title} (${said})` };
  return new HttpError(row?.code ?? "network", request, words, { retry, cause: error });
}
function describe(error) {
  const { code = "", message = String(error) } = error;
  const messages = error instanceof AggregateError ? error.errors.map((each) => each.message) : [message];
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
    const { debug, words } = this.#options;
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
      debug(`${request.method} ${host}${pathname}: ${outcome}, ${Math.round(monotonic() - started)} ms`);
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
    } catch (error) {
      abort.abort();
      throw error instanceof HttpError ? error : networkError(request, error);
    } finally {
      clearTimeout(timer);
    }
  }
};

// src/http/early-connections.ts
var import_node_net = require("node:net");
var import_node_tls = require("node:tls");
var MAX_WAIT = 300;
var EarlyConnections = class {
  #early = /* @__PURE__ */ new Map();
  #agent;
  /** One for all: to make another costs 0.2 to 0.4 ms. */
  #secureContext;
  /** Those whose TCP handshake is under way. */
  #connecting = /* @__PURE__ */ new Set();
  /**
   * Opens a connection that the next request to this host takes. Its errors are that request's to find.
   * @returns once the handshake begins: work that is done before would delay it
   */
  async open({ hostname, port }) {
    const options = { host: hostname, port: Number(port || 443), rejectUnauthorized: true };
    const key = keyOf(options);
    if (this.#early.has(key)) return;
    let socket;
    try {
      const servername = (0, import_node_net.isIP)(hostname) ? "" : hostname;
      this.#secureContext ??= (0, import_node_tls.createSecureContext)();
      socket = (0, import_node_tls.connect)({
        ...options,
        servername,
        secureContext: this.#secureContext,
        ALPNProtocols: ["http/1.1"]
      });
    } catch {
      return;
    }
    this.#early.set(key, socket);
    const forget = () => this.#early.get(key) === socket && this.#early.delete(key);
    socket.once("error", forget).once("close", forget);
    this.#watch(socket);
    await oneOf(socket, ["lookup", "connect", "error", "close"]);
  }
  /** For requests, which take what is open already. Node's HTTP is loaded only now: 3 ms that no connection waits for. */
  get agent() {
    this.#agent ??= this.#makeAgent(new (process.getBuiltinModule("node:https")).Agent());
    return this.#agent;
  }
  /** By Node's hook for custom connections (https://nodejs.org/api/http.html#agentcreateconnectionoptions-callback). */
  #makeAgent(agent) {
    const connectAnew = agent.createConnection.bind(agent);
    agent.createConnection = (options, callback) => {
      const key = keyOf(options);
      const early = this.#early.get(key);
      this.#early.delete(key);
      if (early && !early.destroyed) return early;
      const socket = connectAnew(options, callback);
      if (socket) this.#watch(socket);
      return socket;
    };
    return agent;
  }
  /**
   * Settles when all connections so far have sent their greeting, or their answer to the other side's, which then has
   * work to do: the time for other work. Loading MSAL any earlier delays every handshake for as long as it takes.
   */
  async idle() {
    await Promise.all(this.#connecting);
    await new Promise((resolve) => setImmediate(resolve));
  }
  #watch(socket) {
    const connected = oneOf(socket, ["connect", "error", "close"]);
    this.#connecting.add(connected);
    connected.then(() => this.#connecting.delete(connected));
  }
};
function oneOf(socket, events) {
  return new Promise((resolve) => {
    setTimeout(resolve, MAX_WAIT).unref();
    for (const event of events) socket.once(event, () => resolve());
  });
}
function keyOf({ host, port }) {
  return `${host}:${port}`;
}

// src/identity-endpoint/proof.ts
var import_node_crypto = require("node:crypto");
var NONCE_HEADER = "x-nonce";
function proofOf(secret, nonce) {
  return (0, import_node_crypto.createHmac)("sha256", secret).update(nonce).digest("base64url");
}
function isProof(proof, secret, nonce) {
  const [given, wanted] = [String(proof), proofOf(secret, nonce)].map((text) => Buffer.from(text));
  return given !== void 0 && wanted !== void 0 && given.length === wanted.length && (0, import_node_crypto.timingSafeEqual)(given, wanted);
}

// src/identity-endpoint/protocol.ts
var END_PATH = "/end";

// src/values/harmless.ts
function makeHarmless(text, redact) {
  const lines = redact(text).split("\n").map(printable);
  return lines.join("\n");
}

// src/identity-endpoint/token-source.ts
var RENEWAL = 10 * 6e4;
var MIN_LEFT = 5 * 6e4;
var MAX_DELAY = 2 ** 31 - 1;

// src/identity-endpoint/served-resource.ts
function describeServed(tallies) {
  const asked = tallies.filter(({ answers, refusals }) => answers + refusals > 0);
  return asked.length > 0 ? asked.map(describeTally) : ["The identity endpoint served no tokens."];
}
function describeTally({ resource, answers, requests, refusals, longestWait }) {
  const count = (number, noun) => `${number} ${noun}${number === 1 ? "" : "s"}`;
  const wait = `the longest wait was ${(longestWait / 1e3).toFixed(1)} s`;
  return `${resource}: ${count(answers, "token")} handed out, ${count(requests, "request")} to Entra, ${count(refusals, "refusal")}; ${wait}`;
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

// src/values/anchor.ts
function anchorOf(heading) {
  return heading.toLowerCase().replace(/[^\p{L}\p{N}\s_-]/gu, "").replace(/\s/g, "-");
}

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
  } catch (error) {
    if (!(error instanceof FileProblem)) throw error;
    return void 0;
  }
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

// src/hosts/github/workflow-commands.ts
function escapeCommands(text) {
  const lines = text.split("\n").map((line) => line.replace(/^(\s*):(?=:)/, "$1\\u003a"));
  return lines.join("\n").replaceAll("##[", "#\\u0023[");
}

// src/hosts/github/endpoint/state.ts
function readState(env) {
  const { STATE_address: address, STATE_secret: secret, STATE_log: log } = env;
  return address && secret && log ? { address, secret, log } : void 0;
}

// src/hosts/github/endpoint/end.ts
var MAX_SHOWN = 65536;
var MAX_WAIT2 = 5e3;
var ABSENCES = {
  gone: "The identity endpoint was gone before the job ended: something killed it, or the machine ran out of memory. Programs that asked it since then got a connection error. Start fewer programs at once.",
  silent: `The identity endpoint did not answer within ${MAX_WAIT2 / 1e3} seconds when the job ended, so what it served is not known. The machine may be short of memory, or something stopped the process. It stops by itself when the job's process ends.`
};
var state = readState(process.env);
if (state) end(state);
async function end(state2) {
  const ended = await askToEnd(state2);
  const log = readLog(state2);
  if (typeof ended === "object") {
    const { served, refused } = ended;
    for (const line of describeServed(served)) show(line);
    if (refused > 0 || served.some(({ refusals }) => refusals > 0)) {
      warning(
        withPage(
          "The identity endpoint refused some requests: its log says which, why, and what to do.",
          "Request to the identity endpoint"
        )
      );
      showLog("The log of the identity endpoint:", log);
    }
  } else {
    warning(
      withPage(
        ABSENCES[ended],
        ended === "gone" ? "No answer of the identity endpoint" : "Identity endpoint"
      )
    );
    showLog("Its log:", log);
  }
}
function withPage(sentence, heading) {
  const page = new GitHubWords(process.env).documentation(heading);
  return page ? `${sentence} More: ${page}` : sentence;
}
async function askToEnd({ address, secret }) {
  const http = new HttpClient({
    connections: new EarlyConnections(),
    words: new GitHubWords(process.env),
    debug() {
    }
  });
  const nonce = (0, import_node_crypto2.randomUUID)();
  const request = {
    ...{ method: "POST", url: new URL(END_PATH, address).href, direct: true },
    headers: { "X-IDENTITY-HEADER": secret, [NONCE_HEADER]: nonce }
  };
  try {
    const { status, body } = await http.send(request, new Deadline(MAX_WAIT2));
    const { proof, served, refused } = parseObject(body) ?? {};
    const isTold = Array.isArray(served) && served.every(isTally) && typeof refused === "number";
    return status === 200 && isTold && isProof(proof, secret, nonce) ? { served, refused } : "gone";
  } catch (error) {
    const isLate = error instanceof HttpError && ["timeout", "deadline"].includes(error.code);
    return isLate ? "silent" : "gone";
  }
}
function isTally(value) {
  const { resource, answers, requests, refusals, longestWait } = asObject(value) ?? {};
  const counts = [answers, requests, refusals, longestWait];
  return typeof resource === "string" && counts.every((count) => typeof count === "number");
}
function readLog({ log }) {
  let file;
  try {
    file = (0, import_node_fs2.openSync)(log, import_node_fs2.constants.O_RDONLY | (import_node_fs2.constants.O_NONBLOCK ?? 0) | (import_node_fs2.constants.O_NOFOLLOW ?? 0));
    const status = (0, import_node_fs2.fstatSync)(file);
    if (!status.isFile()) return "";
    const bytes = Buffer.alloc(Math.min(MAX_SHOWN, status.size));
    (0, import_node_fs2.readSync)(file, bytes, 0, bytes.length, status.size - bytes.length);
    const left = status.size - bytes.length;
    return `${left > 0 ? `(${left} bytes before)
` : ""}${bytes}`;
  } catch {
    return "";
  } finally {
    if (file !== void 0) (0, import_node_fs2.closeSync)(file);
    removeFolder((0, import_node_path.dirname)(log));
  }
}
function removeFolder(folder) {
  if (!(0, import_node_path.basename)(folder).startsWith("identity-endpoint-")) return;
  try {
    (0, import_node_fs2.rmSync)(folder, { recursive: true, force: true, maxRetries: 4, retryDelay: 50 });
  } catch {
  }
}
function showLog(title, log) {
  if (log === "") return;
  show(title);
  show(log.trimEnd());
}
function show(text) {
  info(escapeCommands(makeHarmless(text, String)));
}
