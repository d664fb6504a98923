import {
  require_http,
  require_util
} from "./chunk-AAJGDXR4.js";
import {
  __commonJS,
  __toESM
} from "./chunk-CZ7CSFO4.js";

// builtin:net
var require_net = __commonJS({
  "builtin:net"(exports, module) {
    module.exports = process.getBuiltinModule("net");
  }
});

// builtin:tls
var require_tls = __commonJS({
  "builtin:tls"(exports, module) {
    module.exports = process.getBuiltinModule("tls");
  }
});

// builtin:https
var require_https = __commonJS({
  "builtin:https"(exports, module) {
    module.exports = process.getBuiltinModule("https");
  }
});

// builtin:events
var require_events = __commonJS({
  "builtin:events"(exports, module) {
    module.exports = process.getBuiltinModule("events");
  }
});

// builtin:assert
var require_assert = __commonJS({
  "builtin:assert"(exports, module) {
    module.exports = process.getBuiltinModule("assert");
  }
});

// node_modules/tunnel/lib/tunnel.js
var require_tunnel = __commonJS({
  "node_modules/tunnel/lib/tunnel.js"(exports) {
    "use strict";
    var net = require_net();
    var tls = require_tls();
    var http2 = require_http();
    var https2 = require_https();
    var events = require_events();
    var assert = require_assert();
    var util = require_util();
    exports.httpOverHttp = httpOverHttp2;
    exports.httpsOverHttp = httpsOverHttp2;
    exports.httpOverHttps = httpOverHttps2;
    exports.httpsOverHttps = httpsOverHttps2;
    function httpOverHttp2(options) {
      var agent = new TunnelingAgent(options);
      agent.request = http2.request;
      return agent;
    }
    function httpsOverHttp2(options) {
      var agent = new TunnelingAgent(options);
      agent.request = http2.request;
      agent.createSocket = createSecureSocket;
      agent.defaultPort = 443;
      return agent;
    }
    function httpOverHttps2(options) {
      var agent = new TunnelingAgent(options);
      agent.request = https2.request;
      return agent;
    }
    function httpsOverHttps2(options) {
      var agent = new TunnelingAgent(options);
      agent.request = https2.request;
      agent.createSocket = createSecureSocket;
      agent.defaultPort = 443;
      return agent;
    }
    function TunnelingAgent(options) {
      var self = this;
      self.options = options || {};
      self.proxyOptions = self.options.proxy || {};
      self.maxSockets = self.options.maxSockets || http2.Agent.defaultMaxSockets;
      self.requests = [];
      self.sockets = [];
      self.on("free", function onFree(socket, host, port, localAddress) {
        var options2 = toOptions(host, port, localAddress);
        for (var i = 0, len = self.requests.length; i < len; ++i) {
          var pending = self.requests[i];
          if (pending.host === options2.host && pending.port === options2.port) {
            self.requests.splice(i, 1);
            pending.request.onSocket(socket);
            return;
          }
        }
        socket.destroy();
        self.removeSocket(socket);
      });
    }
    util.inherits(TunnelingAgent, events.EventEmitter);
    TunnelingAgent.prototype.addRequest = function addRequest(req, host, port, localAddress) {
      var self = this;
      var options = mergeOptions({ request: req }, self.options, toOptions(host, port, localAddress));
      if (self.sockets.length >= this.maxSockets) {
        self.requests.push(options);
        return;
      }
      self.createSocket(options, function(socket) {
        socket.on("free", onFree);
        socket.on("close", onCloseOrRemove);
        socket.on("agentRemove", onCloseOrRemove);
        req.onSocket(socket);
        function onFree() {
          self.emit("free", socket, options);
        }
        function onCloseOrRemove(err) {
          self.removeSocket(socket);
          socket.removeListener("free", onFree);
          socket.removeListener("close", onCloseOrRemove);
          socket.removeListener("agentRemove", onCloseOrRemove);
        }
      });
    };
    TunnelingAgent.prototype.createSocket = function createSocket(options, cb) {
      var self = this;
      var placeholder = {};
      self.sockets.push(placeholder);
      var connectOptions = mergeOptions({}, self.proxyOptions, {
        method: "CONNECT",
        path: options.host + ":" + options.port,
        agent: false,
        headers: {
          host: options.host + ":" + options.port
        }
      });
      if (options.localAddress) {
        connectOptions.localAddress = options.localAddress;
      }
      if (connectOptions.proxyAuth) {
        connectOptions.headers = connectOptions.headers || {};
        connectOptions.headers["Proxy-Authorization"] = "Basic " + Buffer.from(connectOptions.proxyAuth).toString("base64");
      }
      debug2("making CONNECT request");
      var connectReq = self.request(connectOptions);
      connectReq.useChunkedEncodingByDefault = false;
      connectReq.once("response", onResponse);
      connectReq.once("upgrade", onUpgrade);
      connectReq.once("connect", onConnect);
      connectReq.once("error", onError);
      connectReq.end();
      function onResponse(res) {
        res.upgrade = true;
      }
      function onUpgrade(res, socket, head) {
        process.nextTick(function() {
          onConnect(res, socket, head);
        });
      }
      function onConnect(res, socket, head) {
        connectReq.removeAllListeners();
        socket.removeAllListeners();
        if (res.statusCode !== 200) {
          debug2(
            "tunneling socket could not be established, statusCode=%d",
            res.statusCode
          );
          socket.destroy();
          var error2 = new Error("tunneling socket could not be established, statusCode=" + res.statusCode);
          error2.code = "ECONNRESET";
          options.request.emit("error", error2);
          self.removeSocket(placeholder);
          return;
        }
        if (head.length > 0) {
          debug2("got illegal response body from proxy");
          socket.destroy();
          var error2 = new Error("got illegal response body from proxy");
          error2.code = "ECONNRESET";
          options.request.emit("error", error2);
          self.removeSocket(placeholder);
          return;
        }
        debug2("tunneling connection has established");
        self.sockets[self.sockets.indexOf(placeholder)] = socket;
        return cb(socket);
      }
      function onError(cause) {
        connectReq.removeAllListeners();
        debug2(
          "tunneling socket could not be established, cause=%s\n",
          cause.message,
          cause.stack
        );
        var error2 = new Error("tunneling socket could not be established, cause=" + cause.message);
        error2.code = "ECONNRESET";
        options.request.emit("error", error2);
        self.removeSocket(placeholder);
      }
    };
    TunnelingAgent.prototype.removeSocket = function removeSocket(socket) {
      var pos = this.sockets.indexOf(socket);
      if (pos === -1) {
        return;
      }
      this.sockets.splice(pos, 1);
      var pending = this.requests.shift();
      if (pending) {
        this.createSocket(pending, function(socket2) {
          pending.request.onSocket(socket2);
        });
      }
    };
    function createSecureSocket(options, cb) {
      var self = this;
      TunnelingAgent.prototype.createSocket.call(self, options, function(socket) {
        var hostHeader = options.request.getHeader("host");
        var tlsOptions = mergeOptions({}, self.options, {
          socket,
          servername: hostHeader ? hostHeader.replace(/:.*$/, "") : options.host
        });
        var secureSocket = tls.connect(0, tlsOptions);
        self.sockets[self.sockets.indexOf(socket)] = secureSocket;
        cb(secureSocket);
      });
    }
    function toOptions(host, port, localAddress) {
      if (typeof host === "string") {
        return {
          host,
          port,
          localAddress
        };
      }
      return host;
    }
    function mergeOptions(target) {
      for (var i = 1, len = arguments.length; i < len; ++i) {
        var overrides = arguments[i];
        if (typeof overrides === "object") {
          var keys = Object.keys(overrides);
          for (var j = 0, keyLen = keys.length; j < keyLen; ++j) {
            var k = keys[j];
            if (overrides[k] !== void 0) {
              target[k] = overrides[k];
            }
          }
        }
      }
      return target;
    }
    var debug2;
    if (process.env.NODE_DEBUG && /\btunnel\b/.test(process.env.NODE_DEBUG)) {
      debug2 = function() {
        var args = Array.prototype.slice.call(arguments);
        if (typeof args[0] === "string") {
          args[0] = "TUNNEL: " + args[0];
        } else {
          args.unshift("TUNNEL:");
        }
        console.error.apply(console, args);
      };
    } else {
      debug2 = function() {
      };
    }
    exports.debug = debug2;
  }
});

// node_modules/tunnel/index.js
var require_tunnel2 = __commonJS({
  "node_modules/tunnel/index.js"(exports, module) {
    module.exports = require_tunnel();
  }
});

// src/host/github.ts
import { accessSync, constants as constants2, statSync } from "node:fs";

// node_modules/@actions/core/lib/command.js
import * as os from "os";

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

// node_modules/@actions/core/lib/file-command.js
import * as crypto from "crypto";
import * as fs from "fs";
import * as os2 from "os";
function issueFileCommand(command, message) {
  const filePath = process.env[`GITHUB_${command}`];
  if (!filePath) {
    throw new Error(`Unable to find environment variable for file command ${command}`);
  }
  if (!fs.existsSync(filePath)) {
    throw new Error(`Missing file at path: ${filePath}`);
  }
  fs.appendFileSync(filePath, `${toCommandValue(message)}${os2.EOL}`, {
    encoding: "utf8"
  });
}
function prepareKeyValueMessage(key, value) {
  const delimiter = `ghadelimiter_${crypto.randomUUID()}`;
  const convertedValue = toCommandValue(value);
  if (key.includes(delimiter)) {
    throw new Error(`Unexpected input: name should not contain the delimiter "${delimiter}"`);
  }
  if (convertedValue.includes(delimiter)) {
    throw new Error(`Unexpected input: value should not contain the delimiter "${delimiter}"`);
  }
  return `${key}<<${delimiter}${os2.EOL}${convertedValue}${os2.EOL}${delimiter}`;
}

// node_modules/@actions/core/lib/core.js
import * as os4 from "os";

// node_modules/@actions/http-client/lib/index.js
var http = __toESM(require_http());
import * as https from "https";

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

// node_modules/@actions/http-client/lib/index.js
var tunnel = __toESM(require_tunnel2());

// absent:undici
var ProxyAgent = class {
  constructor() {
    throw new Error("undici is not part of this build");
  }
};

