import {
  __commonJS
} from "./chunk-LVBKFB47.js";

// builtin:crypto
var require_crypto = __commonJS({
  "builtin:crypto"(exports, module) {
    module.exports = process.getBuiltinModule("crypto");
  }
});

export {
  require_crypto
};
