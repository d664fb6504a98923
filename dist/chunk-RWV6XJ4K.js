import {
  __commonJS
} from "./chunk-LVBKFB47.js";

// builtin:util
var require_util = __commonJS({
  "builtin:util"(exports, module) {
    module.exports = process.getBuiltinModule("util");
  }
});

export {
  require_util
};