// node_modules/@actions/http-client/lib/index.js
var __awaiter = function(thisArg, _arguments, P, generator) {
  function adopt(value) {
    return value instanceof P ? value : new P(function(resolve) {
      resolve(value);
    });
  }
  return new (P || (P = Promise))(function(resolve, reject) {
    function fulfilled(value) {
      try {
        step(generator.next(value));
      } catch (e) {
        reject(e);
      }
    }
    function rejected(value) {
      try {
        step(generator["throw"](value));
      } catch (e) {
        reject(e);
      }
    }
    function step(result) {
      result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected);
    }
    step((generator = generator.apply(thisArg, _arguments || [])).next());
  });
};
var HttpCodes;
(function(HttpCodes2) {
  HttpCodes2[HttpCodes2["OK"] = 200] = "OK";
  HttpCodes2[HttpCodes2["MultipleChoices"] = 300] = "MultipleChoices";
  HttpCodes2[HttpCodes2["MovedPermanently"] = 301] = "MovedPermanently";
  HttpCodes2[HttpCodes2["ResourceMoved"] = 302] = "ResourceMoved";
  HttpCodes2[HttpCodes2["SeeOther"] = 303] = "SeeOther";
  HttpCodes2[HttpCodes2["NotModified"] = 304] = "NotModified";
  HttpCodes2[HttpCodes2["UseProxy"] = 305] = "UseProxy";
  HttpCodes2[HttpCodes2["SwitchProxy"] = 306] = "SwitchProxy";
  HttpCodes2[HttpCodes2["TemporaryRedirect"] = 307] = "TemporaryRedirect";
  HttpCodes2[HttpCodes2["PermanentRedirect"] = 308] = "PermanentRedirect";
  HttpCodes2[HttpCodes2["BadRequest"] = 400] = "BadRequest";
  HttpCodes2[HttpCodes2["Unauthorized"] = 401] = "Unauthorized";
  HttpCodes2[HttpCodes2["PaymentRequired"] = 402] = "PaymentRequired";
  HttpCodes2[HttpCodes2["Forbidden"] = 403] = "Forbidden";
  HttpCodes2[HttpCodes2["NotFound"] = 404] = "NotFound";
  HttpCodes2[HttpCodes2["MethodNotAllowed"] = 405] = "MethodNotAllowed";
  HttpCodes2[HttpCodes2["NotAcceptable"] = 406] = "NotAcceptable";
  HttpCodes2[HttpCodes2["ProxyAuthenticationRequired"] = 407] = "ProxyAuthenticationRequired";
  HttpCodes2[HttpCodes2["RequestTimeout"] = 408] = "RequestTimeout";
  HttpCodes2[HttpCodes2["Conflict"] = 409] = "Conflict";
  HttpCodes2[HttpCodes2["Gone"] = 410] = "Gone";
  HttpCodes2[HttpCodes2["TooManyRequests"] = 429] = "TooManyRequests";
  HttpCodes2[HttpCodes2["InternalServerError"] = 500] = "InternalServerError";
  HttpCodes2[HttpCodes2["NotImplemented"] = 501] = "NotImplemented";
  HttpCodes2[HttpCodes2["BadGateway"] = 502] = "BadGateway";
  HttpCodes2[HttpCodes2["ServiceUnavailable"] = 503] = "ServiceUnavailable";
  HttpCodes2[HttpCodes2["GatewayTimeout"] = 504] = "GatewayTimeout";
})(HttpCodes || (HttpCodes = {}));
var Headers;
(function(Headers2) {
  Headers2["Accept"] = "accept";
  Headers2["ContentType"] = "content-type";
})(Headers || (Headers = {}));
var MediaTypes;
(function(MediaTypes2) {
  MediaTypes2["ApplicationJson"] = "application/json";
})(MediaTypes || (MediaTypes = {}));
var HttpRedirectCodes = [
  HttpCodes.MovedPermanently,
  HttpCodes.ResourceMoved,
  HttpCodes.SeeOther,
  HttpCodes.TemporaryRedirect,
  HttpCodes.PermanentRedirect
];
var HttpResponseRetryCodes = [
  HttpCodes.BadGateway,
  HttpCodes.ServiceUnavailable,
  HttpCodes.GatewayTimeout
];
var RetryableHttpVerbs = ["OPTIONS", "GET", "DELETE", "HEAD"];
var ExponentialBackoffCeiling = 10;
var ExponentialBackoffTimeSlice = 5;
var HttpClientError = class _HttpClientError extends Error {
  constructor(message, statusCode) {
    super(message);
    this.name = "HttpClientError";
    this.statusCode = statusCode;
    Object.setPrototypeOf(this, _HttpClientError.prototype);
  }
};
var HttpClientResponse = class {
  constructor(message) {
    this.message = message;
  }
  readBody() {
    return __awaiter(this, void 0, void 0, function* () {
      return new Promise((resolve) => __awaiter(this, void 0, void 0, function* () {
        let output = Buffer.alloc(0);
        this.message.on("data", (chunk) => {
          output = Buffer.concat([output, chunk]);
        });
        this.message.on("end", () => {
          resolve(output.toString());
        });
      }));
    });
  }
  readBodyBuffer() {
    return __awaiter(this, void 0, void 0, function* () {
      return new Promise((resolve) => __awaiter(this, void 0, void 0, function* () {
        const chunks = [];
        this.message.on("data", (chunk) => {
          chunks.push(chunk);
        });
        this.message.on("end", () => {
          resolve(Buffer.concat(chunks));
        });
      }));
    });
  }
};
var HttpClient = class {
  constructor(userAgent, handlers, requestOptions) {
    this._ignoreSslError = false;
    this._allowRedirects = true;
    this._allowRedirectDowngrade = false;
    this._maxRedirects = 50;
    this._allowRetries = false;
    this._maxRetries = 1;
    this._keepAlive = false;
    this._disposed = false;
    this.userAgent = this._getUserAgentWithOrchestrationId(userAgent);
    this.handlers = handlers || [];
    this.requestOptions = requestOptions;
    if (requestOptions) {
      if (requestOptions.ignoreSslError != null) {
        this._ignoreSslError = requestOptions.ignoreSslError;
      }
      this._socketTimeout = requestOptions.socketTimeout;
      if (requestOptions.allowRedirects != null) {
        this._allowRedirects = requestOptions.allowRedirects;
      }
      if (requestOptions.allowRedirectDowngrade != null) {
        this._allowRedirectDowngrade = requestOptions.allowRedirectDowngrade;
      }
      if (requestOptions.maxRedirects != null) {
        this._maxRedirects = Math.max(requestOptions.maxRedirects, 0);
      }
      if (requestOptions.keepAlive != null) {
        this._keepAlive = requestOptions.keepAlive;
      }
      if (requestOptions.allowRetries != null) {
        this._allowRetries = requestOptions.allowRetries;
      }
      if (requestOptions.maxRetries != null) {
        this._maxRetries = requestOptions.maxRetries;
      }
    }
  }
  options(requestUrl, additionalHeaders) {
    return __awaiter(this, void 0, void 0, function* () {
      return this.request("OPTIONS", requestUrl, null, additionalHeaders || {});
    });
  }
  get(requestUrl, additionalHeaders) {
    return __awaiter(this, void 0, void 0, function* () {
      return this.request("GET", requestUrl, null, additionalHeaders || {});
    });
  }
  del(requestUrl, additionalHeaders) {
    return __awaiter(this, void 0, void 0, function* () {
      return this.request("DELETE", requestUrl, null, additionalHeaders || {});
    });
  }
  post(requestUrl, data, additionalHeaders) {
    return __awaiter(this, void 0, void 0, function* () {
      return this.request("POST", requestUrl, data, additionalHeaders || {});
    });
  }
  patch(requestUrl, data, additionalHeaders) {
    return __awaiter(this, void 0, void 0, function* () {
      return this.request("PATCH", requestUrl, data, additionalHeaders || {});
    });
  }
  put(requestUrl, data, additionalHeaders) {
    return __awaiter(this, void 0, void 0, function* () {
      return this.request("PUT", requestUrl, data, additionalHeaders || {});
    });
  }
  head(requestUrl, additionalHeaders) {
    return __awaiter(this, void 0, void 0, function* () {
      return this.request("HEAD", requestUrl, null, additionalHeaders || {});
    });
  }
  sendStream(verb, requestUrl, stream, additionalHeaders) {
    return __awaiter(this, void 0, void 0, function* () {
      return this.request(verb, requestUrl, stream, additionalHeaders);
    });
  }
  /**
   * Gets a typed object from an endpoint
   * Be aware that not found returns a null.  Other errors (4xx, 5xx) reject the promise
   */
  getJson(requestUrl_1) {
    return __awaiter(this, arguments, void 0, function* (requestUrl, additionalHeaders = {}) {
      additionalHeaders[Headers.Accept] = this._getExistingOrDefaultHeader(additionalHeaders, Headers.Accept, MediaTypes.ApplicationJson);
      const res = yield this.get(requestUrl, additionalHeaders);
      return this._processResponse(res, this.requestOptions);
    });
  }
  postJson(requestUrl_1, obj_1) {
    return __awaiter(this, arguments, void 0, function* (requestUrl, obj, additionalHeaders = {}) {
      const data = JSON.stringify(obj, null, 2);
      additionalHeaders[Headers.Accept] = this._getExistingOrDefaultHeader(additionalHeaders, Headers.Accept, MediaTypes.ApplicationJson);
      additionalHeaders[Headers.ContentType] = this._getExistingOrDefaultContentTypeHeader(additionalHeaders, MediaTypes.ApplicationJson);
      const res = yield this.post(requestUrl, data, additionalHeaders);
      return this._processResponse(res, this.requestOptions);
    });
  }
  putJson(requestUrl_1, obj_1) {
    return __awaiter(this, arguments, void 0, function* (requestUrl, obj, additionalHeaders = {}) {
      const data = JSON.stringify(obj, null, 2);
      additionalHeaders[Headers.Accept] = this._getExistingOrDefaultHeader(additionalHeaders, Headers.Accept, MediaTypes.ApplicationJson);
      additionalHeaders[Headers.ContentType] = this._getExistingOrDefaultContentTypeHeader(additionalHeaders, MediaTypes.ApplicationJson);
      const res = yield this.put(requestUrl, data, additionalHeaders);
      return this._processResponse(res, this.requestOptions);
    });
  }
  patchJson(requestUrl_1, obj_1) {
    return __awaiter(this, arguments, void 0, function* (requestUrl, obj, additionalHeaders = {}) {
      const data = JSON.stringify(obj, null, 2);
      additionalHeaders[Headers.Accept] = this._getExistingOrDefaultHeader(additionalHeaders, Headers.Accept, MediaTypes.ApplicationJson);
      additionalHeaders[Headers.ContentType] = this._getExistingOrDefaultContentTypeHeader(additionalHeaders, MediaTypes.ApplicationJson);
      const res = yield this.patch(requestUrl, data, additionalHeaders);
      return this._processResponse(res, this.requestOptions);
    });
  }
  /**
   * Makes a raw http request.
   * All other methods such as get, post, patch, and request ultimately call this.
   * Prefer get, del, post and patch
   */
  request(verb, requestUrl, data, headers) {
    return __awaiter(this, void 0, void 0, function* () {
      if (this._disposed) {
        throw new Error("Client has already been disposed.");
      }
      const parsedUrl = new URL(requestUrl);
      let info2 = this._prepareRequest(verb, parsedUrl, headers);
      const maxTries = this._allowRetries && RetryableHttpVerbs.includes(verb) ? this._maxRetries + 1 : 1;
      let numTries = 0;
      let response;
      do {
        response = yield this.requestRaw(info2, data);
        if (response && response.message && response.message.statusCode === HttpCodes.Unauthorized) {
          let authenticationHandler;
          for (const handler2 of this.handlers) {
            if (handler2.canHandleAuthentication(response)) {
              authenticationHandler = handler2;
              break;
            }
          }
          if (authenticationHandler) {
            return authenticationHandler.handleAuthentication(this, info2, data);
          } else {
            return response;
          }
        }
        let redirectsRemaining = this._maxRedirects;
        while (response.message.statusCode && HttpRedirectCodes.includes(response.message.statusCode) && this._allowRedirects && redirectsRemaining > 0) {
          const redirectUrl = response.message.headers["location"];
          if (!redirectUrl) {
            break;
          }
          const parsedRedirectUrl = new URL(redirectUrl);
          if (parsedUrl.protocol === "https:" && parsedUrl.protocol !== parsedRedirectUrl.protocol && !this._allowRedirectDowngrade) {
            throw new Error("Redirect from HTTPS to HTTP protocol. This downgrade is not allowed for security reasons. If you want to allow this behavior, set the allowRedirectDowngrade option to true.");
          }
          yield response.readBody();
          if (parsedRedirectUrl.hostname !== parsedUrl.hostname) {
            for (const header in headers) {
              if (header.toLowerCase() === "authorization") {
                delete headers[header];
              }
            }
          }
          info2 = this._prepareRequest(verb, parsedRedirectUrl, headers);
          response = yield this.requestRaw(info2, data);
          redirectsRemaining--;
        }
        if (!response.message.statusCode || !HttpResponseRetryCodes.includes(response.message.statusCode)) {
          return response;
        }
        numTries += 1;
        if (numTries < maxTries) {
          yield response.readBody();
          yield this._performExponentialBackoff(numTries);
        }
      } while (numTries < maxTries);
      return response;
    });
  }
  /**
   * Needs to be called if keepAlive is set to true in request options.
   */
  dispose() {
    if (this._agent) {
      this._agent.destroy();
    }
    this._disposed = true;
  }
  /**
   * Raw request.
   * @param info
   * @param data
   */
  requestRaw(info2, data) {
    return __awaiter(this, void 0, void 0, function* () {
      return new Promise((resolve, reject) => {
        function callbackForResult(err, res) {
          if (err) {
            reject(err);
          } else if (!res) {
            reject(new Error("Unknown error"));
          } else {
            resolve(res);
          }
        }
        this.requestRawWithCallback(info2, data, callbackForResult);
      });
    });
  }
  /**
   * Raw request with callback.
   * @param info
   * @param data
   * @param onResult
   */
  requestRawWithCallback(info2, data, onResult) {
    if (typeof data === "string") {
      if (!info2.options.headers) {
        info2.options.headers = {};
      }
      info2.options.headers["Content-Length"] = Buffer.byteLength(data, "utf8");
    }
    let callbackCalled = false;
    function handleResult(err, res) {
      if (!callbackCalled) {
        callbackCalled = true;
        onResult(err, res);
      }
    }
    const req = info2.httpModule.request(info2.options, (msg) => {
      const res = new HttpClientResponse(msg);
      handleResult(void 0, res);
    });
    let socket;
    req.on("socket", (sock) => {
      socket = sock;
    });
    req.setTimeout(this._socketTimeout || 3 * 6e4, () => {
      if (socket) {
        socket.end();
      }
      handleResult(new Error(`Request timeout: ${info2.options.path}`));
    });
    req.on("error", function(err) {
      handleResult(err);
    });
    if (data && typeof data === "string") {
      req.write(data, "utf8");
    }
    if (data && typeof data !== "string") {
      data.on("close", function() {
        req.end();
      });
      data.pipe(req);
    } else {
      req.end();
    }
  }
  /**
   * Gets an http agent. This function is useful when you need an http agent that handles
   * routing through a proxy server - depending upon the url and proxy environment variables.
   * @param serverUrl  The server URL where the request will be sent. For example, https://api.github.com
   */
  getAgent(serverUrl) {
    const parsedUrl = new URL(serverUrl);
    return this._getAgent(parsedUrl);
  }
  getAgentDispatcher(serverUrl) {
    const parsedUrl = new URL(serverUrl);
    const proxyUrl = getProxyUrl(parsedUrl);
    const useProxy = proxyUrl && proxyUrl.hostname;
    if (!useProxy) {
      return;
    }
    return this._getProxyAgentDispatcher(parsedUrl, proxyUrl);
  }
  _prepareRequest(method, requestUrl, headers) {
    const info2 = {};
    info2.parsedUrl = requestUrl;
    const usingSsl = info2.parsedUrl.protocol === "https:";
    info2.httpModule = usingSsl ? https : http;
    const defaultPort = usingSsl ? 443 : 80;
    info2.options = {};
    info2.options.host = info2.parsedUrl.hostname;
    info2.options.port = info2.parsedUrl.port ? parseInt(info2.parsedUrl.port) : defaultPort;
    info2.options.path = (info2.parsedUrl.pathname || "") + (info2.parsedUrl.search || "");
    info2.options.method = method;
    info2.options.headers = this._mergeHeaders(headers);
    if (this.userAgent != null) {
      info2.options.headers["user-agent"] = this.userAgent;
    }
    info2.options.agent = this._getAgent(info2.parsedUrl);
    if (this.handlers) {
      for (const handler2 of this.handlers) {
        handler2.prepareRequest(info2.options);
      }
    }
    return info2;
  }
  _mergeHeaders(headers) {
    if (this.requestOptions && this.requestOptions.headers) {
      return Object.assign({}, lowercaseKeys(this.requestOptions.headers), lowercaseKeys(headers || {}));
    }
    return lowercaseKeys(headers || {});
  }
  /**
   * Gets an existing header value or returns a default.
   * Handles converting number header values to strings since HTTP headers must be strings.
   * Note: This returns string | string[] since some headers can have multiple values.
   * For headers that must always be a single string (like Content-Type), use the
   * specialized _getExistingOrDefaultContentTypeHeader method instead.
   */
  _getExistingOrDefaultHeader(additionalHeaders, header, _default) {
    let clientHeader;
    if (this.requestOptions && this.requestOptions.headers) {
      const headerValue = lowercaseKeys(this.requestOptions.headers)[header];
      if (headerValue) {
        clientHeader = typeof headerValue === "number" ? headerValue.toString() : headerValue;
      }
    }
    const additionalValue = additionalHeaders[header];
    if (additionalValue !== void 0) {
      return typeof additionalValue === "number" ? additionalValue.toString() : additionalValue;
    }
    if (clientHeader !== void 0) {
      return clientHeader;
    }
    return _default;
  }
  /**
   * Specialized version of _getExistingOrDefaultHeader for Content-Type header.
   * Always returns a single string (not an array) since Content-Type should be a single value.
   * Converts arrays to comma-separated strings and numbers to strings to ensure type safety.
   * This was split from _getExistingOrDefaultHeader to provide stricter typing for callers
   * that assign the result to places expecting a string (e.g., additionalHeaders[Headers.ContentType]).
   */
  _getExistingOrDefaultContentTypeHeader(additionalHeaders, _default) {
    let clientHeader;
    if (this.requestOptions && this.requestOptions.headers) {
      const headerValue = lowercaseKeys(this.requestOptions.headers)[Headers.ContentType];
      if (headerValue) {
        if (typeof headerValue === "number") {
          clientHeader = String(headerValue);
        } else if (Array.isArray(headerValue)) {
          clientHeader = headerValue.join(", ");
        } else {
          clientHeader = headerValue;
        }
      }
    }
    const additionalValue = additionalHeaders[Headers.ContentType];
    if (additionalValue !== void 0) {
      if (typeof additionalValue === "number") {
        return String(additionalValue);
      } else if (Array.isArray(additionalValue)) {
        return additionalValue.join(", ");
      } else {
        return additionalValue;
      }
    }
    if (clientHeader !== void 0) {
      return clientHeader;
    }
    return _default;
  }
  _getAgent(parsedUrl) {
    let agent;
    const proxyUrl = getProxyUrl(parsedUrl);
    const useProxy = proxyUrl && proxyUrl.hostname;
    if (this._keepAlive && useProxy) {
      agent = this._proxyAgent;
    }
    if (!useProxy) {
      agent = this._agent;
    }
    if (agent) {
      return agent;
    }
    const usingSsl = parsedUrl.protocol === "https:";
    let maxSockets = 100;
    if (this.requestOptions) {
      maxSockets = this.requestOptions.maxSockets || http.globalAgent.maxSockets;
    }
    if (proxyUrl && proxyUrl.hostname) {
      const agentOptions = {
        maxSockets,
        keepAlive: this._keepAlive,
        proxy: Object.assign(Object.assign({}, (proxyUrl.username || proxyUrl.password) && {
          proxyAuth: `${proxyUrl.username}:${proxyUrl.password}`
        }), { host: proxyUrl.hostname, port: proxyUrl.port })
      };
      let tunnelAgent;
      const overHttps = proxyUrl.protocol === "https:";
      if (usingSsl) {
        tunnelAgent = overHttps ? tunnel.httpsOverHttps : tunnel.httpsOverHttp;
      } else {
        tunnelAgent = overHttps ? tunnel.httpOverHttps : tunnel.httpOverHttp;
      }
      agent = tunnelAgent(agentOptions);
      this._proxyAgent = agent;
    }
    if (!agent) {
      const options = { keepAlive: this._keepAlive, maxSockets };
      agent = usingSsl ? new https.Agent(options) : new http.Agent(options);
      this._agent = agent;
    }
    if (usingSsl && this._ignoreSslError) {
      agent.options = Object.assign(agent.options || {}, {
        rejectUnauthorized: false
      });
    }
    return agent;
  }
  _getProxyAgentDispatcher(parsedUrl, proxyUrl) {
    let proxyAgent;
    if (this._keepAlive) {
      proxyAgent = this._proxyAgentDispatcher;
    }
    if (proxyAgent) {
      return proxyAgent;
    }
    const usingSsl = parsedUrl.protocol === "https:";
    proxyAgent = new ProxyAgent(Object.assign({ uri: proxyUrl.href, pipelining: !this._keepAlive ? 0 : 1 }, (proxyUrl.username || proxyUrl.password) && {
      token: `Basic ${Buffer.from(`${proxyUrl.username}:${proxyUrl.password}`).toString("base64")}`
    }));
    this._proxyAgentDispatcher = proxyAgent;
    if (usingSsl && this._ignoreSslError) {
      proxyAgent.options = Object.assign(proxyAgent.options.requestTls || {}, {
        rejectUnauthorized: false
      });
    }
    return proxyAgent;
  }
  _getUserAgentWithOrchestrationId(userAgent) {
    const baseUserAgent = userAgent || "actions/http-client";
    const orchId = process.env["ACTIONS_ORCHESTRATION_ID"];
    if (orchId) {
      const sanitizedId = orchId.replace(/[^a-z0-9_.-]/gi, "_");
      return `${baseUserAgent} actions_orchestration_id/${sanitizedId}`;
    }
    return baseUserAgent;
  }
  _performExponentialBackoff(retryNumber) {
    return __awaiter(this, void 0, void 0, function* () {
      retryNumber = Math.min(ExponentialBackoffCeiling, retryNumber);
      const ms = ExponentialBackoffTimeSlice * Math.pow(2, retryNumber);
      return new Promise((resolve) => setTimeout(() => resolve(), ms));
    });
  }
  _processResponse(res, options) {
    return __awaiter(this, void 0, void 0, function* () {
      return new Promise((resolve, reject) => __awaiter(this, void 0, void 0, function* () {
        const statusCode = res.message.statusCode || 0;
        const response = {
          statusCode,
          result: null,
          headers: {}
        };
        if (statusCode === HttpCodes.NotFound) {
          resolve(response);
        }
        function dateTimeDeserializer(key, value) {
          if (typeof value === "string") {
            const a = new Date(value);
            if (!isNaN(a.valueOf())) {
              return a;
            }
          }
          return value;
        }
        let obj;
        let contents;
        try {
          contents = yield res.readBody();
          if (contents && contents.length > 0) {
            if (options && options.deserializeDates) {
              obj = JSON.parse(contents, dateTimeDeserializer);
            } else {
              obj = JSON.parse(contents);
            }
            response.result = obj;
          }
          response.headers = res.message.headers;
        } catch (err) {
        }
        if (statusCode > 299) {
          let msg;
          if (obj && obj.message) {
            msg = obj.message;
          } else if (contents && contents.length > 0) {
            msg = contents;
          } else {
            msg = `Failed request: (${statusCode})`;
          }
          const err = new HttpClientError(msg, statusCode);
          err.result = response.result;
          reject(err);
        } else {
          resolve(response);
        }
      }));
    });
  }
};
var lowercaseKeys = (obj) => Object.keys(obj).reduce((c, k) => (c[k.toLowerCase()] = obj[k], c), {});

// node_modules/@actions/core/lib/summary.js
import { EOL as EOL3 } from "os";
import { constants, promises } from "fs";
var __awaiter2 = function(thisArg, _arguments, P, generator) {
  function adopt(value) {
    return value instanceof P ? value : new P(function(resolve) {
      resolve(value);
    });
  }
  return new (P || (P = Promise))(function(resolve, reject) {
    function fulfilled(value) {
      try {
        step(generator.next(value));
      } catch (e) {
        reject(e);
      }
    }
    function rejected(value) {
      try {
        step(generator["throw"](value));
      } catch (e) {
        reject(e);
      }
    }
    function step(result) {
      result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected);
    }
    step((generator = generator.apply(thisArg, _arguments || [])).next());
  });
};
var { access, appendFile, writeFile } = promises;
var SUMMARY_ENV_VAR = "GITHUB_STEP_SUMMARY";
var Summary = class {
  constructor() {
    this._buffer = "";
  }
  /**
   * Finds the summary file path from the environment, rejects if env var is not found or file does not exist
   * Also checks r/w permissions.
   *
   * @returns step summary file path
   */
  filePath() {
    return __awaiter2(this, void 0, void 0, function* () {
      if (this._filePath) {
        return this._filePath;
      }
      const pathFromEnv = process.env[SUMMARY_ENV_VAR];
      if (!pathFromEnv) {
        throw new Error(`Unable to find environment variable for $${SUMMARY_ENV_VAR}. Check if your runtime environment supports job summaries.`);
      }
      try {
        yield access(pathFromEnv, constants.R_OK | constants.W_OK);
      } catch (_a) {
        throw new Error(`Unable to access summary file: '${pathFromEnv}'. Check if the file has correct read/write permissions.`);
      }
      this._filePath = pathFromEnv;
      return this._filePath;
    });
  }
  /**
   * Wraps content in an HTML tag, adding any HTML attributes
   *
   * @param {string} tag HTML tag to wrap
   * @param {string | null} content content within the tag
   * @param {[attribute: string]: string} attrs key-value list of HTML attributes to add
   *
   * @returns {string} content wrapped in HTML element
   */
  wrap(tag, content, attrs = {}) {
    const htmlAttrs = Object.entries(attrs).map(([key, value]) => ` ${key}="${value}"`).join("");
    if (!content) {
      return `<${tag}${htmlAttrs}>`;
    }
    return `<${tag}${htmlAttrs}>${content}</${tag}>`;
  }
  /**
   * Writes text in the buffer to the summary buffer file and empties buffer. Will append by default.
   *
   * @param {SummaryWriteOptions} [options] (optional) options for write operation
   *
   * @returns {Promise<Summary>} summary instance
   */
  write(options) {
    return __awaiter2(this, void 0, void 0, function* () {
      const overwrite = !!(options === null || options === void 0 ? void 0 : options.overwrite);
      const filePath = yield this.filePath();
      const writeFunc = overwrite ? writeFile : appendFile;
      yield writeFunc(filePath, this._buffer, { encoding: "utf8" });
      return this.emptyBuffer();
    });
  }
  /**
   * Clears the summary buffer and wipes the summary file
   *
   * @returns {Summary} summary instance
   */
  clear() {
    return __awaiter2(this, void 0, void 0, function* () {
      return this.emptyBuffer().write({ overwrite: true });
    });
  }
  /**
   * Returns the current summary buffer as a string
   *
   * @returns {string} string of summary buffer
   */
  stringify() {
    return this._buffer;
  }
  /**
   * If the summary buffer is empty
   *
   * @returns {boolen} true if the buffer is empty
   */
  isEmptyBuffer() {
    return this._buffer.length === 0;
  }
  /**
   * Resets the summary buffer without writing to summary file
   *
   * @returns {Summary} summary instance
   */
  emptyBuffer() {
    this._buffer = "";
    return this;
  }
  /**
   * Adds raw text to the summary buffer
   *
   * @param {string} text content to add
   * @param {boolean} [addEOL=false] (optional) append an EOL to the raw text (default: false)
   *
   * @returns {Summary} summary instance
   */
  addRaw(text, addEOL = false) {
    this._buffer += text;
    return addEOL ? this.addEOL() : this;
  }
  /**
   * Adds the operating system-specific end-of-line marker to the buffer
   *
   * @returns {Summary} summary instance
   */
  addEOL() {
    return this.addRaw(EOL3);
  }
  /**
   * Adds an HTML codeblock to the summary buffer
   *
   * @param {string} code content to render within fenced code block
   * @param {string} lang (optional) language to syntax highlight code
   *
   * @returns {Summary} summary instance
   */
  addCodeBlock(code, lang) {
    const attrs = Object.assign({}, lang && { lang });
    const element = this.wrap("pre", this.wrap("code", code), attrs);
    return this.addRaw(element).addEOL();
  }
  /**
   * Adds an HTML list to the summary buffer
   *
   * @param {string[]} items list of items to render
   * @param {boolean} [ordered=false] (optional) if the rendered list should be ordered or not (default: false)
   *
   * @returns {Summary} summary instance
   */
  addList(items, ordered = false) {
    const tag = ordered ? "ol" : "ul";
    const listItems = items.map((item) => this.wrap("li", item)).join("");
    const element = this.wrap(tag, listItems);
    return this.addRaw(element).addEOL();
  }
  /**
   * Adds an HTML table to the summary buffer
   *
   * @param {SummaryTableCell[]} rows table rows
   *
   * @returns {Summary} summary instance
   */
  addTable(rows) {
    const tableBody = rows.map((row) => {
      const cells = row.map((cell) => {
        if (typeof cell === "string") {
          return this.wrap("td", cell);
        }
        const { header, data, colspan, rowspan } = cell;
        const tag = header ? "th" : "td";
        const attrs = Object.assign(Object.assign({}, colspan && { colspan }), rowspan && { rowspan });
        return this.wrap(tag, data, attrs);
      }).join("");
      return this.wrap("tr", cells);
    }).join("");
    const element = this.wrap("table", tableBody);
    return this.addRaw(element).addEOL();
  }
  /**
   * Adds a collapsable HTML details element to the summary buffer
   *
   * @param {string} label text for the closed state
   * @param {string} content collapsable content
   *
   * @returns {Summary} summary instance
   */
  addDetails(label, content) {
    const element = this.wrap("details", this.wrap("summary", label) + content);
    return this.addRaw(element).addEOL();
  }
  /**
   * Adds an HTML image tag to the summary buffer
   *
   * @param {string} src path to the image you to embed
   * @param {string} alt text description of the image
   * @param {SummaryImageOptions} options (optional) addition image attributes
   *
   * @returns {Summary} summary instance
   */
  addImage(src, alt, options) {
    const { width, height } = options || {};
    const attrs = Object.assign(Object.assign({}, width && { width }), height && { height });
    const element = this.wrap("img", null, Object.assign({ src, alt }, attrs));
    return this.addRaw(element).addEOL();
  }
  /**
   * Adds an HTML section heading element
   *
   * @param {string} text heading text
   * @param {number | string} [level=1] (optional) the heading level, default: 1
   *
   * @returns {Summary} summary instance
   */
  addHeading(text, level) {
    const tag = `h${level}`;
    const allowedTag = ["h1", "h2", "h3", "h4", "h5", "h6"].includes(tag) ? tag : "h1";
    const element = this.wrap(allowedTag, text);
    return this.addRaw(element).addEOL();
  }
  /**
   * Adds an HTML thematic break (<hr>) to the summary buffer
   *
   * @returns {Summary} summary instance
   */
  addSeparator() {
    const element = this.wrap("hr", null);
    return this.addRaw(element).addEOL();
  }
  /**
   * Adds an HTML line break (<br>) to the summary buffer
   *
   * @returns {Summary} summary instance
   */
  addBreak() {
    const element = this.wrap("br", null);
    return this.addRaw(element).addEOL();
  }
  /**
   * Adds an HTML blockquote to the summary buffer
   *
   * @param {string} text quote text
   * @param {string} cite (optional) citation url
   *
   * @returns {Summary} summary instance
   */
  addQuote(text, cite) {
    const attrs = Object.assign({}, cite && { cite });
    const element = this.wrap("blockquote", text, attrs);
    return this.addRaw(element).addEOL();
  }
  /**
   * Adds an HTML anchor tag to the summary buffer
   *
   * @param {string} text link text/content
   * @param {string} href hyperlink
   *
   * @returns {Summary} summary instance
   */
  addLink(text, href) {
    const element = this.wrap("a", text, { href });
    return this.addRaw(element).addEOL();
  }
};
var _summary = new Summary();
var summary = _summary;

// node_modules/@actions/core/lib/platform.js
import os3 from "os";
var platform = os3.platform();
var arch = os3.arch();

// node_modules/@actions/core/lib/core.js
var ExitCode;
(function(ExitCode2) {
  ExitCode2[ExitCode2["Success"] = 0] = "Success";
  ExitCode2[ExitCode2["Failure"] = 1] = "Failure";
})(ExitCode || (ExitCode = {}));
function exportVariable(name, val) {
  const convertedVal = toCommandValue(val);
  process.env[name] = convertedVal;
  const filePath = process.env["GITHUB_ENV"] || "";
  if (filePath) {
    return issueFileCommand("ENV", prepareKeyValueMessage(name, val));
  }
  issueCommand("set-env", { name }, convertedVal);
}
function setSecret(secret) {
  issueCommand("add-mask", {}, secret);
}
function getInput(name, options) {
  const val = process.env[`INPUT_${name.replace(/ /g, "_").toUpperCase()}`] || "";
  if (options && options.required && !val) {
    throw new Error(`Input required and not supplied: ${name}`);
  }
  if (options && options.trimWhitespace === false) {
    return val;
  }
  return val.trim();
}
function setOutput(name, value) {
  const filePath = process.env["GITHUB_OUTPUT"] || "";
  if (filePath) {
    return issueFileCommand("OUTPUT", prepareKeyValueMessage(name, value));
  }
  process.stdout.write(os4.EOL);
  issueCommand("set-output", { name }, toCommandValue(value));
}
function isDebug() {
  return process.env["RUNNER_DEBUG"] === "1";
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
  process.stdout.write(message + os4.EOL);
}

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
    const redact2 = (text) => presentation.redact(text);
    const cutLines = (text) => redact2(text).split("\n").map((line) => cut(line, LONGEST_ANSWER_LINE)).join("\n");
    return new _Failure(
      {
        title: cut(redact2(title), LONGEST_TITLE),
        ...tried && { tried: redact2(tried) },
        ...answer && { answer: cutLines(answer) },
        why: cutLines(why),
        fixes: fixes.map(({ text, command }) => ({
          text: redact2(text),
          ...command && { command: redact2(command) }
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
    const lines2 = fixes.flatMap(({ text, command }) => [`Fix: ${text}`, command?.replace(/^/gm, "    ")]);
    return join(`Why: ${why}`, ...lines2, more && `More: ${more}`);
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
function join(...lines2) {
  return lines2.filter(Boolean).join("\n");
}
function cut(text, limit) {
  return text.length > limit ? `${text.slice(0, limit)}\u2026 (${text.length} characters)` : text;
}
function unforeseen(error2) {
  const { name, message } = error2 instanceof Error ? error2 : new Error(String(error2));
  return new Failure(
    {
      title: "The step failed in a way that it does not know",
      heading: "Unforeseen",
      why: `${name}: ${message}`,
      fixes: [
        { text: "Check the runner's disk and file permissions; if they are fine, report this as a bug." }
      ]
    },
    { cause: error2 }
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
  const seconds2 = Math.round(milliseconds / 100) / 10;
  if (deadline) {
    return new HttpError("deadline", request, {
      title: `${host} didn't answer before the step's timeout`,
      why: `The last request had ${seconds2} s left of the timeout that the step allows for everything together.`,
      fixes: [{ text: "Check the way from this runner to the host, or raise the input timeout." }]
    });
  }
  return new HttpError(
    "timeout",
    request,
    {
      title: `${host} didn't answer in ${seconds2} s`,
      why: "The connection or the answer took longer than one request may take.",
      fixes: [reachabilityFix(host)]
    },
    { retry: { kind: "transient", reason: `no answer in ${seconds2} s` } }
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
function describeAnswer({ status: status2, headers, body }) {
  const type = printable(headers["content-type"] ?? "no content type");
  const encoding = headers["content-encoding"];
  return `HTTP ${status2}, ${type}${encoding ? `, encoded as ${printable(encoding)}` : ""}, ${Buffer.byteLength(body)} bytes`;
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
    { response, retry: { kind: "transient", reason, after: retryAfter(response) } }
  );
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

// src/masks.ts
var SHORTEST_PEM_LINE = 8;
var JSON_PUNCTUATION = /^[{}[\],]*$/;
function maskedForms(secret) {
  const trimmed = secret.trim();
  if (trimmed === "") return [];
  const forms = [...lines(trimmed), ...encodings(trimmed), ...encodings(secret)];
  return [...new Set(forms)].filter((form) => !/[\r\n]/.test(form));
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
    Buffer.from(text).toString("base64").replace(/=+$/, ""),
    Buffer.from(text).toString("base64url")
  ];
}
var XML_ENTITIES = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;"
};
function redact(text, masks) {
  const stretches = [];
  for (const mask of masks) {
    for (let start = text.indexOf(mask); start >= 0; start = text.indexOf(mask, start + 1)) {
      stretches.push([start, start + mask.length]);
    }
  }
  let redacted = "";
  let position = 0;
  for (const [start, end] of stretches.toSorted(([a], [b]) => a - b)) {
    if (start >= position) redacted += `${text.slice(position, start)}***`;
    position = Math.max(position, end);
  }
  return redacted + text.slice(position);
}
function lines(text) {
  const isPem2 = text.includes("-----BEGIN");
  const parts = text.split(isPem2 ? /[\r\n]+|\\r|\\n/ : /[\r\n]+/).map((line) => line.trim());
  return isPem2 ? parts.filter((line) => line.length >= SHORTEST_PEM_LINE && !/^-----[^-]+-----$/.test(line)) : parts.filter((line) => !JSON_PUNCTUATION.test(line));
}

// src/host/github.ts
var LONGEST_ANNOTATION = 4096;
var GitHub = class {
  #env;
  #masks = /* @__PURE__ */ new Set();
  constructor(env) {
    this.#env = env;
  }
  input(name) {
    return getInput(name, { trimWhitespace: false });
  }
  mask(secret) {
    for (const form of maskedForms(secret)) {
      if (this.#masks.has(form)) continue;
      this.#masks.add(form);
      setSecret(form);
    }
  }
  /** The runner masks the log too; this also covers titles of annotations, which it doesn't. */
  redact(text) {
    return redact(text, this.#masks);
  }
  handoverObstacle(exportAs) {
    const variables = exportAs ? ["GITHUB_OUTPUT", "GITHUB_ENV"] : ["GITHUB_OUTPUT"];
    for (const name of variables) {
      const path = this.#env[name];
      if (!path) return `${name} is not set, so there is no file to hand the token over in`;
      if (!isWritableFile(path)) return `${name} names no file that can be written to`;
    }
    return void 0;
  }
  output(name, value) {
    setOutput(name, value);
  }
  exportVariable(name, value) {
    exportVariable(name, value);
  }
  info = (line) => {
    info(this.redact(line));
  };
  warning(text) {
    warning(this.redact(text));
  }
  debug = (line) => {
    if (isDebug()) debug(this.redact(line));
  };
  /** One annotation, which is also what the log shows; what doesn't fit into it goes to the log before. */
  fail(failure) {
    const { title } = failure.parts;
    const annotation = failure.shortened(LONGEST_ANNOTATION - title.length - 1);
    if (annotation !== failure.text) info(failure.text);
    error(`${title}
${annotation}`, { title });
  }
  async summary(markdown) {
    try {
      await summary.addRaw(markdown, true).write();
    } catch (error2) {
      this.warning(`The summary could not be written: ${printable(error2.message)}`);
    }
  }
  storeSecret(name) {
    const { GITHUB_REPOSITORY: repository = "", GITHUB_SERVER_URL: server } = this.#env;
    const host = URL.parse(server ?? "")?.host;
    const place = host && host !== "github.com" ? `${host}/${repository}` : repository;
    return `gh secret set ${name}${/^[\w.:/-]+$/.test(place) ? ` --repo ${place}` : ""}`;
  }
  /** An action of the workflow's own repository (`uses: ./`) has no repository of its own. */
  documentation(heading) {
    const {
      GITHUB_ACTION_REPOSITORY: repository,
      GITHUB_ACTION_REF: ref,
      GITHUB_SERVER_URL: server
    } = this.#env;
    const isPlain = /^[\w.-]+\/[\w.-]+$/.test(repository ?? "") && /^https:\/\/[\w.-]+(:\d+)?$/.test(server ?? "");
    if (!isPlain || !ref || !/^[\w./@+-]+$/.test(ref)) return void 0;
    return `${server}/${repository}/blob/${ref}/docs/troubleshooting.md#${anchorOf(heading)}`;
  }
  get hasOidcToken() {
    return Boolean(this.#env.ACTIONS_ID_TOKEN_REQUEST_URL && this.#env.ACTIONS_ID_TOKEN_REQUEST_TOKEN);
  }
  oidcAdvice = [
    "federated needs the job's own OIDC token, and this job may not ask for one. Add to the job (or the workflow):",
    "permissions:",
    "  id-token: write",
    "  contents: read",
    "A reusable workflow needs it in the workflow that calls it, too. Runs of pull requests from forks and of Dependabot never get it; for them, or if another credential was meant whose secret arrived empty, the step must not run."
  ].join("\n");
  /** https://docs.github.com/actions/reference/security/oidc#methods-for-requesting-the-oidc-token */
  async oidcToken(audience, http2) {
    const base = this.#env.ACTIONS_ID_TOKEN_REQUEST_URL ?? "";
    const url = URL.parse(`${base}${base.includes("?") ? "&" : "?"}audience=${encodeURIComponent(audience)}`);
    if (url?.protocol !== "https:") throw noRequestUrl();
    const requestToken = this.#env.ACTIONS_ID_TOKEN_REQUEST_TOKEN ?? "";
    this.mask(requestToken);
    const authorization = `Bearer ${requestToken}`;
    const request = { method: "GET", url: url.href, headers: { authorization } };
    const response = await http2.fetch(request);
    const token = textField(parseObject(response.body) ?? {}, "value");
    this.mask(token);
    if (response.status === 200 && token) return token;
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
function isWritableFile(path) {
  try {
    accessSync(path, constants2.W_OK);
    return !statSync(path).isDirectory();
  } catch {
    return false;
  }
}
function anchorOf(heading) {
  return heading.toLowerCase().replace(/[^\p{L}\p{N}\s_-]/gu, "").replace(/\s/g, "-");
}

// src/jwt.ts
function readClaims(jwt) {
  return parseObject(Buffer.from(jwt.split(".")[1] ?? "", "base64url").toString()) ?? {};
}

// src/entra/clock.ts
var NOTICEABLE = 30;
function clockSkew(response) {
  const date = Date.parse(response?.headers.date ?? "");
  return Number.isNaN(date) ? void 0 : Math.round((date - Date.now()) / 1e3);
}
function describeSkew(seconds2) {
  if (seconds2 === void 0) return "Whether this runner's clock is right can't be told.";
  if (Math.abs(seconds2) <= NOTICEABLE)
    return `This runner's clock agrees with Entra's within ${NOTICEABLE} seconds.`;
  return `This runner's clock is ${Math.abs(seconds2)} seconds ${seconds2 > 0 ? "behind" : "ahead of"} Entra's.`;
}

// src/entra/access-token.ts
function readAccessToken(result, response, request) {
  const answer = parseObject(response?.body ?? "") ?? {};
  const unusable = (why) => new Failure({
    title: "Entra answered without a usable access token",
    heading: "Answer without a token",
    tried: `asking for ${request.scopes.join(" ")}`,
    ...response && { answer: describeAnswer(response) },
    why,
    fixes: [loginHostFix]
  });
  const value = result.accessToken;
  if (typeof value !== "string" || !/^[\w.~+/-]+=*$/.test(value)) {
    throw unusable(value ? "access_token is no bearer token." : "access_token is missing or empty.");
  }
  if (result.tokenType && !/^bearer$/i.test(result.tokenType)) {
    throw unusable(`token_type is ${printable(result.tokenType)}; Power Platform API takes Bearer tokens.`);
  }
  const claims = readClaims(value);
  const expiresOn = endOfLife(answer, result, claims);
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
  return Object.defineProperty(token, "value", { value, enumerable: false });
}
function endOfLife(answer, { expiresOn }, { exp }) {
  const claimed = typeof exp === "number" ? exp * 1e3 : Number.POSITIVE_INFINITY;
  return new Date(Math.min(claimed, statedEnd(answer, expiresOn)));
}
function statedEnd({ expires_in, expires_on }, expiresOn) {
  const now = Math.floor(Date.now() / 1e3);
  if (typeof expires_in === "number" || typeof expires_in === "string" && /^-?\d+$/.test(expires_in)) {
    return new Date((now + Number(expires_in)) * 1e3).getTime();
  }
  if (expires_in !== void 0 && expires_in !== null) return Number.NaN;
  return expires_on === void 0 ? Number.POSITIVE_INFINITY : Number(expiresOn ?? Number.NaN);
}

// src/entra/client.ts
var acquirers = {
  "client-credentials": (msal, request, { proof }, transport) => new msal.ConfidentialClientApplication(
    configuration(request, transport, proof)
  ).acquireTokenByClientCredential({ scopes: request.scopes, azureRegion: "DisableMsalForceRegion" }),
  password: (msal, request, { username, password: password2, clientSecret: clientSecret2 }, transport) => {
    const app = clientSecret2 ? new msal.ConfidentialClientApplication(configuration(request, transport, { clientSecret: clientSecret2 })) : new msal.PublicClientApplication(configuration(request, transport));
    return app.acquireTokenByUsernamePassword({ scopes: request.scopes, username, password: password2 });
  },
  "managed-identity": (msal, { clientId, scopes: scopes2 }, _grant, transport) => new msal.ManagedIdentityApplication({
    ...clientId && { managedIdentityIdParams: { userAssignedClientId: clientId } },
    system: { networkClient: transport, disableInternalRetries: true, loggerOptions: silent }
  }).acquireToken({ resource: scopes2[0] ?? "", forceRefresh: true })
};
var silent = { loggerCallback: () => {
}, piiLoggingEnabled: false };
function configuration({ clientId, tenantId, authorityHost }, networkClient, proof) {
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
      ...proof
    },
    system: { networkClient, loggerOptions: silent }
  };
}

// src/entra/error.ts
function readEntraAnswer({ body, status: status2 }) {
  const object = parseObject(body);
  const error2 = object && textField(object, "error");
  if (!object || !error2) return void 0;
  const description = textField(object, "error_description");
  const listed = Array.isArray(object.error_codes) ? object.error_codes.filter(Number.isSafeInteger) : [];
  const named = /^AADSTS(\d{1,15})\b/.exec(description)?.[1];
  const codes = listed.length === 0 && named ? [Number(named)] : listed;
  const identifiers = [
    ["Error codes", codes.length > 1 ? codes.join(", ") : ""],
    ["Trace ID", textField(object, "trace_id")],
    ["Correlation ID", textField(object, "correlation_id")],
    ["Timestamp", textField(object, "timestamp")]
  ].filter(([, value]) => value);
  return {
    error: error2,
    codes,
    lines: [
      (textField(object, "trace_id") ? withoutIdentifiers(description) : description) || error2,
      `HTTP ${status2}, error ${error2}`,
      ...identifiers.map(([name, value]) => `${name}: ${value}`)
    ].map(printable)
  };
}
function withoutIdentifiers(description) {
  return description.replace(/\s*Trace ID: .*$/s, "");
}

// src/error-words.ts
var FIELDS = ["code", "error", "error_description", "message"];
function readErrorWords(body) {
  const outer = parseObject(body);
  const error2 = asObject(outer?.error) ?? outer;
  const levels = [outer, error2, asObject(error2?.innererror)].map((level) => level ?? {});
  const all = levels.flatMap((level) => FIELDS.map((name) => textField(level, name)));
  const codes = levels.map((level) => textField(level, "code")).reverse();
  return { all: distinct(all), codes: distinct(codes) };
}
function distinct(words) {
  return [...new Set(words)].filter(Boolean);
}

// src/entra/remedies/remedy.ts
function errorPage(code) {
  return `https://login.microsoftonline.com/error?code=${code}`;
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

// src/entra/remedies/fixes.ts
var ofEnvironment = "append --env NAME if it belongs to an environment";
function newSecret({ clientId, storeSecret }) {
  return {
    text: `Make a new secret, whose value goes straight to where the job reads it (put in the name that your workflow uses; ${ofEnvironment}):`,
    command: `az ad app credential reset --id ${clientId} --append --display-name pipeline --query password --output tsv | ${storeSecret("CLIENT_SECRET")}`
  };
}
function addCertificate({ clientId }) {
  return {
    text: "Add the certificate, without its key, to the app (years: at most; never longer than the certificate):",
    command: `az ad app credential reset --id ${clientId} --cert '@cert.pem' --append --years 10`
  };
}
function consent({ clientId, cloud }) {
  return cloud.azCloud === publicCloud.azCloud ? {
    text: "Let an administrator consent to the app's permissions:",
    command: `az ad app permission admin-consent --id ${clientId}`
  } : {
    text: `Let an administrator consent: Entra admin center \u203A App registrations \u203A ${clientId} \u203A API permissions \u203A Grant admin consent.`
  };
}
function showApp({ clientId }) {
  return {
    text: "See whether the tenant that you are signed in to has the app:",
    command: `az ad app show --id ${clientId} --query "{name:displayName, clientId:appId}"`
  };
}
var showTenant = {
  text: "Show the ID of the tenant that you are signed in to:",
  command: "az account show --query tenantId --output tsv"
};
var useFederated = {
  text: "Better: credential: federated. It needs no secret, and nothing expires."
};
var appInsteadOfUser = {
  text: "Let the pipeline sign in as an app, which needs no password and no second factor: credential: federated, with a Power Platform role for the app."
};
var checkUser = {
  text: "Check username, password and tenant-id by signing in once at https://myaccount.microsoft.com."
};
var reportBug = {
  text: "This action never asks in that way: report it as a bug, with the trace ID."
};
var onlyDefaultScope = ({ cloud }) => ({
  text: `Leave the input scope out, or set it to ${cloud.apiUrl}/.default.`
});

// src/entra/remedies/app.ts
var nationalClouds = "https://learn.microsoft.com/entra/identity-platform/authentication-national-cloud";
var protocol = "https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow";
var appRemedies = [
  {
    codes: [700016],
    title: "the app is not in this tenant",
    why: ({ clientId, tenantId, cloud }) => `Tenant ${tenantId} in cloud ${cloud.name} has no app with the client ID ${clientId}: one of the two IDs is wrong, or belongs to another app or cloud. If the app was made a moment ago, it has not spread yet.`,
    fixes: (situation) => [
      showApp(situation),
      showTenant,
      { text: "If both are right, wait a minute; wait-for-propagation: 120 lets the step wait." }
    ],
    retry: "propagation",
    docs: errorPage(700016)
  },
  {
    codes: [7000229],
    title: "the app has no service principal in this tenant",
    why: "az ad app create makes the app registration alone, and what signs in is its service principal (enterprise application).",
    fixes: ({ clientId }) => [{ text: "Make it:", command: `az ad sp create --id ${clientId}` }],
    retry: "propagation",
    docs: "https://learn.microsoft.com/entra/identity-platform/app-objects-and-service-principals"
  },
  {
    codes: [7000112, 7000116],
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
    title: "the client ID is no application ID",
    why: ({ clientId }) => `Entra knows no application ID of the form ${clientId}.`,
    fixes: [
      {
        text: "Put the Application (client) ID into client-id, not the object ID or the ID of a secret. Find it:",
        command: 'az ad app list --all --query "[].{name:displayName, clientId:appId}" --output table'
      }
    ],
    retry: "never",
    docs: errorPage(700038)
  },
  {
    codes: [90002],
    title: "the tenant was not found",
    why: ({ tenantId, cloud }) => `The Entra of cloud ${cloud.name} has no tenant ${tenantId}: the ID is wrong, or the tenant is in another cloud.`,
    fixes: [showTenant, { text: "A tenant of a government or of China needs the input cloud." }],
    retry: "never",
    docs: nationalClouds
  },
  {
    codes: [900023],
    title: "the tenant ID is neither an ID nor a domain name",
    why: ({ tenantId }) => `Entra cannot read ${tenantId} as a tenant.`,
    fixes: [showTenant],
    retry: "never",
    docs: errorPage(900023)
  },
  {
    codes: [5000224],
    title: "the tenant is not available",
    why: ({ tenantId }) => `Entra gives no service to tenant ${tenantId}: it was deleted or blocked.`,
    fixes: [showTenant, { text: "If it is the right one, ask Microsoft support, with the trace ID." }],
    retry: "never",
    docs: errorPage(5000224)
  },
  {
    codes: [50059, 50128],
    title: "the request names no tenant that Entra knows",
    why: ({ tenantId }) => `Entra found no tenant by ${tenantId}.`,
    fixes: [{ ...showTenant, text: "Put the ID of the tenant into tenant-id, in place of a domain name:" }],
    retry: "never",
    docs: protocol
  },
  {
    codes: [50194],
    title: "the app is for its own tenant only",
    why: "The request went to an address for all tenants (/common), and the app is registered for one.",
    fixes: [{ ...showTenant, text: "Put the ID of the tenant into tenant-id:" }],
    retry: "never",
    docs: errorPage(50194)
  },
  {
    codes: [900439],
    title: "the app is one of the US Government cloud's",
    why: ({ cloud }) => `cloud is ${cloud.name}, and the app must sign in at login.microsoftonline.us.`,
    fixes: [{ text: "Set the input cloud to gcc-high or dod, and leave authority-host out." }],
    retry: "never",
    docs: nationalClouds
  }
];

// src/entra/remedies/credential.ts
var assertionFormat = "https://learn.microsoft.com/entra/identity-platform/certificate-credentials";
var credentialRemedies = [
  {
    codes: [7000215],
    title: "the client secret is wrong",
    why: ({ credential: credential2 }) => `What came in client-secret${credential2 === "password" ? ", beside username and password," : ""} is no secret of this app: its ID was copied instead of its value, a part is missing, or it belongs to another app. A secret made a moment ago takes up to 20 seconds to spread; wait-for-propagation: 60 lets the step wait.`,
    fixes: (situation) => [newSecret(situation), useFederated],
    retry: "propagation",
    docs: "https://learn.microsoft.com/entra/identity-platform/how-to-add-credentials"
  },
  {
    codes: [7000222],
    title: "the client secret has expired",
    why: "A client secret lives two years at most, and this one is over.",
    fixes: (situation) => [newSecret(situation), useFederated],
    retry: "never",
    docs: errorPage(7000222)
  },
  {
    codes: [7000216],
    title: "no credential reached Entra",
    why: "The request held no secret and no assertion. A secret arrives empty in runs of forks and of Dependabot, and where it belongs to an environment that the job does not name.",
    fixes: ({ credential: credential2, storeSecret }) => credential2 === "federated" ? [reportBug] : [
      {
        text: `Store the secret where this job can read it (the command asks for the value; ${ofEnvironment}):`,
        command: storeSecret("CLIENT_SECRET")
      }
    ],
    retry: "never",
    docs: "https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow"
  },
  {
    codes: [7000218],
    title: "the app is no public client",
    why: "A user name and password without a client secret work only for an app that allows public client flows.",
    fixes: ({ clientId }) => [
      {
        text: "Allow them:",
        command: `az ad app update --id ${clientId} --is-fallback-public-client true`
      },
      { text: "Or give the input client-secret beside username and password." }
    ],
    retry: "never",
    docs: "https://learn.microsoft.com/troubleshoot/entra/entra-id/app-integration/confidential-client-application-authentication-error-aadsts7000218"
  },
  {
    codes: [700025],
    title: "the app is a public client, and a credential came with the request",
    why: "A public client proves itself by nothing, so Entra takes no secret, certificate or assertion from it.",
    fixes: ({ clientId, credential: credential2 }) => credential2 === "password" ? [{ text: "Leave the input client-secret out." }] : [
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
    title: "more than one credential came with the request",
    why: "Entra takes either a secret or an assertion, and got both.",
    fixes: [reportBug],
    retry: "never",
    docs: errorPage(9002324)
  },
  {
    codes: [700027],
    title: "the app does not know the key that signed the assertion",
    why: ({ credential: credential2 }) => credential2 === "federated" ? "The keys that the token's issuer publishes do not prove its signature." : "The certificate is not among those of the app, or its private key belongs to another one. A certificate added a moment ago takes up to 20 seconds to spread; wait-for-propagation: 60 lets the step wait.",
    fixes: (situation) => situation.credential === "federated" ? [{ text: "Get a new token from the issuer, right before this step." }] : [
      {
        text: "Compare the thumbprints of the certificates that the app has with yours (openssl x509 -in cert.pem -noout -fingerprint -sha1):",
        command: `az ad app credential list --id ${situation.clientId} --cert`
      },
      addCertificate(situation)
    ],
    retry: "propagation",
    docs: assertionFormat
  },
  {
    codes: [700028, 700030],
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
    title: "the assertion names another app",
    why: ({ credential: credential2, clientId }) => `Entra took the assertion for one that the app signed itself, and in such a one issuer and subject are the client ID, ${clientId}.${credential2 === "federated" ? " A federated token must come from another issuer, such as GitHub or a Kubernetes cluster." : ""}`,
    fixes: [{ text: "Check client-id, and where federated-token comes from, if it is set." }],
    retry: "never",
    docs: assertionFormat
  },
  {
    codes: [700023],
    title: "the assertion is meant for another audience",
    why: ({ claims, cloud }) => `Its audience${claims.aud ? `, ${printable(claims.aud)},` : ""} is not this Entra. Each cloud has its own; for federated tokens in cloud ${cloud.name} it is ${cloud.federatedAudience}.`,
    fixes: [{ text: "Check the inputs cloud, audience and authority-host." }],
    retry: "never",
    docs: assertionFormat
  },
  {
    codes: [700024],
    title: "the assertion is not valid at this time",
    why: (situation) => `${describeTime(situation)} Entra takes an assertion only between its nbf and exp.`,
    fixes: ({ credential: credential2 }) => credential2 === "federated" ? [
      {
        text: "An OIDC token of GitHub's lives five minutes. If federated-token is set, leave it out, so that this action asks for a fresh one, or get it right before this step."
      },
      { text: "If it is not set, run the job again." }
    ] : [
      {
        text: "Set the runner's clock, which signs the assertion, by NTP:",
        command: "sudo timedatectl set-ntp true"
      }
    ],
    retry: "renewal",
    docs: errorPage(700024)
  },
  {
    codes: [50027],
    title: "the assertion is no JWT that Entra can read",
    why: "It is cut or changed, or was signed in a way other than RS256 or PS256.",
    fixes: [
      {
        text: "If federated-token is set, hand it over unchanged, without quotes or line breaks, and have its issuer sign with RS256."
      }
    ],
    retry: "never",
    docs: errorPage(50027)
  }
];
function describeTime({ clockSkew: clockSkew2, claims, credential: credential2 }) {
  if (credential2 !== "federated") return describeSkew(clockSkew2);
  const now = Date.now() / 1e3 + (clockSkew2 ?? 0);
  const [begin, end] = [claims.nbf, claims.exp].map((time) => typeof time === "number" ? time : now);
  if (end !== void 0 && end < now) return `The token ended ${span(now - end)} before it reached Entra.`;
  if (begin !== void 0 && begin > now) return `The token begins ${span(begin - now)} after Entra's time.`;
  return "The token's times look right, so its issuer's clock and Entra's may differ.";
}
function span(seconds2) {
  return seconds2 < 1e6 ? `${Math.round(seconds2)} seconds` : "long";
}

// src/shell.ts
function quoteJson(value) {
  const json = JSON.stringify(value).replace(/\\(["\\bfnrt])/g, (_, letter) => escapeUnit(ESCAPED[letter] ?? letter)).replace(/[^ -~]|'/g, escapeUnit).replaceAll("##[", "#\\u0023[");
  return `'${json}'`;
}
var ESCAPED = { b: "\b", f: "\f", n: "\n", r: "\r", t: "	" };
function escapeUnit(unit) {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
function plainWord(value, placeholder) {
  return value && /^[\w.][\w.@/:+-]*$/.test(value) ? value : placeholder;
}

// src/entra/remedies/mismatch.ts
var GITHUB = "https://token.actions.githubusercontent.com";
var PARTS = ["issuer", "subject", "audience"];
var LONGEST_VALUE = 600;
var hints = [
  {
    part: "issuer",
    pattern: /^https:\/\/token\.actions\.githubusercontent\.com$/,
    say: () => "This is GitHub's usual issuer. A credential with a slash at its end, or with the name of an enterprise after it, is another."
  },
  {
    part: "issuer",
    pattern: /^https:\/\/token\.actions\.githubusercontent\.com\/(?<slug>[^/]+)$/,
    say: ({ slug }) => `Your enterprise, ${slug}, has GitHub put its name into the issuer; a credential for ${GITHUB} alone does not match.`
  },
  {
    part: "issuer",
    pattern: /^https:\/\/token\.actions\.(?<subdomain>[^/.]+)\.ghe\.com/,
    say: ({ subdomain }) => `The repository is on ${subdomain}.ghe.com, whose issuer is not that of github.com.`
  },
  {
    part: "issuer",
    pattern: /\/_services\/token\/?$/,
    say: () => "This is the issuer of a GitHub Enterprise Server; the credential must name this server, and Entra must be able to reach it over the internet."
  },
  {
    part: "issuer",
    pattern: /\/$/,
    say: () => "This issuer ends in a slash, and the credential must have it, too."
  },
  {
    part: "subject",
    pattern: /:environment:(?<environment>[^:]+)$/,
    say: ({ environment }) => `The job names the environment ${environment}, so the subject ends in it; a credential for a branch, a tag or pull requests does not match.`
  },
  {
    part: "subject",
    pattern: /:pull_request$/,
    say: () => "The run is for a pull request, so the subject names no branch; a credential for a branch does not match."
  },
  {
    part: "subject",
    pattern: /:ref:refs\/(?<kind>heads|tags)\/(?<name>.+)$/,
    say: ({ kind, name }) => `The job runs on the ${kind === "tags" ? "tag" : "branch"} ${name} and names no environment; a credential for another one, for an environment or for pull requests does not match.`
  },
  {
    part: "subject",
    pattern: /^repo:(?<owner>[^@/:]+)@\d+\/(?<repository>[^@/:]+)@\d+:/,
    say: ({ owner, repository }) => `The subject carries the IDs of owner and repository (the immutable form); a credential with the names alone, repo:${owner}/${repository}:\u2026, does not match.`
  },
  {
    part: "subject",
    pattern: /^repo:(?<owner>[^@/:]+)\/(?<repository>[^@/:]+):/,
    say: ({ owner, repository }, { issuer, situation: { claims } }) => {
      if (issuer.includes("/_services/token")) return void 0;
      const [ownerId, id] = ["repository_owner_id", "repository_id"].map((name) => textField(claims, name));
      return `The subject has the names alone; if the Azure portal made the credential, it may have IDs, repo:${owner}@${printable(ownerId || "ID")}/${repository}@${printable(id || "ID")}:\u2026, which do not match.`;
    }
  },
  {
    part: "subject",
    pattern: /^system:serviceaccount:(?<namespace>[^:]+):(?<account>[^:]+)$/,
    say: ({ namespace, account }) => `The token is of the Kubernetes service account ${account} in the namespace ${namespace}.`
  },
  {
    part: "subject",
    pattern: /^(?!repo:)/,
    say: (_, { issuer }) => issuer.startsWith(GITHUB) ? "The repository or its organisation has customised the subject; the credential must have all of it." : void 0
  },
  {
    part: "audience",
    pattern: /^/,
    say: (_, { audience, situation: { cloud } }) => {
      const mistake = mistakenAudience(audience, cloud);
      if (mistake)
        return `${mistake}; Entra of cloud ${cloud.name} expects ${cloud.federatedAudience}. Check the inputs audience and cloud.`;
      return audience === cloud.federatedAudience ? `This is the audience of cloud ${cloud.name}; the credential names another one, such as that of another cloud.` : `This audience is not the usual one of cloud ${cloud.name}, ${cloud.federatedAudience}.`;
    }
  }
];
function describePresented(situation, rejected = "") {
  const presented = read(situation, printable);
  const values = PARTS.map((part) => {
    const mark = rejected === part ? "   <- not found" : "";
    return `  ${`${part}:`.padEnd(10)}${presented[part] || "(none)"}${mark}`;
  });
  return ["The token presented:", ...values].join("\n");
}
function describeMismatch(situation, rejected) {
  const presented = read(situation, printable);
  const said = hints.filter(({ part }) => rejected.includes(part)).flatMap(({ part, pattern: pattern2, say }) => {
    const match = pattern2.exec(presented[part]);
    return match && presented[part] && say(match.groups ?? {}, presented) || [];
  });
  const comparison = `Entra compares issuer, subject and audience letter by letter, and no federated credential of the app has this ${rejected}.`;
  return [`${comparison} ${describePresented(situation, rejected)}`, ...said].join("\n");
}
function fixMismatch(situation) {
  const { clientId, cloud } = situation;
  const { issuer, subject, audience } = read(situation);
  const isPossible = [issuer, subject].every(({ length }) => length > 0 && length <= LONGEST_VALUE);
  if (!isPossible) return [listCredentials(situation)];
  const audiences = [mistakenAudience(audience, cloud) ? cloud.federatedAudience : audience];
  const credential2 = { name: credentialName(subject), issuer, subject, audiences };
  return [
    listCredentials(situation),
    {
      text: "Whoever can make a job present these values gets all that the app may do. Create a credential only if they are what you expect; it takes some minutes to spread, and wait-for-propagation: 300 lets the step wait for it:",
      command: `echo ${quoteJson(credential2)} | az ad app federated-credential create --id ${clientId} --parameters '@-'`
    },
    ...flexible(situation, audiences)
  ];
}
function fixAudience(situation) {
  const { clientId, cloud } = situation;
  const { audience } = read(situation);
  if (mistakenAudience(audience, cloud)) {
    return [
      listCredentials(situation),
      {
        text: `Leave the input audience out, or have federated-token issued for ${cloud.federatedAudience}.`
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
function flexible({ clientId, cloud, claims }, audiences) {
  const subject = textField(claims, "sub");
  const id = textField(claims, "repository_id");
  const branch = /^(?<start>.*:ref:refs\/heads\/)(?<folder>.*\/)?[^/]+$/.exec(subject);
  if (!branch || !/^\d+$/.test(id) || claims.iss !== GITHUB || cloud.azCloud !== publicCloud.azCloud)
    return [];
  const { start = "", folder = "" } = branch.groups ?? {};
  const pattern2 = `${start}${folder}*`;
  if (!/^[\w:/@.%-]+\*$/.test(pattern2)) return [];
  const credential2 = {
    name: credentialName(`${start}${folder}any`),
    issuer: GITHUB,
    audiences,
    claimsMatchingExpression: {
      value: `claims['sub'] matches '${pattern2}' and claims['repository_id'] eq '${id}'`,
      languageVersion: 1
    }
  };
  return [
    {
      text: `Or trust every branch ${folder ? `that begins with ${folder}` : "of the repository"} (a flexible credential, a preview of Microsoft's):`,
      command: `echo ${quoteJson(credential2)} | az rest --method post --url "https://graph.microsoft.com/beta/applications/$(az ad app show --id ${clientId} --query id --output tsv)/federatedIdentityCredentials" --headers Content-Type=application/json --body '@-'`
    }
  ];
}
function read(situation, write = String) {
  const { iss, sub, aud } = situation.claims;
  const [issuer = "", subject = "", audience = ""] = [iss, sub, Array.isArray(aud) ? aud[0] : aud].map(
    (value) => typeof value === "string" ? write(value) : ""
  );
  return { issuer, subject, audience, situation };
}
function mistakenAudience(audience, cloud) {
  if (audience === "") return "The token has no audience";
  if (audience === cloud.federatedAudience) return void 0;
  if (audience.toLowerCase() === cloud.federatedAudience.toLowerCase())
    return "This audience differs in upper and lower case";
  if (/^https:\/\/github\.com\//.test(audience))
    return "This audience is GitHub's default, for tokens that were asked for without one";
  const other = clouds.find(({ federatedAudience }) => federatedAudience === audience);
  return other && `This audience is that of cloud ${other.name}`;
}
function credentialName(subject) {
  const name = subject.replace(/^repo:/, "").replace(":ref:refs/heads/", "-branch-").replace(":ref:refs/tags/", "-tag-").replace(/[^A-Za-z0-9]+/g, "-").slice(0, 120).replace(/^-+|-+$/g, "");
  return name.length < 3 ? "federated-credential" : name;
}

// src/entra/remedies/federated-credential.ts
var createTrust = "https://learn.microsoft.com/entra/workload-id/workload-identity-federation-create-trust";
var considerations = "https://learn.microsoft.com/entra/workload-id/workload-identity-federation-considerations";
var federatedCredentialRemedies = [
  {
    codes: [70025],
    title: "the app has no federated credential",
    why: (situation) => `The app trusts no token of another issuer yet, or the credential was made a moment ago: it takes some minutes to spread.
${describePresented(situation)}`,
    fixes: (situation) => fixMismatch(situation).slice(1),
    retry: "propagation",
    docs: createTrust
  },
  {
    codes: [70021],
    title: "no federated credential matches this token",
    why: (situation) => describeMismatch(situation, "issuer, subject or audience"),
    fixes: fixMismatch,
    retry: "propagation",
    docs: createTrust
  },
  {
    codes: [700211],
    title: "no federated credential has this token's issuer",
    why: (situation) => describeMismatch(situation, "issuer"),
    fixes: fixMismatch,
    retry: "propagation",
    docs: createTrust
  },
  {
    codes: [700212],
    title: "no federated credential has this token's audience",
    why: (situation) => describeMismatch(situation, "audience"),
    fixes: fixAudience,
    retry: "propagation",
    docs: createTrust
  },
  {
    codes: [700213],
    title: "no federated credential matches this workflow",
    why: (situation) => describeMismatch(situation, "subject"),
    fixes: fixMismatch,
    retry: "propagation",
    docs: createTrust
  },
  {
    codes: [7002138],
    title: "a federated credential's subject differs from this token's in upper and lower case",
    why: (situation) => `Entra compares letter by letter, and a federated credential of the app has the same subject in other letters, such as repo:Contoso/Deploy for repo:contoso/deploy. ${describePresented(situation, "subject")}`,
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
    title: "the federated token is one of Entra's own",
    why: "Entra takes no token that it gave itself, or that was got by another federated credential, as a federated token.",
    fixes: [
      {
        text: "Leave federated-token out, so that this action asks for the job's own OIDC token, or hand over the token of the other issuer itself."
      }
    ],
    retry: "never",
    docs: considerations
  },
  {
    codes: [700223, 700238],
    title: "the tenant allows no federated credentials of this issuer",
    why: ({ claims }) => `A policy of the tenant forbids or limits federated credentials${claims.iss ? ` of ${printable(claims.iss)}` : ""}.`,
    fixes: [
      { text: "Ask the tenant's administrator to allow this issuer for the app." },
      {
        text: "Or use another credential: certificate, or on an Azure machine of your own managed-identity."
      }
    ],
    retry: "never",
    docs: considerations
  },
  {
    codes: [7002381],
    title: "the tenant demands GitHub's enterprise claim",
    why: ({ claims }) => `A policy of the tenant takes tokens of one GitHub enterprise only, and this one says ${claims.enterprise ? `enterprise ${printable(claims.enterprise)}` : "nothing of an enterprise"}.`,
    fixes: [
      {
        text: "Run the workflow in a repository of that enterprise. The answer above names the value that Entra expects."
      },
      { text: "Or ask the tenant's administrator to take this issuer or app out of the policy." }
    ],
    retry: "never",
    docs: considerations
  },
  {
    codes: [700236],
    title: "the tenant takes no Entra tokens of this issuer as federated tokens",
    why: ({ claims }) => `The token is one of a managed identity${claims.iss ? ` from ${printable(claims.iss)}` : ""}, and this tenant takes none from another tenant.`,
    fixes: [{ text: "Use a managed identity of the app's own tenant, or the job's own OIDC token." }],
    retry: "never",
    docs: "https://learn.microsoft.com/entra/workload-id/workload-identity-federation-config-app-trust-managed-identity"
  },
  {
    codes: [7000226, 7000227],
    title: "no federated credential matches this managed identity's token",
    why: (situation) => `The token is one of a managed identity, and the app needs a federated credential with exactly its issuer, subject (the identity's object ID) and audience.
${describePresented(situation)}`,
    fixes: fixMismatch,
    retry: "propagation",
    docs: "https://learn.microsoft.com/entra/workload-id/workload-identity-federation-config-app-trust-managed-identity"
  },
  {
    codes: [500126],
    title: "the issuer's keys do not prove the token's signature",
    why: ({ claims }) => `The token says that it is from ${printable(claims.iss ?? "nobody")}, and none of the keys that this issuer publishes signed it.`,
    fixes: [
      {
        text: "Leave federated-token out, or hand it over unchanged, right after the issuer gave it: keys change."
      }
    ],
    retry: "never",
    docs: considerations
  },
  {
    codes: [501661],
    title: "Entra cannot reach the token's issuer",
    why: ({ claims }) => `To check the signature, Entra reads the issuer's keys over the internet, and got no answer${claims.iss ? ` from ${printable(claims.iss)}` : ""}. GitHub Enterprise Server behind a firewall is the usual cause.`,
    fixes: [
      {
        text: "Let the internet reach the two addresses /.well-known/openid-configuration and /.well-known/jwks below the issuer, over https with a public certificate."
      },
      { text: "If the network may not be opened: credential: certificate." }
    ],
    retry: "never",
    docs: considerations
  },
  {
    codes: [900382],
    title: "the app belongs to another cloud's Entra",
    why: ({ cloud }) => `cloud is ${cloud.name}, and its Entra knows the app as one of another cloud.`,
    fixes: [
      {
        text: "Set the input cloud to the one in which the app is registered, and leave authority-host out."
      }
    ],
    retry: "never",
    docs: "https://learn.microsoft.com/entra/identity-platform/authentication-national-cloud"
  }
];

// src/entra/remedies/managed-identity.ts
var identities = "https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/how-to-use-vm-token#error-handling";
var managedIdentityRemedies = [
  {
    codes: ["Managed identity: not assigned"],
    title: "this machine does not have the identity",
    why: ({ clientId }) => clientId ? `The user-assigned identity ${clientId} is not assigned to this machine, or the ID is not its client ID.` : "The machine has no system-assigned identity, and the input client-id names no user-assigned one.",
    fixes: ({ clientId }) => clientId ? [
      {
        text: "Assign it, for instance to a VM:",
        command: `az vm identity assign --resource-group GROUP --name VM --identities $(az identity list --query "[?clientId=='${clientId}'].id" --output tsv)`
      }
    ] : [
      {
        text: "Switch it on, for instance for a VM, or name a user-assigned identity in client-id:",
        command: "az vm identity assign --resource-group GROUP --name VM"
      }
    ],
    retry: "never",
    docs: identities
  },
  {
    codes: ["Managed identity: gateway"],
    title: "a gateway or proxy answers in place of the machine (502, 504)",
    why: "The request must not leave the machine, and something forwards it.",
    fixes: [{ text: "Take 169.254.169.254 out of what the proxy or service mesh of this runner forwards." }],
    retry: "never",
    docs: identities
  },
  {
    codes: ["Managed identity: no answer"],
    title: "this is not an Azure machine",
    why: "Nothing on this machine gives it a token. Only runners on your own Azure VMs, App Service, Azure Arc and the like have a managed identity; GitHub's own runners have none that you could use.",
    fixes: [{ text: "Use credential: federated, or run the job on a runner that stands on Azure." }],
    retry: "never",
    docs: "https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/overview"
  },
  {
    codes: ["Managed identity: key of Azure Arc"],
    title: "the runner's account may not read this machine's key",
    why: "Azure Arc gives a token to who can read a key file of its agent, and the runner's account can't.",
    fixes: [
      {
        text: "On Linux, put the runner's account into the agent's group and start the runner anew; on Windows, into the group Hybrid Agent Extension Applications or Administrators:",
        command: "sudo usermod -aG himds RUNNER_ACCOUNT"
      }
    ],
    retry: "never",
    docs: "https://learn.microsoft.com/azure/azure-arc/servers/managed-identity-authentication"
  },
  {
    codes: ["Managed identity: refused"],
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
    title: "the machine's endpoint has a fault",
    why: "The endpoint is starting, being updated, throttling, or has failed.",
    fixes: [{ text: "Run the job again later." }],
    retry: "transient",
    docs: identities
  }
];

// src/entra/remedies/oauth.ts
var oauth = "https://learn.microsoft.com/entra/identity-platform/reference-error-codes";
var lookUp = {
  text: "Look the correlation ID up: Entra admin center \u203A Monitoring \u203A Sign-in logs (for an app: Service principal sign-ins)."
};
var UNKNOWN = "Unknown refusal";
var oauthRemedies = [
  {
    codes: ["invalid_client", "unauthorized_client"],
    title: "Entra refuses the app or its credential",
    why: "The client ID, the tenant, or the secret, certificate or federated credential is not accepted.",
    fixes: ({ clientId }) => [
      { text: "Check client-id and tenant-id." },
      {
        text: "Compare the credential with those that the app has: secrets, certificates and federated credentials.",
        command: [
          `az ad app credential list --id ${clientId}`,
          `az ad app credential list --id ${clientId} --cert`,
          `az ad app federated-credential list --id ${clientId}`
        ].join("\n")
      }
    ],
    retry: "never",
    docs: oauth
  },
  {
    codes: ["invalid_grant", "interaction_required", "consent_required", "login_required"],
    title: "Entra refuses the sign-in",
    why: "The user name, the password or the assertion is not accepted, or a policy of the tenant demands more than a pipeline can give.",
    fixes: [lookUp],
    retry: "never",
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
    title: "Entra cannot read the request",
    why: "A value in it has a form that Entra does not take, or another server answers in its place.",
    fixes: [{ text: "Check tenant-id, client-id, scope, and authority-host, if it is set." }],
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
    why: "The step tried again as long as it may, and the fault did not pass.",
    fixes: [{ text: "Run the job again later; raise the input timeout to let the step wait longer." }],
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

// src/entra/remedies/resource.ts
var scopes = "https://learn.microsoft.com/entra/identity-platform/scopes-oidc";
var setUp = "https://learn.microsoft.com/power-platform/admin/programmability-authentication-v2";
var assignUsers = "https://learn.microsoft.com/entra/identity/enterprise-apps/assign-user-or-group-access-portal";
var READ_ENVIRONMENTS = "177690ed-85f1-41d9-8dbf-2716e60ff46a";
var asked = ({ scopes: scopes2 }) => printable(scopes2.join(" "));
var createApi = {
  text: "Create the service principal of Power Platform API (for another API, take its application ID):",
  command: `az ad sp create --id ${POWER_PLATFORM_API}`
};
var addPermission = ({ clientId }) => ({
  text: "Add the delegated permission (here EnvironmentManagement.Environments.Read) to the app:",
  command: `az ad app permission add --id ${clientId} --api ${POWER_PLATFORM_API} --api-permissions ${READ_ENVIRONMENTS}=Scope`
});
function allowDelegated(situation) {
  return situation.credential === "password" ? [addPermission(situation), consent(situation)] : [
    onlyDefaultScope(situation),
    { text: "An app that signs in as itself needs no permission or consent, but a Power Platform role." }
  ];
}
var assignToApi = {
  text: "Assign the app: Entra admin center \u203A Enterprise applications \u203A Power Platform API \u203A Users and groups. Or do not demand it (there: Properties \u203A Assignment required \u203A No):",
  command: `az ad sp update --id ${POWER_PLATFORM_API} --set appRoleAssignmentRequired=false`
};
var resourceRemedies = [
  {
    codes: [500011, 650052],
    title: "the API has no service principal in this tenant",
    why: (situation) => `The token was asked for ${asked(situation)}. Tenant ${situation.tenantId} does not know this API: it was never used there, or the tenant is the wrong one, or the scope is of another cloud.`,
    fixes: [createApi],
    retry: "propagation",
    docs: setUp
  },
  {
    codes: [500014, 7000117],
    title: "the API's service principal is disabled",
    why: (situation) => `The token was asked for ${asked(situation)}. A licence of the tenant has lapsed, or an administrator switched the API off.`,
    fixes: [
      { text: "Check the tenant's Power Platform licences." },
      {
        text: "Switch Power Platform API on again (for another API, take its application ID):",
        command: `az ad sp update --id ${POWER_PLATFORM_API} --set accountEnabled=true`
      }
    ],
    retry: "never",
    docs: errorPage(500014)
  },
  {
    codes: [650057],
    title: "the app has no permission of this API",
    why: (situation) => `The token was asked for ${asked(situation)}, and the app registration lists no permission of that API. A new one takes a minute to spread.`,
    fixes: allowDelegated,
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
    fixes: [{ text: "Name scopes of one API, and run this action once for each API." }],
    retry: "never",
    docs: scopes
  },
  {
    codes: [70003],
    title: "Entra does not take this way to ask for a token",
    why: ({ credential: credential2 }) => credential2 === "password" ? "This login host does not allow a sign-in by user name and password." : "This login host does not know the grant type of the request.",
    fixes: [{ text: "Check authority-host, if it is set: it must be a login host of Entra." }, reportBug],
    retry: "never",
    docs: errorPage(70003)
  },
  {
    codes: [90009],
    title: "the scope names the app itself",
    why: (situation) => `The token was asked for ${asked(situation)}, which is the app's own API.`,
    fixes: (situation) => [
      onlyDefaultScope(situation),
      { text: `If the app's own API is meant: scope: ${situation.clientId}/.default` }
    ],
    retry: "never",
    docs: errorPage(90009)
  },
  {
    codes: [501051],
    title: "the app is not assigned to a role of the API",
    why: "The API's enterprise application demands that who uses it is assigned to it.",
    fixes: [assignToApi],
    retry: "never",
    docs: assignUsers
  }
];

// src/entra/remedies/power-platform.ts
var READER = "c886ad2e-27f7-4874-8381-5849b8d8a090";
var authentication = "https://learn.microsoft.com/power-platform/admin/programmability-authentication-v2";
var roles = "https://learn.microsoft.com/power-platform/admin/programmability-tutorial-rbac-role-assignment";
var checkCloud = ({ cloud }) => ({
  text: `Check the input cloud (it is ${cloud.name}), and leave scope out or set it to ${cloud.apiUrl}/.default.`
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
    title: "the token is accepted, and grants nothing",
    why: ({ principal }) => principal?.isUser ? "The user, or the app that the user signs in with, lacks a permission: the app needs EnvironmentManagement.Environments.Read with consent, and the user a Power Platform role." : "A service principal needs a Power Platform role (RBAC); permissions and consent do nothing for it. A new role takes some minutes to spread.",
    fixes: (situation) => situation.principal?.isUser ? [addPermission(situation), consent(situation)] : assignRole(situation),
    retry: "propagation",
    docs: roles
  },
  {
    codes: ["Power Platform API 403 InsufficientDelegatedPermissions"],
    title: "the app lacks a delegated permission",
    why: "What the user may do counts only as far as the app has the delegated permission for it, with consent. The answer above names the permissions that would do.",
    fixes: (situation) => [
      addPermission(situation),
      consent(situation),
      { text: "Then run the job again: a permission counts from the next token on." }
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
    why: "Power Platform API throttles this client. The token itself is good and has been handed over.",
    fixes: [{ text: "Run the job again later, or do without verify in jobs that run in great number." }],
    retry: "transient",
    docs: "https://learn.microsoft.com/power-platform/admin/api-request-limits-allocations"
  },
  {
    codes: ["Power Platform API fault"],
    title: "the service has a fault",
    why: "Power Platform API, or a gateway before it, failed. The token itself is good and has been handed over.",
    fixes: [{ text: "Run the job again later." }],
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
function assignRole({ principal, tenantId, clientId, cloud }) {
  const tenant = plainWord(tenantId, "TENANT_ID");
  const id = principal && isGuid(principal.id) ? principal.id : "";
  const assignment = {
    roleDefinitionId: READER,
    principalObjectId: id || "OBJECT_ID",
    principalType: "ApplicationUser",
    scope: `/tenants/${tenant}`
  };
  const lookUp2 = {
    text: "Find the service principal's object ID, and put it where OBJECT_ID stands below:",
    command: `az ad sp show --id ${clientId || "CLIENT_ID"} --query id --output tsv`
  };
  return [
    ...id ? [] : [lookUp2],
    {
      text: "As a Power Platform administrator, assign it the role Reader (or another of the documentation):",
      command: [
        `az login --tenant ${tenant} --allow-no-subscriptions`,
        `echo ${quoteJson(assignment)} | az rest --method post --resource ${cloud.apiUrl} --url "${cloud.apiUrl}/authorization/roleAssignments?api-version=2024-10-01" --headers Content-Type=application/json --body '@-'`
      ].join("\n")
    },
    {
      text: "Or the older way, which makes the app an administrator of all of Power Platform in the tenant (Power Platform CLI, pac auth create first):",
      command: `pac admin application register --application-id ${clientId || "CLIENT_ID"}`
    }
  ];
}

// src/entra/remedies/transient.ts
var later = {
  text: "Run the job again later; raise the input timeout to let the step wait longer."
};
var status = { text: "If it lasts, look at https://azure.status.microsoft, and give support the trace ID." };
var transientRemedies = [
  {
    codes: [50033, 90006, 90024, 90033],
    title: "Entra has a passing fault",
    why: "The step tried again as long as it may, and the fault did not pass.",
    fixes: [later, status],
    retry: "transient",
    docs: errorPage(90033)
  },
  {
    codes: [90012],
    title: "Entra took too long",
    why: "Entra's own time for the request was over. The step tried again as long as it may.",
    fixes: [later, status],
    retry: "transient",
    docs: errorPage(90012)
  },
  {
    codes: [90055],
    title: "Entra throttles the requests",
    why: "Too many requests for tokens came in too short a time, from this app or in all.",
    fixes: [
      later,
      { text: "Start fewer jobs at once (max-parallel in a matrix), or get one token for several steps." }
    ],
    retry: "transient",
    docs: errorPage(90055)
  },
  {
    codes: [50196],
    title: "Entra sees this app ask in a loop",
    why: "The same app asked for the same token over and over, so Entra stopped it for some minutes. Another try would prolong that.",
    fixes: [
      { text: "Wait five minutes; look for what starts so many jobs, and get one token for several steps." }
    ],
    retry: "never",
    docs: "https://learn.microsoft.com/entra/identity-platform/reference-breaking-changes#looping-clients-will-be-interrupted"
  }
];

// src/entra/remedies/user.ts
var conditionalAccess = "https://learn.microsoft.com/entra/identity/conditional-access/troubleshoot-conditional-access";
var workloads = "https://learn.microsoft.com/entra/identity/conditional-access/workload-identity";
var ropc = "https://learn.microsoft.com/entra/identity-platform/v2-oauth-ropc";
var readSignInLog = ({ credential: credential2 }) => ({
  text: `See what blocked it: Entra admin center \u203A Monitoring \u203A Sign-in logs \u203A ${credential2 === "password" ? "User sign-ins (non-interactive)" : "Service principal sign-ins"} \u203A the entry with the correlation ID above (its tab Conditional Access names the policy, if it was one).`
});
var changePolicy = (situation) => [
  readSignInLog(situation),
  situation.credential === "password" ? appInsteadOfUser : {
    text: "Let the administrator exclude the app from it, or run the job on a self-hosted runner whose address the policy knows: hosted runners have changing addresses."
  }
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
    why: "A user's token needs delegated permissions of the API on the app, and an administrator's consent to them. A consent given a moment ago takes a minute to spread.",
    fixes: allowDelegated,
    retry: "propagation",
    docs: "https://learn.microsoft.com/entra/identity/enterprise-apps/grant-admin-consent"
  },
  {
    codes: [50105],
    title: "who signs in is not assigned to the application",
    why: (situation) => situation.credential === "password" ? `The app is only for users who are assigned to it, and ${user(situation) === "USER" ? "this user" : user(situation)} is not.` : "The API is only for apps that are assigned to it, and this one is not.",
    fixes: ({ clientId, credential: credential2 }) => credential2 === "password" ? [
      {
        text: "Assign the user or a group: Entra admin center \u203A Enterprise applications \u203A the app \u203A Users and groups. Or do not demand it:",
        command: `az ad sp update --id ${clientId} --set appRoleAssignmentRequired=false`
      }
    ] : [assignToApi],
    retry: "never",
    docs: "https://learn.microsoft.com/entra/identity/enterprise-apps/assign-user-or-group-access-portal"
  },
  {
    codes: [50034, 51004],
    title: "the tenant has no such user",
    why: ({ tenantId }) => `Tenant ${tenantId} has no account of the name in username.`,
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
    title: "the user is another tenant's",
    why: ({ tenantId }) => `The account belongs to another tenant or is a personal one, and tenant ${tenantId} does not have it as a guest. Guests can't sign in by password anyway.`,
    fixes: [{ text: "Use an account of the tenant itself." }, appInsteadOfUser],
    retry: "never",
    docs: "https://learn.microsoft.com/troubleshoot/entra/entra-id/app-integration/error-code-aadsts50020-user-account-identity-provider-does-not-exist"
  },
  {
    codes: [50053],
    title: "the account is locked",
    why: "Too many sign-ins failed, or this one came from an address that Microsoft knows as malicious. Each further try makes the lockout longer, so the step does not try again.",
    fixes: [
      {
        text: "Stop every job that uses this account, correct its password in all of them, and wait; an administrator can unlock it by a new password."
      },
      appInsteadOfUser
    ],
    retry: "never",
    docs: "https://learn.microsoft.com/entra/identity/authentication/howto-password-smart-lockout"
  },
  {
    codes: [50055],
    title: "the user's password has expired",
    why: "Nobody can change it in a pipeline.",
    fixes: [
      {
        text: "Sign in once at https://myaccount.microsoft.com, set a new password, and store it as the secret."
      },
      appInsteadOfUser
    ],
    retry: "never",
    docs: ropc
  },
  {
    codes: [50056],
    title: "the user has no password",
    why: "The account signs in elsewhere (federated with AD FS or another provider), or without a password.",
    fixes: [
      appInsteadOfUser,
      { text: "Or use an account that was made in Entra itself and has a password there." }
    ],
    retry: "never",
    docs: ropc
  },
  {
    codes: [50057],
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
    title: "the user name or password is wrong",
    why: "These are the user's credentials, not the app's. Each try with a wrong password counts towards a lockout, so the step does not try again.",
    fixes: [checkUser, appInsteadOfUser],
    retry: "never",
    docs: errorPage(50126)
  },
  {
    codes: [50072, 50076, 50079],
    title: "the user must pass multi-factor authentication",
    why: "A user name and password alone cannot, and no job can answer a prompt.",
    fixes: [appInsteadOfUser],
    retry: "never",
    docs: "https://learn.microsoft.com/entra/identity/authentication/concept-mandatory-multifactor-authentication"
  },
  {
    codes: [50158],
    title: "the user must pass a check outside of Entra",
    why: "The tenant demands a second factor of another provider, which a user name and password cannot pass.",
    fixes: [appInsteadOfUser],
    retry: "never",
    docs: conditionalAccess
  },
  {
    codes: [53e3, 53001],
    title: "the policy demands a managed device",
    why: "A Conditional Access policy lets only compliant or domain-joined devices in, and a runner is none.",
    fixes: (situation) => changePolicy(situation),
    retry: "never",
    docs: conditionalAccess
  },
  {
    codes: [53003],
    title: "Conditional Access blocks this sign-in",
    why: ({ credential: credential2 }) => credential2 === "password" ? "A policy of the tenant allows this user no token from here." : "A policy of the tenant allows this app no token from here. For apps such policies know only Block, mostly by the address of the runner.",
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
  ),
  {
    codes: [70016],
    title: "the user has not finished signing in",
    why: "This answer belongs to a sign-in by device code: Entra still waits for the user.",
    fixes: [{ text: "Finish the sign-in in the browser, or use another credential in a pipeline." }],
    retry: "transient",
    docs: "https://learn.microsoft.com/entra/identity-platform/v2-oauth2-device-code"
  },
  {
    codes: [70020],
    title: "the device code has expired",
    why: "This answer belongs to a sign-in by device code, which the user did not finish in time.",
    fixes: [{ text: "Start it again, or use another credential in a pipeline." }],
    retry: "never",
    docs: "https://learn.microsoft.com/entra/identity-platform/v2-oauth2-device-code"
  }
];

// src/entra/remedies.ts
var remedies = {
  "The credential": credentialRemedies,
  "The federated credential": federatedCredentialRemedies,
  "The app and the tenant": appRemedies,
  "The API and the scope": resourceRemedies,
  "The user, and policies of the tenant": userRemedies,
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
function isKnown(code) {
  return byCode.has(code);
}
function remedyFor(codes) {
  const code = codes.find(isKnown) ?? UNKNOWN;
  return { code, remedy: byCode.get(code) };
}
function headingOf(code) {
  return typeof code === "number" ? `AADSTS${code}` : code;
}
function advise({ why, fixes }, situation) {
  const filled = typeof fixes === "function" ? fixes(situation) : [...fixes];
  return {
    why: typeof why === "function" ? why(situation) : why,
    fixes: filled.some(({ command }) => command?.includes("az ")) ? [...chooseCloud(situation, filled), ...filled] : filled
  };
}
function chooseCloud({ cloud }, fixes) {
  if (!cloud.azCloud || cloud.azCloud === publicCloud.azCloud) return [];
  const choice = `az cloud set --name ${cloud.azCloud}`;
  const logsIn = fixes.some(({ command }) => command?.includes("az login"));
  return [
    {
      text: `The commands below are for cloud ${cloud.name}; choose it in az first:`,
      command: logsIn ? choice : `${choice}
az login --allow-no-subscriptions`
    }
  ];
}

// src/entra/refusal.ts
function refusal({ by, codes, situation, tried, answer, after, cause }) {
  const { code, remedy } = remedyFor([...codes.filter(forbidsRetry), ...codes]);
  const number = typeof code === "number" ? code : codes.find((each) => typeof each === "number");
  const title = `${number === void 0 ? by : headingOf(number)}: ${remedy.title}`;
  const { why, fixes } = advise(remedy, situation);
  return new Failure(
    {
      title,
      tried,
      answer: answer.join("\n"),
      why,
      fixes: number === void 0 || number === code ? fixes : [readAbout(number), ...fixes],
      heading: headingOf(code),
      more: remedy.docs
    },
    { cause, retry: remedy.retry === "never" ? void 0 : { kind: remedy.retry, reason: title, after } }
  );
}
function forbidsRetry(code) {
  return typeof code === "number" && isKnown(code) && remedyFor([code]).remedy.retry === "never";
}
function readAbout(code) {
  return { text: `Read what Microsoft says about the code: ${errorPage(code)}` };
}

// src/entra/managed-identity-error.ts
function explainManagedIdentity(error2, situation) {
  const response = error2.response;
  const said = error2 instanceof HttpError ? void 0 : error2.cause?.message;
  const words = response ? readErrorWords(response.body).all : [];
  const answer = response ? [describeAnswer(response), ...words.map((word) => `- ${printable(word)}`)] : [];
  if (words.length === 0) answer.push(printable(said ?? error2.message));
  const name = response ? meaning(response, words) : "no answer";
  return refusal({
    by: "Managed identity",
    codes: [...entraCodes(words), `Managed identity: ${name}`],
    situation,
    tried: "asking this machine for its managed identity's token",
    answer,
    after: response && retryAfter(response),
    cause: error2
  });
}
function entraCodes(words) {
  return words.flatMap((word) => [...word.matchAll(/\bAADSTS(\d{1,15})\b/g)]).map(([, code]) => Number(code));
}
function meaning({ status: status2, headers }, words) {
  if (status2 === 502 || status2 === 504) return "gateway";
  if (status2 >= 500 || [404, 408, 410, 429].includes(status2)) return "unavailable";
  if (status2 === 401 && headers["www-authenticate"]) return "key of Azure Arc";
  if (words.length === 0) return "no answer";
  const isNamed = words.some((word) => /^[a-z]+(_[a-z0-9]+)+$/.test(word) && word !== "invalid_request");
  return status2 === 400 && !isNamed ? "not assigned" : "refused";
}

// src/entra/situation.ts
function situationOf({ credentialName: credentialName2, cloud, tenantId, clientId, scopes: scopes2 }, host, more = {}) {
  return {
    credential: credentialName2,
    cloud,
    tenantId,
    clientId,
    scopes: scopes2,
    claims: {},
    storeSecret: (name) => host.storeSecret(name),
    ...more
  };
}
async function presentedClaims(grant) {
  const isAssertion = grant.type === "client-credentials" && "clientAssertion" in grant.proof;
  return isAssertion ? readClaims(await grant.proof.clientAssertion()) : {};
}

// src/entra/transport.ts
var TOKENS = ["access_token", "refresh_token", "id_token"];
var SECRET_HEADERS = ["authorization", "x-identity-header", "secret"];
var Transport = class {
  /** What stopped the last request. */
  failure;
  /** The last answer. */
  response;
  #options;
  constructor(options) {
    this.#options = options;
  }
  sendGetRequestAsync(url, options) {
    return this.#send("GET", url, options);
  }
  sendPostRequestAsync(url, options) {
    return this.#send("POST", url, options);
  }
  async #send(method, url, options = {}) {
    const { headers = {}, body } = options;
    this.failure = void 0;
    this.response = void 0;
    try {
      this.#maskRequest(headers, body);
      const request = { ...this.#options.request, method, url, headers, ...body && { body } };
      this.response = await this.#options.http.send(request);
      const { status: status2, headers: answered } = this.response;
      const object = request.direct ? parseObject(this.response.body) ?? {} : readObject(request, this.response);
      return { status: status2, headers: answered, body: object };
    } catch (error2) {
      this.failure = error2;
      throw error2;
    } finally {
      const answer = this.failure instanceof HttpError ? this.failure.response : this.response;
      const object = parseObject(answer?.body ?? "") ?? {};
      for (const name of TOKENS) this.#options.mask(textField(object, name));
    }
  }
  #maskRequest(headers, body = "") {
    const secrets = Object.entries(headers).filter(([name]) => SECRET_HEADERS.includes(name.toLowerCase())).flatMap(([, value]) => [value, value.replace(/^\S+\s+/, "")]);
    for (const secret of [...secrets, new URLSearchParams(body).get("client_assertion") ?? ""]) {
      this.#options.mask(secret);
    }
  }
};
function readObject(request, response) {
  const object = parseObject(response.body);
  if (object) return object;
  throw new Failure({
    title: `${new URL(request.url).host} answered with something that is no token answer`,
    heading: "Not an answer of Entra",
    tried: describeRequest(request),
    answer: describeAnswer(response),
    why: "The answer is no JSON object. A proxy, a sign-in page of the network, or another server stands where the login host should be.",
    fixes: [loginHostFix]
  });
}

// src/entra/token.ts
function requestOf({ type }) {
  if (type === "managed-identity") return { timeout: 3e3, direct: true, once: true };
  return type === "password" ? { once: true } : {};
}
async function acquireToken(request, means) {
  try {
    return await acquireOnce(request, means);
  } catch (error2) {
    const isOutdated = error2 instanceof Failure && error2.retry?.kind === "renewal";
    if (!isOutdated || !request.credential.renewable) throw error2;
    means.host.info(`Retry with a fresh OIDC token: ${error2.message}`);
    return acquireOnce(request, means);
  }
}
async function acquireOnce(request, means) {
  const [msal, grant] = await Promise.all([import("./msal.js"), request.credential.grant(means)]);
  const transport = new Transport({
    http: means.http,
    mask: (secret) => means.host.mask(secret),
    request: requestOf(grant)
  });
  return means.http.retry(async () => {
    try {
      return await ask(msal, request, grant, transport);
    } catch (error2) {
      throw await explain(error2, request, { grant, host: means.host });
    }
  });
}
async function ask(msal, request, grant, transport) {
  const result = await acquirers[grant.type](msal, request, grant, transport).catch(
    (error2) => {
      throw transport.failure ?? new NoToken(transport.response, error2);
    }
  );
  if (!result || transport.response?.status !== 200) throw new NoToken(transport.response, void 0);
  return readAccessToken(result, transport.response, request);
}
var NoToken = class extends Error {
  response;
  constructor(response, cause) {
    super("MSAL gave no token", { cause });
    Object.defineProperty(this, "response", { value: response, enumerable: false });
  }
};
async function explain(error2, request, { grant, host }) {
  if (!(error2 instanceof NoToken || error2 instanceof HttpError)) return error2;
  if (grant.type === "managed-identity") return explainManagedIdentity(error2, situationOf(request, host));
  const { response } = error2;
  const answer = response && readEntraAnswer(response);
  const tried = `asking ${request.authorityHost} for a token for ${request.scopes.join(" ")}`;
  if (response && answer) {
    if (error2 instanceof HttpError && !answer.codes.some(isKnown)) {
      return new Failure({ ...error2.parts, answer: answer.lines.join("\n") }, { retry: error2.retry });
    }
    const situation = situationOf(request, host, {
      claims: await presentedClaims(grant),
      clockSkew: clockSkew(response),
      ...grant.type === "password" && { username: grant.username }
    });
    return refusal({
      by: isKnown(answer.error) ? answer.error : "Entra",
      codes: [...answer.codes, answer.error],
      situation,
      tried,
      answer: answer.lines,
      after: retryAfter(response),
      cause: error2
    });
  }
  if (error2 instanceof HttpError) return error2;
  return new Failure(
    {
      title: "Entra gave no token",
      tried,
      ...response && { answer: describeAnswer(response) },
      why: `The answer is neither a token nor one of Entra's errors (${printable(error2.cause?.message ?? "no error value")}).`,
      fixes: [loginHostFix],
      heading: "Not an answer of Entra"
    },
    { cause: error2 }
  );
}

// src/handover.ts
function handOver(host, request, token) {
  host.mask(token.value);
  const outputs = {
    "access-token": token.value,
    "token-type": token.type,
    "expires-on": token.expiresOn.toISOString(),
    "expires-in": String(Math.floor((token.expiresOn.getTime() - Date.now()) / 1e3)),
    scope: token.scope,
    "api-url": request.cloud.apiUrl,
    "tenant-id": printable(textField(token.claims, "tid")),
    "principal-id": printable(textField(token.claims, "oid")),
    credential: request.credentialName
  };
  for (const [name, value] of Object.entries(outputs)) host.output(name, value);
  if (request.exportAs) host.exportVariable(request.exportAs, token.value);
}

// src/exchange.ts
var LARGEST_BODY = 1024 * 1024;
async function exchange(request, signal) {
  checkProxy(request);
  const client = new HttpClient("power-platform-token", [handler(request, signal)], { allowRedirects: false });
  const { message } = await client.request(request.method, request.url, request.body ?? null, {
    ...request.headers
  });
  return {
    status: message.statusCode ?? 0,
    headers: Object.fromEntries(
      Object.entries(message.headers).map(([name, value]) => [name, String(value)])
    ),
    body: await readBody(request, message)
  };
}
function checkProxy(request) {
  const url = new URL(request.url);
  const address = process.env.https_proxy || process.env.HTTPS_PROXY;
  const isMeant = Boolean(address) && !checkBypass(url);
  if (request.direct || url.protocol !== "https:" || !isMeant) return;
  let proxy;
  try {
    proxy = getProxyUrl(url);
  } catch {
  }
  const isStrange = /^(?!https?:)[a-z][a-z0-9+.-]*:\/\//i.test(address ?? "");
  if (!proxy?.hostname || isStrange) throw proxyAddressError(request);
}
async function readBody(request, message) {
  const announced = Number(message.headers["content-length"] ?? 0);
  if (announced > LARGEST_BODY) throw tooLargeError(request, LARGEST_BODY);
  const chunks = [];
  let size = 0;
  for await (const chunk of message) {
    size += chunk.length;
    if (size > LARGEST_BODY) throw tooLargeError(request, LARGEST_BODY);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}
function handler(request, signal) {
  return {
    prepareRequest(options) {
      if (request.direct) delete options.agent;
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

// src/network-error.ts
var networkErrors = [
  {
    pattern: /^ERR_(INVALID|HTTP_INVALID|UNESCAPED)/,
    code: "network",
    title: (host) => `The request to ${host} could not be made`,
    why: "Something in it is no valid part of an HTTP request, such as a line break in a token; nothing was sent.",
    fix: () => ({
      text: "Look for line breaks and invisible characters in the variables that the job sets."
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
    pattern: /tunneling socket|illegal response body from proxy/,
    code: "proxy",
    title: (host) => `The proxy made no connection to ${host}`,
    why: "HTTPS_PROXY names a proxy that is out of reach, or that could not connect.",
    fix: proxyFix
  },
  {
    pattern: /^(ENOTFOUND|EAI_)/,
    code: "name-not-found",
    title: (host) => `The name ${host} was not found`,
    why: "DNS on this runner has no address for it.",
    fix: reachabilityFix
  },
  {
    pattern: /^(ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|ETIMEDOUT)/,
    code: "unreachable",
    title: (host) => `No connection to ${host}`,
    why: "The connection was refused, or no way leads there from this runner.",
    fix: reachabilityFix
  },
  {
    pattern: /^(ERR_TLS_CERT_ALTNAME_INVALID|HOSTNAME_MISMATCH)/,
    code: "tls-host-name",
    title: (host) => `The certificate of ${host} is for another host`,
    why: "Another server answers under this name, so nothing was sent.",
    fix: (host) => ({
      text: `Check what ${host} leads to from this runner, and authority-host, if it is set.`
    }),
    final: true
  },
  {
    pattern: /^CERT_(HAS_EXPIRED|NOT_YET_VALID)/,
    code: "tls-time",
    title: (host) => `The certificate of ${host} is not valid at this time`,
    get why() {
      return `It has expired, or its time has not come, by this runner's clock, which says ${(/* @__PURE__ */ new Date()).toISOString()}. Nothing was sent.`;
    },
    fix: () => ({ text: "Check the runner's clock; if it is right, the server needs a new certificate." }),
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
    text: "If a proxy of your organisation inspects TLS, put its root certificate into a file on the runner and name the file in the job's environment variable NODE_EXTRA_CA_CERTS."
  };
}
function networkError(request, error2) {
  const { host } = new URL(request.url);
  const said = printable(describe(error2));
  const row = networkErrors.find(({ pattern: pattern2 }) => pattern2.test(said));
  const words = {
    title: row?.title(host) ?? `The request to ${host} failed`,
    answer: said,
    why: row?.why ?? "The network gave no answer.",
    fixes: [row?.fix(host) ?? reachabilityFix(host)]
  };
  const retry = row?.final ? void 0 : { kind: "transient", reason: `${words.title} (${said})` };
  return new HttpError(row?.code ?? "network", request, words, { retry, cause: error2 });
}
function describe(error2) {
  const { code = "", message = String(error2) } = error2;
  const messages = error2 instanceof AggregateError ? error2.errors.map((each) => each.message) : [message];
  return `${code}: ${messages.join("; ")}`;
}

// src/http.ts
var REQUEST_TIMEOUT = 15e3;
var BACKOFF = 500;
var BACKOFF_LIMIT = 1e4;
var Http = class {
  #options;
  #deadline = 0;
  constructor(options) {
    this.#options = options;
    this.restart();
  }
  /** Sends until an answer comes that isn't 408, 429 or 5xx. @throws {HttpError} */
  fetch(request) {
    return this.retry(() => this.send(request));
  }
  /**
   * Runs `attempt` again when it threw a failure that may pass soon, as long as the deadline allows.
   * @throws what the last attempt threw
   */
  async retry(attempt) {
    let last;
    for (let tries = 1; ; tries++) {
      try {
        return await attempt();
      } catch (error2) {
        if (!(error2 instanceof Failure)) throw error2;
        if (error2 instanceof HttpError && error2.code === "deadline" && last) {
          throw last.addTried(describeTries(tries, { left: 0 }));
        }
        last = error2;
        const { retry } = error2;
        if (retry?.kind !== "transient") throw tries > 1 ? error2.addTried(describeTries(tries)) : error2;
        const wait = delay(tries, retry.after);
        const left = this.#left();
        if (wait >= left) throw error2.addTried(describeTries(tries, { asked: retry.after, left }));
        this.#options.info(`Retry ${tries} in ${seconds(wait)} s: ${retry.reason}`);
        await new Promise((resolve) => setTimeout(resolve, wait));
      }
    }
  }
  /** Gives the next tries the whole timeout again, after a wait that the user asked for. */
  restart() {
    this.#deadline = performance.now() + this.#options.timeout * 1e3;
  }
  /**
   * One request, one whole answer.
   * @throws {HttpError} for a failing network, a redirect, 408, 429 and 5xx
   */
  async send(request) {
    const { host, pathname } = new URL(request.url);
    const started = performance.now();
    let outcome = "no answer";
    try {
      const response = await this.#exchange(request);
      const requestId = response.headers["x-ms-request-id"] ?? "";
      outcome = `${response.status}${/^[\w-]{1,64}$/.test(requestId) ? `, request ID ${requestId}` : ""}`;
      if (response.status >= 300 && response.status < 400) throw redirectError(request, response);
      if ([408, 429].includes(response.status) || response.status >= 500) throw statusError(request, response);
      return response;
    } finally {
      this.#options.debug(
        `${request.method} ${host}${pathname}: ${outcome}, ${Math.round(performance.now() - started)} ms`
      );
    }
  }
  async #exchange(request) {
    const abort = new AbortController();
    const left = this.#left();
    const limit = Math.min(request.timeout ?? REQUEST_TIMEOUT, left);
    let timer;
    const timeout = new Promise((_, reject) => {
      timer = setTimeout(() => {
        reject(timeoutError(request, limit, limit === left));
        abort.abort();
      }, limit);
    });
    const answer = exchange(request, abort.signal);
    try {
      return await Promise.race([answer, timeout]);
    } catch (error2) {
      throw error2 instanceof HttpError ? error2 : networkError(request, error2);
    } finally {
      clearTimeout(timer);
      abort.abort();
    }
  }
  #left() {
    return Math.max(0, this.#deadline - performance.now());
  }
};
function delay(tries, retryAfter2) {
  const jitter = Math.random() * Math.min(BACKOFF_LIMIT, BACKOFF * 2 ** (tries - 1));
  return retryAfter2 === void 0 ? jitter : retryAfter2 + jitter;
}
function describeTries(tries, end) {
  const times = `${tries} ${tries === 1 ? "time" : "times"}`;
  if (!end) return times;
  const asked2 = end.asked ? `the server asked to wait ${Math.ceil(end.asked / 1e3)} s, and ` : "";
  return `${times}; ${asked2}${seconds(end.left)} s were left of the timeout`;
}
function seconds(milliseconds) {
  return (milliseconds / 1e3).toFixed(1);
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

// src/inputs/complaints.ts
var Complaints = class {
  #complaints = [];
  /** One sentence about one input; each names what came, what is allowed and the nearest valid value. */
  add(input, sentence) {
    this.#complaints.push({ input, sentence });
  }
  /** @throws {Failure} with every complaint, if there are any */
  throwIfAny() {
    if (this.#complaints.length === 0) return;
    const inputs = [...new Set(this.#complaints.map(({ input }) => input))];
    throw new Failure({
      title: `The step's inputs need a correction: ${inputs.join(", ")}`,
      heading: "Inputs",
      tried: "reading the inputs; nothing was sent",
      why: [
        inputs.length === 1 ? "this input cannot be used as it is:" : "these inputs cannot be used as they are:",
        ...this.#complaints.map(({ input, sentence }) => `- ${input}: ${sentence.replaceAll("\n", "\n  ")}`)
      ].join("\n")
    });
  }
};
var LONGEST_QUOTE = 120;
function quoted(value) {
  if (value === "") return "nothing";
  const hint = misplacedSecrets.find(([pattern2]) => pattern2.test(value))?.[1];
  if (hint) return `${value.length} characters ${hint}`;
  return value.length > LONGEST_QUOTE ? `${value.length} characters` : `"${printable(value)}"`;
}
var misplacedSecrets = [
  [/-----BEGIN/, "that look like a PEM"],
  [/^eyJ/, "that look like a token"],
  // Entra marks its secrets in the fourth to sixth place, so that scanners find them.
  [/^.{3}\dQ~/, "that look like a client secret"],
  [/:\/\/[^\s]*@|:[^\s]*@/, "with credentials in them"]
];
function nearest(value, allowed) {
  const distances = allowed.map((name) => ({
    name,
    distance: leven(value.toLowerCase(), name.toLowerCase())
  }));
  const best = distances.toSorted((a, b) => a.distance - b.distance)[0];
  return best && best.distance <= best.name.length / 2 ? ` Did you mean "${best.name}"?` : "";
}

// src/inputs/app.ts
function readTenant(reader, credential2) {
  const tenant = reader.text("tenant-id");
  const allowed = "allowed is the directory (tenant) ID, a GUID, or a verified domain name such as contoso.onmicrosoft.com";
  if (tenant === "") {
    if (credential2 !== "managed-identity") {
      reader.complain(
        "tenant-id",
        `is missing; ${allowed}. Entra shows it on the app's page. ${emptyVariable("tenant-id")}`
      );
    }
    return "";
  }
  if (isGuid(tenant) || /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/i.test(tenant)) {
    return tenant;
  }
  const guid = findGuid(tenant);
  const nearestTenant = guid ? ` Did you mean "${guid}"?` : "";
  const problem = /^(common|organizations|consumers)$/i.test(tenant) ? `came ${quoted(tenant)}, which stands for any tenant; an app gets a token from one tenant only` : /^[a-z][a-z0-9+.-]*:\/\//i.test(tenant) ? `came ${quoted(tenant)}, a URL` : tenant.includes("/") ? `came ${quoted(tenant)}, with a path in it` : `came ${quoted(tenant)}`;
  reader.complain("tenant-id", `${problem}; ${allowed}.${nearestTenant}`);
  return "";
}
function readClientId(reader, credential2) {
  const clientId = reader.text("client-id");
  const allowed = "allowed is the application (client) ID, a GUID";
  if (isGuid(clientId)) return clientId;
  if (clientId === "") {
    if (credential2 !== "managed-identity") {
      reader.complain(
        "client-id",
        `is missing; ${allowed}. Entra shows it on the app's page. ${emptyVariable("client-id")}`
      );
    }
    return "";
  }
  const guid = findGuid(clientId);
  reader.complain(
    "client-id",
    guid ? `came ${quoted(clientId)}; ${allowed}. Did you mean "${guid}"?` : `came ${quoted(clientId)}, which looks like a name; ${allowed}. List the IDs with: az ad app list --all --query "[].{name:displayName,id:appId}" --output table`
  );
  return "";
}
function emptyVariable(name) {
  return `If ${name} is set from vars or secrets, none of that name reaches this job.`;
}

// src/inputs/authority-host.ts
function readAuthorityHost(reader, cloud) {
  const text = reader.text("authority-host");
  if (text === "") return cloud.authorityHost;
  const url = URL.parse(text.includes("://") ? text : `https://${text}`);
  const problem = findProblem(text, url);
  if (!problem && url) return url.origin;
  const suggestion = url?.host && !text.includes("@") ? ` Did you mean "https://${url.host}"?` : "";
  reader.complain(
    "authority-host",
    `came ${text.includes("@") ? `${text.length} characters` : quoted(text)}, ${problem}; allowed is https://host or https://host:port.${suggestion}`
  );
  return cloud.authorityHost;
}
function findProblem(text, url) {
  if (text.includes("@")) return "with a user name or password in it";
  if (!url?.host || !text.includes("://")) return "which is no URL with a host";
  if (url.protocol !== "https:") return `with ${url.protocol}//; the credential travels over https only`;
  if (url.pathname !== "/" || url.search || url.hash) return "with a path, query or fragment in it";
  return void 0;
}

// src/inputs/choice.ts
function readChoice(reader, name, choices) {
  const value = reader.text(name);
  const choice = choices.find((known) => known === value.toLowerCase().replace(/[\s_]/g, "-"));
  if (!choice && value !== "") {
    const truth = /^(yes|on|y|1)$/i.test(value) ? "true" : /^(no|off|n|0)$/i.test(value) ? "false" : value;
    reader.complain(
      name,
      `came ${quoted(value)}; allowed are ${choices.join(", ")}.${nearest(truth, choices)}`
    );
  }
  return choice;
}

// src/certificate/certificate.ts
import { createHash } from "node:crypto";

// src/certificate/pem-container.ts
import { createPrivateKey, X509Certificate } from "node:crypto";

// src/certificate/pem.ts
function readPem(text) {
  const lined = text.replace(/\\r\\n|\\n|\\r/g, "\n");
  return [...lined.matchAll(/-----BEGIN ([A-Z0-9 ]+)-----([\s\S]*?)-----END \1-----/g)].map(
    ([, label = "", content = ""]) => {
      const { headers, base64 } = splitHeaders(content);
      const lines2 = base64.match(/.{1,64}/g) ?? [];
      const body = [...headers.length > 0 ? [...headers, ""] : [], ...lines2].join("\n");
      return { label, pem: `-----BEGIN ${label}-----
${body}
-----END ${label}-----
` };
    }
  );
}
function splitHeaders(content) {
  const headers = [];
  const rest = content.replace(
    /Proc-Type:\s*4,\s*ENCRYPTED|DEK-Info:\s*[\w-]+,\s*[0-9A-Fa-f]+/g,
    (header) => {
      headers.push(header.replace(/\s+/g, " ").replace(/,\s/, ","));
      return "";
    }
  );
  return { headers, base64: rest.replace(/\s+/g, "") };
}

// src/certificate/problem.ts
var CertificateProblem = class extends Error {
};

// src/certificate/pem-container.ts
var MOST_BLOCKS = 100;
function openPem(text, opening) {
  const begins = text.split("-----BEGIN").length - 1;
  if (begins > MOST_BLOCKS)
    throw new CertificateProblem(`holds ${begins} PEM blocks; allowed are ${MOST_BLOCKS}.`);
  const blocks2 = readPem(text);
  const keys = blocks2.filter(({ label }) => label.endsWith("PRIVATE KEY"));
  for (const { pem } of keys) opening.mask(pem);
  if (blocks2.length < begins) {
    throw new CertificateProblem("is a PEM that is cut off: a BEGIN line has no END line.");
  }
  return {
    keys: keys.map((block) => openKey(block, opening)),
    certificates: blocks2.filter(({ label }) => label.endsWith("CERTIFICATE")).map(openCertificate)
  };
}
function openKey({ label, pem }, { password: password2 }) {
  const encrypted = label.startsWith("ENCRYPTED") || pem.includes("ENCRYPTED");
  if (encrypted && password2 === "") {
    throw new CertificateProblem("has an encrypted private key, and certificate-password is empty.");
  }
  try {
    return createPrivateKey({ key: pem, format: "pem", ...encrypted && { passphrase: password2 } });
  } catch (error2) {
    const { code } = error2;
    throw new CertificateProblem(
      code === "ERR_OSSL_EVP_UNSUPPORTED" ? "has a private key with an encryption that is too old to be read here (DES, RC2, RC4). Encrypt it anew: openssl pkcs8 -topk8 -in old.pem -out new.pem" : encrypted ? "has an encrypted private key that certificate-password does not open: a wrong password." : `has a private key (${label}) that can't be read; it is damaged, or of a format other than PKCS#8 and PKCS#1.`
    );
  }
}
function openCertificate({ pem }) {
  try {
    return new X509Certificate(pem);
  } catch {
    throw new CertificateProblem("has a certificate in it that can't be read; it is damaged or cut off.");
  }
}

// src/certificate/pfx-container.ts
import { createPrivateKey as createPrivateKey2, X509Certificate as X509Certificate2 } from "node:crypto";
async function openPfx(der, { password: password2 }) {
  const bare = asCertificate(der);
  if (bare) return { keys: [], certificates: [bare] };
  const { readPfx, WrongPassword } = await import("./pfx.js");
  try {
    const { keys, certificates } = readPfx(der, password2);
    return {
      keys: keys.map((key) => createPrivateKey2({ key, format: "der", type: "pkcs8" })),
      certificates: certificates.map((certificate2) => new X509Certificate2(certificate2))
    };
  } catch (error2) {
    throw new CertificateProblem(
      error2 instanceof WrongPassword ? describeWrongPassword(password2) : describeUnreadable(error2)
    );
  }
}
function asCertificate(der) {
  try {
    return new X509Certificate2(der);
  } catch {
    return void 0;
  }
}
function describeWrongPassword(password2) {
  return password2 === "" ? "is a PFX with a password, and certificate-password is empty." : "is a PFX that certificate-password does not open: a wrong password.";
}
function describeUnreadable({ message }) {
  return /supported/i.test(message) ? "is a PFX with an encryption or a content that is not read here. Make it anew: openssl pkcs12 -export -inkey key.pem -in certificate.pem -out new.pfx" : "is neither a PFX nor a certificate that can be read: it is damaged, cut off, or something else.";
}

// src/certificate/container.ts
async function openContainer(content, opening) {
  const written = decodeText(content);
  const bytes = isDer(content) || isPem(written) ? content : decodeBase64(written) ?? content;
  for (const form of /* @__PURE__ */ new Set([content, bytes])) {
    opening.mask(isDer(form) ? form.toString("base64") : decodeText(form));
  }
  const text = decodeText(bytes);
  if (isPem(text)) return openPem(text, opening);
  if (isDer(bytes)) return openPfx(bytes, opening);
  throw new CertificateProblem(describeUnreadable2(written.trim()));
}
function isPem(text) {
  return text.includes("-----BEGIN");
}
function isDer(bytes) {
  return bytes[0] === 48 && (bytes[1] ?? 0) >= 128;
}
function decodeText(bytes) {
  const encoding = bytes[0] === 255 && bytes[1] === 254 ? "utf-16le" : "utf-8";
  return new TextDecoder(encoding).decode(bytes);
}
function decodeBase64(text) {
  const base64 = text.replace(/\s|\\[rn]/g, "");
  return /^[\w+/-]{40,}={0,2}$/.test(base64) ? Buffer.from(base64, "base64") : void 0;
}
function describeUnreadable2(text) {
  const allowed = "allowed are a PEM with certificate and private key, or base64 of a PFX or of a PEM.";
  if (isGuid(text)) {
    return `came with a GUID, which is the ID of a secret or certificate and not the thing itself; ${allowed}`;
  }
  if (/^([0-9a-f]{2}[: ]?){20}([0-9a-f]{2}[: ]?){0,12}$/i.test(text)) {
    return `came with what looks like a thumbprint, which names a certificate and is not the thing itself; ${allowed}`;
  }
  return `came with ${text.length} characters that are neither a PEM nor base64 of a PFX or PEM; ${allowed}`;
}

// src/certificate/certificate.ts
var SHORTEST_KEY = 2048;
async function readCertificate(content, opening) {
  const parts = await openContainer(content, opening);
  for (const key2 of parts.keys) maskKey(key2, opening);
  const { key, certificate: certificate2 } = choosePair(parts);
  checkKey(key);
  checkLifetime(certificate2);
  return {
    privateKey: toPem(key),
    thumbprintSha256: createHash("sha256").update(certificate2.raw).digest("hex")
  };
}
function maskKey(key, { mask }) {
  const pem = toPem(key);
  mask(pem);
  mask(pem.replace(/-----.+-----|\n/g, ""));
}
function toPem(key) {
  return key.export({ type: "pkcs8", format: "pem" });
}
function choosePair({ keys, certificates }) {
  if (keys.length === 0) {
    throw new CertificateProblem(
      "has no private key in it. Export the certificate together with its key, as a PFX or as a PEM with both."
    );
  }
  if (certificates.length === 0) {
    throw new CertificateProblem("has a private key and no certificate in it. Give both in one value.");
  }
  for (const key of keys) {
    const certificate2 = certificates.find((candidate) => candidate.checkPrivateKey(key));
    if (certificate2) return { key, certificate: certificate2 };
  }
  const subjects = certificates.map(({ subject }) => printable(subject.replaceAll("\n", ", ")));
  throw new CertificateProblem(
    `has no certificate that fits its private key (${subjects.join("; ")}): they come from different pairs.`
  );
}
function checkKey({ asymmetricKeyType: type, asymmetricKeyDetails }) {
  if (type !== "rsa") {
    throw new CertificateProblem(
      `has a key of type ${type?.toUpperCase()}; Entra takes RSA keys only. Make a certificate with an RSA key.`
    );
  }
  const bits = asymmetricKeyDetails?.modulusLength ?? 0;
  if (bits < SHORTEST_KEY) {
    throw new CertificateProblem(`has an RSA key of ${bits} bits; allowed are ${SHORTEST_KEY} or more.`);
  }
}
function checkLifetime({ validFromDate: from, validToDate: to }) {
  const now = /* @__PURE__ */ new Date();
  if (to < now) {
    throw new CertificateProblem(`expired on ${to.toISOString()}. Make a new one and add it to the app.`);
  }
  if (from > now) {
    throw new CertificateProblem(
      `is not valid before ${from.toISOString()}; this runner's clock says ${now.toISOString()}.`
    );
  }
}

// src/inputs/reader.ts
var emptySecretAdvice = "If it is set from a secret, the secret does not exist here under that name, belongs to an environment that this job does not name, or the run comes from a fork or from Dependabot, which get no secrets.";
var InputReader = class {
  #host;
  #complaints;
  constructor(host, complaints) {
    this.#host = host;
    this.#complaints = complaints;
  }
  isGiven(name) {
    return this.text(name) !== "";
  }
  text(name) {
    return this.#host.input(name).trim();
  }
  /**
   * A secret without the white space around it, which comes from copying; `keepSpaces` cuts line ends only, since a
   * password may begin or end with a space.
   */
  secret(name, { keepSpaces = false } = {}) {
    const raw = this.#host.input(name);
    const cut2 = keepSpaces ? raw.replace(/[\r\n]+$/, "") : raw.trim();
    if (cut2 !== raw && cut2 !== "") {
      this.warn(
        name,
        `has white space around it (${raw.length - cut2.length} characters), which is cut off. Save it without.`
      );
    }
    return cut2;
  }
  /** The same; complains and gives undefined if it is empty. */
  requiredSecret(name, options) {
    const value = this.secret(name, options);
    if (value !== "") return value;
    this.complain(name, `arrived empty. ${emptySecretAdvice}`);
    return void 0;
  }
  complain(name, sentence) {
    this.#complaints.add(name, sentence);
  }
  warn(name, sentence) {
    this.#host.warning(`${name}: ${sentence}`);
  }
};

// src/small-file.ts
import { readFileSync, statSync as statSync2 } from "node:fs";
var LARGEST_FILE = 1024 * 1024;
var FileProblem = class extends Error {
};
function readSmallFile(path) {
  let problem;
  try {
    const stats = statSync2(path);
    if (stats.isDirectory()) problem = "a folder";
    else if (!stats.isFile()) problem = "no ordinary file";
    else if (stats.size > LARGEST_FILE) problem = `a file of ${stats.size} bytes`;
    else if (stats.size === 0) problem = "an empty file";
    else return readFileSync(path);
  } catch (error2) {
    const { code } = error2;
    problem = code === "ENOENT" || code === "ENOTDIR" ? "a file that doesn't exist" : `a file that can't be read (${code})`;
  }
  throw new FileProblem(problem);
}

// src/credentials/certificate.ts
var certificate = {
  name: "certificate",
  inputs: ["certificate", "certificate-path", "certificate-password"],
  async read(reader, { host }) {
    const password2 = reader.secret("certificate-password", { keepSpaces: true });
    const source = readSource(reader);
    if (!source) return void 0;
    const opening = { password: password2, mask: (secret) => host.mask(secret) };
    try {
      const clientCertificate = await readCertificate(source.content, opening);
      return { grant: async () => ({ type: "client-credentials", proof: { clientCertificate } }) };
    } catch (error2) {
      if (!(error2 instanceof CertificateProblem)) throw error2;
      reader.complain(source.input, error2.message);
      return void 0;
    }
  }
};
function readSource(reader) {
  const text = reader.text("certificate");
  const path = reader.text("certificate-path");
  if (text && path) {
    reader.complain("certificate", "came together with certificate-path; give one of them.");
  } else if (text) {
    return { input: "certificate", content: Buffer.from(text) };
  } else if (path) {
    const content = readFile(reader, path);
    return content && { input: "certificate-path", content };
  } else {
    reader.complain("certificate", `arrived empty, and so did certificate-path. ${emptySecretAdvice}`);
  }
  return void 0;
}
function readFile(reader, path) {
  try {
    return readSmallFile(path);
  } catch (error2) {
    if (!(error2 instanceof FileProblem)) throw error2;
    reader.complain(
      "certificate-path",
      `came ${quoted(path)}, ${error2.message}; allowed is a PFX or PEM file of at most 1 MiB, its path absolute or from the job's working directory.`
    );
    return void 0;
  }
}

// src/credentials/client-secret.ts
var clientSecret = {
  name: "client-secret",
  inputs: ["client-secret"],
  read(reader) {
    const secret = reader.requiredSecret("client-secret");
    if (secret === void 0) return void 0;
    if (parseObject(secret)) {
      reader.complain(
        "client-secret",
        "came as JSON, such as azure/login takes in creds; allowed is the value of a secret alone. Take the value of clientSecret in it, and put its clientId and tenantId into client-id and tenant-id."
      );
      return void 0;
    }
    if (isGuid(secret)) {
      reader.warn(
        "client-secret",
        "looks like a secret's ID. Entra shows the ID and the value side by side; the value is the one that works, and it is shown only once."
      );
    }
    return { grant: async () => ({ type: "client-credentials", proof: { clientSecret: secret } }) };
  }
};

// src/credentials/federated.ts
var JWS = /^[\w-]+\.[\w-]+\.[\w-]+$/;
var federated = {
  name: "federated",
  inputs: ["federated-token", "federated-token-file"],
  read(reader, { host, audience }) {
    const token = reader.secret("federated-token");
    const file = reader.text("federated-token-file");
    if (token && file) {
      reader.complain("federated-token", "came together with federated-token-file; give one of them.");
      return void 0;
    }
    if (token) {
      if (!JWS.test(token)) {
        reader.complain(
          "federated-token",
          `came with ${token.length} characters, which are no JWT; allowed is a signed OIDC token: three parts with dots between.`
        );
      }
      return credential(async () => token);
    }
    if (file) return credential(async () => readTokenFile(file), { renewable: true });
    if (!host.hasOidcToken) {
      reader.complain("credential", host.oidcAdvice);
      return void 0;
    }
    return credential((host2, http2) => host2.oidcToken(audience, http2), { renewable: true });
  }
};
function credential(getToken, { renewable = false } = {}) {
  return {
    renewable,
    async grant({ host, http: http2, report }) {
      const token = await getToken(host, http2);
      host.mask(token);
      const claims = readClaims(token);
      const [issuer, subject, audience] = ["iss", "sub", "aud"].map(
        (name) => printable(claims[name] ?? "missing")
      );
      report("OIDC token:", `issuer ${issuer}, subject ${subject}, audience ${audience}`);
      return { type: "client-credentials", proof: { clientAssertion: async () => token } };
    }
  };
}
function readTokenFile(path) {
  const problem = (why) => new Failure({
    title: `federated-token-file names ${why}`,
    heading: "File of the federated token",
    tried: `reading ${quoted(path)}`,
    why: "The file must hold one signed OIDC token and nothing else.",
    fixes: [
      {
        text: "On AKS workload identity the file is named by the environment variable AZURE_FEDERATED_TOKEN_FILE."
      }
    ]
  });
  try {
    const token = readSmallFile(path).toString().trim();
    if (JWS.test(token)) return token;
    throw new FileProblem(`a file of ${token.length} characters, which are no JWT`);
  } catch (error2) {
    throw error2 instanceof FileProblem ? problem(error2.message) : error2;
  }
}

// src/credentials/managed-identity.ts
var managedIdentity = {
  name: "managed-identity",
  inputs: [],
  read: () => ({ grant: async () => ({ type: "managed-identity" }) })
};

// src/credentials/password.ts
var password = {
  name: "password",
  inputs: ["username", "password"],
  read(reader) {
    const username = reader.text("username");
    if (!/^[^@\s]+@[^@\s]+$/.test(username)) {
      reader.complain(
        "username",
        `came ${quoted(username)}; allowed is a user's sign-in name, such as pipeline@contoso.com.`
      );
    }
    const secret = reader.requiredSecret("password", { keepSpaces: true });
    const clientSecret2 = reader.secret("client-secret");
    if (secret === void 0) return void 0;
    reader.warn(
      "password",
      "multi-factor authentication and most Conditional Access policies break a sign-in by name and password. Use an app with a federated credential (credential: federated) instead."
    );
    return {
      grant: async () => ({
        type: "password",
        username,
        password: secret,
        ...clientSecret2 && { clientSecret: clientSecret2 }
      })
    };
  }
};

// src/credentials/credential.ts
var credentialKinds = [
  federated,
  certificate,
  clientSecret,
  password,
  managedIdentity
];

// src/inputs/choose-credential.ts
function chooseCredential(reader) {
  const names = ["auto", ...credentialKinds.map(({ name }) => name)];
  const wanted = readChoice(reader, "credential", names) ?? "auto";
  const given = credentialKinds.map((kind) => ({ kind, inputs: kind.inputs.filter((name) => reader.isGiven(name)) })).filter(({ inputs }) => inputs.length > 0);
  const named = credentialKinds.find(({ name }) => name === wanted);
  if (named) {
    const unused = given.filter(({ kind }) => kind !== named && !belongsTo(named, kind)).flatMap(({ inputs }) => inputs);
    if (unused.length > 0) reader.warn(unused.join(", "), `not used, because credential is ${named.name}.`);
    return { kind: named, reason: "named by the input credential" };
  }
  if (reader.isGiven("credential") && wanted !== "auto") return void 0;
  const rivals = given.filter(({ kind }) => !given.some((other) => belongsTo(other.kind, kind)));
  const [first] = rivals;
  if (rivals.length > 1) {
    const kinds = rivals.map(({ kind, inputs }) => `${inputs.join(", ")} (${kind.name})`);
    reader.complain(
      "credential",
      `is auto, and inputs of ${rivals.length} kinds came: ${kinds.join(" and ")}. Give those of one kind, or name the one that counts, as in credential: ${rivals[0]?.kind.name}.`
    );
    return void 0;
  }
  if (first) return { kind: first.kind, reason: `because ${first.inputs.join(" and ")} came` };
  return {
    kind: credentialKinds[0],
    reason: "because no other credential's input came"
  };
}
function belongsTo(kind, other) {
  return kind.name === "password" && other.name === "client-secret";
}

// src/inputs/export-as.ts
var RESERVED = /^((GITHUB|RUNNER|ACTIONS|INPUT|NODE|LD|DYLD)_.*|NODE|CI|PATH|HOME|ENV|BASH_ENV|SHELL|IFS|PYTHONPATH)$/i;
var FREE_NAME = "POWER_PLATFORM_TOKEN";
function readExportAs(reader) {
  const name = reader.text("export-as");
  if (name === "") return void 0;
  const fitting = name.toUpperCase().replace(/[^A-Z0-9_]/g, "_").replace(/^(?=\d)/, "_");
  if (!/^[a-z_][a-z0-9_]*$/i.test(name)) {
    reader.complain(
      "export-as",
      `came ${quoted(name)}; allowed is the name of an environment variable: letters, digits and _, no digit first. Did you mean "${RESERVED.test(fitting) ? FREE_NAME : fitting}"?`
    );
  } else if (RESERVED.test(name)) {
    reader.complain(
      "export-as",
      `came ${quoted(name)}, which means something to the runner or to other programs; allowed is any other name, such as "${FREE_NAME}".`
    );
  }
  return name;
}

// src/inputs/scope.ts
var OIDC_SCOPES = ["openid", "profile", "email", "offline_access"];
function readScopes(reader, cloud, credential2) {
  const own = `${(cloud ?? publicCloud).apiUrl}/.default`;
  const parts = reader.text("scope").split(/\s+/).filter(Boolean);
  if (parts.length === 0) return [own];
  const scopes2 = parts.map((part) => isResource(part) ? `${part.replace(/\/$/, "")}/.default` : part);
  if (scopes2.length > 1 && credential2 !== "password") {
    reader.complain(
      "scope",
      `came with ${scopes2.length} scopes; this credential gets a token for one, and it ends in /.default. Did you mean "${own}"?`
    );
    return scopes2;
  }
  for (const scope of scopes2) {
    const problem = scopeProblem(scope, cloud, credential2);
    if (problem) reader.complain("scope", `came ${quoted(scope)}, ${problem}`);
  }
  return scopes2;
}
function isResource(part) {
  if (isGuid(part)) return true;
  const url = URL.parse(part);
  if (!url) return false;
  return /^https?:$/.test(url.protocol) ? url.pathname === "/" : /^[a-z]+:\/\/[^/]+\/?$/i.test(part);
}
function scopeProblem(scope, cloud, credential2) {
  if (OIDC_SCOPES.includes(scope) && credential2 === "password") return void 0;
  const own = `${(cloud ?? publicCloud).apiUrl}/.default`;
  const other = clouds.find(({ apiUrl }) => apiUrl !== cloud?.apiUrl && isWithin(scope, apiUrl));
  if (cloud && other) {
    return `the API of cloud ${other.name}, while cloud is ${cloud.name}; allowed is "${own}". Set cloud: ${other.name}, or leave scope out.`;
  }
  const url = URL.parse(scope);
  if (url?.username || url?.password) return "which no scope has; take them out.";
  if (!/^(https?:\/\/|api:\/\/|[a-z][a-z0-9+.-]*:|[0-9a-f]{8}-[0-9a-f-]{27}\/)[!-~]+$/i.test(scope)) {
    return `which is no scope; allowed is a resource's URL or ID, with or without /.default. Did you mean "${own}"?`;
  }
  if (credential2 !== "password" && !scope.endsWith("/.default")) {
    const resource = scope.slice(0, scope.lastIndexOf("/"));
    return `a single permission; an app asks for all that it was granted, with /.default. Did you mean "${resource}/.default"?`;
  }
  return void 0;
}
function isWithin(scope, apiUrl) {
  return scope.toLowerCase() === apiUrl || scope.toLowerCase().startsWith(`${apiUrl}/`);
}

// src/inputs/seconds.ts
var LONGEST = 3600;
function readSeconds(reader, name, { least, otherwise }) {
  const text = reader.text(name) || String(otherwise);
  const seconds2 = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (seconds2 >= least && seconds2 <= LONGEST) return seconds2;
  const span2 = /^(\d+(?:\.\d+)?)\s*(ms|s|secs?|seconds?|m|mins?|minutes?|h|hours?)?$/i.exec(text);
  const unit = (span2?.[2] ?? "s").toLowerCase();
  const factor = unit === "ms" ? 1e-3 : unit.startsWith("m") ? 60 : unit.startsWith("h") ? 3600 : 1;
  const near = span2 && Math.min(LONGEST, Math.max(least, Math.round(Number(span2[1]) * factor)));
  reader.complain(
    name,
    `came ${quoted(text)}; allowed are whole seconds from ${least} to ${LONGEST}.${near ? ` Did you mean "${near}"?` : ""}`
  );
  return otherwise;
}

// src/inputs/inputs.ts
var SECRETS = ["client-secret", "certificate", "certificate-password", "password", "federated-token"];
var SUMMARIES = ["always", "on-failure", "never"];
function maskInputs(host) {
  for (const name of SECRETS) host.mask(host.input(name));
}
function readSummaryMode(host) {
  return readChoice(new InputReader(host, new Complaints()), "summary", SUMMARIES) ?? "on-failure";
}
async function readInputs(host) {
  const complaints = new Complaints();
  const reader = new InputReader(host, complaints);
  const known = readCloud(reader);
  const cloud = known ?? publicCloud;
  const chosen = chooseCredential(reader);
  const credential2 = await chosen?.kind.read(reader, { host, audience: readAudience(reader, cloud) });
  const scopes2 = readScopes(reader, known, chosen?.kind.name);
  const request = {
    tenantId: readTenant(reader, chosen?.kind.name),
    clientId: readClientId(reader, chosen?.kind.name),
    cloud,
    authorityHost: readAuthorityHost(reader, cloud),
    scopes: scopes2,
    credentialName: chosen?.kind.name ?? "",
    credentialReason: chosen?.reason ?? "",
    verify: readVerify(reader, known, scopes2),
    timeout: readSeconds(reader, "timeout", { least: 1, otherwise: 60 }),
    waitForPropagation: readSeconds(reader, "wait-for-propagation", { least: 0, otherwise: 0 }),
    exportAs: readExportAs(reader)
  };
  readChoice(reader, "summary", SUMMARIES);
  const obstacle = host.handoverObstacle(request.exportAs);
  if (obstacle) complaints.add("outputs", `${obstacle}. The step must run in a job of the CI system itself.`);
  complaints.throwIfAny();
  return { ...request, credential: credential2 };
}
function readCloud(reader) {
  const name = reader.text("cloud") || "public";
  const cloud = findCloud(name);
  if (cloud) return cloud;
  const names = clouds.map(({ name: name2 }) => name2);
  const aliases = clouds.flatMap(({ aliases: aliases2 }) => aliases2);
  reader.complain(
    "cloud",
    `came ${quoted(name)}; allowed are ${names.join(", ")} (also ${aliases.join(", ")}).${nearest(name, [...names, ...aliases])}`
  );
  return void 0;
}
function readAudience(reader, cloud) {
  const audience = reader.text("audience");
  if (audience === "") return cloud.federatedAudience;
  if (/\s/.test(audience) || audience.length > 600) {
    reader.complain(
      "audience",
      `came ${quoted(audience)}; allowed is the one audience of the federated credential, without white space, at most 600 characters. This cloud's is "${cloud.federatedAudience}".`
    );
  }
  return audience;
}
function readVerify(reader, cloud, scopes2) {
  const verify = readChoice(reader, "verify", ["true", "false"]) === "true";
  if (verify && cloud && !scopes2.some((scope) => isWithin(scope, cloud.apiUrl) || isWithin(scope, POWER_PLATFORM_API))) {
    reader.complain(
      "verify",
      `came "true", which calls Power Platform API, while scope is for another API. Set verify: false, or scope: ${cloud.apiUrl}/.default.`
    );
  }
  return verify;
}

// src/power-platform/environments.ts
var API = "Power Platform API";
var API_VERSION = "2024-10-01";
async function listEnvironments(token, request, { http: http2, host }) {
  const url = `${request.cloud.apiUrl}/environmentmanagement/environments?api-version=${API_VERSION}`;
  const get = { method: "GET", url, headers: { authorization: `${token.type} ${token.value}` } };
  const tenantId = textField(token.claims, "tid");
  const situation = situationOf(request, host, {
    ...isGuid(tenantId) && { tenantId },
    principal: { id: textField(token.claims, "oid"), isUser: typeof token.claims.scp === "string" }
  });
  const response = await http2.fetch(get).catch((error2) => {
    if (!(error2 instanceof HttpError) || !error2.response) throw error2;
    throw refusalOf(error2.response, situation, error2.parts.tried);
  });
  const answer = parseObject(response.body);
  const environments = answer?.value;
  if (response.status !== 200 || !Array.isArray(environments)) throw refusalOf(response, situation);
  return { names: environments.map(nameOf), isWhole: !answer?.nextLink };
}
function nameOf(environment) {
  const object = asObject(environment) ?? {};
  return printable(textField(object, "displayName") || textField(object, "id") || "without a name");
}
function refusalOf(response, situation, tried) {
  const { status: status2 } = response;
  const { codes, all } = readErrorWords(response.body);
  const name = `${API} ${status2 === 408 || status2 >= 500 ? "fault" : status2}`;
  return refusal({
    by: `${API} (${status2})`,
    codes: [...codes.map((code) => `${name} ${code}`), name, `${API} unexpected answer`],
    situation,
    tried: tried ?? `GET ${situation.cloud.apiUrl}/environmentmanagement/environments with the new token`,
    answer: [describeAnswer(response), ...all.map((word) => `- ${printable(word)}`)]
  });
}

// src/propagation.ts
var FIRST_WAIT = 1e3;
var LONGEST_WAIT = 15e3;
var GROWTH = 1.5;
var Propagation = class {
  #options;
  /** When the first refusal came that may be due to it. */
  #since;
  constructor(options) {
    this.#options = options;
  }
  /**
   * Runs `attempt` again when it threw a failure of the class `propagation`, until the time is over; each try has the
   * whole timeout of the step for itself.
   * @throws what the last attempt threw
   */
  async retry(attempt) {
    const { seconds: seconds2, http: http2, info: info2 } = this.#options;
    let step = FIRST_WAIT;
    let refused;
    for (let tries = 1; ; tries++) {
      try {
        return await attempt();
      } catch (error2) {
        if (!(error2 instanceof Failure) || seconds2 === 0) throw error2;
        if (error2.retry?.kind !== "propagation") {
          const isMinor = error2 instanceof HttpError || error2.retry?.kind === "renewal";
          throw refused && isMinor ? refused.addTried(`${tries} times, and the last ended so: ${error2.message}`) : error2;
        }
        refused = error2;
        this.#since ??= performance.now();
        const left = this.#since + seconds2 * 1e3 - performance.now();
        if (left <= 0) throw error2.addTried(`${tries} times in the ${seconds2} s of wait-for-propagation`);
        const wait = Math.min(left, step * (0.5 + Math.random() / 2));
        step = Math.min(LONGEST_WAIT, step * GROWTH);
        info2(
          `Waiting for it to spread: ${error2.message}. Next try in ${(wait / 1e3).toFixed(1)} s; ${Math.ceil(left / 1e3)} s of wait-for-propagation are left`
        );
        await new Promise((resolve) => setTimeout(resolve, wait));
        http2.restart();
      }
    }
  }
};

// src/report.ts
var NAMED_ENVIRONMENTS = 10;
function reportRequest(report, request) {
  const { credentialName: credentialName2, credentialReason, clientId, tenantId, cloud, authorityHost } = request;
  report("Credential:", `${credentialName2}, ${credentialReason}`);
  if (credentialName2 === "managed-identity") {
    report("Identity:", `${clientId ? `user-assigned, ${clientId}` : "system-assigned"}, cloud ${cloud.name}`);
  } else {
    report("App", `${clientId} in tenant ${tenantId}, cloud ${cloud.name} (${new URL(authorityHost).host})`);
  }
}
function reportToken(report, { scope, expiresOn }) {
  report("Token", `for ${scope}, valid until ${describeTime2(expiresOn)}`);
}
function describeTime2(time) {
  return `${time.toString().replace(/ \(.*/, "")} (${time.toISOString()})`;
}
function reportEnvironments(report, { names, isWhole }) {
  const count = names.length === 1 && isWhole ? "1 environment is" : `${names.length} environments are`;
  const more = names.length > NAMED_ENVIRONMENTS ? `, and ${names.length - NAMED_ENVIRONMENTS} more` : "";
  const list = names.length > 0 ? `: ${names.slice(0, NAMED_ENVIRONMENTS).join(", ")}${more}` : "";
  report("Verified:", `${isWhole ? "" : "at least "}${count} visible${list}`);
}

// src/summary.ts
function summariseFacts(rows) {
  const lines2 = rows.map(([name, value]) => `| ${escapeText(name.replace(":", ""))} | ${escapeText(value)} |`);
  return ["### Power Platform token", "", "| | |", "| --- | --- |", ...lines2, ""].join("\n");
}
function summariseFailure({ parts }) {
  const { title, tried, answer, why, fixes = [], more } = parts;
  const blocks2 = [
    `### ${escapeText(title)}`,
    tried && `**Tried:** ${escapeText(tried)}`,
    answer && `**Answer:**

${fence("text", answer)}`,
    why.includes("\n") ? `**Why:**

${fence("text", why)}` : `**Why:** ${escapeText(why)}`,
    ...fixes.flatMap(({ text, command }) => [
      `**Fix:** ${escapeText(text)}`,
      command && fence("bash", command)
    ]),
    more && `[More about it](${more})`
  ];
  return `${blocks2.filter(Boolean).join("\n\n")}
`;
}
function fence(language, text) {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run2]) => run2.length));
  const marks = "`".repeat(longest + 1);
  return `${marks}${language}
${text}
${marks}`;
}
function escapeText(text) {
  return text.replace(/\s*\n\s*/g, " ").replace(/[\\`*_{}[\]<>()#+!|~&@]/g, (mark) => `&#${mark.charCodeAt(0)};`);
}

// src/run.ts
async function run(host) {
  maskInputs(host);
  const summary2 = readSummaryMode(host);
  const facts = /* @__PURE__ */ new Map();
  const report = (name, value) => {
    const text = host.redact(value);
    if (facts.get(name) !== text) host.info(`${name} ${text}`);
    facts.set(name, text);
  };
  try {
    const request = await readInputs(host);
    const http2 = new Http({ timeout: request.timeout, info: host.info, debug: host.debug });
    const propagation = new Propagation({ seconds: request.waitForPropagation, http: http2, info: host.info });
    reportRequest(report, request);
    const token = await propagation.retry(() => acquireToken(request, { http: http2, host, report }));
    handOver(host, request, token);
    reportToken(report, token);
    if (request.verify) {
      const environments = await propagation.retry(() => listEnvironments(token, request, { http: http2, host }));
      reportEnvironments(report, environments);
    }
    if (summary2 === "always") await host.summary(summariseFacts([...facts]));
    return 0;
  } catch (error2) {
    const failure = (error2 instanceof Failure ? error2 : unforeseen(error2)).presented(host);
    host.fail(failure);
    if (summary2 !== "never") await host.summary(summariseFailure(failure));
    return 1;
  }
}

// src/main.ts
process.exitCode = 1;
process.exitCode = await run(new GitHub(process.env));
